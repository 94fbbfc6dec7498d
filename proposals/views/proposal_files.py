"""A file that came back: looked at, and taken field by field."""

import uuid
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alliances.files.consortium import FileRefused
from proposals.access import get_proposal_upload
from proposals.errors import Refused
from proposals.errors.proposal_files import FieldRefused, FieldsMoved
from proposals.forms.proposal_files import taken_in, ticks_in
from proposals.models import ProposalUpload
from proposals.selectors.files.file_review import Tried, review_page
from proposals.services.proposal_files import take_from_file
from proposals.views.people import person, received_at
from proposals.views.slips import REFUSED, STALE

NOTHING_TAKEN: Mapping[str, str] = MappingProxyType({})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what a file would change; POST writes what is ticked, all or nothing."""
    kept = get_proposal_upload(person(request), public_id)
    if request.method != "POST":
        return _show(request, kept)
    taken = taken_in(request.POST)
    try:
        take_from_file(upload=kept, taken=taken, by=person(request))
    except (Refused, FileRefused) as refused:
        return _show(request, kept, refused, taken)
    messages.success(request, _taken_words(len(taken)))
    return redirect("proposal-file", kept.public_id)


def _show(
    request: HttpRequest,
    kept: ProposalUpload,
    refused: Exception | None = None,
    taken: Mapping[str, str] = NOTHING_TAKEN,
) -> HttpResponse:
    now, ticks = received_at(request), ticks_in(request.GET)
    tried = _tried(refused, taken) if refused else None
    page = review_page(kept, now=now, ticks=ticks, tried=tried)
    context = {"page": page, "refusal": str(refused or "")}
    template = "proposals/outside/review.html"
    return render(request, template, context, status=_status(refused))


def _status(refused: Exception | None) -> int:
    if refused is None:
        return HTTPStatus.OK
    return STALE if isinstance(refused, FieldsMoved) else REFUSED


def _tried(refused: Exception, taken: Mapping[str, str]) -> Tried:
    """Keep the ticks, but not of what moved: that has to be looked at anew."""
    if isinstance(refused, FieldsMoved):
        words = _("It changed after this page was shown, and stands so now.")
        troubles = dict.fromkeys(refused.keys, words)
        return Tried(taken.keys() - refused.keys, troubles)
    if isinstance(refused, FieldRefused):
        return Tried(taken, {refused.key: refused.reason})
    return Tried(taken)


def _taken_words(number: int) -> str:
    words = ngettext(
        "%(number)d change taken from the file.",
        "%(number)d changes taken from the file.",
        number,
    )
    return words % {"number": number}
