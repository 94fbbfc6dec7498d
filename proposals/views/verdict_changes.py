"""Putting away what newer country data did to a verdict, once it is read."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from proposals.access import get_proposal
from proposals.services.verdict_changes import note_verdict_changes_read
from proposals.views.people import person


@require_POST
def read(request: HttpRequest, public_id: uuid.UUID, edition: int) -> HttpResponse:
    """Put the changes up to an edition away for the reader, and show the draft."""
    proposal = get_proposal(person(request), public_id)
    note_verdict_changes_read(proposal=proposal, edition=edition, by=person(request))
    return redirect("workspace", public_id)
