"""Evidence as a whole: needed, found, possible, who counts and who does not."""

from decimal import Decimal

import pytest

from eligibility.core import Answer, Evidence, Excluded, Outcome, Reading, Role, Why
from tests.eligibility.core.consortia import (
    SME,
    applicant,
    evidence,
    partner,
    snapshot,
)

pytestmark = pytest.mark.core
HEAD = applicant("ES")
TWINS = (partner("B", "FR", SME), partner("b", "FR", SME))
TWIN = Excluded(TWINS[1], Why.MERGED)
"""The row that is merged away: small letters come last."""


def test_one_applicant_names_it_and_the_merged_rows():
    consortium = snapshot(HEAD, *TWINS)

    for reading in Reading:
        assert evidence(consortium, "one-applicant", reading) == Evidence(
            Outcome.MET, 1, 1, 1, (HEAD,), (TWIN,)
        )


def test_two_applicants_are_both_named_in_both_readings():
    second = partner("Second", role=Role.APPLICANT, answer=Answer.INVITED)
    consortium = snapshot(HEAD, second, *TWINS)

    for reading in Reading:
        assert evidence(consortium, "one-applicant", reading) == Evidence(
            Outcome.NOT_MET, 1, 2, 2, (HEAD, second), (TWIN,)
        )


def test_one_applicant_is_asked_again_beside_an_invited_partner():
    consortium = snapshot(HEAD, partner("Late", answer=Answer.INVITED), *TWINS)

    found = evidence(consortium, "one-applicant", Reading.CONFIRMED)

    assert found == Evidence(Outcome.MET, 1, 1, 1, (HEAD,), (TWIN,))


def test_an_invited_applicant_is_possible_and_named():
    invited = partner("Invited", role=Role.APPLICANT, answer=Answer.INVITED)

    found = evidence(snapshot(invited, *TWINS), "one-applicant", Reading.CONFIRMED)

    left_out = (Excluded(invited, Why.INVITED), TWIN)
    assert found == Evidence(Outcome.UNKNOWN, 1, 0, 1, (), left_out)


def test_the_applicant_in_a_programme_country_is_named():
    found = evidence(snapshot(HEAD), "applicant-in-programme-country")

    assert found == Evidence(Outcome.MET, counted=(HEAD,))


@pytest.mark.parametrize(
    ("months", "grant", "outcome", "ceiling"),
    [
        (48, "1.00", Outcome.UNKNOWN, None),
        (36, None, Outcome.UNKNOWN, "1000000.00"),
        (None, "700000.01", Outcome.UNKNOWN, None),
        (36, "1000000.00", Outcome.MET, "1000000.00"),
        (36, "1000000.01", Outcome.NOT_MET, "1000000.00"),
    ],
)
def test_the_grant_is_what_is_found_and_what_is_possible(
    months, grant, outcome, ceiling
):
    consortium = snapshot(lot="lot-1", months=months, grant=grant, sector=None)
    asked = None if grant is None else Decimal(grant)

    found = evidence(consortium, "grant-within-ceiling")

    assert found == Evidence(outcome, ceiling and Decimal(ceiling), asked, asked)


@pytest.mark.parametrize(
    ("rows", "outcome", "merged"),
    [(TWINS, Outcome.NOT_MET, (TWIN,)), (TWINS[:1], Outcome.MET, ())],
)
def test_rows_are_needed_and_organisations_found(rows, outcome, merged):
    found = evidence(snapshot(HEAD, *rows), "duplicate-organisation")

    number = 1 + len(rows)
    assert found == Evidence(outcome, number, 2, 2, not_counted=merged)


@pytest.mark.parametrize(
    ("elsewhere", "outcome"),
    [(0, Outcome.MET), (1, Outcome.NOT_MET), (2, Outcome.NOT_MET)],
)
def test_applications_elsewhere_are_counted_for_the_applicant(elsewhere, outcome):
    found = evidence(
        snapshot(HEAD, elsewhere=elsewhere), "one-application-per-applicant-and-sector"
    )

    number = 1 + elsewhere
    assert found == Evidence(outcome, 1, number, number, (HEAD,))
