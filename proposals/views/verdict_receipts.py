"""The receipt of a verdict as a file: of a draft as it stands, of a submission."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from eligibility.core import receipt_of
from proposals.access import get_proposal, get_submission
from proposals.selectors.consortium.workspace import standing_of
from proposals.snapshots import receipt_in
from proposals.views.people import person, received_at


@never_cache
@require_safe
def verdict_receipt(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send the receipt of the verdict on a draft as it stands now."""
    proposal = get_proposal(person(request), public_id)
    standing = standing_of(proposal, now=received_at(request))
    return _file(receipt_of(*standing), proposal.alliance.acronym)


@never_cache
@require_safe
def submission_verdict_receipt(request: HttpRequest, number: str) -> HttpResponse:
    """Send the receipt of the verdict a submission was received with."""
    submission = get_submission(person(request), number)
    text = receipt_in(submission.snapshot)
    if not text:
        raise Http404
    return _file(text, number)


def _file(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="application/json")
    file_name = f"{slugify(name) or 'alliance'}-receipt.json"
    answer["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return answer
