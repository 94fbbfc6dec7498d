"""The published JSON Schema files beside the strict parser and real reports."""

import json
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from alliances.files.consortium import FileRefused, parse_json
from eligibility.api.schemas import CONSORTIUM, REPORT, SCHEMAS, schema_text
from eligibility.law import shipped_law
from eligibility.services.checking import check_file, json_report

FILES = sorted(Path("fixtures/consortia").glob("*.json"))
VALIDATORS = {
    name: Draft202012Validator(json.loads(schema_text(name))) for name in SCHEMAS
}


def is_valid(name, value):
    return VALIDATORS[name].is_valid(value)


def is_parsed(value):
    try:
        parse_json(json.dumps(value).encode())
    except FileRefused:
        return False
    return True


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_schemas(name):
    Draft202012Validator.check_schema(json.loads(schema_text(name)))


@pytest.mark.parametrize("path", FILES, ids=lambda each: each.stem)
def test_real_consortia_and_their_reports_are_valid(path):
    content = path.read_bytes()
    checked = check_file(
        file=parse_json(content), on=None, find_law=shipped_law, places={"on": "on"}
    )

    assert is_valid(CONSORTIUM, json.loads(content))
    assert is_valid(REPORT, json.loads(json_report(checked=checked)))


ODD: list[object] = [None, "", " ", "x", 0, 1, 48, 1201, True, [], ["sme"], {}, "EL"]
ODD += [["sme", "x"], "applicant", "invited", "123456789", "12345678", "1.234", "-1"]
PLACES = [
    *[(key,) for key in ("schema", "call", "lot", "project_type", "acronym", "title")],
    *[(key,) for key in ("sector", "duration_months", "grant_requested_eur")],
    *[("partners", 0, key) for key in ("name", "country", "role", "type", "pic")],
    ("partners", 1, "status"),
    ("partners", 2, "unknown"),
    ("partners", 2),
    ("partners",),
    ("unknown",),
]


@settings(max_examples=300)
@given(st.sampled_from(PLACES), st.sampled_from(ODD) | st.text(max_size=3))
def test_schema_and_parser_agree_on_one_odd_value(place, value):
    data = json.loads(FILES[0].read_bytes())
    odd = deepcopy(data)
    inner = odd
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value

    assert is_valid(CONSORTIUM, odd) == is_parsed(odd) or _only_the_parser_knows(value)


def _only_the_parser_knows(value):
    """Control characters, and blanks Python takes off but a pattern does not."""
    return isinstance(value, str) and (
        not value.isprintable() or value.strip() != value
    )


@pytest.mark.parametrize(
    ("place", "missing"),
    [((), key) for key in ("schema", "call", "lot", "partners")]
    + [(("partners", 0), key) for key in ("name", "role")],
)
def test_what_must_be_there_must_be_there_for_both(place, missing):
    data = json.loads(FILES[0].read_bytes())
    inner = data
    for key in place:
        inner = inner[key]
    del inner[missing]

    assert (is_valid(CONSORTIUM, data), is_parsed(data)) == (False, False)
