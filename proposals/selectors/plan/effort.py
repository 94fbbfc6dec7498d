"""The effort matrix: working days by partner and work package, and one partner's."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.numbers import format_decimal

from alliances.models import Partnership
from alliances.words import locale
from eligibility.words import money
from proposals.budget import Category, DayRates, Days, Given
from proposals.enums import WORKING_ROLES
from proposals.models import Effort, Proposal, WorkPackage
from proposals.selectors.plan.work_plan_rows import PackageRow, package_row

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """Days of one partner in one work package, all categories together."""

    label: str
    """Of the work package."""
    words: str
    """Empty where there are none."""
    is_odd: bool = False
    """Whether days are missing here although the partner leads the work."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One partner."""

    number: int
    label: str
    name: str
    cells: tuple[MatrixCell, ...]
    total: str
    """Empty where the partner has no days at all."""
    has_left: bool
    """Whether it takes part no more: its days are kept, and not counted."""


@dataclass(frozen=True, slots=True)
class EffortMatrix:
    """Partners by work packages; days of categories are added up."""

    packages: tuple[PackageRow, ...]
    rows: tuple[MatrixRow, ...]
    totals: tuple[MatrixCell, ...]
    """Of each work package, all partners together."""
    total: str


@dataclass(frozen=True, slots=True)
class StoredDays:
    """What stands in one cell: 0 days of version 0 where nobody entered any."""

    days: Decimal
    version: int


@dataclass(frozen=True, slots=True)
class PartnerDays:
    """One partner's days, as the page to edit them begins."""

    number: int
    label: str
    name: str
    packages: tuple[PackageRow, ...]
    stored: Mapping[tuple[int, str], StoredDays]
    """Number of the work package and category → what stands there."""
    total: str

    def at(self, work_package: int, category: str) -> StoredDays:
        """Return what stands in a cell."""
        return self.stored.get((work_package, category), StoredDays(NOTHING, 0))


Sums = Mapping[tuple[int, int], Decimal]
"""Numbers of partner and work package → days."""


def effort_matrix(
    proposal: Proposal, packages: Sequence[PackageRow], efforts: Iterable[Days]
) -> EffortMatrix | None:
    """Return the matrix, None where rows or columns are missing: one query."""
    partners = list(Partnership.objects.filter(alliance=proposal.alliance_id))
    working = [each for each in partners if _works(each)]
    if not packages or not working:
        return None
    sums = _sums(efforts)
    busy = {partner for (partner, _package), days in sums.items() if days}
    gone = [each for each in partners if not _works(each) and each.number in busy]
    columns = [
        sum((sums[each.number, package.number] for each in working), NOTHING)
        for package in packages
    ]
    return EffortMatrix(
        packages=tuple(packages),
        rows=tuple(_row(each, packages, sums, busy) for each in (*working, *gone)),
        totals=tuple(
            MatrixCell(package.label, days_words(each))
            for package, each in zip(packages, columns, strict=True)
        ),
        total=days_words(sum(columns, NOTHING)),
    )


def days_of(proposal: Proposal, number: int) -> PartnerDays | None:
    """Return the days of a partner, None for one that does not work: three queries."""
    rows = Partnership.objects.filter(alliance=proposal.alliance_id, number=number)
    row = next((each for each in rows if _works(each)), None)
    if row is None:
        return None
    current = WorkPackage.objects.current().filter(proposal=proposal)
    numbered = current.select_related("lead").order_by("number")
    packages = {each.pk: each for each in numbered}
    stored = {
        (packages[each.work_package_id].number, each.category): StoredDays(
            each.days, each.version
        )
        for each in Effort.objects.filter(partnership=row, work_package__in=packages)
    }
    total = sum((each.days for each in stored.values()), NOTHING)
    return PartnerDays(
        number=row.number,
        label=row.label,
        name=row.name,
        packages=tuple(package_row(each, {}) for each in packages.values()),
        stored=stored,
        total=days_words(total),
    )


def days_words(days: Decimal) -> str:
    """Write days with a decimal only where there is one; empty for none."""
    return _written(days, locale()) if days else ""


@lru_cache(maxsize=4096)
def _written(days: Decimal, where: Locale) -> str:
    """Write the same once: a plan has two hundred cells, most of them alike."""
    return format_decimal(days, format="#,##0.#", locale=where)


def rates_of_partner(given: Given, number: int) -> DayRates | None:
    """Return what a day brings in the country of a partner; None without a rate."""
    return next((each.rates for each in given.payees if each.number == number), None)


def days_grant(days: PartnerDays, rates: DayRates | None) -> str:
    """Return what the stored days of a partner bring; empty where that is nothing."""
    if rates is None:
        return ""
    cells = days.stored.items()
    total = sum(
        (it.days * rates.of(Category(code)) for (_, code), it in cells), NOTHING
    )
    return money(total) if total else ""


def _works(row: Partnership) -> bool:
    return row.takes_part and row.role in WORKING_ROLES


def _sums(efforts: Iterable[Days]) -> Sums:
    # Added up here: SQLite would add tenths as binary fractions.
    sums: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for each in efforts:
        sums[each.payee, each.work_package] += each.days
    return sums


def _row(
    row: Partnership,
    packages: Sequence[PackageRow],
    sums: Sums,
    busy: Collection[int],
) -> MatrixRow:
    days = [sums[row.number, each.number] for each in packages]
    return MatrixRow(
        number=row.number,
        label=row.label,
        name=row.name,
        cells=tuple(
            # While nobody has any, days are simply not entered yet.
            MatrixCell(
                package.label,
                days_words(each),
                is_odd=bool(busy) and _is_odd(row, package, each),
            )
            for package, each in zip(packages, days, strict=True)
        ),
        total=days_words(sum(days, NOTHING)),
        has_left=not _works(row),
    )


def _is_odd(row: Partnership, package: PackageRow, days: Decimal) -> bool:
    leads = package.lead is not None and package.lead.number == row.number
    return leads and not days
