"""Comments on a question of the form."""

import uuid
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from proposals.access import get_form_proposal
from proposals.errors import NotAllowed, Refused
from proposals.forms.comments import CommentForm, ThreadForm
from proposals.models import Proposal
from proposals.policies import seat_of
from proposals.selectors.drafts.masthead import masthead_of
from proposals.selectors.form.comments import CommentsPage, comments_page
from proposals.services.comments import add_comment, reopen_thread, resolve_thread
from proposals.views.people import person, received_at
from proposals.views.slips import REFUSED

SETTLING = {"resolve": resolve_thread, "reopen": reopen_thread}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def comments(
    request: HttpRequest,
    public_id: uuid.UUID,
    question: str,
    partner: int | None = None,
) -> HttpResponse:
    """Show what is said of an answer; on POST say something, or settle it."""
    proposal = get_form_proposal(person(request), public_id)
    page = _page(request, proposal, question, partner)
    if request.method != "POST":
        return _show(request, proposal, page)
    try:
        _act(request, proposal, question, partner)
    except Refused as refused:
        return _refuse(request, proposal, page, refused)
    return redirect(page.url)


def _act(
    request: HttpRequest, proposal: Proposal, question: str, partner: int | None
) -> None:
    place: dict[str, Any] = {
        "proposal": proposal,
        "question": question,
        "partner": partner,
        "by": person(request),
    }
    act = SETTLING.get(request.POST.get("act", ""))
    if act is None:
        add_comment(**place, **CommentForm(request.POST).stated())
    else:
        act(**place, **ThreadForm(request.POST).stated())


def _page(
    request: HttpRequest, proposal: Proposal, question: str, partner: int | None
) -> CommentsPage:
    seat = seat_of(person(request), proposal)
    page = comments_page(
        proposal, question, partner=partner, seat=seat, reader=person(request)
    )
    if page is None:
        raise Http404
    return page


def _refuse(
    request: HttpRequest, proposal: Proposal, page: CommentsPage, refused: Refused
) -> HttpResponse:
    """Show the page with what was refused; what is not theirs to do is the page 403."""
    if isinstance(refused, NotAllowed):
        raise refused
    return _show(request, proposal, page, refusal=str(refused))


def _show(
    request: HttpRequest, proposal: Proposal, page: CommentsPage, *, refusal: str = ""
) -> HttpResponse:
    masthead = masthead_of(proposal, now=received_at(request))
    is_partial = seat_of(person(request), proposal).is_contact
    context = {
        "page": page,
        "masthead": replace(masthead, is_partial=is_partial),
        "refusal": refusal,
        "typed": request.POST,
    }
    status = REFUSED if refusal else 200
    return render(request, "proposals/form/comments.html", context, status=status)
