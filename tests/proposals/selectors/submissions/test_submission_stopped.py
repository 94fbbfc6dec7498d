"""The line of the check list about eligibility: when it stops a submission."""

from typing import Any

import pytest
from django.utils import timezone

from proposals.selectors.standing.verdicts import Verdict
from proposals.selectors.submissions.submission import submit_page
from proposals.services.overrides import give_override
from tests.factories import make_call, make_eligible_draft, make_user

pytestmark = pytest.mark.django_db

STOPS = "It cannot be submitted before this is settled:"


def page_of(proposal):
    return submit_page(proposal, proposal.alliance.coordinator, now=timezone.now())


def test_open_clause_gives_its_reason():
    proposal = make_eligible_draft()
    proposal.alliance.partnerships.filter(number=3).delete()
    page = page_of(proposal)

    assert page.eligibility.verdict == Verdict("not-met", "Not met")
    assert page.eligibility.details[2:] == (
        STOPS,
        (
            "min-programme-countries. Not met: 2 Programme countries found, 3 needed"
            " (1 more)."
        ),
        "min-full-partners. Not met: 2 full partners found, 3 needed (1 more).",
    )


def test_that_an_open_clause_stops_a_submission_is_said_while_one_can_be_made():
    proposal = make_eligible_draft(duration_months=7)
    closed = submit_page(
        proposal,
        proposal.alliance.coordinator,
        now=proposal.alliance.call.deadline,
    )
    past = make_call("2020", takes_submissions=False)
    practised = page_of(make_eligible_draft(past, duration_months=7))

    assert STOPS in page_of(proposal).eligibility.details
    assert STOPS not in closed.eligibility.details
    assert STOPS not in practised.eligibility.details


def test_what_an_administrator_allowed_stops_no_submission():
    proposal = make_eligible_draft(duration_months=7)
    unmet = {"duration-allowed", "grant-within-ceiling"}
    values: Any = {"allows_pending": False, "reason": "Letter."}
    boss = make_user(is_staff=True)

    give_override(proposal=proposal, by=boss, clauses=["duration-allowed"], **values)
    some = page_of(proposal)
    give_override(proposal=proposal, by=boss, clauses=unmet, **values)
    every = page_of(proposal)

    assert STOPS in some.eligibility.details
    assert STOPS not in every.eligibility.details
