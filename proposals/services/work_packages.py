"""Work packages: adding, changing, removing and restoring them.

A change of the plan is no change of the draft that submitting compares: like answers
to the form, the plan is taken as it stands when somebody submits.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from alliances.models import Partnership, User
from proposals.enums import ActivityKind, WorkPackageKind
from proposals.files.counting import composed
from proposals.models import Proposal, WorkPackage
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


@dataclass(frozen=True, slots=True)
class WorkPackageEntry:
    """What is stated of one work package; months and lead None: not decided yet.

    `lead` is the number of a partner of the alliance.
    """

    kind: WorkPackageKind
    title: str
    description: str = ""
    start_month: int | None = None
    end_month: int | None = None
    lead: int | None = None


def add_work_package(
    *,
    proposal: Proposal,
    entry: WorkPackageEntry,
    request_key: uuid.UUID,
    by: User,
    number: int | None = None,
) -> WorkPackage:
    """Add a work package under the next number; numbers are never given again.

    A file states its own `number`, which nothing ever had. The same `request_key`
    twice, also at the same moment, is one work package. Refuses with NotAllowed,
    WorkPlanFull, MonthsReversed, LeadElsewhere, DescriptionEndless.
    """
    with in_one_go(model=WorkPackage):
        draft = lock_draft(proposal=proposal, by=by)
        rows = WorkPackage.objects.filter(proposal=draft)
        earlier = rows.filter(request_key=request_key).first()
        if earlier is not None:
            return earlier
        require_room(rows=rows)
        row = WorkPackage.objects.create(
            proposal=draft,
            number=next_number(rows=rows, stated=number),
            request_key=request_key,
            **_stated(draft, entry, None),
        )
        note_row(draft=draft, kind=ActivityKind.PLAN_ADDED, row=row, by=by)
        return row


def change_work_package(
    *, work_package: WorkPackage, entry: WorkPackageEntry, version: int, by: User
) -> WorkPackage:
    """State a work package anew and return it as it stands now.

    A lead that left may stay. Refuses with StaleVersion, whose `current` is the
    WorkPackage, if it is no longer the one of `version` or was removed; else like
    `add_work_package`.
    """
    with in_one_go(model=WorkPackage):
        draft = lock_draft(proposal=work_package.proposal, by=by)
        row = _present(work_package)
        stated = _stated(draft, entry, row.lead)
        write(row=row, version=version, values=stated)
        kind = ActivityKind.PLAN_CHANGED
        note_row(draft=draft, kind=kind, row=row, by=by, stated=stated)
        return _present(row)


def remove_work_package(
    *, work_package: WorkPackage, version: int, by: User
) -> WorkPackage:
    """Remove a work package; all that is in it stays, so that it can be restored.

    Twice changes nothing. Refuses with NotAllowed, and with StaleVersion if a colleague
    changed it.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=work_package.proposal, by=by)
        if remove(row=work_package, version=version, by=by):
            kind = ActivityKind.PLAN_REMOVED
            note_row(draft=draft, kind=kind, row=work_package, by=by)
        return _present(work_package)


def restore_work_package(*, work_package: WorkPackage, by: User) -> WorkPackage:
    """Put a removed work package back under its number, with all that is in it.

    Twice changes nothing. Refuses with NotAllowed and with WorkPlanFull.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=work_package.proposal, by=by)
        rows = WorkPackage.objects.filter(proposal=draft)
        if restore(row=work_package, among=rows):
            kind = ActivityKind.PLAN_RESTORED
            note_row(draft=draft, kind=kind, row=work_package, by=by)
        return _present(work_package)


def _present(work_package: WorkPackage) -> WorkPackage:
    return WorkPackage.objects.select_related("lead").get(pk=work_package.pk)


def _stated(
    draft: Proposal, entry: WorkPackageEntry, keeps: Partnership | None
) -> dict[str, Any]:
    """Return the columns of an entry."""
    return {
        "kind": entry.kind,
        "title": entry.title,
        "description": composed(entry.description).strip(),
        "start_month": entry.start_month,
        "end_month": entry.end_month,
        "lead": lead_of(proposal=draft, number=entry.lead, keeps=keeps),
    }
