"""Whoever signs in and may not see the page asked for before lands on their alliances.

That page may be what somebody else looked at when their session ended. Whether there is
such a page is not told.
"""

import time
from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from alliances.views.kept_forms import kept_here

LED_TO = "led_to"
SECONDS = 60
"""After that a page that is not there is one that somebody asked for."""
CLOSED = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


def note_way(request: HttpRequest, address: str) -> None:
    """Note where signing in leads."""
    request.session[LED_TO] = (address, time.time())


def land_softly(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Lead on from a page that signing in led to and that is closed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        if answer.status_code not in CLOSED or not _was_led_to(request):
            return answer
        if kept_here(request):  # what its person typed is shown instead
            return answer
        del request.session[LED_TO]
        messages.warning(
            request,
            _(
                "You are signed in. The page that was open before is not for this"
                " account, or there is no such page."
            ),
        )
        return redirect("alliance-list")

    return middleware


def _was_led_to(request: HttpRequest) -> bool:
    address, at = request.session.get(LED_TO, ("", 0.0))
    is_there = request.method == "GET" and request.get_full_path() == address
    return is_there and time.time() - at < SECONDS
