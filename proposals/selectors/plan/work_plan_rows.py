"""A work plan as it is stored, read once for table, picture, notes and matrix."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alliances.models import Partnership
from alliances.worded import Worded
from proposals.completeness import span_words
from proposals.enums import WORKING_ROLES, Dissemination, ResultKind, WorkPackageKind
from proposals.models import Milestone, Proposal, Result, Task, WorkPackage
from proposals.selectors.plan.stored_parts import parts_of_plan
from proposals.snapshots import (
    FrozenLead,
    FrozenMilestone,
    FrozenResult,
    FrozenTask,
)


@dataclass(frozen=True, slots=True)
class Lead:
    """The partner who leads, as stated."""

    number: int
    label: str
    name: str
    trouble: str
    """Why it cannot lead any more: "left", or what it is now; empty where it can."""


@dataclass(frozen=True, slots=True)
class PartRow:
    """A task, a result or a milestone."""

    sort: str
    """Names it in addresses: tasks, results or milestones."""
    number: int
    label: str
    title: str
    start: int | None
    """First month of a task; None for what is due in one month, or still open."""
    end: int | None
    """Last month of a task, or the month something is due."""
    months: str
    """The same in words: "M1–M6", "M6", "months open"."""
    detail: str
    """Type and dissemination level of a result; empty for the others."""
    lead: Lead | None
    version: int


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A work package with all that is in it."""

    key: int
    number: int
    label: str
    kind: WorkPackageKind
    title: str
    description: str
    start: int | None
    end: int | None
    months: str
    lead: Lead | None
    tasks: tuple[PartRow, ...]
    results: tuple[PartRow, ...]
    milestones: tuple[PartRow, ...]
    version: int

    @property
    def short(self) -> str:
        """The abbreviation of its type: PREP, MGNT."""
        return self.kind.short

    @property
    def kind_title(self) -> str:
        """Its type in words."""
        return str(self.kind.label)

    @property
    def parts(self) -> tuple[PartRow, ...]:
        """All that is in it, as the table lists it."""
        return (*self.tasks, *self.results, *self.milestones)


def package_rows(proposal: Proposal) -> tuple[PackageRow, ...]:
    """Return the work packages that were not removed, by number: two queries."""
    return rows_of(proposal, stored_packages(proposal))


def stored_packages(proposal: Proposal) -> tuple[WorkPackage, ...]:
    """Return the work packages by number, also what was removed: one query."""
    return tuple(_stored(proposal.pk))


@Worded
def _stored(key: int) -> QuerySet[WorkPackage]:
    rows = WorkPackage.objects.filter(proposal=key)
    return rows.select_related("lead", "removed_by").order_by("number")


def rows_of(
    proposal: Proposal, packages: Iterable[WorkPackage]
) -> tuple[PackageRow, ...]:
    """Return those of `packages` that were not removed: one query for what is in."""
    parts = parts_of_plan(proposal)
    return tuple(
        package_row(each, parts.get(each.pk, {}))
        for each in packages
        if each.removed_at is None
    )


def package_row(package: WorkPackage, parts: Mapping[str, Sequence[Any]]) -> PackageRow:
    """Return one work package with these parts in it; no query."""
    return PackageRow(
        key=package.pk,
        number=package.number,
        label=package.label,
        kind=WorkPackageKind(package.kind),
        title=package.title,
        description=package.description,
        start=package.start_month,
        end=package.end_month,
        months=span_words(package.start_month, package.end_month),
        lead=lead_of(package.lead),
        tasks=tuple(
            task_row(each, package.number, each.version)
            for each in parts.get("tasks", ())
        ),
        results=tuple(
            result_row(each, package.number, each.version)
            for each in parts.get("results", ())
        ),
        milestones=tuple(
            milestone_row(each, package.number, each.version)
            for each in parts.get("milestones", ())
        ),
        version=package.version,
    )


def lead_of(row: Partnership | FrozenLead | None) -> Lead | None:
    """Return who leads, also a partner that left."""
    if row is None:
        return None
    trouble = _trouble(takes_part=row.takes_part, role=row.role)
    return Lead(row.number, f"P{row.number}", row.name, trouble)


def _trouble(*, takes_part: bool, role: str) -> str:
    """Say why a partner stated to lead cannot any more; empty where it can."""
    if not takes_part:
        return _("left")
    if role not in WORKING_ROLES:
        return _("now an associated partner")
    return ""


def task_row(row: Task | FrozenTask, package: int, version: int) -> PartRow:
    """Return a task of work package number `package` as the table lists it."""
    return PartRow(
        sort="tasks",
        number=row.number,
        label=f"T{package}.{row.number}",
        title=row.title,
        start=row.start_month,
        end=row.end_month,
        months=span_words(row.start_month, row.end_month),
        detail="",
        lead=lead_of(row.lead),
        version=version,
    )


def result_row(row: Result | FrozenResult, package: int, version: int) -> PartRow:
    """Return a result as the table lists it."""
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
        version=version,
    )


def milestone_row(
    row: Milestone | FrozenMilestone, package: int, version: int
) -> PartRow:
    """Return a milestone as the table lists it."""
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
        version=version,
    )


def result_words(kind: str, level: str) -> str:
    """Write type and dissemination level of a result."""
    # Adjectives: German writes them small within a sentence, as no label of one word.
    return f"{ResultKind(kind).label}, {str(Dissemination(level).label).lower()}"


def due_words(month: int | None) -> str:
    """Write when something is due: "M6", "month open"."""
    return _("month open") if month is None else f"M{month}"


def lead_choices(
    proposal: Proposal, *, keeps: Partnership | None = None
) -> tuple[tuple[str, str], ...]:
    """Return who may lead, number and name: one query.

    The one that leads now stays a choice, also after it left.
    """
    rows = Partnership.objects.taking_part().filter(
        alliance=proposal.alliance_id, role__in=WORKING_ROLES
    )
    choices = {each.number: f"{each.label} {each.name}" for each in rows}
    lead = lead_of(keeps)
    if lead is not None and lead.trouble:
        choices[lead.number] = f"{lead.label} {lead.name} ({lead.trouble})"
    return tuple((str(number), name) for number, name in sorted(choices.items()))
