"""Counting clauses at the edge: n - 1, n, n + 1, and what is only possible."""

import pytest

from eligibility.core import Answer, Outcome, Reading, Role, Why
from tests.eligibility.core.consortia import (
    SME,
    VET,
    applicant,
    evidence,
    partner,
    snapshot,
)

pytestmark = pytest.mark.core
COUNTRIES = ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "FI", "FR", "HR", "HU"]


def rows(number, *types, country="BE", **facts):
    return [
        partner(f"Organisation {country} {n}", country, *types, **facts)
        for n in range(number)
    ]


@pytest.mark.parametrize(
    ("others", "outcome"),
    [(6, Outcome.NOT_MET), (7, Outcome.MET), (8, Outcome.MET)],
)
def test_programme_countries_are_met_from_eight(others, outcome):
    consortium = snapshot(
        applicant("ES"), *[partner(code, code, SME) for code in COUNTRIES[:others]]
    )

    found = evidence(consortium, "min-programme-countries")

    assert (found.outcome, found.required, found.found, found.possible) == (
        outcome,
        8,
        others + 1,
        others + 1,
    )


def test_two_partners_in_one_country_count_as_one_country():
    consortium = snapshot(applicant("ES"), *rows(3, SME, country="BE"))

    assert evidence(consortium, "min-programme-countries").found == 2


def test_an_overseas_territory_counts_as_its_member_state():
    consortium = snapshot(
        applicant("DK"), partner("Nuuk", "GL", VET), partner("Nouméa", "NC", VET)
    )

    assert evidence(consortium, "min-programme-countries").found == 2


def test_each_unknown_country_may_be_a_new_programme_country():
    consortium = snapshot(
        applicant("ES"),
        *[partner(code, code, SME) for code in COUNTRIES[:5]],
        *rows(2, SME, country=None),
    )

    found = evidence(consortium, "min-programme-countries")

    assert (found.outcome, found.found, found.possible) == (Outcome.UNKNOWN, 6, 8)


def test_a_minimum_out_of_reach_of_all_unknown_countries_is_not_met():
    consortium = snapshot(
        applicant("ES"),
        *[partner(code, code, SME) for code in COUNTRIES[:5]],
        partner("Nobody knows where", None, SME),
    )

    found = evidence(consortium, "min-programme-countries")

    assert (found.outcome, found.possible) == (Outcome.NOT_MET, 7)


@pytest.mark.parametrize(
    ("role", "country", "why"),
    [
        (Role.ASSOCIATED_PARTNER, "FR", Why.ASSOCIATED_PARTNER),
        (Role.AFFILIATED_ENTITY, "FR", Why.AFFILIATED_ENTITY),
        (Role.FULL_PARTNER, "GE", Why.PARTNER_COUNTRY),
        (Role.FULL_PARTNER, "AQ", Why.NO_STATUS),
        (Role.FULL_PARTNER, None, Why.COUNTRY_UNKNOWN),
        (Role.ASSOCIATED_PARTNER, None, Why.ASSOCIATED_PARTNER),
    ],
)
def test_who_does_not_count_is_named_with_the_reason(role, country, why):
    consortium = snapshot(
        applicant("ES"), partner("The other one", country, SME, role=role)
    )

    found = evidence(consortium, "min-full-partners")

    assert [(e.participant.name, e.why) for e in found.not_counted] == [
        ("The other one", why)
    ]
    assert [each.name for each in found.counted] == ["Applicant"]


@pytest.mark.parametrize(
    ("others", "outcome"),
    [(10, Outcome.NOT_MET), (11, Outcome.MET), (12, Outcome.MET)],
)
def test_full_partners_are_met_from_twelve_with_the_applicant(others, outcome):
    consortium = snapshot(applicant(), *rows(others, SME))

    assert evidence(consortium, "min-full-partners").outcome is outcome


def test_an_invited_partner_counts_as_planned_and_is_open_as_confirmed():
    consortium = snapshot(
        applicant(), *rows(10, SME), partner("Late", answer=Answer.INVITED)
    )

    planned = evidence(consortium, "min-full-partners")
    confirmed = evidence(consortium, "min-full-partners", Reading.CONFIRMED)

    assert (planned.outcome, planned.found) == (Outcome.MET, 12)
    assert (confirmed.outcome, confirmed.found, confirmed.possible) == (
        Outcome.UNKNOWN,
        11,
        12,
    )
    assert [(e.participant.name, e.why) for e in confirmed.not_counted] == [
        ("Late", Why.INVITED)
    ]


@pytest.mark.parametrize("answer", [Answer.DECLINED, Answer.WITHDRAWN])
def test_who_declined_or_withdrew_is_not_there(answer):
    consortium = snapshot(applicant(), *rows(11, SME, answer=answer))

    found = evidence(consortium, "min-full-partners")

    assert (found.found, found.possible, found.not_counted) == (1, 1, ())


def test_the_notice_of_twelve_countries_advises_and_does_not_block():
    consortium = snapshot(
        applicant("ES"), *[partner(code, code, SME) for code in COUNTRIES[:10]]
    )

    notice = evidence(consortium, "twelve-countries-notice")

    assert (notice.outcome, notice.found, notice.required) == (Outcome.NOT_MET, 11, 12)


@pytest.mark.parametrize(
    ("member_countries", "outcome"),
    [(["ES"], Outcome.NOT_MET), (["ES", "FR"], Outcome.MET)],
)
def test_2014_wants_two_member_states_among_its_countries(member_countries, outcome):
    consortium = snapshot(
        *[partner(code, code, VET) for code in member_countries],
        partner("Oslo", "NO", VET),
        partner("Ankara", "TR", VET),
        lot="single",
        sector=None,
        months=24,
    )

    found = evidence(consortium, "min-eu-member-states", code="2014")

    assert found.outcome is outcome
    assert {(e.participant.name, e.why) for e in found.not_counted} == {
        ("Oslo", Why.NOT_EU_MEMBER),
        ("Ankara", Why.NOT_EU_MEMBER),
    }


def test_an_invited_partner_outside_the_union_is_no_possible_member_state():
    consortium = snapshot(
        partner("ES", "ES", VET),
        partner("Oslo", "NO", VET, answer=Answer.INVITED),
        partner("Paris", "FR", VET, answer=Answer.INVITED),
        partner("Somewhere", None, VET),
        lot="single",
        sector=None,
        months=24,
    )

    found = evidence(consortium, "min-eu-member-states", Reading.CONFIRMED, "2014")

    assert (found.found, found.possible) == (1, 3)
