"""Errors no view answers: pages for people, problem documents under `/api/`.

Pages are drawn without a request context: people, sessions and the list of hashed file
names may be what failed.
"""

import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import translation

from eligibility.api.answers import DOCS, problem

API = "/api/"
RETRY_SECONDS = 60


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # Django gives it
    """Answer an address or a host that cannot be."""
    if request.path.startswith(API):
        return problem(HTTPStatus.BAD_REQUEST, "The address cannot be read.")
    return _page(request, "400.html", HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # as above
    """Answer what somebody sees and may not do."""
    return _page(request, "403.html", HTTPStatus.FORBIDDEN)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # as above
    """Answer a form whose token is missing or of another session."""
    return _page(request, "403_csrf.html", HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # as above
    """Answer an address that there is not."""
    if request.path.startswith(API):
        return problem(HTTPStatus.NOT_FOUND, f"There is no such address; see {DOCS}.")
    return _page(request, "404.html", HTTPStatus.NOT_FOUND)


def too_often(request: HttpRequest) -> HttpResponse:
    """Answer who knocks at a door of accounts more often than it opens."""
    status, account = HTTPStatus.TOO_MANY_REQUESTS, {"is_account": True}
    return _later(_page(request, "429.html", status, account))


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for a mistake of ours, without a word of what was sent.

    A database that does not answer is no mistake but maintenance, or too much at once:
    503, and when to come again.
    """
    is_away = isinstance(sys.exception(), OperationalError | InterfaceError)
    if request.path.startswith(API):
        return _problem(is_away=is_away)
    if not is_away:
        return _page(request, "500.html", HTTPStatus.INTERNAL_SERVER_ERROR)
    return _later(_page(request, "503.html", HTTPStatus.SERVICE_UNAVAILABLE))


def _problem(*, is_away: bool) -> HttpResponse:
    if is_away:
        words = "The service is not available just now; ask again in a minute."
        return _later(problem(HTTPStatus.SERVICE_UNAVAILABLE, words))
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The mistake is ours.")


def _later(answer: HttpResponse) -> HttpResponse:
    answer["Retry-After"] = str(RETRY_SECONDS)
    return answer


def _page(
    request: HttpRequest,
    name: str,
    status: HTTPStatus,
    context: dict[str, bool] | None = None,
) -> HttpResponse:
    template = loader.get_template(name)
    if hasattr(request, "LANGUAGE_CODE"):
        return HttpResponse(template.render(context), status=status)
    # What failed before its language was found would speak that of another reader.
    with translation.override(translation.get_language_from_request(request)):
        return HttpResponse(template.render(context), status=status)
