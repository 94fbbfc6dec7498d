"""An uploaded rulebook seen from the drafts: its impact, and how applicants see it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from eligibility.access import get_rulebook_upload
from eligibility.views.kept_laws import once_understood
from proposals.selectors.law.law_impact import law_impact_page
from proposals.selectors.law.law_preview import law_preview_page
from proposals.views.people import received_at


@never_cache
@require_safe
@once_understood
def law_impact(
    request: HttpRequest, public_id: uuid.UUID, *, is_fragment: bool = False
) -> HttpResponse:
    """Show which open drafts would stand elsewhere, as a page or a part of one."""
    upload = get_rulebook_upload(request.user, public_id)
    page = law_impact_page(upload, now=received_at(request))
    name = "_impact" if is_fragment else "impact"
    context = {"page": page, "decides": is_fragment}
    return render(request, f"proposals/law/{name}.html", context)


@never_cache
@require_safe
@once_understood
def law_preview(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the call as an applicant would see it."""
    upload = get_rulebook_upload(request.user, public_id)
    page = law_preview_page(upload, now=received_at(request))
    return render(request, "proposals/law/preview.html", {"page": page})
