"""A budget as it would be: days and journeys put in the place of those there are."""

from dataclasses import dataclass, replace
from decimal import Decimal

from proposals.budget.given import Days, Given, Journey
from proposals.budget.totals import budget_of


@dataclass(frozen=True, slots=True)
class Change:
    """What would stand afterwards.

    `days` are whole cells and replace what they hold; `journeys` replace those of their
    key, a key there is not is a new one; `gone` are the keys of journeys that end.
    """

    days: tuple[Days, ...] = ()
    journeys: tuple[Journey, ...] = ()
    gone: frozenset[int] = frozenset()

    def __add__(self, other: "Change") -> "Change":
        """Return both together."""
        return Change(
            self.days + other.days,
            self.journeys + other.journeys,
            self.gone | other.gone,
        )


def with_change(given: Given, change: Change) -> Given:
    """Return what a budget is computed from once a change is made."""
    cells = {_place(each) for each in change.days}
    keys = {each.key for each in change.journeys} | change.gone
    return replace(
        given,
        efforts=(
            *(each for each in given.efforts if _place(each) not in cells),
            *change.days,
        ),
        journeys=(
            *(each for each in given.journeys if each.key not in keys),
            *(each for each in change.journeys if each.key not in change.gone),
        ),
    )


def of_payee(given: Given, number: int) -> Given:
    """Return what is one partner's: nobody else's days, journeys or rates."""
    return replace(
        given,
        payees=tuple(each for each in given.payees if each.number == number),
        efforts=tuple(each for each in given.efforts if each.payee == number),
        journeys=tuple(each for each in given.journeys if each.payee == number),
    )


def effect_of(given: Given, change: Change) -> Decimal:
    """Return how much more grant a change brings, EUR in cents; below 0 for less."""
    after = budget_of(with_change(given, change)).grant.total
    return after - budget_of(given).grant.total


def _place(days: Days) -> tuple[int, int, str]:
    return days.payee, days.work_package, days.category
