"""What the successors ask beside the minima: types to include, functions by country."""

import pytest

from eligibility.core import Answer, Outcome, PartnerType, Reading, Role, Why
from tests.eligibility.core.consortia import (
    NETWORK,
    SME,
    UNIVERSITY,
    VET,
    evidence,
    partner,
    snapshot,
)

pytestmark = pytest.mark.core
LABOUR, SCHOOL = "each-country-labour-market", "each-country-vet-provider"


def found(clause, *rows, code="cove-2021"):
    lot = "lot-1" if code == "afi-2021" else "single"
    return evidence(snapshot(*rows, lot=lot, sector=None), clause, code=code)


@pytest.mark.parametrize(
    ("number", "outcome"),
    [(1, Outcome.NOT_MET), (2, Outcome.MET), (3, Outcome.MET)],
)
def test_knowledge_alliances_include_two_universities(number, outcome):
    rows = [partner(f"University {n}", "FR", UNIVERSITY) for n in range(number)]

    seen = found("must-include-higher_education", *rows, code="ka-2020")

    assert (seen.outcome, seen.required, seen.found) == (outcome, 2, number)


def test_an_open_type_may_be_the_one_to_include():
    rows = [partner("College", "FR", UNIVERSITY, VET)]

    seen = [
        found(f"must-include-{kind}", *rows, code="afi-2021").outcome
        for kind in ("higher_education", "vet_provider")
    ]

    # Never joined, unlike the groups: each is possible on its own.
    assert seen == [Outcome.UNKNOWN, Outcome.UNKNOWN]


def test_an_organisation_outside_counts_for_no_type_to_include():
    rows = [
        partner("Associated", "FR", UNIVERSITY, role=Role.ASSOCIATED_PARTNER),
        partner("Georgia", "GE", UNIVERSITY),
        partner("Agency", "FR", PartnerType.PUBLIC_BODY),
    ]

    seen = found("must-include-higher_education", *rows, code="ka-2020")

    assert seen.outcome is Outcome.NOT_MET
    assert {(e.participant.name, e.why) for e in seen.not_counted} == {
        ("Associated", Why.ASSOCIATED_PARTNER),
        ("Georgia", Why.PARTNER_COUNTRY),
        ("Agency", Why.OTHER_GROUP),
    }


def test_a_centre_needs_both_functions_in_each_country():
    rows = [
        partner("School FR", "FR", VET),
        partner("Firm FR", "FR", SME),
        partner("Firm DE", "DE", SME),
    ]

    seen = {clause: found(clause, *rows) for clause in (LABOUR, SCHOOL)}

    assert {clause: each.outcome for clause, each in seen.items()} == {
        LABOUR: Outcome.MET,
        SCHOOL: Outcome.NOT_MET,
    }
    assert (seen[SCHOOL].found, seen[SCHOOL].required) == (1, 2)


def test_one_organisation_may_be_possible_for_both_functions():
    rows = [partner("Chamber", "FR", SME, VET)]

    seen = [found(clause, *rows).outcome for clause in (LABOUR, SCHOOL)]

    assert seen == [Outcome.UNKNOWN, Outcome.UNKNOWN]


def test_a_country_of_umbrellas_alone_is_left_to_people():
    rows = [
        partner("School FR", "FR", VET),
        partner("Firm FR", "FR", SME),
        partner("Umbrella", "BE", NETWORK),
    ]

    for clause in (LABOUR, SCHOOL):
        seen = found(clause, *rows)
        assert seen.outcome is Outcome.UNKNOWN
        assert (seen.found, seen.possible) == (1, 2)
        assert [
            e.participant.name for e in seen.not_counted if e.why == "human-judgement"
        ] == ["Umbrella"]


def test_a_country_of_umbrellas_hides_no_other_country():
    rows = [
        partner("An umbrella", "BE", NETWORK),
        partner("School FR", "FR", VET),
    ]

    complete = [*rows, partner("Firm FR", "FR", SME)]

    assert found(LABOUR, *rows).outcome is Outcome.NOT_MET
    seen = found(LABOUR, *complete)
    assert (seen.outcome, seen.found, seen.possible) == (Outcome.UNKNOWN, 1, 2)


def test_an_open_type_is_named_where_a_country_needs_a_function():
    chamber = partner("Chamber", "FR", SME, VET)

    seen = found(SCHOOL, chamber)

    assert seen.not_counted == ((chamber, Why.TYPE_OPEN),)


def test_an_invited_partner_outside_the_union_is_named_with_its_reason():
    invited = partner("Oslo", "NO", SME, answer=Answer.INVITED)

    seen = evidence(
        snapshot(invited, lot="single", sector=None),
        "min-eu-member-states",
        Reading.CONFIRMED,
        "2014",
    )

    assert seen.not_counted == ((invited, Why.NOT_EU_MEMBER),)
    assert (seen.found, seen.possible) == (0, 0)
