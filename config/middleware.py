"""Notes when a request arrived, before anything else happens to it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

GetResponse = Callable[[HttpRequest], HttpResponse]


def stamp_received(get_response: GetResponse) -> GetResponse:
    """Set `request.received_at`: a deadline counts at receipt, not at handling."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.received_at = timezone.now()  # type: ignore[attr-defined]  # ours, read by views through getattr
        return get_response(request)

    return middleware
