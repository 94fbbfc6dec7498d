"""Tasks, results and milestones: the parts of a work package.

What is stated of each is an entry of its own; adding, changing, removing and restoring
are the same act for all of them.
"""

import uuid
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from alliances.models import Partnership, User
from proposals.enums import ActivityKind, Dissemination, ResultKind
from proposals.models import Milestone, Result, Task, WorkPackage
from proposals.services.drafts import lock_draft
from proposals.services.plan_rows import (
    in_one_go,
    lead_of,
    next_number,
    note_row,
    remove,
    require_room,
    restore,
    write,
)

Part = Task | Result | Milestone


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """What is stated of a task; months and lead None: not decided yet.

    `lead` is the number of a partner of the alliance.
    """

    title: str
    start_month: int | None = None
    end_month: int | None = None
    lead: int | None = None


@dataclass(frozen=True, slots=True)
class ResultEntry:
    """What is stated of a result; `due_month` None: not decided yet."""

    title: str
    kind: ResultKind
    level: Dissemination = Dissemination.PUBLIC
    due_month: int | None = None


@dataclass(frozen=True, slots=True)
class MilestoneEntry:
    """What is stated of a milestone; `due_month` None: not decided yet."""

    title: str
    due_month: int | None = None


PartEntry = TaskEntry | ResultEntry | MilestoneEntry

MODELS: dict[type[PartEntry], type[Part]] = {
    TaskEntry: Task,
    ResultEntry: Result,
    MilestoneEntry: Milestone,
}
"""What an entry is an entry of."""


def add_part(
    *,
    work_package: WorkPackage,
    entry: PartEntry,
    request_key: uuid.UUID,
    by: User,
    number: int | None = None,
) -> Part:
    """Add a part under the next number of its sort in the work package.

    A file states its own `number`, which nothing ever had. The same `request_key`
    twice, also at the same moment, is one part. Refuses with NotAllowed, WorkPlanFull,
    MonthsReversed and LeadElsewhere.
    """
    model = MODELS[type(entry)]
    with in_one_go(model=model):
        draft = lock_draft(proposal=work_package.proposal, by=by)
        rows = model.objects.filter(work_package=work_package)
        earlier = rows.filter(request_key=request_key).first()
        if earlier is not None:
            return earlier
        require_room(rows=rows)
        row = model.objects.create(
            work_package=work_package,
            number=next_number(rows=rows, stated=number),
            request_key=request_key,
            **_stated(work_package, entry, None),
        )
        note_row(draft=draft, kind=ActivityKind.PLAN_ADDED, row=row, by=by)
        return row


def change_part(*, part: Part, entry: PartEntry, version: int, by: User) -> Part:
    """State a part anew and return it as it stands now.

    A lead that left may stay. Refuses with StaleVersion, whose `current` is the part,
    if it is no longer the one of `version` or was removed; else like `add_part`.
    """
    with in_one_go(model=type(part)):
        draft = lock_draft(proposal=part.work_package.proposal, by=by)
        row = _present(part)
        lead = row.lead if isinstance(row, Task) else None
        stated = _stated(part.work_package, entry, lead)
        write(row=row, version=version, values=stated)
        kind = ActivityKind.PLAN_CHANGED
        note_row(draft=draft, kind=kind, row=row, by=by, stated=stated)
        return _present(row)


def remove_part(*, part: Part, version: int, by: User) -> Part:
    """Remove a part; the row stays, so that `restore_part` can undo it.

    Twice changes nothing. Refuses with NotAllowed, and with StaleVersion if a colleague
    changed it.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=part.work_package.proposal, by=by)
        if remove(row=part, version=version, by=by):
            note_row(draft=draft, kind=ActivityKind.PLAN_REMOVED, row=part, by=by)
        return _present(part)


def restore_part(*, part: Part, by: User) -> Part:
    """Put a removed part back under its number.

    Twice changes nothing. Refuses with NotAllowed and with WorkPlanFull.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=part.work_package.proposal, by=by)
        rows = type(part).objects.filter(work_package=part.work_package_id)
        if restore(row=part, among=rows):
            note_row(draft=draft, kind=ActivityKind.PLAN_RESTORED, row=part, by=by)
        return _present(part)


def _present(part: Part) -> Part:
    rows = type(part).objects.select_related("work_package")
    present: Part = rows.get(pk=part.pk)
    return present


def _stated(
    work_package: WorkPackage, entry: PartEntry, keeps: Partnership | None
) -> dict[str, Any]:
    """Return the columns of an entry."""
    stated = asdict(entry)
    if isinstance(entry, TaskEntry):
        draft = work_package.proposal
        stated["lead"] = lead_of(proposal=draft, number=entry.lead, keeps=keeps)
    return stated
