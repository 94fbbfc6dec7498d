"""What is sent to a draft after its call has closed is kept and shown, never lost."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alliances.models import User
from proposals.models import LateText, Proposal
from proposals.services.closings import keep_late_text

GetResponse = Callable[[HttpRequest], HttpResponse]

NOT_TYPED = {"csrfmiddlewaretoken", "version", "revision", "seen", "idempotency_key"}
REFUSALS = {HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY}


def keep_late_texts(get_response: GetResponse) -> GetResponse:
    """Keep the fields of a form that a closed draft refused.

    A page shows them again by itself where the form is shown anew; where the answer is
    the bare page of a refusal, they are shown in its place.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        if request.method != "POST" or answer.status_code not in REFUSALS:
            return answer
        late = _kept(request)
        if late is None or answer.status_code != HTTPStatus.FORBIDDEN:
            return answer
        context = {"late": late, "proposal": late.proposal}
        return render(request, "proposals/closed.html", context, status=403)

    return middleware


def _kept(request: HttpRequest) -> LateText | None:
    """Keep what was typed, if it was sent to a closed draft that this person sees."""
    match, person = request.resolver_match, request.user
    public_id = match.kwargs.get("public_id") if match else None
    if public_id is None or not isinstance(person, User):
        return None
    seen = Proposal.objects.partly_visible_to(person)
    proposal = (
        seen.select_related("alliance__call").filter(alliance__public_id=public_id)
    ).first()
    if proposal is None:
        return None
    names = [name for name in request.POST if name not in NOT_TYPED]
    typed = {name: request.POST.getlist(name) for name in names}
    return keep_late_text(proposal=proposal, place=request.path, typed=typed, by=person)
