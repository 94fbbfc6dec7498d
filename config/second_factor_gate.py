"""Keeps administrators without a second factor out of the administration."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alliances.models import User
from proposals.demo import needs_no_second_factor

PLACES = ("/admin/", "/administration/")
"""What only administrators open; a test compares this with what they find."""


def require_second_factor(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Lead who administers by a password alone to setting a second factor up."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(PLACES) and _lacks_one(request.user):
            return redirect("mfa_index")
        return get_response(request)

    return middleware


def _lacks_one(user: object) -> bool:
    if not isinstance(user, User) or not user.is_staff:
        return False
    if needs_no_second_factor(user):
        return False
    # Read with the person of the session (`backends`); whoever came otherwise has none.
    return not getattr(user, "has_second_factor", False)
