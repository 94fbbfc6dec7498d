"""Clauses on the applicant and on single facts: sector, duration, grant, twins."""

from decimal import Decimal

import pytest

from eligibility.core import Answer, Outcome, Reading, Role, Why
from tests.eligibility.core.consortia import (
    SME,
    applicant,
    evidence,
    partner,
    report_on,
    snapshot,
)

pytestmark = pytest.mark.core


def test_one_applicant_is_met_by_exactly_one():
    found = evidence(snapshot(applicant(), partner("B")), "one-applicant")

    assert (found.outcome, found.required, found.found) == (Outcome.MET, 1, 1)
    assert [each.name for each in found.counted] == ["Applicant"]


def test_no_applicant_is_not_met_and_leaves_the_country_of_one_unknown():
    consortium = snapshot(partner("B"))

    assert evidence(consortium, "one-applicant").outcome is Outcome.NOT_MET
    assert (
        evidence(consortium, "applicant-in-programme-country").outcome
        is Outcome.UNKNOWN
    )


@pytest.mark.parametrize("answer", [Answer.CONFIRMED, Answer.INVITED])
@pytest.mark.parametrize("reading", list(Reading))
def test_a_second_applicant_is_a_burden_in_both_readings(answer, reading):
    second = partner("Second", role=Role.APPLICANT, answer=answer)

    found = evidence(snapshot(applicant(), second), "one-applicant", reading)

    assert (found.outcome, found.found) == (Outcome.NOT_MET, 2)


def test_a_sole_invited_applicant_is_unknown_as_confirmed():
    invited = partner("Invited", role=Role.APPLICANT, answer=Answer.INVITED)
    consortium = snapshot(invited)

    planned = evidence(consortium, "one-applicant")
    confirmed = evidence(consortium, "one-applicant", Reading.CONFIRMED)

    assert planned.outcome is Outcome.MET
    assert (confirmed.outcome, confirmed.found, confirmed.possible) == (
        Outcome.UNKNOWN,
        0,
        1,
    )
    assert [e.why for e in confirmed.not_counted] == [Why.INVITED]


def test_a_confirmed_applicant_is_met_as_confirmed_beside_an_invited_partner():
    consortium = snapshot(applicant(), partner("B", answer=Answer.INVITED))

    found = evidence(consortium, "one-applicant", Reading.CONFIRMED)

    assert (found.outcome, found.found) == (Outcome.MET, 1)


@pytest.mark.parametrize(
    ("country", "outcome", "whys"),
    [
        ("ES", Outcome.MET, []),
        ("GE", Outcome.NOT_MET, [Why.PARTNER_COUNTRY]),
        ("AQ", Outcome.NOT_MET, [Why.NO_STATUS]),
        (None, Outcome.UNKNOWN, [Why.COUNTRY_UNKNOWN]),
    ],
)
def test_the_applicant_must_be_in_a_programme_country(country, outcome, whys):
    found = evidence(snapshot(applicant(country)), "applicant-in-programme-country")

    assert (found.outcome, [e.why for e in found.not_counted]) == (outcome, whys)


@pytest.mark.parametrize(
    ("months", "outcome", "found", "possible"),
    [
        (48, Outcome.MET, (48,), (48,)),
        (36, Outcome.NOT_MET, (36,), (36,)),
        (None, Outcome.UNKNOWN, (), (48,)),
    ],
)
def test_a_blueprint_lasts_four_years(months, outcome, found, possible):
    seen = evidence(snapshot(months=months), "duration-allowed")

    assert (seen.outcome, seen.required, seen.found, seen.possible) == (
        outcome,
        (48,),
        found,
        possible,
    )


@pytest.mark.parametrize(
    ("sector", "outcome"),
    [
        ("cultural-heritage", Outcome.MET),
        ("  CULTURAL heritage ", Outcome.MET),
        ("steel", Outcome.NOT_MET),
        ("", Outcome.UNKNOWN),
        ("  ", Outcome.UNKNOWN),
        (None, Outcome.UNKNOWN),
    ],
)
def test_the_sector_is_found_by_slug_or_title(sector, outcome):
    assert evidence(snapshot(sector=sector), "sector-in-list").outcome is outcome


def test_a_lot_without_a_list_has_no_sector_clause():
    report = report_on(snapshot(lot="lot-1", months=24, sector="J62"))

    assert "sector-in-list" not in report.by_clause()


@pytest.mark.parametrize(
    ("grant", "months", "outcome", "ceiling"),
    [
        ("1000000.00", 36, Outcome.MET, "1000000.00"),
        ("1000000.01", 36, Outcome.NOT_MET, "1000000.00"),
        ("700000.01", 24, Outcome.NOT_MET, "700000.00"),
        (None, 36, Outcome.UNKNOWN, "1000000.00"),
        ("700000.00", None, Outcome.MET, None),
        ("700000.01", None, Outcome.UNKNOWN, None),
        ("1000000.00", None, Outcome.UNKNOWN, None),
        ("1000000.01", None, Outcome.NOT_MET, None),
        (None, None, Outcome.UNKNOWN, None),
        ("1.00", 48, Outcome.UNKNOWN, None),
        ("0.00", 24, Outcome.MET, "700000.00"),
    ],
)
def test_the_grant_stays_under_the_ceiling_of_its_duration(
    grant, months, outcome, ceiling
):
    consortium = snapshot(lot="lot-1", months=months, grant=grant, sector=None)

    found = evidence(consortium, "grant-within-ceiling")

    assert (found.outcome, found.required) == (
        outcome,
        None if ceiling is None else Decimal(ceiling),
    )
    assert found.found == (None if grant is None else Decimal(grant))


def test_every_row_an_organisation_of_its_own_is_met():
    found = evidence(snapshot(applicant(), partner("B")), "duplicate-organisation")

    assert (found.outcome, found.required, found.found) == (Outcome.MET, 2, 2)


def test_a_merged_row_is_named_and_advises_only():
    consortium = snapshot(applicant(), partner("B", "FR", SME), partner("b ", "FR"))

    found = evidence(consortium, "duplicate-organisation")

    assert (found.outcome, found.required, found.found) == (Outcome.NOT_MET, 3, 2)
    assert [e.why for e in found.not_counted] == [Why.MERGED]


@pytest.mark.parametrize(
    ("elsewhere", "sector", "outcome", "number"),
    [
        (0, "cultural-heritage", Outcome.MET, 1),
        (1, "cultural-heritage", Outcome.NOT_MET, 2),
        (0, None, Outcome.UNKNOWN, None),
    ],
)
def test_one_application_per_applicant_and_sector(elsewhere, sector, outcome, number):
    consortium = snapshot(applicant(), elsewhere=elsewhere, sector=sector)

    found = evidence(consortium, "one-application-per-applicant-and-sector")

    assert (found.outcome, found.required, found.found) == (outcome, 1, number)


def test_exclusivity_needs_an_applicant():
    found = evidence(
        snapshot(partner("B"), elsewhere=0), "one-application-per-applicant-and-sector"
    )

    assert found.outcome is Outcome.UNKNOWN


def test_exclusivity_is_left_out_where_the_input_cannot_carry_it():
    report = report_on(snapshot(applicant(), elsewhere=None))

    assert "one-application-per-applicant-and-sector" not in report.by_clause()
