"""A consortium against several Lots, types of project and calls."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from proposals.access import get_proposal
from proposals.selectors.standing.compare import compare_page
from proposals.views.people import person, received_at


@never_cache
@require_safe
def compare(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show where the same consortium would stand elsewhere."""
    proposal = get_proposal(person(request), public_id)
    asked = request.GET.getlist("with")
    page = compare_page(proposal, asked=asked, now=received_at(request))
    return render(request, "proposals/compare/page.html", {"page": page})
