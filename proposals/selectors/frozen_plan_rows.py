"""A work plan as it was frozen, in the rows a stored one is read into."""

from collections.abc import Iterable

from proposals.completeness import span_words
from proposals.enums import WorkPackageKind
from proposals.selectors.work_plan_rows import (
    Lead,
    PackageRow,
    PartRow,
    due_words,
    lead_trouble,
    result_words,
)
from proposals.snapshots import (
    FrozenLead,
    FrozenMilestone,
    FrozenPackage,
    FrozenResult,
    FrozenTask,
)

FROZEN = 0
"""The version of what nobody changes any more."""


def frozen_package_rows(packages: Iterable[FrozenPackage]) -> tuple[PackageRow, ...]:
    """Return work packages as tables, picture and notes take them; no query."""
    return tuple(_package(each) for each in packages)


def _package(row: FrozenPackage) -> PackageRow:
    return PackageRow(
        key=row.number,
        number=row.number,
        label=f"WP{row.number}",
        kind=WorkPackageKind(row.kind),
        title=row.title,
        description=row.description,
        start=row.start_month,
        end=row.end_month,
        months=span_words(row.start_month, row.end_month),
        lead=_lead(row.lead),
        tasks=tuple(_task(each, row.number) for each in row.tasks),
        results=tuple(_result(each, row.number) for each in row.results),
        milestones=tuple(_milestone(each, row.number) for each in row.milestones),
        version=FROZEN,
    )


def _lead(row: FrozenLead | None) -> Lead | None:
    if row is None:
        return None
    trouble = lead_trouble(takes_part=row.takes_part, role=row.role)
    return Lead(row.number, f"P{row.number}", row.name, trouble)


def _task(row: FrozenTask, package: int) -> PartRow:
    return PartRow(
        sort="tasks",
        number=row.number,
        label=f"T{package}.{row.number}",
        title=row.title,
        start=row.start_month,
        end=row.end_month,
        months=span_words(row.start_month, row.end_month),
        detail="",
        lead=_lead(row.lead),
        version=FROZEN,
    )


def _result(row: FrozenResult, package: int) -> PartRow:
    return PartRow(
        sort="results",
        number=row.number,
        label=f"R{package}.{row.number}",
        title=row.title,
        start=None,
        end=row.due_month,
        months=due_words(row.due_month),
        detail=result_words(row.kind, row.level),
        lead=None,
        version=FROZEN,
    )


def _milestone(row: FrozenMilestone, package: int) -> PartRow:
    return PartRow(
        sort="milestones",
        number=row.number,
        label=f"MS{package}.{row.number}",
        title=row.title,
        start=None,
        end=row.due_month,
        months=due_words(row.due_month),
        detail="",
        lead=None,
        version=FROZEN,
    )
