"""Each check in a sentence: exact numbers, the cause, and the figure beside it."""

from dataclasses import replace

import pytest

from eligibility import messages
from eligibility.core import Answer, Reading, Role
from tests.eligibility.core.consortia import (
    SME,
    VET,
    applicant,
    charter,
    partner,
    report_on,
    snapshot,
)

PLANNED, CONFIRMED = Reading.PLANNED, Reading.CONFIRMED
BLUEPRINT = ["AT", "BE", "BG", "CY", "CZ", "DE"]


def finding(consortium, clause, code="2020"):
    return report_on(consortium, code).by_clause()[clause]


def say(consortium, clause, reading=PLANNED, code="2020"):
    return messages.sentence(finding(consortium, clause, code), reading)


def test_a_minimum_not_met_says_found_needed_and_missing():
    consortium = snapshot(applicant(), *[partner(c, c, SME) for c in BLUEPRINT])

    assert say(consortium, "min-programme-countries") == (
        "Not met: 7 Programme countries found, 8 needed (1 more)."
    )


def test_a_minimum_met_says_found_and_needed():
    assert say(charter(), "min-full-partners") == (
        "Met: 21 full partners found, 12 needed."
    )


def test_an_open_minimum_gives_the_range_and_the_causes():
    consortium = snapshot(
        applicant(),
        *[partner(c, c, SME) for c in BLUEPRINT],
        partner("X", None, SME),
        partner("Y", None, SME),
    )

    assert say(consortium, "min-programme-countries") == (
        "Cannot tell yet: 7 to 9 Programme countries found, 8 needed."
        " 2 partners have no country."
    )


def test_invited_partners_are_a_cause_as_confirmed():
    consortium = snapshot(
        applicant(),
        *[partner(c, c, SME) for c in BLUEPRINT],
        partner("X", "FR", answer=Answer.INVITED),
    )

    assert say(consortium, "min-programme-countries", CONFIRMED) == (
        "Cannot tell yet: 7 to 8 Programme countries found, 8 needed."
        " 1 partner has not confirmed yet."
    )


def test_two_groups_out_of_reach_together_say_why():
    consortium = snapshot(
        applicant("ES", SME),
        *[partner(f"V{n}", "FR", VET) for n in range(4)],
        *[partner(f"S{n}", "FR", SME) for n in range(3)],
        partner("Chamber", "FR", SME, VET),
    )

    assert say(consortium, "min-labour-market") == (
        "Not met: 4 to 5 labour market partners found, 5 needed. One organisation"
        " counts in one group only, and there are too few for both groups."
    )


def test_advice_says_that_it_decides_nothing():
    consortium = snapshot(
        applicant(), *[partner(c, c, SME) for c in [*BLUEPRINT, "FR"]]
    )

    assert say(consortium, "twelve-countries-notice") == (
        "Not met: 8 Programme countries found; the published summary also names 12."
        " This is advice and decides nothing."
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "Not met: no organisation has the role of applicant; one is needed."),
        ([applicant()], "Met: Applicant is the applicant."),
        (
            [applicant(), partner("B", role=Role.APPLICANT)],
            "Not met: Applicant and B all have the role of applicant; one may.",
        ),
    ],
)
def test_the_applicant_in_words(rows, said):
    assert say(snapshot(*rows), "one-applicant") == said


def test_an_invited_applicant_in_words():
    invited = partner("Invited", role=Role.APPLICANT, answer=Answer.INVITED)

    assert say(snapshot(invited), "one-applicant", CONFIRMED) == (
        "Cannot tell yet: the applicant, Invited, has not confirmed yet."
    )


@pytest.mark.parametrize(
    ("country", "said", "figure"),
    [
        (
            "EL",
            "Met: Applicant is established in Greece, a Programme country.",
            "EL",
        ),
        ("GE", "Not met: Applicant is in Georgia, a Partner country.", "GE"),
        (
            "GL",
            (
                "Met: Applicant is established in Greenland, which counts as Denmark, a"
                " Programme country."
            ),
            "GL",
        ),
        (
            "AQ",
            "Not met: Applicant is in Antarctica, which has no status under this call.",
            "AQ",
        ),
        (None, "Cannot tell yet: the country of Applicant is not stated.", "–"),
    ],
)
def test_the_country_of_the_applicant_in_words(country, said, figure):
    seen = finding(snapshot(applicant(country)), "applicant-in-programme-country")

    assert messages.sentence(seen, PLANNED) == said
    assert messages.figure(seen, PLANNED) == figure


def test_the_country_of_a_missing_applicant_in_words():
    assert say(snapshot(), "applicant-in-programme-country") == (
        "Cannot tell yet: this needs exactly one applicant first."
    )


@pytest.mark.parametrize(
    ("grant", "months", "said", "figure"),
    [
        (
            "900000.00",
            36,
            "Met: €900,000 asked, the ceiling is €1,000,000.",
            "€900,000",
        ),
        (
            "1000000.50",
            36,
            "Not met: €1,000,000.50 asked, the ceiling is €1,000,000 (€0.50 too much).",
            "€1,000,000.50",
        ),
        (
            None,
            36,
            "Cannot tell yet: no grant is stated; the ceiling is €1,000,000.",
            "up to €1,000,000",
        ),
        (None, None, "Cannot tell yet: no grant is stated.", "–"),
        (
            "800000",
            None,
            (
                "Cannot tell yet: €800,000 asked; the ceiling depends on an allowed"
                " duration."
            ),
            "€800,000",
        ),
        ("1", None, "Met: €1 is within the ceiling of every duration.", "€1"),
        (
            "2000000",
            None,
            "Not met: €2,000,000 is above the ceiling of every duration.",
            "€2,000,000",
        ),
    ],
)
def test_the_grant_in_words(grant, months, said, figure):
    consortium = snapshot(lot="lot-1", months=months, grant=grant, sector=None)
    seen = finding(consortium, "grant-within-ceiling")

    assert messages.sentence(seen, PLANNED) == said
    assert messages.figure(seen, PLANNED) == figure


@pytest.mark.parametrize(
    ("months", "said", "figure"),
    [
        (24, "Met: 24 months stated.", "24 months"),
        (
            48,
            "Not met: 48 months stated; this type of project takes 24 or 36 months.",
            "48 months",
        ),
        (
            None,
            "Cannot tell yet: no duration is stated; 24 or 36 months allowed.",
            "–",
        ),
    ],
)
def test_the_duration_in_words(months, said, figure):
    seen = finding(
        snapshot(lot="lot-1", months=months, sector=None), "duration-allowed"
    )

    assert messages.sentence(seen, PLANNED) == said
    assert messages.figure(seen, PLANNED) == figure


@pytest.mark.parametrize(
    ("sector", "said", "figure"),
    [
        (
            "cultural-heritage",
            "Met: the sector is on the list of this Lot.",
            "listed",
        ),
        (
            "steel",
            "Not met: the sector is not on the list of this Lot.",
            "not listed",
        ),
        (None, "Cannot tell yet: no sector is stated.", "not stated"),
    ],
)
def test_the_sector_in_words(sector, said, figure):
    seen = finding(snapshot(sector=sector), "sector-in-list")

    assert messages.sentence(seen, PLANNED) == said
    assert messages.figure(seen, PLANNED) == figure


def test_a_range_stands_in_the_figure_of_an_open_count():
    consortium = snapshot(applicant(), partner("B", None, SME))

    assert messages.figure(finding(consortium, "min-full-partners"), PLANNED) == (
        "1 to 2 of 12"
    )


def test_twins_and_exclusivity_in_words():
    twins = snapshot(applicant(), partner("B"), partner("b"), elsewhere=1)

    assert say(twins, "duplicate-organisation") == (
        "Not met: b: more than one row, counted once."
    )
    assert say(twins, "one-application-per-applicant-and-sector") == (
        "Not met: another live application of this applicant addresses this sector."
    )


def test_a_minimum_out_of_reach_with_open_facts_says_at_least():
    consortium = snapshot(applicant(), partner("B", None, SME))

    assert say(consortium, "min-full-partners") == (
        "Not met: 1 to 2 full partners found, 12 needed (at least 10 more)."
    )


@pytest.mark.parametrize(
    ("country", "has_text", "words"),
    [
        ("BE", False, "Met: no organisation is in a Partner country."),
        ("GE", True, "Met: the added value of B is stated."),
        ("GE", False, "Not met: the added value of B is not stated."),
        (None, False, "Cannot tell yet: B may be in a Partner country."),
    ],
)
def test_added_value_in_words(country, has_text, words):
    row = replace(partner("B", country), has_added_value=has_text)
    consortium = replace(snapshot(row), has_texts=True)

    assert say(consortium, "partner-country-added-value") == words
