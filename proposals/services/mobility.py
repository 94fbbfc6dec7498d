"""Mobility lines: added, changed, removed and put back, never over a colleague's."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from alliances.models import Partnership, User
from proposals.enums import WORKING_ROLES, ActivityKind, FigureNews, Traveller
from proposals.errors import StaleVersion
from proposals.errors.mobility import (
    MobilityFull,
    NobodyTravels,
    NotHalfDays,
    PackageGone,
)
from proposals.models import MobilityLine, Proposal, ProposedFigure, WorkPackage
from proposals.services.activity import Fact, differences, note_act
from proposals.services.drafts import lock_draft, note_burden
from proposals.services.figure_notices import tell_proposers

MOST_LINES = 200
HALF = Decimal("0.5")
TOLD = ("traveller", "participants", "distance_km", "days")
"""Of these the log says what they were; of the others only that they changed."""


@dataclass(frozen=True, slots=True)
class LineEntry:
    """What is stated of one journey.

    `partner` and `work_package` are their numbers. `distance_km` is one way, `days` are
    full and half ones with travel; None is "not known yet".
    """

    partner: int
    traveller: Traveller
    participants: int
    work_package: int | None = None
    distance_km: int | None = None
    days: Decimal | None = None


def add_mobility_line(
    *,
    proposal: Proposal,
    entry: LineEntry,
    request_key: uuid.UUID,
    by: User,
    number: int | None = None,
) -> MobilityLine:
    """Add a line under the next free number; numbers are never given again.

    A file states its own `number`, which nothing ever had. The same `request_key`
    twice, also at the same moment, is one line. Refuses with NotAllowed, NobodyTravels,
    PackageGone, NotHalfDays, and MobilityFull at 200 lines.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by)
        lines = MobilityLine.objects.filter(proposal=draft)
        earlier = lines.filter(request_key=request_key).first()
        if earlier is not None:
            return earlier
        _require_room(draft)
        highest = lines.aggregate(highest=Max("number"))["highest"] or 0
        line = MobilityLine.objects.create(
            proposal=draft,
            number=number or highest + 1,
            request_key=request_key,
            **stated_of(proposal=draft, entry=entry),
        )
        _note(draft, ActivityKind.PLAN_ADDED, line, by)
        return line


def change_mobility_line(
    *, line: MobilityLine, entry: LineEntry, version: int, by: User
) -> MobilityLine:
    """State a line anew and return it as it stands now.

    The same values twice, also with the version from before the first, are one change.
    A partner that left, or a work package that is gone, may stay where it stood.
    Refuses with NotAllowed, NobodyTravels, PackageGone, NotHalfDays, and StaleVersion,
    whose `current` is the MobilityLine, if it is no longer the one of `version`.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=line.proposal, by=by)
        waiting = _waiting(line)
        stated = stated_of(proposal=line.proposal, entry=entry, keeps=line)
        if _write(line, version, **stated):
            _note(draft, ActivityKind.PLAN_CHANGED, line, by, stated)
            tell_proposers(rows=waiting, news=FigureNews.CHANGED, by=by)
            return _present(line)
        stands = _present(line)
        same = all(getattr(stands, name) == value for name, value in stated.items())
        if stands.removed_at or not same:
            raise StaleVersion(stands)
        return stands


def remove_mobility_line(*, line: MobilityLine, version: int, by: User) -> MobilityLine:
    """Remove a line; it stays, so that `restore_mobility_line` can undo it.

    Twice changes nothing. Refuses with NotAllowed, and with StaleVersion, whose
    `current` is the MobilityLine, if a colleague changed it.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=line.proposal, by=by)
        waiting = _waiting(line)
        is_written = _write(line, version, removed_at=timezone.now(), removed_by=by)
        stands = _present(line)
        if is_written:
            _note(draft, ActivityKind.PLAN_REMOVED, line, by)
            tell_proposers(rows=waiting, news=FigureNews.CHANGED, by=by)
        elif stands.removed_at is None:
            raise StaleVersion(stands)
        return stands


def restore_mobility_line(*, line: MobilityLine, by: User) -> MobilityLine:
    """Put a removed line back as it was. Twice changes nothing.

    Refuses with NotAllowed and with MobilityFull.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=line.proposal, by=by)
        removed = MobilityLine.objects.filter(pk=line.pk, removed_at__isnull=False)
        if removed.exists():
            _require_room(draft)
            removed.update(removed_at=None, removed_by=None, version=F("version") + 1)
            _note(draft, ActivityKind.PLAN_RESTORED, line, by)
        return _present(line)


def _waiting(line: MobilityLine) -> list[ProposedFigure]:
    """Return what is proposed of a line, before it goes: one query."""
    rows = ProposedFigure.objects.open().filter(line=line)
    return list(rows.select_related("proposal", "partnership"))


def _note(
    draft: Proposal,
    kind: ActivityKind,
    line: MobilityLine,
    by: User,
    stated: Mapping[str, Any] | None = None,
) -> None:
    """Note an act on a line; `stated` is what it says from now on."""
    told: dict[str, Fact] = {"sort": "mobilityline", "number": line.number}
    if stated is not None:
        before = {name: getattr(line, name) for name in stated}
        told |= differences(before=before, after=stated, told=TOLD)
    number = line.partnership.number
    note_act(draft=draft, kind=kind, by=by, partner=number, facts=told)
    note_burden(draft=draft)


def _require_room(draft: Proposal) -> None:
    current = MobilityLine.objects.current().filter(proposal=draft)
    if current.count() >= MOST_LINES:
        raise MobilityFull


def stated_of(
    *, proposal: Proposal, entry: LineEntry, keeps: MobilityLine | None = None
) -> dict[str, Any]:
    """Return the columns of an entry, refusing what cannot be stated."""
    if entry.days is not None and entry.days % HALF:
        raise NotHalfDays
    values = asdict(entry)
    del values["partner"]
    return {
        **values,
        "partnership": _partnership(proposal, entry.partner, keeps),
        "work_package": _work_package(proposal, entry.work_package, keeps),
    }


def _partnership(
    proposal: Proposal, number: int, keeps: MobilityLine | None
) -> Partnership:
    if keeps is not None and keeps.partnership.number == number:
        return keeps.partnership
    rows = Partnership.objects.taking_part().filter(alliance=proposal.alliance_id)
    row = rows.filter(number=number, role__in=WORKING_ROLES).first()
    if row is None:
        raise NobodyTravels
    return row


def _work_package(
    proposal: Proposal, number: int | None, keeps: MobilityLine | None
) -> WorkPackage | None:
    if number is None:
        return None
    kept = keeps.work_package if keeps else None
    if kept is not None and kept.number == number:
        return kept
    rows = WorkPackage.objects.filter(proposal=proposal, removed_at__isnull=True)
    row = rows.filter(number=number).first()
    if row is None:
        raise PackageGone
    return row


def _write(line: MobilityLine, version: int, **values: Any) -> int:  # noqa: ANN401  # columns
    """Write to a current line of this version; return how many lines that was."""
    same = MobilityLine.objects.current().filter(pk=line.pk, version=version)
    return same.update(**values, version=F("version") + 1)


def _present(line: MobilityLine) -> MobilityLine:
    return MobilityLine.objects.select_related(
        "partnership", "work_package", "proposal__alliance"
    ).get(pk=line.pk)
