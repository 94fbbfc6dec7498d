"""Asking for a fresh proof of who one is before an act that can do harm.

The way is allauth's: what was sent waits in the session while password, passkey or
code are asked for, and goes on by itself. allauth keeps one form; a second one, from
another tab, would take its place. So each is kept by us too, and offered when its page
is opened (config/kept_forms.py).
"""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial, wraps
from http import HTTPStatus

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alliances.views.kept_forms import as_sent, forget, keep
from alliances.views.people import person

Answer = HttpResponse
View = Callable[..., Answer]
Acts = tuple[str, ...]

DONE = "form_after_proof"
SECOND_FACTOR = "mfa"
"""What allauth notes of an app, a passkey and a recovery code alike."""


def asks_for_proof(*acts: str) -> Callable[[View], View]:
    """Let a view act only within minutes of a proof; with `acts` only these buttons."""

    def decorate(view: View) -> View:
        @wraps(view)
        def asking(request: HttpRequest, *args: object, **kwargs: object) -> Answer:
            show = partial(view, request, *args, **kwargs)
            if request.method == "POST":
                return _sent(request, show, acts)
            return _looked_at(request, show())

        return asking

    return decorate


def _sent(request: HttpRequest, act: Callable[[], Answer], acts: Acts) -> Answer:
    is_dangerous = not acts or request.POST.get("act") in acts
    if is_dangerous and not has_fresh_proof(request):
        sent = as_sent(request, of=person(request).pk)
        keep(request, replace(sent, page=sent.to, needs_proof=True))
        raise ReauthenticationRequired
    answer = act()
    if forget(request) and answer.has_header("Location"):
        request.session[DONE] = (request.path, answer["Location"])
    return answer


def has_fresh_proof(request: HttpRequest) -> bool:
    """Say whether this person signed in or proved who they are some minutes ago.

    Of who has a second factor only that one counts: whoever found the password of a
    browser that was left open would have half of what signing in takes.
    """
    proofs = get_authentication_records(request, request.user)
    if getattr(request.user, "has_second_factor", False):  # read with the session
        proofs = [each for each in proofs if each["method"] == SECOND_FACTOR]
    newest: float = max((each["at"] for each in proofs), default=0.0)
    allowed: int = app_settings.REAUTHENTICATION_TIMEOUT
    return time.time() - newest < allowed


def _looked_at(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Lead whoever pressed twice to where the first press led."""
    path, address = request.session.get(DONE, ("", ""))
    if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED and path == request.path:
        return redirect(address)
    return answer
