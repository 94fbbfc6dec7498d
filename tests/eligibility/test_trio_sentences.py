"""The trio of 2014 and 2015 in words."""

from eligibility import messages
from eligibility.core import Reading
from tests.eligibility.core.consortia import (
    NETWORK,
    SME,
    VET,
    partner,
    report_on,
    snapshot,
)


def say(consortium, clause, code):
    finding = report_on(consortium, code).by_clause()[clause]
    return messages.sentence(finding, Reading.PLANNED)


def test_the_trio_in_words():
    consortium = snapshot(
        partner("School", "FR", VET),
        partner("Umbrella", "BE", NETWORK),
        lot="single",
        months=24,
        sector=None,
    )

    assert say(consortium, "each-country-trio", code="2014") == (
        "Not met: 0 to 1 of 2 countries have every function. Missing: sector expertise"
        " and a regulatory body in France. A country represented"
        " only by a European umbrella organisation needs human judgement."
    )


def test_an_open_trio_says_what_keeps_it_open():
    consortium = snapshot(
        partner("School", "FR", VET),
        partner("Firm", "FR", SME),
        partner("Ministry", None),
        lot="single",
        months=24,
        sector=None,
    )

    assert say(consortium, "each-country-trio", code="2014") == (
        "Cannot tell yet: 0 to 1 of 1 countries have every function. Not certain yet: a"
        " regulatory body in France."
        " 1 partner has no country."
    )


def test_many_countries_are_not_all_named():
    consortium = snapshot(
        *[partner(f"School {code}", code, VET) for code in ("AT", "BE", "DE", "FR")],
        *[partner(f"Firm {code}", code, SME) for code in ("IT", "NL")],
        lot="single",
        months=24,
        sector=None,
    )

    assert "Missing: " in say(consortium, "each-country-trio", code="2014")
    assert say(consortium, "each-country-trio", code="2014").endswith(
        "in Germany; sector expertise and a regulatory body in France; 2 more"
        " countries."
    )
