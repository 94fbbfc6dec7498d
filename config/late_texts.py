"""What is sent to a draft after its call has closed is kept and shown, never lost."""

import json
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import ResolverMatch, reverse

from alliances.models import User
from proposals.forms.late_texts import FRAGMENT, is_of_the_draft, said_in
from proposals.models import LateText, Proposal
from proposals.services.closings import keep_late_text

GetResponse = Callable[[HttpRequest], HttpResponse]

NOT_TYPED = {"csrfmiddlewaretoken"}
LINES = {"facts-fragment", "part-a-fragment"}
"""Answered by a line below controls that stay as they are."""
REFUSALS = {HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY}


def keep_late_texts(get_response: GetResponse) -> GetResponse:
    """Keep the fields of a form that a closed draft refused, and show them instead.

    What a script asked for, as JSON or as a part of its page, says where that is kept.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        if request.method != "POST" or answer.status_code not in REFUSALS:
            return answer
        late = _kept(request)
        return answer if late is None else _shown(request, answer, late)

    return middleware


def _kept(request: HttpRequest) -> LateText | None:
    """Keep what was typed, if it was sent to a closed draft that this person sees."""
    proposal, person = draft_written_to(request), request.user
    if proposal is None or not isinstance(person, User):
        return None
    return keep_late_text(
        proposal=proposal, place=request.path, typed=typed_in(request), by=person
    )


def typed_in(request: HttpRequest) -> dict[str, list[str]]:
    """Return what a form sent: the name of each field with its values."""
    names = [name for name in request.POST if name not in NOT_TYPED]
    return {name: request.POST.getlist(name) for name in names}


def draft_written_to(request: HttpRequest) -> Proposal | None:
    """Return the draft something was typed into, if this person sees it.

    What a page of somebody else's made this browser send is refused before it comes to
    a view, and is nobody's text.
    """
    match, person = request.resolver_match, request.user
    is_theirs = getattr(request, "csrf_processing_done", False)
    if not is_theirs or match is None or not isinstance(person, User):
        return None
    return draft_at(match, person)


def draft_at(match: ResolverMatch, person: User) -> Proposal | None:
    """Return the draft that is typed into at an address, if this person sees it."""
    if not is_of_the_draft(match.url_name or ""):
        return None
    seen = Proposal.objects.partly_visible_to(person)
    return (
        seen.select_related("alliance__call", "alliance__lot", "form", "rulebook")
        .filter(alliance__public_id=match.kwargs["public_id"])
        .first()
    )


def _shown(request: HttpRequest, answer: HttpResponse, late: LateText) -> HttpResponse:
    """Return a page with what was typed, or an answer that says where it is."""
    public_id = late.proposal.alliance.public_id
    if "json" in answer.get("Content-Type", ""):
        kept = {"kept": reverse("late-texts", args=[public_id])}
        answer.content = json.dumps(json.loads(answer.content) | kept).encode()
        return answer
    match = request.resolver_match
    page = (match and match.url_name) or ""
    if page.endswith(FRAGMENT):
        note = render_to_string("proposals/late/_kept.html", {"public_id": public_id})
        answer.content = note.encode() + (b"" if page in LINES else answer.content)
        return answer
    context = {"late": said_in(late.proposal, [late]), "proposal": late.proposal}
    name = "proposals/late/closed.html"
    return render(request, name, context, status=answer.status_code)
