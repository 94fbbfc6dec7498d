"""Errors no view answers: pages for people, problem documents under `/api/`.

Pages are drawn without a request context: people, sessions and the list of hashed file
names may be what failed.
"""

import sys
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import translation

from alliances.views import too_often as doors
from config import status_page
from config.database_errors import is_away
from config.sent_again import sent_form
from eligibility.api.answers import DOCS, problem

API = "/api/"
RETRY_SECONDS = 60


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django gives it
    """Answer an address or a host that cannot be."""
    words = "The address cannot be read."
    return _answer(request, HTTPStatus.BAD_REQUEST, "400.html", words)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # as above
    """Answer what somebody sees and may not do."""
    words = "This is not open to whoever asks."
    return _answer(request, HTTPStatus.FORBIDDEN, "403.html", words)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # as above
    """Answer a form whose token is missing or of another session."""
    words = "The token of the form is missing or of another session."
    return _answer(request, HTTPStatus.FORBIDDEN, "403_csrf.html", words)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # as above
    """Answer an address that there is not."""
    words = f"There is no such address; see {DOCS}."
    return _answer(request, HTTPStatus.NOT_FOUND, "404.html", words)


def too_often(request: HttpRequest) -> HttpResponse:
    """Answer who knocks at a door of accounts more often than it opens."""
    status, words = HTTPStatus.TOO_MANY_REQUESTS, "Asked too often."
    answer = _answer(request, status, "429.html", words, {"is_account": True})
    return _later(answer, doors.RETRY_SECONDS)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for a mistake of ours, without a word of what was sent.

    A database that does not answer is no mistake but maintenance, or too much at once:
    503, and when to come again.
    """
    if is_away(sys.exception()):
        if request.path == status_page.ADDRESS:
            return HttpResponse(_spoken(request, status_page.status_without_database))
        words = "The service is not available just now; ask again in a minute."
        status = HTTPStatus.SERVICE_UNAVAILABLE
        sent = {"sent": sent_form(request)}
        return _later(_answer(request, status, "503.html", words, sent))
    words = "The mistake is ours."
    return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, "500.html", words)


def _later(answer: HttpResponse, seconds: int = RETRY_SECONDS) -> HttpResponse:
    answer["Retry-After"] = str(seconds)
    return answer


def _answer(
    request: HttpRequest,
    status: HTTPStatus,
    page: str,
    words: str,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Return the page for people, or the words as programs read them."""
    if request.path.startswith(API):
        return problem(status, words)
    write = partial(loader.get_template(page).render, context)
    return HttpResponse(_spoken(request, write), status=status)


def _spoken(request: HttpRequest, write: Callable[[], str]) -> str:
    """Have a page written in the reader's language.

    What failed before that was found would speak the language of another reader.
    """
    if hasattr(request, "LANGUAGE_CODE"):
        return write()
    with translation.override(translation.get_language_from_request(request)):
        return write()
