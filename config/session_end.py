"""Ends a session for good: lengthening it does not replace saying who one is."""

import time
from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

LONGEST = 30 * 24 * 3600
"""Seconds since its person last proved who they are: docs/security/decisions.md."""
LONGEST_OF_ADMINISTRATORS = 12 * 3600
"""Theirs open what concerns everybody; a day at the desk fits in."""


def end_old_sessions(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Sign out whoever proved nothing for so long, however often they came."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if seconds_left(request) <= 0:
            logout(request)
        return get_response(request)

    return middleware


def seconds_left(request: HttpRequest) -> float:
    """Return how long this session may last at most; for nobody, and always anew."""
    user = request.user
    proofs = get_authentication_records(request, user) if user.is_authenticated else []
    newest: float = max((each["at"] for each in proofs), default=time.time())
    is_administrator = getattr(user, "is_staff", False)
    longest = LONGEST_OF_ADMINISTRATORS if is_administrator else LONGEST
    return newest + longest - time.time()
