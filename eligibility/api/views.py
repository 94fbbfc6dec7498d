"""The doors of the API: evaluate a consortium; calls, rulebooks and schemas to read.

Nothing is stored and nobody signs in; what is asked stands in the request alone.
"""

import json
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alliances.files.consortium import MOST_BYTES, FileRefused, NotJson, parse_json
from alliances.files.problems import refuse
from eligibility.api.answers import (
    DOCS,
    EVALUATING,
    JSON,
    answer,
    door,
    kept,
    problem,
    refused,
)
from eligibility.api.documents import call_document, call_list, rulebook_document
from eligibility.api.openapi import EXAMPLE, document, operations
from eligibility.api.schemas import SCHEMAS, schema_text
from eligibility.catalogue import published_rulebook
from eligibility.law import newest_law, published_law, shipped_law
from eligibility.models import Rulebook
from eligibility.services.checking import check_file, json_report, read_day

LAWS = {"published": published_law, "shipped": shipped_law}
NO_CALL = "There is no such call."


@door("POST", rates=EVALUATING)
def evaluate(request: HttpRequest) -> HttpResponse:
    """Answer a consortium with its report, in the two public formats."""
    if request.content_type not in {JSON, "text/json"}:
        return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"Send {JSON}.")
    # One byte more than may be there tells that there is too much.
    body = request.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "At most 5 MB.")
    try:
        return HttpResponse(_report(request, body), content_type=JSON)
    except NotJson as refusal:
        return refused(refusal, HTTPStatus.BAD_REQUEST)
    except FileRefused as refusal:
        return refused(refusal)


def _report(request: HttpRequest, body: bytes) -> str:
    """Return the report on the consortium of a body; FileRefused for bad input."""
    law = request.GET.get("law", "published")
    if law not in LAWS:
        raise refuse("law", f'"{law[:20]}"', " or ".join(LAWS))
    checked = check_file(
        file=parse_json(body),
        on=read_day(text=request.GET.get("on"), where="on"),
        find_law=LAWS[law],
        places={"on": "on"},
    )
    return json_report(checked=checked)


@door("GET", "HEAD")
def calls(request: HttpRequest) -> HttpResponse:
    """List the calls with the rules published last."""
    return kept(request, answer({"calls": call_list()}), for_ever=False)


@door("GET", "HEAD")
def call(request: HttpRequest, code: str) -> HttpResponse:
    """Show a call with its countries and sectors; 2016 says it is not established."""
    try:
        law = newest_law(code, where="call")
    except FileRefused as refusal:
        return refused(refusal, HTTPStatus.NOT_FOUND)
    return kept(request, answer(call_document(law)), for_ever=False)


@door("GET", "HEAD")
def rulebook(request: HttpRequest, code: str) -> HttpResponse:
    """Show the law of a call, the version published last."""
    row = Rulebook.objects.filter(call=code).order_by("-version").first()
    if row is None:
        return problem(HTTPStatus.NOT_FOUND, NO_CALL)
    return kept(request, _rulebook(row), for_ever=False)


@door("GET", "HEAD")
def rulebook_version(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """Show one published version of the law of a call, which never changes."""
    row = Rulebook.objects.filter(call=code, version=version).first()
    if row is None:
        return problem(HTTPStatus.NOT_FOUND, "There is no such version.")
    return kept(request, _rulebook(row), for_ever=True)


@door("GET", "HEAD")
def rulebook_text(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """Send one published version as it was written, in TOML."""
    row = Rulebook.objects.filter(call=code, version=version).first()
    if row is None:
        return problem(HTTPStatus.NOT_FOUND, "There is no such version.")
    text = HttpResponse(row.text, content_type="application/toml; charset=utf-8")
    return kept(request, text, for_ever=True)


def _rulebook(row: Rulebook) -> HttpResponse:
    return answer(rulebook_document(published_rulebook(row)))


@door("GET", "HEAD")
def schema(request: HttpRequest, name: str) -> HttpResponse:
    """Send a JSON Schema file; its name carries its version."""
    if name not in SCHEMAS:
        return problem(HTTPStatus.NOT_FOUND, "One of " + ", ".join(SCHEMAS) + ".")
    text = HttpResponse(schema_text(name), content_type="application/schema+json")
    return kept(request, text, for_ever=False)


@door("GET", "HEAD")
def openapi(request: HttpRequest) -> HttpResponse:
    """Send the description of this API for machines."""
    return kept(request, answer(document()), for_ever=False)


@door("GET", "HEAD")
def docs(request: HttpRequest) -> HttpResponse:
    """Show the same description for people."""
    context = {
        "operations": operations(),
        "server": request.build_absolute_uri("/"),
        "example": json.dumps(EXAMPLE, indent=2),
    }
    return render(request, "eligibility/api/docs.html", context)


@door("GET", "HEAD", "POST")
def nowhere(_request: HttpRequest, _path: str) -> HttpResponse:
    """Answer an address of the API that there is not."""
    return problem(HTTPStatus.NOT_FOUND, f"There is no such address; see {DOCS}.")
