"""What does not fit in a budget."""

import datetime as dt
from decimal import Decimal

import pytest

from eligibility.core import Role
from proposals.completeness import (
    Contents,
    Destination,
    Keeps,
    Place,
    Said,
    findings_of,
)
from tests.proposals.budget.figures import days, journey, payee
from tests.proposals.completeness.drafts import (
    BELARUS,
    BUDGET,
    BUDGET_SECTION,
    PLAN_SECTION,
    budgeted,
    draft,
    partner,
    sentences,
)

COMPLETED = {BUDGET: Said(completed_at=dt.datetime(2026, 11, 28, tzinfo=dt.UTC))}
TOTAL = Decimal("1008.99")
"""What three days at 336.33 come to."""


def budget(**fields) -> Contents:
    return budgeted(**({"grant": TOTAL, "said": COMPLETED} | fields))


def test_a_budget_that_agrees_with_the_facts_has_no_findings():
    assert sentences(budget(), BUDGET) == []


def test_a_form_without_a_budget_asks_nothing_of_it():
    assert findings_of(draft(ceilings={48: Decimal(1)}, months=24)) == ()


@pytest.mark.parametrize(
    ("ceiling", "found"),
    [
        ("1008.99", []),
        ("1008.98", ["The budget is €0.01 above the ceiling of €1,008.98."]),
    ],
)
def test_a_budget_above_the_ceiling_says_by_how_much(ceiling, found):
    assert sentences(budget(ceilings={48: Decimal(ceiling)}), BUDGET) == found


@pytest.mark.parametrize(
    ("months", "found"),
    [
        (24, "The call has no ceiling for 24 months."),
        (None, "The ceiling is open: no duration is stated."),
    ],
)
def test_a_duration_decides_the_ceiling(months, found):
    ceilings = {36: Decimal(5_000), 48: Decimal(9_000)}

    (finding,) = [
        each
        for each in findings_of(budget(months=months, ceilings=ceilings))
        if each.section == BUDGET
    ]

    assert (finding.sentence, finding.is_open) == (found, True)


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        (None, "The facts state no grant, the budget comes to €1,008.99."),
        ("1008", "The facts state €1,008, the budget comes to €1,008.99."),
    ],
)
def test_amounts_that_differ_are_named_with_both(stated, found):
    grant = Decimal(stated) if stated else None
    (finding,) = [e for e in findings_of(budget(grant=grant)) if e.section == BUDGET]

    assert finding.sentence == found
    assert finding.to == Destination(Place.FACT, ("grant_requested_eur",))
    assert finding.keeps is Keeps.FITTING


def test_nothing_budgeted_contradicts_nothing():
    assert sentences(draft(BUDGET_SECTION, said=COMPLETED), BUDGET) == []


def test_a_budget_without_days_is_not_complete_where_days_are_asked():
    empty = draft(PLAN_SECTION, BUDGET_SECTION)
    (finding,) = [each for each in findings_of(empty) if each.section == BUDGET]

    assert finding.sentence == "There are no days yet, so nothing adds up."
    assert finding.to == Destination(Place.EFFORT_TABLE)
    assert (finding.keeps, finding.is_open) == (Keeps.COMPLETING, True)


def test_a_budget_of_journeys_alone_is_one():
    travels = budget(efforts=(), journeys=(journey(),), grant=None)

    assert "There are no days yet, so nothing adds up." not in sentences(
        travels, BUDGET
    )


def test_a_budget_in_which_all_fits_waits_for_a_word():
    (finding,) = [e for e in findings_of(budget(said={})) if e.section == BUDGET]

    assert finding.sentence == "Budget: say whether this section is completed."
    assert finding.to == Destination(Place.COMPLETED, (BUDGET,))
    assert finding.keeps is Keeps.WORD


def test_days_that_bring_nothing_are_named_with_the_reason():
    payees = (
        payee(1, takes_part=False),
        payee(2, role=Role.ASSOCIATED_PARTNER),
        payee(3, rates=None, is_country_known=False),
        payee(4, rates=None),
    )
    partners = (
        partner(1),
        partner(2),
        partner(3, place=None),
        partner(4, place=BELARUS),
    )
    efforts = tuple(days(1, each) for each in range(1, 5))
    contents = budget(payees=payees, participants=partners, efforts=efforts)

    found = [each for each in findings_of(contents) if each.section == BUDGET]

    assert [(each.sentence, each.to) for each in found] == [
        (
            "P3 Plovdiv: no country, so no rate: 1 day not counted.",
            Destination(Place.PARTNER, (3, "country")),
        ),
        (
            "P4 Brno: the call has no rate for Belarus: 1 day not counted.",
            Destination(Place.EFFORT_TABLE),
        ),
        (
            "P1 Soria takes part no more: 1 day not counted.",
            Destination(Place.EFFORT_TABLE),
        ),
        (
            "P2 Ghent is an associated partner and gets no grant: 1 day not counted.",
            Destination(Place.EFFORT_TABLE),
        ),
    ]
