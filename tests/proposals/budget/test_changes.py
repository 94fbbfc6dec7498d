"""A budget as it would be once a change is made."""

from decimal import Decimal

from eligibility.core import Role, Standing
from proposals.budget import (
    Category,
    Change,
    DayRates,
    Days,
    Given,
    Journey,
    Payee,
    Traveller,
    effect_of,
    of_payee,
    with_change,
)

RATES = DayRates(1, *(Decimal(each) for each in ("294.5", "241", "190", "157")))


def payee(number):
    return Payee(number, Role.FULL_PARTNER, Standing.PROGRAMME, RATES)


def days(amount, partner=1, package=1, category=Category.MANAGER):
    return Days(partner, package, category, Decimal(amount))


def journey(key, partner=1, participants=1):
    return Journey(key, partner, None, Traveller.STAFF, participants, 100, Decimal(2))


GIVEN = Given(
    payees=(payee(1), payee(2)),
    work_packages=(1, 2),
    efforts=(days(10), days(4, partner=2)),
    journeys=(journey(1), journey(2, partner=2)),
)


def test_days_take_the_place_of_those_of_their_cell():
    after = with_change(GIVEN, Change(days=(days(12), days(3, package=2))))

    assert after.efforts == (days(4, partner=2), days(12), days(3, package=2))


def test_journeys_are_changed_added_and_ended_by_their_key():
    change = Change(
        journeys=(journey(1, participants=5), journey(-7)), gone=frozenset({2})
    )

    assert with_change(GIVEN, change).journeys == (
        journey(1, participants=5),
        journey(-7),
    )


def test_what_ends_does_not_come_back_by_being_changed():
    change = Change(journeys=(journey(1, participants=5),), gone=frozenset({1}))

    assert with_change(GIVEN, change).journeys == (journey(2, partner=2),)


def test_changes_add_up():
    both = Change(days=(days(1),)) + Change(journeys=(journey(3),), gone=frozenset({1}))

    assert both == Change((days(1),), (journey(3),), frozenset({1}))


def test_an_effect_is_exact_in_cents_and_has_a_sign():
    more, less = Change(days=(days("10.1"),)), Change(days=(days(0),))

    assert effect_of(GIVEN, more) == Decimal("29.45")
    assert effect_of(GIVEN, less) == Decimal("-2945.00")
    assert effect_of(GIVEN, Change()) == 0


def test_what_is_one_partners_holds_nothing_of_another():
    own = of_payee(GIVEN, 2)

    assert own == Given(
        payees=(payee(2),),
        work_packages=(1, 2),
        efforts=(days(4, partner=2),),
        journeys=(journey(2, partner=2),),
    )
