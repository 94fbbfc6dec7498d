"""The published schema of a whole proposal beside the reader, on odd values too."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from alliances.files.consortium import FileRefused
from eligibility.api.schemas import PROPOSAL, schema_text
from proposals.files.proposal_file import document_of
from proposals.files.proposal_reader import parse_proposal
from tests.proposals.services.whole_proposals import WHOLE, as_bytes, documents

VALIDATOR = Draft202012Validator(json.loads(schema_text(PROPOSAL)))
ODD: list[object] = [None, "", " ", "x", 0, 1, 48, 10_000, True, [], ["sme"], {}, "EL"]
ODD += [
    "2512",
    "2512.4",
    "ISCO 2512",
    8,
    "0.0",
    "12.5",
    "1.25",
    "imp",
    "staff",
    "123456789",
    "-1",
    [1],
    20_101,
    "0.5",
]
ROWS = {
    "partners": ("number", "name", "country", "role", "types", "pic", "added_value"),
    "profiles": ("number", "title", "code", "level"),
    "work_packages": ("number", "kind", "title", "description", "lead", "tasks"),
    "activities": ("activity", "work_packages"),
    "effort": ("partner", "work_package", "manager", "teacher"),
    "mobility": ("number", "partner", "traveller", "participants", "days"),
    "answers": ("question", "partner", "text", "use"),
}
PLACES: list[tuple[str | int, ...]] = [
    *((key,) for key in ("schema", "call", "lot", "project_type", "acronym", "title")),
    *((key,) for key in ("sector", "duration_months", "grant_requested_eur", "odd")),
    *((part,) for part in ROWS),
    *((part, 0) for part in ROWS),
    *((part, 0, name) for part, names in ROWS.items() for name in (*names, "odd")),
    ("partners", 0, "left"),
    ("mobility", 0, "distance_km"),
    ("mobility", 0, "work_package"),
    ("work_packages", 0, "start_month"),
    ("work_packages", 0, "tasks", 0, "lead"),
    ("work_packages", 0, "results", 0, "level"),
    ("work_packages", 0, "results", 0, "kind"),
    ("work_packages", 0, "milestones", 0, "due_month"),
]


def is_parsed(value):
    try:
        parse_proposal(as_bytes(value))
    except FileRefused:
        return False
    return True


def changed(place, value):
    odd = deepcopy(WHOLE)
    inner: Any = odd
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    return odd


def test_the_whole_example_is_valid_and_read_as_it_stands():
    assert VALIDATOR.is_valid(WHOLE)
    assert document_of(parse_proposal(as_bytes(WHOLE))) == WHOLE


@settings(max_examples=400)
@given(st.sampled_from(PLACES), st.sampled_from(ODD) | st.text(max_size=3))
def test_schema_and_reader_agree_on_one_odd_value(place, value):
    odd = changed(place, value)

    assert VALIDATOR.is_valid(odd) == is_parsed(odd) or only_the_reader_knows(
        place, value
    )


def only_the_reader_knows(place, value):
    """Say whether a value is sound but does not fit, or holds what no text holds."""
    if isinstance(value, str):
        return "\0" in value or value.strip() != value or place[-1] == "role"
    return place[-1] in {"start_month", "end_month"}


@pytest.mark.parametrize(
    "place",
    [
        *((key,) for key in ("schema", "call", "lot", "project_type", "acronym")),
        *(("partners", 0, key) for key in ("number", "name", "role")),
        *(("work_packages", 0, key) for key in ("number", "kind", "title")),
        ("work_packages", 0, "tasks", 0, "title"),
        ("work_packages", 0, "results", 0, "kind"),
        *(("activities", 0, key) for key in ("activity", "work_packages")),
        *(("effort", 0, key) for key in ("partner", "work_package")),
        *(("mobility", 0, key) for key in ("number", "partner", "traveller")),
        ("mobility", 0, "participants"),
        ("answers", 0, "question"),
    ],
)
def test_what_must_be_there_must_be_there_for_both(place):
    odd = deepcopy(WHOLE)
    inner: Any = odd
    for key in place[:-1]:
        inner = inner[key]
    del inner[place[-1]]

    assert (VALIDATOR.is_valid(odd), is_parsed(odd)) == (False, False)


@pytest.mark.parametrize(
    "place",
    [
        *(("title",), ("sector",), ("duration_months",), ("grant_requested_eur",)),
        *((part,) for part in ROWS),
        *(("partners", 0, key) for key in ("country", "types", "pic", "left")),
        *(("work_packages", 0, key) for key in ("description", "lead", "tasks")),
        ("work_packages", 0, "results", 0, "level"),
        ("effort", 0, "manager"),
        *(("mobility", 0, key) for key in ("work_package", "distance_km", "days")),
        *(("answers", 0, key) for key in ("partner", "text", "use")),
    ],
)
def test_what_may_be_absent_may_be_absent_for_both(place):
    odd = deepcopy(WHOLE)
    inner: Any = odd
    for key in place[:-1]:
        inner = inner[key]
    del inner[place[-1]]

    assert (VALIDATOR.is_valid(odd), is_parsed(odd)) == (True, True)


@given(documents())
def test_any_export_is_valid(document):
    written = document_of(parse_proposal(as_bytes(document)))

    assert [str(each) for each in VALIDATOR.iter_errors(written)] == []
