"""The days a partner's contact types as a proposal: a grid like that of the plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from proposals.enums import StaffCategory
from proposals.forms.effort import DaysBox, days_shown, parse_days, typed_over
from proposals.forms.numbers import number_in
from proposals.selectors.plan.effort import days_words
from proposals.selectors.plan.own_figures import OwnCell, OwnFigures
from proposals.services.proposed_days import ProposedCell
from proposals.snapshots.budgets import Package


@dataclass(frozen=True, slots=True)
class ProposalBox(DaysBox):
    """One box of the grid, which showed two versions and days."""

    budget: str
    """What the budget has; empty while nothing else is proposed."""
    is_clash: bool = False
    """Whether it moved on meanwhile, so that this was not kept."""


Boxes = Mapping[tuple[int, str], ProposalBox]


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One work package of the grid."""

    package: Package
    boxes: tuple[ProposalBox, ...]
    grant: str
    """What the days in the budget bring."""


@dataclass(frozen=True, slots=True)
class ProposalGrid:
    """The boxes as a page shows them."""

    rows: tuple[ProposalRow, ...]
    errors: tuple[ProposalBox, ...]
    clashes: tuple[ProposalBox, ...]


def stored_boxes(figures: OwnFigures) -> Boxes:
    """Return the boxes as budget and proposals fill them."""
    return {
        (package.number, category.value): _box(
            package.number, category, figures.at(package.number, category)
        )
        for package in figures.packages
        for category in StaffCategory
    }


def typed_boxes(data: Mapping[str, str], figures: OwnFigures) -> Boxes:
    """Return the boxes as they were sent; one that was not sent is as stored."""
    return typed_over(stored_boxes(figures), data)


def proposals_in(boxes: Boxes) -> list[ProposedCell]:
    """Return what was changed in readable boxes, over the versions that were seen."""
    return list(_proposals(boxes))


def _proposals(boxes: Boxes) -> Iterator[ProposedCell]:
    for each in boxes.values():
        *seen, shown = [*each.seen.split(":"), "", ""][:3]
        version, own = map(number_in, seen)
        days = parse_days(each.typed)
        if version is None or own is None or days == days_shown(shown):
            continue
        yield ProposedCell(each.work_package, each.category, days, version, own)


def with_clashes(
    figures: OwnFigures, typed: Boxes, clashes: Sequence[ProposedCell]
) -> Boxes:
    """Return what stands now, with what was typed where it moved on meanwhile."""
    boxes = dict(stored_boxes(figures))
    for each in clashes:
        key = each.work_package, each.category.value
        stands = days_words(figures.at(*key).shown) or "0"
        boxes[key] = replace(
            boxes[key], typed=typed[key].typed, budget=stands, is_clash=True
        )
    return boxes


def grid_of(figures: OwnFigures, boxes: Boxes) -> ProposalGrid:
    """Return the grid, a row for each work package."""
    return ProposalGrid(
        rows=tuple(
            ProposalRow(
                package,
                tuple(boxes[package.number, each.value] for each in StaffCategory),
                figures.grants.get(package.number, ""),
            )
            for package in figures.packages
        ),
        errors=tuple(each for each in boxes.values() if each.error),
        clashes=tuple(each for each in boxes.values() if each.is_clash),
    )


def _box(number: int, category: StaffCategory, cell: OwnCell) -> ProposalBox:
    return ProposalBox(
        work_package=number,
        category=category,
        typed=days_words(cell.shown) or ("" if cell.proposed is None else "0"),
        seen=f"{cell.version}:{cell.own}:{cell.shown}",
        budget="" if cell.proposed is None else days_words(cell.days) or "0",
    )
