"""What somebody chose about reading: kept in the browser, asked for on any page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme


def kept(request: HttpRequest, name: str, value: str) -> HttpResponse:
    """Keep a choice in the browser and lead back to the page it was made on."""
    answer = HttpResponseRedirect(_way_back(request))
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
