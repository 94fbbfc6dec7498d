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
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template import loader
from django.utils import translation

from alliances.models import User
from alliances.views import too_often as doors
from alliances.views.kept_forms import as_sent, keep
from alliances.views.sent_again import SentForm, is_from_us, sent_form, wants_page
from config import status_page
from config.database_errors import is_away
from config.late_texts import typed_in
from config.typed_by import is_of_another, typed_by
from config.typed_fields import typed_form
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
    return _answer(request, HTTPStatus.FORBIDDEN, "403.html", words, _typed(request))


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # as above
    """Answer a form whose token is missing or of another session.

    Of a form of ours nothing typed is lost: who signed in meanwhile gets its page back
    with that, anybody else this page holds it. What a page of somebody else's sent is
    not repeated, one press would do what the token stops; nor what was typed before
    somebody else signed in.
    """
    is_ours = wants_page(request) and is_from_us(request)
    is_another = is_ours and is_of_another(request)
    is_repeated = is_ours and not is_another
    if is_repeated and (page := _kept(request)):
        return redirect(page)
    sent = _held(request) if is_repeated else None
    words = "The token of the form is missing or of another session."
    context = {"sent": sent, "is_another": is_another}
    return _answer(request, HTTPStatus.FORBIDDEN, "403_csrf.html", words, context)


def _kept(request: HttpRequest) -> str:
    """Keep what somebody who is signed in sent; return the page to go on with."""
    user = request.user
    if not _is_inside(request) or not isinstance(user, User):
        return ""
    sent = as_sent(request, of=user.pk)
    return sent.page if keep(request, sent) else ""


def _held(request: HttpRequest) -> SentForm | None:
    """Return a form to be sent again.

    To nobody yet with the token it came with, where that tells who typed it: so it goes
    on only for this person, once they signed in. With one of now for whoever did so,
    and where nobody knows.
    """
    sent = sent_form(request)
    is_open = _is_inside(request) and not request.user.is_authenticated
    if sent is None or (is_open and typed_by(request) is not None):
        return sent
    return sent.renewed(get_token(request))


def _is_inside(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and getattr(match.func, "login_required", True)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # as above
    """Answer an address that there is not."""
    words = f"There is no such address; see {DOCS}."
    return _answer(request, HTTPStatus.NOT_FOUND, "404.html", words, _typed(request))


def _typed(request: HttpRequest) -> dict[str, Any]:
    """Return what was typed into a page of ours that was taken away meanwhile.

    Its form will not be taken any more, and no other page holds what it sent.
    """
    if sent_form(request) is None or not _is_theirs(request):
        return {}
    return {"typed": typed_form(request, path=request.path, typed=typed_in(request))}


def _is_theirs(request: HttpRequest) -> bool:
    """Whether a page of ours sent a form, and its person is who asks."""
    if getattr(request, "csrf_processing_done", False):
        return True
    return is_from_us(request) and not is_of_another(request)


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
