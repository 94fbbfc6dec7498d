"""One clause explained: its rule and source, who counts, who does not, and why."""

import datetime as dt

import pytest
from django.utils import timezone

from alliances.enums import Confirmation, Role
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.standing.explain import explanation_of
from tests.factories import add, make_draft, make_eligible_draft, publish_shipped_call

pytestmark = pytest.mark.django_db

COUNTRIES = "min-programme-countries"


def explained(proposal, clause=COUNTRIES, now=None):
    now = now or timezone.now()
    snapshot, report = standing_of(proposal, now=now)
    user = proposal.alliance.coordinator
    return explanation_of(proposal, snapshot, report, clause=clause, user=user)


def test_clause_has_its_place_verdict_and_neighbours():
    draft = make_eligible_draft()
    draft.alliance.partnerships.filter(number=3).delete()
    clause = explained(draft)

    assert clause.place == "Clause 3 of 10, rules open, version 1"
    assert (clause.verdict.mark, clause.verdict.words) == ("not-met", "Not met")
    assert clause.detail == "2 Programme countries found, 3 needed (1 more)."
    assert (clause.previous, clause.following) == (
        "applicant-in-programme-country",
        "min-full-partners",
    )
    assert explained(draft, "one-applicant").previous == ""
    last = explained(draft, "one-application-per-applicant-and-sector")
    assert last.following == ""


def test_clause_the_project_type_has_not_is_not_explained():
    assert explained(make_draft(), "min-eu-member-states") is None


def test_other_reading_is_said_shortly_where_it_is_the_same():
    assert explained(make_eligible_draft()).as_confirmed == "As confirmed: also met."

    open_one = explained(make_eligible_draft(confirmation=Confirmation.INVITED))
    assert open_one.as_confirmed == (
        "As confirmed: Cannot tell yet: 1 to 3 Programme countries found, 3 needed."
        " 2 partners have not confirmed yet."
    )


def test_who_counts_stands_first_and_everybody_else_has_a_reason():
    draft = make_eligible_draft()
    add(draft, "Tbilisi College", "GE", "vet_provider")
    add(draft, "Berlin Forum", "DE", "ngo", role=Role.ASSOCIATED_PARTNER)
    add(draft, "Nowhere", None, "ngo")

    rows = explained(draft).witnesses

    assert [
        (each.label, each.code, each.planned.words, each.planned.why) for each in rows
    ] == [
        ("P1", "ES", "Counts", ""),
        ("P2", "BE", "Counts", ""),
        ("P3", "BG", "Counts", ""),
        ("P6", "–", "May count", "Country not stated"),
        ("P4", "GE", "Does not count", "In a Partner country"),
        ("P5", "DE", "Does not count", "Associated partner"),
    ]
    assert [each.note for each in rows] == [
        *["Programme country"] * 3,
        "",
        "Partner country",
        "Programme country",
    ]


def test_reading_as_confirmed_is_said_where_it_differs():
    draft = make_eligible_draft(confirmation=Confirmation.INVITED)

    applicant, invited, _other = explained(draft).witnesses

    assert applicant.confirmed is None
    assert invited.confirmed is not None
    assert (invited.confirmed.words, invited.confirmed.why) == (
        "May count",
        "Has not confirmed yet",
    )


def test_those_of_another_group_are_counted_and_not_listed():
    clause = explained(make_eligible_draft(), "min-labour-market")

    assert [(each.label, each.note) for each in clause.witnesses] == [
        ("P2", "Sector body")
    ]
    assert clause.others == "2 others belong to another group or to none"
    assert clause.figure == "1 of 1"


def test_countries_are_named_with_those_who_bring_them():
    draft = make_eligible_draft()
    add(draft, "College of Bruges", "BE", "vet_provider")

    assert [
        (each.code, each.name, each.labels) for each in explained(draft).countries
    ] == [
        ("BE", "Belgium", "P2, P4"),
        ("BG", "Bulgaria", "P3"),
        ("ES", "Spain", "P1"),
    ]
    assert explained(draft, "min-full-partners").countries == ()


@pytest.mark.parametrize(
    ("clause", "facts"),
    [
        (
            "duration-allowed",
            [("Duration stated", "48 months"), ("Allowed", "48 months")],
        ),
        (
            "sector-in-list",
            [
                ("Sector stated", "Cultural heritage"),
                ("On the list", "Cultural heritage, Cybersecurity"),
            ],
        ),
        (
            "grant-within-ceiling",
            [
                ("Grant stated", "€3,900,000"),
                ("Duration stated", "48 months"),
                ("Ceiling for 48 months", "€4,000,000"),
            ],
        ),
        ("one-applicant", []),
    ],
)
def test_stated_facts_stand_beside_what_is_allowed(clause, facts):
    found = explained(make_eligible_draft(), clause).facts

    assert [(each.name, each.value) for each in found] == facts


def test_facts_nobody_stated_are_said_to_be_missing():
    draft = make_draft(sector="", duration_months=None, grant_requested_eur=None)

    names = ("duration-allowed", "sector-in-list", "grant-within-ceiling")
    assert [explained(draft, each).facts[0].value for each in names] == [
        "not stated"
    ] * 3


def test_source_says_how_far_it_can_be_trusted_and_how_long_it_holds():
    draft = make_draft(publish_shipped_call("2020"))
    now = dt.datetime(2020, 2, 1, tzinfo=dt.UTC)

    found = explained(draft, COUNTRIES, now).source
    unread = explained(draft, "min-full-partners", now).source

    assert (found.is_found, found.confidence) == (True, "Found")
    assert found.quote.startswith("Depending on the type of project")
    assert found.in_force == "5 November 2019 to 26 February 2020, 17:00 Brussels time"
    assert (unread.is_found, unread.confidence, unread.quote) == (
        False,
        "Unverified",
        "",
    )
    assert unread.meaning == "not read in an official text of this call"


def test_merged_rows_are_named_as_an_assumption():
    draft = make_eligible_draft()
    add(draft, "School of Plovdiv", "BG", "vet_provider")

    clause = explained(draft, "min-full-partners")

    assert clause.assumptions == (
        "Countries have the status of country data open, version 1.",
        "Rows with one PIC, or one name in one country, are one organisation.",
    )
    assert clause.witnesses[-1].planned.why == "Same organisation as another row"


def test_clause_on_added_value_says_what_is_left_without_them():
    draft = make_draft(publish_shipped_call("2020"))
    add(draft, "Tbilisi State University", "GE")

    clause = explained(draft, "partner-country-added-value")

    assert clause.detail == (
        "the added value of Tbilisi State University is not stated."
    )
    assert clause.witnesses[0].planned.why == "Its added value is not stated"
    assert clause.without.startswith("Without P1, in a Partner country: not met: ")
    assert explained(draft, "min-full-partners").without == ""
