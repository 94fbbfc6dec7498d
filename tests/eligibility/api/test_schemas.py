"""The published JSON Schema files beside the strict parser and real reports."""

import json
import tomllib
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from alliances.files.consortium import FileRefused, parse_json
from eligibility.api.schemas import CONSORTIUM, REPORT, SCHEMAS, schema_text
from eligibility.catalogue import shipped_codes, shipped_rulebook
from eligibility.law import shipped_law
from eligibility.services.checking import check_file, json_report
from eligibility.services.worked_cases import changed_consortium

FILES = sorted(Path("fixtures/consortia").glob("*.json"))
CASES = sorted(Path("fixtures/cases").glob("*.toml"))
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
    data = json.loads(path.read_bytes())

    assert is_valid(CONSORTIUM, data)
    assert is_valid(REPORT, json.loads(json_report(checked=checked(data))))


@pytest.mark.parametrize("path", CASES, ids=lambda each: each.stem)
def test_worked_cases_and_their_reports_are_valid(path):
    data = changed_consortium(case=tomllib.loads(path.read_text(encoding="utf-8")))

    assert is_valid(CONSORTIUM, data)
    assert is_valid(REPORT, json.loads(json_report(checked=checked(data))))


def checked(data):
    return check_file(
        file=parse_json(json.dumps(data).encode()),
        on=None,
        find_law=shipped_law,
        places={"on": "on"},
    )


KINDS = [
    (code, lot.code, kind.code)
    for code in shipped_codes()
    if code != "2016"
    for lot in shipped_rulebook(code).lots
    for kind in lot.project_types
]
TYPES = st.sampled_from(["sme", "higher_education", "vet_provider", "ngo"])
PARTNERS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Ålesund", "Campus Łódź", "C", "D", "E", "F", "G"]),
        "role": st.sampled_from(["applicant", "full_partner", "associated_partner"]),
    },
    optional={
        "country": st.sampled_from(["BE", "EL", "UK", "RS", "GE", "US", "GL", None]),
        "type": TYPES | st.lists(TYPES, min_size=1, max_size=3, unique=True),
        "pic": st.sampled_from(["999999999", None]),
        "status": st.sampled_from(["confirmed", "invited", "declined", "withdrawn"]),
    },
)


@given(
    kind=st.sampled_from(KINDS),
    partners=st.lists(PARTNERS, max_size=14),
    months=st.sampled_from([None, 24, 36, 48]),
    grant=st.sampled_from([None, "0", "700000.00", "4000000.01"]),
)
def test_generated_consortia_get_valid_reports(kind, partners, months, grant):
    call, lot, project_type = kind
    data = {
        "schema": "ssa-consortium/1",
        "call": call,
        "lot": lot,
        "project_type": project_type,
        "duration_months": months,
        "grant_requested_eur": grant,
        "partners": partners,
    }

    assert is_valid(CONSORTIUM, data)
    assert is_valid(REPORT, json.loads(json_report(checked=checked(data))))


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
