"""Errors no view answers: pages for people, problem documents under `/api/`."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views import defaults

from eligibility.api.answers import DOCS, problem

API = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address or a host that cannot be."""
    if request.path.startswith(API):
        return problem(HTTPStatus.BAD_REQUEST, "The address cannot be read.")
    return defaults.bad_request(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that there is not."""
    if request.path.startswith(API):
        return problem(HTTPStatus.NOT_FOUND, f"There is no such address; see {DOCS}.")
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for a mistake of ours, without a word of what was sent."""
    if request.path.startswith(API):
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The mistake is ours.")
    return defaults.server_error(request)
