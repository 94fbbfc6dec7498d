"""What a partner confirms, as one text and one digest."""

import hashlib
import json

import pytest

from alliances.enums import Confirmation, Role
from proposals.snapshots import Covered, covered_by
from proposals.snapshots.covered import applicant_of
from tests.factories import add, make_draft, make_eligible_draft

pytestmark = pytest.mark.django_db

NAMES = (
    "acronym applicant call country lot name pic role sector types".split()  # noqa: SIM905  # reads as a list
)


def covered(proposal):
    row = proposal.alliance.partnerships.get(number=2)
    return covered_by(row, applicant=applicant_of(proposal.alliance))


def test_everything_the_page_shows_is_covered_but_the_title():
    statement = covered(make_eligible_draft(acronym="CHARTER", title="A title"))

    assert json.loads(statement.text) == {
        "acronym": "CHARTER",
        "applicant": "University of Soria",
        "call": "open",
        "country": "BE",
        "lot": statement.lot,
        "name": "Chamber of Ghent",
        "pic": "",
        "role": "full_partner",
        "sector": "cultural-heritage",
        "types": "sector_body",
    }
    assert statement.digest == hashlib.sha256(statement.text.encode()).hexdigest()


def test_statement_comes_back_from_its_text():
    statement = covered(make_eligible_draft())

    assert Covered.read(statement.text) == statement


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", "[" * 100_000, json.dumps(dict.fromkeys(NAMES, 1))],
    ids=["empty", "broken", "list", "nothing", "deep", "numbers"],
)
def test_text_that_is_not_ours_is_no_statement(text):
    assert Covered.read(text) is None


def test_who_left_is_not_the_applicant():
    draft = make_draft()
    assert applicant_of(draft.alliance) == ""
    add(draft, "Left", role=Role.APPLICANT, confirmation=Confirmation.WITHDRAWN)
    assert applicant_of(draft.alliance) == ""
    add(draft, "Applies", role=Role.APPLICANT)
    assert applicant_of(draft.alliance) == "Applies"
