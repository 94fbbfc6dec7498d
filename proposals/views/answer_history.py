"""What an answer was before, and bringing one of its versions back."""

import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from proposals.access import get_form_proposal
from proposals.errors import Refused, StaleVersion
from proposals.forms.answers import RestoreForm
from proposals.models import Proposal
from proposals.policies import seat_of
from proposals.selectors.drafts.masthead import masthead_of
from proposals.selectors.form.answer_history import AnswerHistory, answer_history
from proposals.services.answers import restore_answer
from proposals.views.people import person, received_at
from proposals.views.slips import REFUSED, STALE


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def history(
    request: HttpRequest,
    public_id: uuid.UUID,
    question: str,
    partner: int | None = None,
) -> HttpResponse:
    """Show the versions of an answer; on POST bring one of them back."""
    proposal = get_form_proposal(person(request), public_id)
    if request.method == "POST":
        return _restore(request, proposal, (question, partner))
    return _show(request, proposal, (question, partner))


Place = tuple[str, int | None]
"""A question, and the partner it is asked of."""


def _restore(request: HttpRequest, proposal: Proposal, place: Place) -> HttpResponse:
    try:
        _write(request, proposal, place)
    except StaleVersion as stale:
        return _show(request, proposal, place, status=STALE, theirs=stale.current)
    except Refused as refused:
        return _show(request, proposal, place, status=REFUSED, refusal=str(refused))
    messages.success(request, _("The text is back."))
    return redirect(_page(request, proposal, place).back_url)


def _write(request: HttpRequest, proposal: Proposal, place: Place) -> None:
    question, partner = place
    restore_answer(
        proposal=proposal,
        question=question,
        partner=partner,
        by=person(request),
        **RestoreForm(request.POST).stated(),
    )


def _page(request: HttpRequest, proposal: Proposal, place: Place) -> AnswerHistory:
    question, partner = place
    number = request.GET.get("page", "1")
    seat = seat_of(person(request), proposal)
    page = answer_history(proposal, question, partner=partner, seat=seat, page=number)
    if page is None:
        raise Http404
    return page


def _show(
    request: HttpRequest,
    proposal: Proposal,
    place: Place,
    *,
    status: int = 200,
    **more: Any,  # noqa: ANN401  # what a refusal adds to the page
) -> HttpResponse:
    masthead = masthead_of(proposal, now=received_at(request))
    is_partial = seat_of(person(request), proposal).is_contact
    masthead = replace(masthead, is_partial=is_partial)
    context = {"masthead": masthead, "page": _page(request, proposal, place), **more}
    return render(request, "proposals/form/history.html", context, status=status)
