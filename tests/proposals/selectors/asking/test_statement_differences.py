"""What was confirmed beside what holds now: the reasons first, then the rest."""

from dataclasses import replace

import pytest

from proposals.models import ConfirmationRequest
from proposals.selectors.asking.statement_differences import differences_since
from proposals.snapshots.statements import statements_of
from tests.factories import make_eligible_draft
from tests.proposals.services.asking import partner

pytestmark = pytest.mark.django_db

TITLES = {"WP1": "Management", "WP2": "Pilots"}


@pytest.fixture
def draft():
    return make_eligible_draft()


def since(draft, before, now):
    given = ConfirmationRequest(covered_text=before.text)
    return [
        (each.title, each.confirmed, each.now, each.is_material)
        for each in differences_since(given, draft.alliance, now, TITLES)
    ]


def test_reasons_come_first_and_roundings_after_them(draft):
    before = replace(
        statements_of(draft).of(partner(draft)),
        days="40.0",
        grant="8000.00",
        works_in="WP1",
    )
    now = replace(before, days="41.0", leads="WP2", works_in="WP1|WP2")

    assert since(draft, before, now) == [
        ("Leads", "Nothing", "WP2 Pilots", True),
        ("Works in", "WP1", "WP1, WP2", False),
        (
            "Days",
            "40 days (2.0 person-months of 20 days)",
            "41 days (2.0 person-months of 20 days)",
            False,
        ),
    ]


def test_nothing_differs_from_itself(draft):
    covered = statements_of(draft).of(partner(draft))

    assert since(draft, covered, covered) == []
