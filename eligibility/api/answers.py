"""What the API answers with: JSON, and problems as RFC 9457 describes them."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from alliances.files.problems import FileRefused
from alliances.limits import is_too_often
from eligibility.law import CallNotEstablished

JSON = "application/json"
PROBLEM = "application/problem+json"
READING, EVALUATING = "300/m/ip", "60/m/ip,3000/d/ip"
WAIT_SECONDS = 60
DOCS = "/api/v1/docs"
BLANK = "about:blank"
BAD_INPUT, NOT_ESTABLISHED = f"{DOCS}#bad-input", f"{DOCS}#call-not-established"
"""Types of problems, which are also where the page for people explains them."""

View = Callable[..., HttpResponse]


def answer(
    data: object, *, status: int = HTTPStatus.OK, kind: str = JSON
) -> HttpResponse:
    """Return data as JSON; the same data is the same bytes."""
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return HttpResponse(text, status=status, content_type=kind)


def problem(
    status: HTTPStatus,
    detail: str,
    problems: Iterable[Mapping[str, str]] = (),
    *,
    kind: str = BLANK,
) -> HttpResponse:
    """Return a problem document; `problems` has one entry for each place."""
    data: dict[str, Any] = {
        "type": kind,
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        "problems": list(problems),
    }
    return answer(data, status=status, kind=PROBLEM)


def refused(
    refusal: FileRefused, status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY
) -> HttpResponse:
    """Return what is wrong with an input, each problem with its place."""
    return problem(
        status,
        "\n".join(refusal.lines()),
        [
            {"where": each.where, "what": each.what, "expected": each.expected}
            for each in refusal.problems
        ],
        kind=NOT_ESTABLISHED if isinstance(refusal, CallNotEstablished) else BAD_INPUT,
    )


def door(*methods: str, rates: str = READING) -> Callable[[View], View]:
    """Make a view a door of the API: public, without cookies, limited, JSON only.

    Any site may read what is public here: answers carry no cookie and need none.
    """
    allowed = [*methods, "OPTIONS"]

    def decorate(view: View) -> View:
        @login_not_required
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, *args: str, **values: str) -> HttpResponse:
            found = _guarded(view, request, allowed, rates, *args, **values)
            found["Access-Control-Allow-Origin"] = "*"
            return found

        return guarded

    return decorate


def _guarded(
    view: View,
    request: HttpRequest,
    allowed: list[str],
    rates: str,
    *args: str,
    **values: str,
) -> HttpResponse:
    # Led on to HTTPS, a program would go on sending everything readable first.
    if settings.HTTPS and not request.is_secure():
        return problem(HTTPStatus.FORBIDDEN, "Ask by https://, nothing else is read.")
    if request.method not in allowed:
        found = problem(HTTPStatus.METHOD_NOT_ALLOWED, f"One of {', '.join(allowed)}.")
        found["Allow"] = ", ".join(allowed)
        return found
    if request.method == "OPTIONS":
        return _preflight(allowed)
    if is_too_often(request, door=view.__name__, rates=rates):
        found = problem(HTTPStatus.TOO_MANY_REQUESTS, f"At most {rates}.")
        found["Retry-After"] = str(WAIT_SECONDS)
        return found
    return view(request, *args, **values)


def _preflight(allowed: list[str]) -> HttpResponse:
    found = HttpResponse(status=HTTPStatus.NO_CONTENT)
    found["Allow"] = ", ".join(allowed)
    found["Access-Control-Allow-Methods"] = ", ".join(allowed)
    found["Access-Control-Allow-Headers"] = "Content-Type"
    found["Access-Control-Max-Age"] = "86400"
    return found


def kept(request: HttpRequest, found: HttpResponse, *, for_ever: bool) -> HttpResponse:
    """Let an answer be kept: by its digest, and for ever where it cannot change."""
    found["ETag"] = f'"{hashlib.sha256(found.content).hexdigest()[:32]}"'
    found["Cache-Control"] = (
        "public, max-age=31536000, immutable" if for_ever else "public, no-cache"
    )
    known = get_conditional_response(request, etag=found["ETag"], response=found)
    return known or found
