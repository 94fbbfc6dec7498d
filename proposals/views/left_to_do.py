"""What is left to do on a proposal."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from proposals.access import get_proposal
from proposals.selectors.drafts.left_to_do import left_page
from proposals.views.people import person, received_at


@never_cache
@require_safe
def left(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what is left, the blockers first."""
    proposal = get_proposal(person(request), public_id)
    page = left_page(proposal, now=received_at(request))
    return render(request, "proposals/left.html", {"page": page})
