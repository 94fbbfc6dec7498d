"""Keeps administrators without a second factor out of the administration.

And everybody out of whatever takes an account, where an installation wants it so.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from alliances.models import User
from alliances.views.kept_forms import as_sent, keep
from alliances.views.people import person
from alliances.views.sent_again import PLAIN_FORM, is_from_us, wants_page
from config.error_pages import form_expired
from config.typed_by import is_of_another
from proposals.demo import needs_no_second_factor

PLACES = ("/admin/", "/administration/")
"""What only administrators open; a test compares this with what they find."""
ACCOUNTS = "/accounts/"
EVERYBODY = "?everybody=1"
"""Has the page say that not only administrators need one."""


def require_second_factor(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Lead who signed in by a password alone to setting a second factor up."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if _asks_for_one(request) and _lacks_one(request.user):
            return _kept(request) or _led(request)
        return get_response(request)

    return middleware


def _led(request: HttpRequest) -> HttpResponse:
    page = reverse("mfa_index")
    return redirect(page if person(request).is_staff else f"{page}{EVERYBODY}")


def _kept(request: HttpRequest) -> HttpResponse | None:
    """Keep a form of ours until its person has one: this may be asked as they type.

    Of somebody else's page nothing is kept, and whoever sent it is told.
    """
    if request.method != "POST" or not (wants_page(request) and is_from_us(request)):
        return None
    # Files are read by views that set limits, and none is reached.
    is_read = request.content_type == PLAIN_FORM
    if is_read and is_of_another(request):
        return form_expired(request)
    keep(request, as_sent(request, of=person(request).pk, is_read=is_read))
    return None


def _asks_for_one(request: HttpRequest) -> bool:
    """Whether this address takes a second factor of who asks."""
    if request.path_info.startswith(PLACES):
        return settings.SECOND_FACTOR_FOR_ALL or getattr(
            request.user, "is_staff", False
        )
    return settings.SECOND_FACTOR_FOR_ALL and _takes_an_account(request.path_info)


def _takes_an_account(path: str) -> bool:
    """Whether a page is for people with an account; setting a factor up is not."""
    if path.startswith(ACCOUNTS):
        return False
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    return getattr(view, "login_required", True)


def _lacks_one(user: object) -> bool:
    if not isinstance(user, User):
        return False
    if needs_no_second_factor(user):
        return False
    # Read with the person of the session (`backends`); whoever came otherwise has none.
    return not getattr(user, "has_second_factor", False)
