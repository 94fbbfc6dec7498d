"""Asking for a fresh proof of who one is before an act that can do harm.

The way is allauth's: what was sent waits in the session while password, passkey or
code are asked for, and goes on by itself. allauth keeps one form; a second one, from
another tab, would take its place. So each is kept here too, and offered when its page
is opened.
"""

import time
from collections.abc import Callable
from functools import partial, wraps
from http import HTTPStatus

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

Answer = HttpResponse
View = Callable[..., Answer]
Acts = tuple[str, ...]

KEPT, DONE = "forms_before_proof", "form_after_proof"
MOST_KEPT = 5
SECONDS_KEPT = 60 * 60
LEAVE = "leave_kept_form"
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
            return _kept_form(request) or _looked_at(request, show())

        return asking

    return decorate


def _sent(request: HttpRequest, act: Callable[[], Answer], acts: Acts) -> Answer:
    if LEAVE in request.POST:
        _forget(request)
        return redirect("alliance-list")
    is_dangerous = not acts or request.POST.get("act") in acts
    if is_dangerous and not has_fresh_proof(request):
        _keep(request)
        raise ReauthenticationRequired
    answer = act()
    _forget(request, answer)
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


def _kept_form(request: HttpRequest) -> HttpResponse | None:
    """Offer what was typed here before a proof that led elsewhere."""
    kept = request.session.get(KEPT, {}).get(request.path)
    if not kept or kept["at"] + SECONDS_KEPT < time.time():
        return None
    if not has_fresh_proof(request):
        return None
    context = {"fields": _fields(QueryDict(kept["typed"])), "leave": LEAVE}
    return render(request, "account/kept_form.html", context)


def _fields(typed: QueryDict) -> list[tuple[str, str]]:
    pairs = [(name, value) for name, values in typed.lists() for value in values]
    return [each for each in pairs if each[0] != "csrfmiddlewaretoken"]


def _looked_at(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Lead whoever pressed twice to where the first press led."""
    path, address = request.session.get(DONE, ("", ""))
    if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED and path == request.path:
        return redirect(address)
    return answer


def _keep(request: HttpRequest) -> None:
    forms = request.session.get(KEPT, {})
    forms.pop(request.path, None)
    newest = list(forms.items())[1 - MOST_KEPT :]
    this = {"typed": request.POST.urlencode(), "at": time.time()}
    request.session[KEPT] = {**dict(newest), request.path: this}


def _forget(request: HttpRequest, answer: HttpResponse | None = None) -> None:
    forms = request.session.get(KEPT, {})
    if forms.pop(request.path, None) is None:
        return
    request.session[KEPT] = forms
    if answer is not None and answer.has_header("Location"):
        request.session[DONE] = (request.path, answer["Location"])
