"""Numbered rows of a draft: written over one version only, removed to be restored.

Work packages, their parts and occupational profiles share this. Whoever writes holds
the draft's lock: numbers and room are counted, and acts noted, by one person at a time.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import F, Max, QuerySet
from django.utils import timezone

from alliances.models import Partnership, User
from proposals.enums import WORKING_ROLES, ActivityKind
from proposals.errors import Refused, StaleVersion
from proposals.errors.profiles import LevelUnknown
from proposals.errors.work_plan import (
    DescriptionEndless,
    LeadElsewhere,
    MonthsReversed,
    WorkPlanFull,
)
from proposals.models import (
    Milestone,
    OccupationalProfile,
    Proposal,
    Result,
    Task,
    WorkPackage,
)
from proposals.services.activity import Fact, differences, note_act
from proposals.services.drafts import note_burden
from proposals.violations import violated_constraint

PlanRow = WorkPackage | Task | Result | Milestone | OccupationalProfile

MOST_OF_A_SORT = 60
"""Work packages or profiles in a draft; tasks, results or milestones in a package."""

TOLD = ("start_month", "end_month", "due_month", "kind", "level")
"""Of these the log says what they were; of the others only that they changed."""

REFUSALS: dict[str | None, type[Refused]] = {
    "workpackage_months_in_order": MonthsReversed,
    "work_package_description_not_endless": DescriptionEndless,
    "task_months_in_order": MonthsReversed,
    "profile_level_known": LevelUnknown,
}


def require_room(*, rows: QuerySet[Any], full: type[Refused] = WorkPlanFull) -> None:
    """Refuse with `full` where there are as many current rows as there may be."""
    if rows.filter(removed_at__isnull=True).count() >= MOST_OF_A_SORT:
        raise full


def next_number(*, rows: QuerySet[Any], stated: int | None = None) -> int:
    """Return the number after the highest ever given, removed rows included.

    A file states its own, which nothing ever had.
    """
    if stated is not None:
        return stated
    highest: int | None = rows.aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def lead_of(
    *, proposal: Proposal, number: int | None, keeps: Partnership | None = None
) -> Partnership | None:
    """Return the partner of a number who leads; one who left only where it `keeps`.

    Refuses with LeadElsewhere.
    """
    if number is None:
        return None
    if keeps is not None and keeps.number == number:
        return keeps
    rows = Partnership.objects.taking_part().filter(alliance=proposal.alliance_id)
    lead = rows.filter(number=number, role__in=WORKING_ROLES).first()
    if lead is None:
        raise LeadElsewhere
    return lead


def write(*, row: PlanRow, version: int, values: Mapping[str, Any]) -> None:
    """Write to a current row of this version; else refuse, carrying what stands."""
    rows = _stored(row)
    same_version = rows.filter(removed_at__isnull=True, version=version)
    if not same_version.update(**values, version=F("version") + 1):
        raise StaleVersion(rows.get())


def remove(*, row: PlanRow, version: int, by: User) -> bool:
    """Remove a row of this version; False where it is removed already."""
    values = {"removed_at": timezone.now(), "removed_by": by}
    try:
        write(row=row, version=version, values=values)
    except StaleVersion as stale:
        if stale.current.removed_at is None:
            raise
        return False
    return True


def restore(
    *, row: PlanRow, among: QuerySet[Any], full: type[Refused] = WorkPlanFull
) -> bool:
    """Put a removed row back if there is room for it `among` those of its sort.

    False where it is not removed.
    """
    removed = _stored(row).filter(removed_at__isnull=False)
    if not removed.exists():
        return False
    require_room(rows=among, full=full)
    values = {"removed_at": None, "removed_by": None}
    return bool(removed.update(**values, version=F("version") + 1))


def note_row(
    *,
    draft: Proposal,
    kind: ActivityKind,
    row: PlanRow,
    by: User,
    stated: Mapping[str, Any] | None = None,
) -> None:
    """Note an act on a row in the log; `stated` is what it says from now on."""
    told: dict[str, Fact] = {"sort": type(row).__name__.lower(), "number": row.number}
    if isinstance(row, Task | Result | Milestone):
        told["package"] = row.work_package.number
    if stated is not None:
        before = {name: getattr(row, name) for name in stated}
        told |= differences(before=before, after=stated, told=TOLD)
    note_act(draft=draft, kind=kind, by=by, facts=told)
    if isinstance(row, WorkPackage | Task):
        note_burden(draft=draft)


@contextmanager
def in_one_go(*, model: type[models.Model]) -> Iterator[None]:
    """Own the transaction, and name what the database refuses for the fact."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        refusal = REFUSALS.get(violated_constraint(error, model))
        if refusal is None:
            raise
        raise refusal from error


def _stored(row: PlanRow) -> QuerySet[Any]:
    return type(row).objects.filter(pk=row.pk)
