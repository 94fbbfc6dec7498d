"""The page behind a partner's link: public, and nothing happens before a POST."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from alliances.services.people import claim_of
from alliances.views.sent_again import is_from_us
from proposals.access import get_request_by_token
from proposals.enums import PartnerAnswer
from proposals.errors import LinkClosed, StatementChanged
from proposals.forms.confirmations import (
    CHANGE,
    CONFIRM,
    DECLINE,
    NOT_OURS,
    AnswerForm,
)
from proposals.forms.late_answers import typed_in
from proposals.models import ConfirmationRequest
from proposals.selectors.asking.answer_records import is_recorded
from proposals.selectors.asking.change_choices import change_choices
from proposals.selectors.asking.closed_links import (
    closing_of,
    disowned_link,
    unknown_link,
)
from proposals.selectors.asking.confirmations import confirmation_page
from proposals.selectors.asking.late_answers import LateAnswer, late_answer
from proposals.services.confirmations import (
    ask_for_change,
    confirm_participation,
    decline_participation,
    disown_organisation,
)
from proposals.views.links_spoken import spoken_by_link
from proposals.views.locked_links import (
    answer_locked,
    carried_on,
    given_key,
    opened,
)
from proposals.views.people import received_at
from proposals.views.private_links import private_link

SHOWN, NOT_FOUND, STALE, GONE, REFUSED = 200, 404, 409, 410, 422
NO_ECHO = {"come_back_to": "/"}
"""The foot of a page leads back to its address: every guess is answered alike."""

WRITERS: dict[str, tuple[Callable[..., ConfirmationRequest], PartnerAnswer]] = {
    CONFIRM: (confirm_participation, PartnerAnswer.CONFIRMED),
    DECLINE: (decline_participation, PartnerAnswer.DECLINED),
    CHANGE: (ask_for_change, PartnerAnswer.CHANGE),
    NOT_OURS: (disown_organisation, PartnerAnswer.NOT_OURS),
}
"""What each button does, and the answer it stands for."""


# Whoever could forge the request would have to know the token, and then needs no
# victim: no cookie gives any power here, and browsers without cookies work too.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@private_link("confirm")
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is confirmed; on POST record the answer, once."""
    try:
        asked = get_request_by_token(token)
    except Http404:
        return _unknown(request)
    with spoken_by_link(request, asked):
        return _opened(request, token, asked)


def _unknown(request: HttpRequest) -> HttpResponse:
    """Say nothing that helps to guess; what was typed stands there, nothing else.

    Typed here: a page of another site could have this one say what it likes.
    """
    context: dict[str, Any] = {"closing": unknown_link(), **NO_ECHO}
    if request.method == "POST" and is_from_us(request):
        typed = typed_in(AnswerForm(request.POST, choices=change_choices()))
        context["late"] = LateAnswer("", is_no=False, typed=typed) if typed else None
    return _render(request, "closed", context, NOT_FOUND)


def _opened(
    request: HttpRequest, token: str, asked: ConfirmationRequest
) -> HttpResponse:
    if asked.answer == PartnerAnswer.NOT_OURS:
        return _disowned(request, asked)
    is_closed = closing_of(asked, asked.partnership, received_at(request)) is not None
    locked = None if is_closed else answer_locked(request, token, asked)
    if locked or request.method != "POST":
        return locked or _show(request, asked)
    form = AnswerForm(request.POST, choices=change_choices())
    if is_closed or asked.answer:
        return _late(request, asked, form)
    return _answer(request, token, asked, form)


def _answer(
    request: HttpRequest, token: str, asked: ConfirmationRequest, form: AnswerForm
) -> HttpResponse:
    if not form.is_valid():
        return _show(request, asked, form, REFUSED)
    if "act" in request.POST:  # A code opened the page: that records nothing.
        return _show(request, asked, form)
    return _record(request, token, form)


def _record(request: HttpRequest, token: str, form: AnswerForm) -> HttpResponse:
    write, _answer = WRITERS[form.cleaned_data["answer"]]
    try:
        write(token=token, **form.given())
    except StatementChanged as refusal:
        return _show(request, get_request_by_token(token), form, STALE, refusal=refusal)
    except LinkClosed:
        return _late(request, get_request_by_token(token), form)
    return redirect(opened(token, given_key(request)))


def _late(
    request: HttpRequest, asked: ConfirmationRequest, form: AnswerForm
) -> HttpResponse:
    """Tell who answers after somebody else, or by a link that is closed by now.

    A second press of one's own is no news.
    """
    if asked.answer == PartnerAnswer.NOT_OURS:
        return _disowned(request, asked)
    pressed = _pressed(form)
    if pressed and form.is_valid() and is_recorded(asked, pressed, form.given()):
        return _show(request, asked)
    late = late_answer(asked, pressed, typed_in(form)) if pressed else None
    return _show(request, asked, form, STALE, late=late)


def _disowned(request: HttpRequest, asked: ConfirmationRequest) -> HttpResponse:
    """Show nothing more of the draft, whatever else is answered by the same link."""
    context: dict[str, Any] = {"closing": disowned_link()}
    if request.method != "POST" or request.POST.get("answer") == NOT_OURS:
        return _render(request, "closed", context, SHOWN)
    form = AnswerForm(request.POST, choices=change_choices())
    context["late"] = late_answer(asked, _pressed(form), typed_in(form))
    return _render(request, "closed", context, STALE)


def _show(
    request: HttpRequest,
    asked: ConfirmationRequest,
    form: AnswerForm | None = None,
    status: int = SHOWN,
    **more: Any,  # noqa: ANN401  # what the page says besides
) -> HttpResponse:
    page = confirmation_page(asked, now=received_at(request), seen=_seen(form))
    more |= {"page": page, "closing": page.closing, **carried_on(request, asked)}
    if page.closing:
        return _render(request, "closed", more, GONE)
    if page.record:
        return _recorded(request, asked, more, status)
    more["form"] = form or AnswerForm(choices=change_choices())
    return _render(request, "confirm", more, status)


def _recorded(
    request: HttpRequest,
    asked: ConfirmationRequest,
    context: dict[str, Any],
    status: int,
) -> HttpResponse:
    """Show the answer, and offer an account for the address that gave it."""
    context |= {"claim": claim_of(email=asked.email, answer=asked.pk)}
    return _render(request, "recorded", context, status)


def _pressed(form: AnswerForm) -> PartnerAnswer | None:
    """Return what the pressed button stands for; None where none of ours was."""
    known = WRITERS.get(form.data.get("answer", ""))
    return known[1] if known else None


def _seen(form: AnswerForm | None) -> str:
    """Return what the page showed from which a form came."""
    return form.data.get("seen", "") if form else ""


def _render(
    request: HttpRequest, name: str, context: dict[str, Any], status: int
) -> HttpResponse:
    template = f"proposals/confirmations/{name}.html"
    return render(request, template, context, status=status)
