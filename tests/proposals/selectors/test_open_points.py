"""What is left to do on a draft, the worst first."""

import pytest
from django.utils import timezone

from alliances.enums import Confirmation, Role
from proposals.selectors.open_points import open_points
from proposals.selectors.workspace import standing_of
from tests.factories import add, make_draft, make_eligible_draft, publish_shipped_call

pytestmark = pytest.mark.django_db


def points(proposal):
    snapshot, report = standing_of(proposal, now=timezone.now())
    found = open_points(proposal, snapshot, report)
    return [(each.mark, each.words, each.place) for each in found]


def test_finished_draft_has_none():
    assert points(make_eligible_draft()) == []


def test_clauses_come_first_and_the_unknown_after_what_is_not_met():
    draft = make_draft()
    add(draft, "Somewhere", None, "sme", role=Role.APPLICANT)

    assert points(draft) == [
        ("not-met", "min-programme-countries: 0 to 1 of 3", "eligibility"),
        ("not-met", "min-full-partners: 0 to 1 of 3", "eligibility"),
        ("not-met", "min-education-training: 0 of 1", "eligibility"),
        ("unknown", "applicant-in-programme-country: cannot tell yet", "eligibility"),
        ("unknown", "min-labour-market: 0 to 1 of 1", "eligibility"),
    ]


def test_missing_facts_are_one_point_and_their_clauses_none():
    draft = make_eligible_draft(duration_months=None, grant_requested_eur=None)

    assert points(draft) == [("unknown", "Not stated: duration, grant", "facts")]


def test_fact_that_is_not_allowed_is_a_clause():
    draft = make_eligible_draft(duration_months=12)

    assert points(draft) == [("not-met", "duration-allowed: 12 months", "eligibility")]


def test_silent_partners_come_last():
    draft = make_eligible_draft(
        confirmation=Confirmation.INVITED, grant_requested_eur=None
    )

    assert points(draft) == [
        ("unknown", "Not stated: grant", "facts"),
        ("sent", "2 partners have not confirmed", "partners"),
    ]


def test_advice_is_no_point():
    draft = make_draft(publish_shipped_call("2020"))

    assert [words for _mark, words, _place in points(draft) if "Twelve" in words] == []
