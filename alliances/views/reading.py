"""What somebody chose about reading: kept in the browser, asked for on any page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

AGAIN = "again"
"""What a page says as `act` that carries a form on, which must not be lost."""


def kept(request: HttpRequest, name: str, value: str) -> HttpResponse:
    """Keep a choice in the browser and lead back to the page it was made on.

    A form that page carries on is sent to it again, as it was.
    """
    carries_on = request.POST.get("act") == AGAIN
    answer = HttpResponseRedirect(_way_back(request), preserve_request=carries_on)
    answer.set_cookie(
        name,
        value,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def _way_back(request: HttpRequest) -> str:
    # Never a page of somebody else, and none beside this one: pages send whole paths.
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours and wanted.startswith("/") else "/"
