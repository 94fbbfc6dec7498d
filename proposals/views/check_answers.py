"""All answers to be checked before submitting."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from proposals.access import get_proposal
from proposals.selectors.submissions.check_answers import check_page
from proposals.views.people import person, received_at


@never_cache
@require_safe
def check_answers(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show everything as it would be frozen, each row with the way to change it."""
    proposal = get_proposal(person(request), public_id)
    page = check_page(proposal, reader=person(request), now=received_at(request))
    return render(request, "proposals/submission/answers.html", {"page": page})
