"""One budget: the cells and journeys of an application, and every way they add up."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from eligibility.core import Standing
from proposals.budget.given import Category, Given, Journey, Payee
from proposals.budget.implementation import Cell, cells_of
from proposals.budget.mobility import MobilityCost, cost_of
from proposals.budget.money import ZERO, Grant

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class PartnerTotal:
    """A partner's days and grant; `packages` holds its days by work package."""

    payee: Payee
    days: Decimal
    packages: Mapping[int, Decimal]
    grant: Grant


@dataclass(frozen=True, slots=True)
class PackageTotal:
    """A work package's days and grant; None is what names no work package."""

    number: int | None
    days: Decimal
    grant: Grant


@dataclass(frozen=True, slots=True)
class CategoryTotal:
    """The days and grant of one category of staff."""

    category: Category
    days: Decimal
    grant: Grant


@dataclass(frozen=True, slots=True)
class Budget:
    """What an application costs.

    `partners` are those who get a grant, by number; the days of who gets none stand in
    `aside`, in no total. Days of partners without a rate count as days, not as grant.
    """

    partners: tuple[PartnerTotal, ...]
    aside: tuple[PartnerTotal, ...]
    packages: tuple[PackageTotal, ...]
    categories: tuple[CategoryTotal, ...]
    standings: Mapping[Standing, Grant]
    groups: Mapping[int | None, Grant]
    """By rate group; None is who has no rate, and may have mobility."""
    journeys: tuple[tuple[Journey, MobilityCost], ...]
    """Of partners who get a grant, in the order given."""
    days: Decimal
    grant: Grant

    @property
    def uncounted(self) -> tuple[PartnerTotal, ...]:
        """Return who has days that bring no grant, whatever the reason."""
        return tuple(
            each
            for each in (*self.partners, *self.aside)
            if each.payee.unpaid is not None and each.days
        )


@dataclass(frozen=True, slots=True)
class _Item:
    """Something that counts: a cell or a journey."""

    payee: Payee
    work_package: int | None
    category: Category | None
    days: Decimal
    grant: Grant


@lru_cache(maxsize=64)
def kept_budget(given: Given) -> Budget:
    """Return the same as `budget_of`, computed once: a draft is read more than changed.

    Every page and every answer of a partner asks for that of its draft.
    """
    return budget_of(given)


def sum_of(given: Given) -> tuple[Decimal, Grant]:
    """Return the days and the grant of a whole budget, without its tables."""
    funded = _funded(given)
    cells = [each for each in cells_of(given) if each.payee.number in funded]
    grants = [cost.grant for _journey, cost in _costs(given)]
    # One grant for all cells: there are hundreds.
    grants.append(Grant(sum([each.amount for each in cells], ZERO)))
    return sum([each.days for each in cells], Decimal(0)), _total(grants)


def budget_of(given: Given) -> Budget:
    """Return the budget; the same rows in any order give the same one."""
    payees = {each.number: each for each in given.payees}
    cells = list(cells_of(given))
    journeys = _costs(given)
    items = [_of_cell(each) for each in cells if each.payee.is_funded]
    items += [_of_journey(payees[one.payee], one, cost) for one, cost in journeys]
    left = [_of_cell(each) for each in cells if not each.payee.is_funded]
    return Budget(
        partners=_partners((each for each in given.payees if each.is_funded), items),
        aside=_partners({each.payee for each in left}, left),
        packages=_packages(given, items),
        categories=_categories(items),
        standings=_sums(items, lambda each: each.payee.standing),
        groups=_sums(items, lambda each: _group(each.payee)),
        journeys=journeys,
        days=_days(items),
        grant=_grant(items),
    )


def _costs(given: Given) -> tuple[tuple[Journey, MobilityCost], ...]:
    """Return the journeys of partners who get a grant, with what they cost."""
    funded = _funded(given)
    return tuple(
        (each, cost_of(each, given.bands))
        for each in given.journeys
        if each.payee in funded
    )


def _funded(given: Given) -> set[int]:
    """Return the numbers of the partners who get a grant."""
    return {each.number for each in given.payees if each.is_funded}


def _of_cell(cell: Cell) -> _Item:
    return _Item(cell.payee, cell.work_package, cell.category, cell.days, cell.grant)


def _of_journey(payee: Payee, journey: Journey, cost: MobilityCost) -> _Item:
    return _Item(payee, journey.work_package, None, Decimal(0), cost.grant)


def _partners(
    payees: Iterable[Payee], items: Iterable[_Item]
) -> tuple[PartnerTotal, ...]:
    own = _gathered(items, lambda each: each.payee.number)
    ordered = sorted(payees, key=lambda each: each.number)
    return tuple(_partner(each, own.get(each.number, [])) for each in ordered)


def _partner(payee: Payee, items: list[_Item]) -> PartnerTotal:
    packages = _gathered((each for each in items if each.days), _package)
    days = {
        number: _days(own) for number, own in packages.items() if number is not None
    }
    return PartnerTotal(payee, _days(items), days, _grant(items))


def _packages(given: Given, items: list[_Item]) -> tuple[PackageTotal, ...]:
    known = sorted(set(given.work_packages))
    gathered = _gathered(
        items, lambda each: each.work_package if each.work_package in known else None
    )
    order: list[int | None] = [*known, *([None] if None in gathered else [])]
    return tuple(
        PackageTotal(number, _days(own), _grant(own))
        for number in order
        for own in [gathered.get(number, [])]
    )


def _categories(items: list[_Item]) -> tuple[CategoryTotal, ...]:
    gathered = _gathered(items, lambda each: each.category)
    return tuple(
        CategoryTotal(category, _days(own), _grant(own))
        for category in Category
        for own in [gathered.get(category, [])]
    )


def _sums(items: Iterable[_Item], key: Callable[[_Item], Key]) -> dict[Key, Grant]:
    return {each: _grant(own) for each, own in _gathered(items, key).items()}


def _gathered(
    items: Iterable[_Item], key: Callable[[_Item], Key]
) -> dict[Key, list[_Item]]:
    gathered: dict[Key, list[_Item]] = {}
    for each in items:
        gathered.setdefault(key(each), []).append(each)
    return gathered


def _package(item: _Item) -> int | None:
    return item.work_package


def _group(payee: Payee) -> int | None:
    return payee.rates.group if payee.rates else None


def _days(items: Iterable[_Item]) -> Decimal:
    return sum((each.days for each in items), Decimal(0))


def _grant(items: Iterable[_Item]) -> Grant:
    return _total([each.grant for each in items])


def _total(grants: list[Grant]) -> Grant:
    # Column by column: a whole application adds thousands of them on every page.
    return Grant(
        sum((each.implementation for each in grants), Decimal(0)),
        sum((each.travel for each in grants), Decimal(0)),
        sum((each.subsistence for each in grants), Decimal(0)),
    )
