"""What a partner confirms, as one text and one digest."""

import hashlib
import json
from dataclasses import fields

import pytest

from alliances.enums import Confirmation, Role
from proposals.snapshots import Covered
from proposals.snapshots.statements import statements_of
from tests.factories import add, make_draft, make_eligible_draft

pytestmark = pytest.mark.django_db

NAMES = [each.name for each in fields(Covered)]


def covered(proposal):
    row = proposal.alliance.partnerships.get(number=2)
    return statements_of(proposal).of(row)


def test_everything_the_page_shows_is_covered_but_the_title():
    statement = covered(make_eligible_draft(acronym="CHARTER", title="A title"))

    assert json.loads(statement.text) == {
        "acronym": "CHARTER",
        "applicant": "University of Soria",
        "call": "open",
        "country": "BE",
        "days": "0.0",
        "grant": "0.00",
        "leads": "",
        "lot": statement.lot,
        "name": "Chamber of Ghent",
        "pic": "",
        "role": "full_partner",
        "sector": "cultural-heritage",
        "types": "sector_body",
        "works_in": "",
    }
    assert statement.digest == hashlib.sha256(statement.text.encode()).hexdigest()


def test_first_version_had_nothing_of_work_and_money():
    statement = covered(make_eligible_draft(acronym="CHARTER"))
    first = {
        name: value
        for name, value in json.loads(statement.text).items()
        if name not in {"days", "grant", "leads", "works_in"}
    }

    text = json.dumps(first, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert statement.first_digest == hashlib.sha256(text.encode()).hexdigest()


def test_statement_comes_back_from_its_text():
    statement = covered(make_eligible_draft())

    assert Covered.read(statement.text) == statement


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "{}", "[" * 100_000),
        json.dumps(dict.fromkeys(NAMES, 1)),
        json.dumps(dict.fromkeys(NAMES, "1e9")),
    ],
    ids=["empty", "broken", "list", "nothing", "deep", "numbers", "amounts"],
)
def test_text_that_is_not_ours_is_no_statement(text):
    assert Covered.read(text) is None


def test_who_left_is_not_the_applicant():
    draft = make_draft()
    assert statements_of(draft).applicant == ""
    add(draft, "Left", role=Role.APPLICANT, confirmation=Confirmation.WITHDRAWN)
    assert statements_of(draft).applicant == ""
    add(draft, "Applies", role=Role.APPLICANT)
    assert statements_of(draft).applicant == "Applies"
