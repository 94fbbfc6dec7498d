"""One partner's days as they are typed: a grid of work packages and categories."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from django.utils.translation import gettext as _

from proposals.enums import StaffCategory
from proposals.forms.facts import parse_amount
from proposals.forms.numbers import number_in
from proposals.selectors.plan.effort import PartnerDays, StoredDays, days_words
from proposals.selectors.plan.work_plan_rows import PackageRow
from proposals.services.effort import MOST_DAYS, CellClash, EffortCell

NOTHING = Decimal(0)
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class DaysBox:
    """One box of a grid; `seen` carries what of its row the page showed."""

    work_package: int
    category: StaffCategory
    typed: str
    seen: str
    error: str = field(default="", kw_only=True)

    @property
    def name(self) -> str:
        """Names the box in the page."""
        return f"days-{self.work_package}-{self.category}"


Box = TypeVar("Box", bound=DaysBox)


def typed_over(
    boxes: Mapping[tuple[int, str], Box], data: Mapping[str, str]
) -> dict[tuple[int, str], Box]:
    """Return the boxes as they were sent; one that was not sent is as stored."""
    typed = dict(boxes)
    for key, each in boxes.items():
        if each.name in data:
            days = data[each.name].strip()
            seen = data.get(f"seen-{each.name}", each.seen)
            typed[key] = replace(each, typed=days, seen=seen, error=days_error(days))
    return typed


@dataclass(frozen=True, slots=True)
class DaysCell(DaysBox):
    """One box of the plan's grid, which showed a version and its days."""

    theirs: str = ""
    """What a colleague saved meanwhile, if that is why this was not saved."""


@dataclass(frozen=True, slots=True)
class DaysRow:
    """One work package of the grid."""

    package: PackageRow
    cells: tuple[DaysCell, ...]


Cells = Mapping[tuple[int, str], DaysCell]


def stored_cells(days: PartnerDays) -> dict[tuple[int, str], DaysCell]:
    """Return the boxes as the stored days fill them."""
    return {
        (package.number, category.value): _cell(
            package.number, category, days.at(package.number, category)
        )
        for package in days.packages
        for category in StaffCategory
    }


def typed_cells(data: Mapping[str, str], days: PartnerDays) -> Cells:
    """Return the boxes as they were sent; one that was not sent is as stored."""
    return typed_over(stored_cells(days), data)


def changes_in(cells: Cells) -> list[EffortCell]:
    """Return what was changed in readable boxes, over the versions that were seen."""
    return list(_changes(cells))


def _changes(cells: Cells) -> Iterator[EffortCell]:
    for each in cells.values():
        seen, _sign, shown = each.seen.partition(":")
        version, days = number_in(seen), parse_days(each.typed)
        if version is None or days == days_shown(shown):
            continue
        yield EffortCell(each.work_package, each.category, days, version)


def with_clashes(
    days: PartnerDays, typed: Cells, clashes: Sequence[CellClash]
) -> Cells:
    """Return what stands now, with what was typed where a colleague was first."""
    cells = stored_cells(days)
    for clash in clashes:
        key = (clash.cell.work_package, clash.cell.category.value)
        theirs = days_words(clash.days) or "0"
        cells[key] = replace(cells[key], typed=typed[key].typed, theirs=theirs)
    return cells


@dataclass(frozen=True, slots=True)
class DaysGrid:
    """The boxes as a page shows them."""

    rows: tuple[DaysRow, ...]
    errors: tuple[DaysCell, ...]
    """Those in which something else than days was typed."""
    clashes: tuple[DaysCell, ...]
    """Those a colleague saved meanwhile."""


def grid_of(days: PartnerDays, cells: Cells) -> DaysGrid:
    """Return the grid, a row for each work package."""
    return DaysGrid(
        rows=tuple(
            DaysRow(
                package,
                tuple(cells[package.number, each.value] for each in StaffCategory),
            )
            for package in days.packages
        ),
        errors=tuple(each for each in cells.values() if each.error),
        clashes=tuple(each for each in cells.values() if each.theirs),
    )


def parse_days(typed: str) -> Decimal:
    """Return days however they were typed: 12.5 and 12,5 are the same, nothing is none.

    Raises ValueError for anything else, also for hundredths of a day.
    """
    if not typed:
        return NOTHING
    days = parse_amount(typed)
    if days % TENTH or days > MOST_DAYS:
        raise ValueError(typed)
    return days


def days_error(typed: str) -> str:
    """Say what to write instead of something that is no days; empty where it is."""
    try:
        parse_days(typed)
    except ValueError:
        return _("Write days such as 12 or 12.5, at most 99,999.")
    return ""


def days_shown(days: str) -> Decimal | None:
    """Return the days a page says it showed; None where it was tampered with."""
    try:
        shown = Decimal(days)
    except InvalidOperation:
        return None
    return shown if shown.is_finite() else None  # `sNaN` may not even be compared


def _cell(number: int, category: StaffCategory, stored: StoredDays) -> DaysCell:
    seen = f"{stored.version}:{stored.days}"
    return DaysCell(number, category, days_words(stored.days), seen)
