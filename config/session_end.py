"""Ends sessions: for good after so long, and where nobody has acted for so long.

The row of a session says until when it would last had its person not come again: how
long they have rested follows from it, and nothing has to be stored at each request.
"""

import time
from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

HOUR, DAY = 3600, 24 * 3600

LONGEST = 30 * DAY
"""Seconds since its person last proved who they are: docs/security/decisions.md."""
LONGEST_OF_ADMINISTRATORS = 12 * HOUR
"""Theirs open what concerns everybody; a day at the desk fits in."""
REST = settings.SESSION_COOKIE_AGE
"""Seconds without an act, as the row counts them."""
REST_OF_ADMINISTRATORS = HOUR
STEP, STEP_OF_ADMINISTRATORS = DAY, 5 * 60
"""Seconds of rest that are not worth storing that somebody acted."""
BY_ITSELF = frozenset({"section-here", "section-here-partner"})
"""Addresses that open pages ask in the background, whoever is there."""


def end_old_sessions(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Sign out whoever rested, or proved nothing, for so long; note who acts."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if seconds_left(request) <= 0:
            logout(request)
        answer = get_response(request)
        if request.user.is_authenticated and _is_act(request):
            step = STEP_OF_ADMINISTRATORS if _administers(request) else STEP
            if _rested(request) > step:
                request.session.modified = True
        return answer

    return middleware


def seconds_left(request: HttpRequest) -> float:
    """Return how long this session lasts if nobody acts; of nobody, always anew."""
    left = most_seconds_left(request)
    rest = REST_OF_ADMINISTRATORS if _administers(request) else REST
    return min(left, rest - _rested(request))


def most_seconds_left(request: HttpRequest) -> float:
    """Return how long this session lasts if its person acts, but proves nothing."""
    user = request.user
    proofs = get_authentication_records(request, user) if user.is_authenticated else []
    newest: float = max((each["at"] for each in proofs), default=time.time())
    longest = LONGEST_OF_ADMINISTRATORS if _administers(request) else LONGEST
    return newest + longest - time.time()


def lengthen(request: HttpRequest) -> float:
    """Take this request as an act; return how long the session lasts from now on."""
    request.session.modified = True
    rest = REST_OF_ADMINISTRATORS if _administers(request) else REST
    return min(most_seconds_left(request), rest)


def _administers(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_staff", False))


def _rested(request: HttpRequest) -> float:
    """Return the seconds since an act was stored; none where that is yet to be done."""
    until = getattr(request.session, "stored_until", None)
    if until is None:
        return 0
    # Not always REST: one that keeps a form for somebody to sign in lasts an hour.
    stored: float = until.timestamp() - request.session.get_expiry_age()
    return time.time() - stored


def _is_act(request: HttpRequest) -> bool:
    """Whether somebody did something: pages that are open ask by themselves too."""
    if request.method == "POST":
        match = request.resolver_match
        return match is None or match.view_name not in BY_ITSELF
    return "text/html" in request.headers.get("Accept", "")
