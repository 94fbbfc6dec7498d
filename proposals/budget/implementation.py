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
    payees = {each.number: each for each in given.payees}
    rates = {each.number: each.rates for each in given.payees if not each.unpaid}
    known = frozenset(given.work_packages)
    for each in given.efforts:
        payee = payees.get(each.payee)
        if payee is not None and each.work_package in known and each.days:
            paid = rates.get(each.payee)
            unit = paid.of(each.category) if paid else None
            yield Cell(payee, each.work_package, each.category, each.days, unit)
