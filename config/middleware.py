"""What happens to every request before its page."""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template import loader
from django.utils import timezone

from alliances import clock
from config.arrival import arrival

GetResponse = Callable[[HttpRequest], HttpResponse]
METHODS = ("GET", "HEAD", "POST")
API = "/api/"
"""Where programs ask, also which methods there are."""


def stamp_received(get_response: GetResponse) -> GetResponse:
    """Set `request.received_at`: a deadline counts at receipt, not at handling.

    Behind our web server that is when its first bytes came, elsewhere now; by the clock
    of the database, so that a deadline is one moment for all machines.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        received_at = clock.by_the_database(arrival(now=timezone.now()))
        request.received_at = received_at  # type: ignore[attr-defined]  # ours, read by views through getattr
        return get_response(request)

    return middleware


def refuse_nul(get_response: GetResponse) -> GetResponse:
    """Answer 400 to an address with a NUL: PostgreSQL fails on any text that has one.

    Forms refuse it by themselves; what stands in paths and queries has no form.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in the address")
        return get_response(request)

    return middleware


def refuse_other_methods(get_response: GetResponse) -> GetResponse:
    """Answer 405 to everybody who neither looks nor sends a form.

    No page of ours takes more, but those of others do: Django's generic views treat a
    PUT like a POST, and its administration like a GET.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        asks_the_api = request.path_info.startswith(API)
        if request.method in METHODS or asks_the_api:
            return get_response(request)
        return HttpResponseNotAllowed(METHODS)

    return middleware


def explain_refused_method(get_response: GetResponse) -> GetResponse:
    """Give a page to an address that only takes forms: Django's answer is empty.

    People come to one by the history of their browser, or by signing in again after
    their session ended under a form. An answer with words of its own is left as it is.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        refused = answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
        if refused and request.method == "GET" and not answer.content:
            answer.content = loader.render_to_string("405.html")
        return answer

    return middleware
