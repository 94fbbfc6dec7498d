"""Tasks, results and milestones as they are stored, in one union of their tables."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import (
    CharField,
    DateTimeField,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from alliances.models import Partnership, User
from alliances.worded import Worded
from proposals.models import Milestone, Proposal, Result, Task, WorkPackage

Parts = Mapping[str, list[Any]]
"""Sort of a part → its rows by number."""

SORTS: Mapping[str, type[Any]] = {
    "tasks": Task,
    "results": Result,
    "milestones": Milestone,
}
"""What a work package holds, by the name in addresses."""

NO_NUMBER = Cast(Value(None), IntegerField())
NO_WORDS = Value("", CharField())
NO_MOMENT = Cast(Value(None), DateTimeField())
COLUMNS = ("work_package_id", "number", "title", "version", "removed_at")


class _Row(NamedTuple):
    """A row of the union; columns that a sort has no use for are empty."""

    sort: str
    work_package_id: int
    number: int
    title: str
    version: int
    removed_at: Any
    remover_name: str | None
    remover_email: str | None
    start_month: int | None
    end_month: int | None
    kind: str
    level: str
    lead_number: int | None
    lead_name: str | None
    lead_role: str | None
    lead_confirmation: str | None
    lead_removed_at: Any


def parts_of_plan(proposal: Proposal) -> Mapping[int, Parts]:
    """Return what is in the work packages of a draft, by their keys: one query.

    Nothing that was removed.
    """
    return _by_package(_of_plan(proposal.pk), {})


def parts_of_package(package: WorkPackage) -> Parts:
    """Return all that is in a work package, also what was removed: one query."""
    found = _by_package(_of_package(package.pk), {package.pk: package})
    return found[package.pk]


def _by_package(
    stored: Iterable[Any], packages: Mapping[int, WorkPackage]
) -> Mapping[int, Parts]:
    found: dict[int, dict[str, list[Any]]] = defaultdict(
        lambda: {sort: [] for sort in SORTS}
    )
    rows = [_Row(*each) for each in stored]
    for row in sorted(rows, key=lambda each: each.number):
        part = _part(row)
        if row.work_package_id in packages:
            part.work_package = packages[row.work_package_id]
        found[row.work_package_id][row.sort].append(part)
    return found


def _part(row: _Row) -> Any:  # noqa: ANN401  # a row of one of three models
    stored = {name: getattr(row, name) for name in COLUMNS}
    if row.remover_email is not None:
        stored["removed_by"] = User(
            full_name=row.remover_name or "", email=row.remover_email
        )
    if row.sort == "tasks":
        months = {"start_month": row.start_month, "end_month": row.end_month}
        return Task(**stored, **months, lead=_lead(row))
    if row.sort == "results":
        words = {"kind": row.kind, "level": row.level}
        return Result(**stored, **words, due_month=row.end_month)
    return Milestone(**stored, due_month=row.end_month)


def _lead(row: _Row) -> Partnership | None:
    if row.lead_number is None:
        return None
    return Partnership(
        number=row.lead_number,
        name=row.lead_name or "",
        role=row.lead_role or "",
        confirmation=row.lead_confirmation or "",
        removed_at=row.lead_removed_at,
    )


@Worded
def _of_plan(key: int) -> QuerySet[Any, Any]:
    return _union(Q(work_package__proposal=key, removed_at__isnull=True))


@Worded
def _of_package(key: int) -> QuerySet[Any, Any]:
    return _union(Q(work_package=key))


def _union(condition: Q) -> QuerySet[Any, Any]:
    first, *others = (_values(sort, condition) for sort in SORTS)
    return first.union(*others, all=True)


def _values(sort: str, condition: Q) -> QuerySet[Any, Any]:
    is_task, is_result = sort == "tasks", sort == "results"
    rows: QuerySet[Any] = SORTS[sort].objects.filter(condition)
    lead = ("number", "name", "role", "confirmation", "removed_at")
    no_lead = (NO_NUMBER, NO_WORDS, NO_WORDS, NO_WORDS, NO_MOMENT)
    return rows.order_by().values_list(
        *(Value(sort, CharField()), F("work_package_id"), *COLUMNS[1:]),
        *("removed_by__full_name", "removed_by__email"),
        *(("start_month", "end_month") if is_task else (NO_NUMBER, "due_month")),
        *(("kind", "level") if is_result else (NO_WORDS, NO_WORDS)),
        *((f"lead__{name}" for name in lead) if is_task else no_lead),
    )
