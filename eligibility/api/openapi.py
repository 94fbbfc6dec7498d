"""The description of the API in OpenAPI 3.1, from which its page for people is made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from eligibility.api.answers import JSON, PROBLEM
from eligibility.api.schemas import CONSORTIUM, REPORT, schema

Node = dict[str, Any]

TEXT: Node = {"type": "string"}
MAYBE: Node = {"type": ["string", "null"]}
DAY: Node = {"type": "string", "format": "date"}
DIGEST: Node = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
VERSION: Node = {"type": "integer", "minimum": 1}
NUMBER: Node = {"type": "integer", "minimum": 1, "maximum": 2_147_483_647}


def _object(**properties: Node) -> Node:
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def _list(items: Node) -> Node:
    return {"type": "array", "items": items}


REFERENCE = schema(REPORT)["properties"]["findings"]["items"]["properties"]["reference"]
STAMP = _object(version=VERSION, sha256=DIGEST)
LOT = _object(
    code=TEXT,
    number={"type": ["integer", "null"]},
    title=TEXT,
    project_types=_list(_object(code=TEXT, title=TEXT)),
)
SUMMARY: dict[str, Node] = {
    "code": TEXT,
    "title": TEXT,
    "reference": TEXT,
    "is_established": {"type": "boolean"},
    "note": MAYBE,
    "opens": DAY,
    "deadline": {"type": "string", "format": "date-time"},
    "takes_submissions": {"type": "boolean"},
    "lots": _list(LOT),
    "rulebook": STAMP,
}
COUNTRY = _object(
    code=TEXT,
    standing={"enum": ["programme", "partner"]},
    is_eu_member={"type": "boolean"},
    counts_as=TEXT,
)
VALUE: Node = {
    "description": "A count, a plain yes, the allowed months, or ceilings by months.",
    "anyOf": [
        {"type": "integer"},
        {"type": "boolean"},
        _list({"type": "integer"}),
        {"type": "object", "additionalProperties": TEXT},
    ],
}
CLAUSE = _object(
    lot=TEXT,
    project_type=TEXT,
    clause=TEXT,
    title=TEXT,
    check=TEXT,
    severity={"enum": ["blocking", "advice"]},
    arguments={"type": "object"},
    values=_list(_object(since=DAY, value=VALUE, reference=REFERENCE)),
)
SCHEMAS: dict[str, Node] = {
    "Consortium": schema(CONSORTIUM),
    "Report": schema(REPORT),
    "Problem": _object(
        type=TEXT,
        title=TEXT,
        status={"type": "integer"},
        detail=TEXT,
        problems=_list(_object(where=TEXT, what=TEXT, expected=TEXT)),
    ),
    "Calls": _object(calls=_list({"$ref": "#/components/schemas/CallSummary"})),
    "CallSummary": _object(**SUMMARY),
    "Call": _object(
        **SUMMARY,
        reference_data=STAMP,
        countries=_list(COUNTRY),
        sectors=_list(_object(lot=TEXT, slug=TEXT, title=TEXT)),
    ),
    "Rulebook": _object(
        **SUMMARY,
        opens_reference=REFERENCE,
        deadline_references=_list(REFERENCE),
        clauses=_list(CLAUSE),
    ),
}
CODE: Node = {
    "name": "code",
    "in": "path",
    "required": True,
    "description": "Code of a call, such as 2020.",
    "schema": {"type": "string", "pattern": "^[-a-zA-Z0-9_]{1,20}$"},
}
NUMBERED: Node = {
    "name": "version",
    "in": "path",
    "required": True,
    "description": "Version of the rulebook.",
    "schema": NUMBER,
}
FILE_NAME: Node = {
    "name": "name",
    "in": "path",
    "required": True,
    "description": f"{CONSORTIUM} or {REPORT}.",
    "schema": {"type": "string", "pattern": r"^[a-z0-9.-]{1,60}$"},
}
ON: Node = {
    "name": "on",
    "in": "query",
    "description": "The day whose rules count; the call's deadline day by default.",
    "schema": DAY,
}
LAW: Node = {
    "name": "law",
    "in": "query",
    "description": "The rules and tables published here, or those shipped with the"
    " product, which the command line uses by default.",
    "schema": {"enum": ["published", "shipped"], "default": "published"},
}


EXAMPLE = {
    "schema": "ssa-consortium/1",
    "call": "2020",
    "lot": "lot-2",
    "partners": [{"name": "University of Example", "role": "applicant"}],
}
EVERYWHERE = frozenset({"304", "405", "429"})
"""What every address may answer; people read it once."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing the API does, as the page for people shows it."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[tuple[str, str, str], ...]
    """Name, where it stands, and what it means."""
    answers: tuple[tuple[str, str], ...]
    """Status and what it says."""


def _answers(name: str, *problems: int, kind: str = JSON) -> Node:
    """Describe the answers of an operation; each may also be asked too often."""
    content = {"schema": {"$ref": f"#/components/schemas/{name}"} if name else TEXT}
    found: Node = {"200": {"description": "As asked.", "content": {kind: content}}}
    if name != "Report":
        found["304"] = {"description": "You have it already."}
    for status in (*problems, 405, 429):
        found[str(status)] = {
            "description": PROBLEMS[status],
            "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    return found


PROBLEMS = {
    400: "Not JSON at all.",
    404: "There is no such thing.",
    405: "This address takes other methods.",
    413: "More than 5 MB.",
    415: "Not said to be JSON.",
    422: "The input is bad: every problem with its place and what is expected there.",
    429: "Asked too often; try again after a minute.",
}


def _read(
    operation: str, summary: str, answers: Node, *parameters: Node, about: str = ""
) -> Node:
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "description": about,
            "parameters": list(parameters),
            "responses": answers,
        }
    }


def _paths() -> Node:
    toml, schema_json = "application/toml", "application/schema+json"
    return {
        "/api/v1/evaluate": {
            "post": {
                "operationId": "evaluate",
                "summary": "Evaluate a consortium",
                "description": "Takes ssa-consortium/1 and answers with ssa-report/1,"
                " byte for byte what check_consortium --format json prints. Nothing"
                " is stored.",
                "parameters": [ON, LAW],
                "requestBody": {
                    "required": True,
                    "content": {
                        JSON: {"schema": {"$ref": "#/components/schemas/Consortium"}}
                    },
                },
                "responses": _answers("Report", 400, 413, 415, 422),
            }
        },
        "/api/v1/calls": _read("calls", "List the calls", _answers("Calls")),
        "/api/v1/calls/{code}": _read(
            "call",
            "Show a call with its countries and sectors",
            _answers("Call", 404),
            CODE,
            about="Rules that could not be found, as those of 2016, are said to be"
            " not established.",
        ),
        "/api/v1/rulebooks/{code}": _read(
            "rulebook", "Show the law of a call", _answers("Rulebook", 404), CODE
        ),
        "/api/v1/rulebooks/{code}/{version}": _read(
            "rulebook_version",
            "Show one version of the law, which never changes",
            _answers("Rulebook", 404),
            CODE,
            NUMBERED,
        ),
        "/api/v1/rulebooks/{code}/{version}/toml": _read(
            "rulebook_text",
            "Send one version as it was written",
            _answers("", 404, kind=toml),
            CODE,
            NUMBERED,
        ),
        "/api/v1/schemas/{name}": _read(
            "schema",
            "Send a JSON Schema file",
            _answers("", 404, kind=schema_json),
            FILE_NAME,
        ),
    }


@cache
def document() -> Node:
    """Return the whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Sector Skills Alliances",
            "version": "1",
            "description": "Says whether a consortium is eligible, clause by clause and"
            " with its source. Supports the official application and does not replace"
            " it.",
        },
        "paths": _paths(),
        "components": {"schemas": SCHEMAS},
    }


def operations() -> Iterator[Operation]:
    """Yield what the API does, in the order of the document."""
    for path, methods in document()["paths"].items():
        for method, each in methods.items():
            yield Operation(
                method=method.upper(),
                path=path,
                summary=each["summary"],
                description=each["description"],
                parameters=tuple(map(_parameter, each["parameters"])),
                answers=tuple(
                    (status, found["description"])
                    for status, found in sorted(each["responses"].items())
                    if status not in EVERYWHERE
                ),
            )


def _parameter(node: Mapping[str, Any]) -> tuple[str, str, str]:
    return node["name"], node["in"], node["description"]
