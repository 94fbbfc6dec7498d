"""Notes when a request arrived, and stops one that no database could answer."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

GetResponse = Callable[[HttpRequest], HttpResponse]


def stamp_received(get_response: GetResponse) -> GetResponse:
    """Set `request.received_at`: a deadline counts at receipt, not at handling."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.received_at = timezone.now()  # type: ignore[attr-defined]  # ours, read by views through getattr
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
