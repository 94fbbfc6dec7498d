"""Room for the frames of a request, taken once.

CPython keeps the frames of a thread in chunks of 16 KiB, and gives a chunk back as soon
as the first frame in it ends. Templates nest deep: a loop in them whose calls just pass
the end of a chunk asks the system for memory at every call, thousands of times a page.
A frame that wants more than a chunk holds gets one of the next power of two, and what
is left of that holds all frames of a request (ADR 88).
"""

from django.http import HttpRequest, HttpResponse

from config.middleware import GetResponse

SLOTS = 8192
"""What the frame asks for: 64 KiB, so the chunk has 128 and leaves half of them."""


def make_room(get_response: GetResponse) -> GetResponse:
    """Let all frames of a request stand in one chunk."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    # It never uses them; memory nobody writes to costs nothing.
    middleware.__code__ = middleware.__code__.replace(co_stacksize=SLOTS)
    return middleware
