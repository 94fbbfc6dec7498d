"""What keeps mobility from being counted, or from being what a call pays for."""

from decimal import Decimal

from eligibility.core import Role
from proposals.completeness import Destination, Keeps, Place, findings_of
from tests.proposals.budget.figures import days, journey, payee
from tests.proposals.completeness.drafts import (
    MOBILITY,
    MOBILITY_SECTION,
    budgeted,
    draft,
    written,
)


def mobility(*journeys, **fields):
    known = {"answers": written(aims=9), "efforts": (days(99, 1),)}
    contents = budgeted(MOBILITY_SECTION, journeys=journeys, **(known | fields))
    found = [each for each in findings_of(contents) if each.section == MOBILITY]
    return [each for each in found if each.keeps is not Keeps.WORD]


def test_a_line_that_is_paid_in_full_has_no_findings():
    assert mobility(journey()) == []


def test_each_gap_leads_to_the_control_that_mends_it():
    open_line = journey(distance_km=None, days=None, work_package=None)
    long = journey(key=2, days=Decimal(61))

    found = mobility(open_line, long)

    assert [(each.sentence, each.to.keys, each.is_open) for each in found] == [
        (
            "Mobility line M1: the distance is open, so travel is not counted.",
            (1, "distance_km"),
            True,
        ),
        (
            "Mobility line M1: the days are open, so subsistence is not counted.",
            (1, "days"),
            True,
        ),
        ("Mobility line M1: it names no work package.", (1, "work_package"), False),
        (
            "Mobility line M2: the stay is longer than any that is paid: not counted.",
            (2, "days"),
            False,
        ),
    ]


def test_a_line_of_who_gets_no_grant_is_named():
    payees = (payee(1), payee(2, role=Role.ASSOCIATED_PARTNER))

    found = mobility(journey(payee=2), journey(key=2, payee=9), payees=payees)

    assert [(each.sentence, each.to.keys) for each in found] == [
        (
            ("Mobility line M1: P2 Ghent gets no grant, so the line is not counted."),
            (1, "partner"),
        ),
        (
            "Mobility line M2: P9 gets no grant, so the line is not counted.",
            (2, "partner"),
        ),
    ]


def test_lines_need_their_aims():
    one = mobility(journey(), answers={})
    two = mobility(journey(), journey(key=2), answers={})

    assert [each.sentence for each in (*one, *two)] == [
        "There is 1 mobility line, but not answered: What for?",
        "There are 2 mobility lines, but not answered: What for?",
    ]
    assert one[0].to == Destination(Place.ANSWER, (MOBILITY, "aims", None))


def test_mobility_is_never_the_main_activity():
    # One day brings 336.33; travel and five days bring 275 + 500.
    (found,) = mobility(journey(), efforts=(days(2, 1),))

    assert found.sentence == (
        "Mobility comes to €775 of €1,447.66: it supports the aims and is never the"
        " main activity."
    )
    assert mobility(journey(), efforts=(days(3, 1),)) == []


def test_without_lines_nothing_is_asked():
    assert [e.keeps for e in findings_of(draft(MOBILITY_SECTION))] == [Keeps.WORD]
