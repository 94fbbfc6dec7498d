"""Pages are sent compressed, a tenth of their size; files go out as they are."""

import gzip
import secrets

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from config.middleware import GetResponse

LEVEL = 5
"""Of nine. Django's middleware takes 6: up to a third more work, most on the longest
pages, to save 2 % of the bytes. With 4 there is a page of more than 30 kB."""
LEAST = 200
"""Bytes that are worth it."""
MOST_CHANCE = 100
"""Bytes added by chance at most."""
NAMED = 8
"""The flag that says that a name follows: RFC 1952, 2.3.1."""


def compress_pages(get_response: GetResponse) -> GetResponse:
    """Compress what is HTML for whoever takes it so.

    A pack is compressed in itself and its length must be known. Secrets in a page
    cannot be guessed from its size (BREACH): Django masks the CSRF token anew each time
    and here bytes are added by chance.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        if _is_page(answer):
            patch_vary_headers(answer, ("Accept-Encoding",))
            if "gzip" in request.headers.get("Accept-Encoding", ""):
                _compress(answer)
        return answer

    return middleware


def _is_page(answer: HttpResponse) -> bool:
    is_html = answer.get("Content-Type", "").startswith("text/html")
    return is_html and not answer.streaming and len(answer.content) >= LEAST


def _compress(answer: HttpResponse) -> None:
    """Replace the content, with a name of any length, which readers skip."""
    made = gzip.compress(answer.content, LEVEL, mtime=0)
    name = b"a" * secrets.randbelow(MOST_CHANCE + 1)
    answer.content = b"".join(
        [made[:3], bytes([NAMED]), made[4:10], name, b"\0", made[10:]]
    )
    answer["Content-Encoding"] = "gzip"
    answer["Content-Length"] = str(len(answer.content))
