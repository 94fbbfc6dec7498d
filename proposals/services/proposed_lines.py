"""Mobility lines a partner's contact proposes: changed, new, or gone."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from alliances.models import User
from proposals.enums import ActivityKind, FigureKind, FigureState
from proposals.errors.proposed_figures import FiguresMoved
from proposals.models import MobilityLine, Proposal, ProposedFigure
from proposals.policies import can_propose, seat_of
from proposals.services.activity import note_act
from proposals.services.drafts import lock_draft
from proposals.services.effort import partner_with_days
from proposals.services.mobility import LineEntry, stated_of
from proposals.services.proposed_days import short_note


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """What somebody would have of one line.

    `line` is its number, None for a new one; `entry` is None where it should go.
    `version` is that of the line that was seen, `own` that of the open proposal for it;
    each is 0 where nothing stood. The same `request_key` twice is one proposal.
    """

    line: int | None
    entry: LineEntry | None
    version: int
    own: int
    request_key: uuid.UUID
    new: int | None = None
    """The key of the open proposal of a new line that is stated anew."""


def propose_line(
    *, proposal: Proposal, wanted: ProposedLine, note: str, by: User
) -> ProposedFigure:
    """Keep what the contact of a partner would have of a line, beside the budget.

    Refuses with NotAllowed, NoDaysThere, NoteTooLong, NotHalfDays, PackageGone, and
    with FiguresMoved where the line, or the proposal for it, is not the one seen.
    """
    words = short_note(note=note)
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by, may=can_propose)
        earlier = ProposedFigure.objects.filter(
            proposal=draft, request_key=wanted.request_key
        ).first()
        if earlier is not None:
            return earlier
        row = _row(draft, wanted, by)
        _state(row, draft, wanted)
        row.note, row.proposed_by, row.proposed_at = words, by, timezone.now()
        row.version += 1
        row.request_key = wanted.request_key
        row.save()
        _note(draft, ActivityKind.FIGURES_PROPOSED, row, by)
    return row


def take_figure_back(*, proposal: Proposal, key: int, version: int, by: User) -> None:
    """End an open proposal of the contact's own partner without a decision.

    Twice is once. Refuses with NotAllowed, and with FiguresMoved where it was decided,
    or stated anew, since it was seen.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by, may=can_propose)
        number = seat_of(by, draft).partner or 0
        rows = ProposedFigure.objects.filter(
            proposal=draft, partnership__number=number, pk=key
        )
        row = rows.select_related("partnership").first()
        if row is not None and row.state == FigureState.TAKEN_BACK:
            return
        if row is None or (row.state, row.version) != (FigureState.OPEN, version):
            raise FiguresMoved
        row.state, row.version = FigureState.TAKEN_BACK, version + 1
        row.decided_by, row.decided_at = by, timezone.now()
        row.save()
        _note(draft, ActivityKind.FIGURES_TAKEN_BACK, row, by)


def _note(draft: Proposal, kind: ActivityKind, row: ProposedFigure, by: User) -> None:
    number, told = row.partnership.number, {"figures": 1}
    note_act(draft=draft, kind=kind, by=by, partner=number, facts=told)


def _row(draft: Proposal, wanted: ProposedLine, by: User) -> ProposedFigure:
    """Return the proposal to state, new or open, if what stands is what was seen."""
    number = seat_of(by, draft).partner or 0
    partnership = partner_with_days(proposal=draft, number=number)
    fresh = ProposedFigure(
        proposal=draft, partnership=partnership, kind=FigureKind.JOURNEY, version=0
    )
    if wanted.line is None:
        return fresh if wanted.new is None else _stated(fresh, wanted.new, wanted.own)
    line = (
        MobilityLine.objects.current()
        .filter(proposal=draft, partnership=partnership, number=wanted.line)
        .select_related("partnership", "work_package")
        .first()
    )
    if line is None or line.version != wanted.version:
        raise FiguresMoved
    row = ProposedFigure.objects.filter(line=line, state=FigureState.OPEN).first()
    if (row.version if row else 0) != wanted.own:
        raise FiguresMoved
    row = row or fresh
    row.line, row.base_version, row.before = line, line.version, _before(line)
    return row


def _stated(fresh: ProposedFigure, key: int, seen: int) -> ProposedFigure:
    """Return the open proposal of a new line, if it is the one that was seen."""
    row = ProposedFigure.objects.filter(
        proposal=fresh.proposal,
        partnership=fresh.partnership,
        kind=FigureKind.JOURNEY,
        line=None,
        state=FigureState.OPEN,
        pk=key,
    ).first()
    if row is None or row.version != seen:
        raise FiguresMoved
    return row


def _before(line: MobilityLine) -> dict[str, Any]:
    package = line.work_package
    return {
        "traveller": line.traveller,
        "participants": line.participants,
        "distance_km": line.distance_km,
        "days": None if line.days is None else str(line.days),
        "work_package": package.number if package else None,
    }


def _state(row: ProposedFigure, draft: Proposal, wanted: ProposedLine) -> None:
    row.is_removal = wanted.entry is None
    if wanted.entry is None:
        return
    stated = stated_of(proposal=draft, entry=wanted.entry, keeps=row.line)
    for name, value in stated.items():
        setattr(row, name, value)
