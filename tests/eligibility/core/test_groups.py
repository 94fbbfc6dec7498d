"""The two group minima: one organisation, one group, and the best assignment."""

import pytest

from eligibility.core import Outcome, Why
from tests.eligibility.core.consortia import (
    NETWORK,
    PUBLIC_BODY,
    SME,
    UNIVERSITY,
    VET,
    applicant,
    evidence,
    partner,
    snapshot,
)

pytestmark = pytest.mark.core


def rows(number, *types, country="BE", **facts):
    return [
        partner(f"Organisation {country} {n}", country, *types, **facts)
        for n in range(number)
    ]


@pytest.mark.parametrize(
    ("number", "outcome"),
    [(4, Outcome.NOT_MET), (5, Outcome.MET), (6, Outcome.MET)],
)
def test_the_labour_market_is_met_from_five(number, outcome):
    consortium = snapshot(applicant(), *rows(number, SME))

    assert evidence(consortium, "min-labour-market").outcome is outcome


def test_a_type_of_the_other_group_or_of_none_does_not_count():
    consortium = snapshot(
        applicant(),
        partner("School", "FR", VET),
        partner("Ministry", "FR", PUBLIC_BODY),
        partner("Network", "FR", NETWORK),
    )

    found = evidence(consortium, "min-labour-market")

    assert [each.name for each in found.counted] == ["Network"]
    assert {(e.participant.name, e.why) for e in found.not_counted} == {
        ("Applicant", Why.OTHER_GROUP),
        ("School", Why.OTHER_GROUP),
        ("Ministry", Why.OTHER_GROUP),
    }


def test_open_types_within_one_group_count_for_certain():
    consortium = snapshot(applicant(), partner("Academy", "FR", VET, UNIVERSITY))

    assert evidence(consortium, "min-education-training").found == 2


@pytest.mark.parametrize("types", [(SME, VET), (SME, PUBLIC_BODY), ()])
def test_a_type_not_settled_is_possible_for_each_group_it_may_join(types):
    consortium = snapshot(applicant("ES", VET), partner("Chamber", "FR", *types))

    found = evidence(consortium, "min-labour-market")

    assert (found.found, found.possible) == (0, 1)
    assert (found.not_counted[0].participant.name, found.not_counted[0].why) == (
        "Chamber",
        Why.TYPE_OPEN,
    )


def test_one_open_organisation_fills_the_last_seat_of_one_group():
    consortium = snapshot(
        applicant(),
        *rows(4, VET, country="DE"),
        *rows(4, SME),
        partner("Chamber", "FR", SME, VET),
    )

    found = evidence(consortium, "min-labour-market")

    assert (found.outcome, found.found, found.possible) == (Outcome.UNKNOWN, 4, 5)


def test_one_open_organisation_cannot_fill_the_last_seat_of_both_groups():
    consortium = snapshot(
        applicant("ES", SME),
        *rows(4, VET, country="FR"),
        *rows(3, SME),
        partner("Chamber", "FR", SME, VET),
    )

    labour = evidence(consortium, "min-labour-market")
    education = evidence(consortium, "min-education-training")

    assert (labour.found, labour.possible, labour.outcome) == (4, 5, Outcome.NOT_MET)
    assert (education.found, education.possible, education.outcome) == (
        4,
        5,
        Outcome.NOT_MET,
    )


def test_two_open_organisations_can_fill_the_last_seats_of_both_groups():
    consortium = snapshot(
        applicant("ES", SME),
        *rows(4, VET, country="FR"),
        *rows(3, SME),
        partner("Chamber", "FR", SME, VET),
        partner("Nobody knows what", "IT"),
    )

    outcomes = [
        evidence(consortium, clause).outcome
        for clause in ("min-labour-market", "min-education-training")
    ]

    assert outcomes == [Outcome.UNKNOWN, Outcome.UNKNOWN]


def test_open_organisations_of_one_group_only_leave_the_shared_one_to_the_other():
    consortium = snapshot(
        applicant("ES", SME),
        *rows(4, VET, country="FR"),
        *rows(3, SME),
        partner("Chamber", "FR", SME, VET),
        partner("Firm or ministry", "IT", SME, PUBLIC_BODY),
    )

    outcomes = [
        evidence(consortium, clause).outcome
        for clause in ("min-labour-market", "min-education-training")
    ]

    assert outcomes == [Outcome.UNKNOWN, Outcome.UNKNOWN]


def test_two_unplaced_organisations_that_look_alike_stay_two_in_the_assignment():
    twins = rows(2, country=None)
    consortium = snapshot(
        applicant("ES", SME),
        *rows(4, VET, country="FR"),
        *rows(3, SME),
        twins[0],
        twins[0],
    )

    assert evidence(consortium, "min-labour-market").outcome is Outcome.UNKNOWN


def test_an_unplaced_organisation_of_the_other_group_is_no_possibility():
    consortium = snapshot(applicant(), partner("School", None, VET))

    found = evidence(consortium, "min-labour-market")

    assert (found.found, found.possible) == (0, 0)
