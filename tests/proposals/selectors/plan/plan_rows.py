"""Rows of a work plan as pages have them, for tests."""

from proposals.completeness import span_words
from proposals.enums import WorkPackageKind
from proposals.selectors.plan.work_plan_rows import Lead, PackageRow, PartRow, due_words

LEAD = Lead(1, "P1", "Soria", "")


def package(kind="imp", number=1, start=1, end=24, lead=LEAD, **values):
    return PackageRow(
        key=number,
        number=number,
        label=f"WP{number}",
        kind=WorkPackageKind(kind),
        title="Pilots",
        start=start,
        end=end,
        months=span_words(start, end),
        lead=lead,
        version=1,
        **{"description": "", "tasks": (), "results": (), "milestones": (), **values},
    )


def part(sort="tasks", start=None, end=None, lead=None):
    label = {"tasks": "T1.1", "results": "R1.1", "milestones": "MS1.1"}[sort]
    months = span_words(start, end) if sort == "tasks" else due_words(end)
    return PartRow(sort, 1, label, "A part", start, end, months, "", lead, 1)
