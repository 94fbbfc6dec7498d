"""Support for implementation: days of a category at the rate of the country."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from proposals.budget.given import Category, Given, Payee
from proposals.budget.money import ZERO, Grant, cents


class Cell(NamedTuple):
    """One cell of the matrix, rounded; `unit` is None where the days are not paid."""

    payee: Payee
    work_package: int
    category: Category
    days: Decimal
    unit: Decimal | None

    @property
    def grant(self) -> Grant:
        """Return what these days bring, nothing where they are not counted."""
        return Grant(self.amount)

    @property
    def amount(self) -> Decimal:
        """Return the same as a sum, EUR in cents."""
        return ZERO if self.unit is None else cents(self.days * self.unit)


def cells_of(given: Given) -> Iterator[Cell]:
    """Return the cells with days, of the work packages and partners there are."""
    payees = {each.number: (each, _units(each)) for each in given.payees}
    known = frozenset(given.work_packages)
    for number, package, category, days in given.efforts:
        if number in payees and package in known and days:
            payee, units = payees[number]
            yield Cell(payee, package, category, days, units.get(category))


def _units(payee: Payee) -> dict[Category, Decimal]:
    """Return what a day of each category brings a partner, empty if it is not paid.

    Asked for once each: an application has hundreds of cells.
    """
    if payee.unpaid or payee.rates is None:
        return {}
    return {each: payee.rates.of(each) for each in Category}
