"""A work plan as it was frozen, in the rows a stored one is read into."""

from collections.abc import Iterable

from proposals.completeness import span_words
from proposals.enums import WorkPackageKind
from proposals.selectors.plan.work_plan_rows import (
    PackageRow,
    lead_of,
    milestone_row,
    result_row,
    task_row,
)
from proposals.snapshots import FrozenPackage

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
        lead=lead_of(row.lead),
        tasks=tuple(task_row(each, row.number, FROZEN) for each in row.tasks),
        results=tuple(result_row(each, row.number, FROZEN) for each in row.results),
        milestones=tuple(
            milestone_row(each, row.number, FROZEN) for each in row.milestones
        ),
        version=FROZEN,
    )
