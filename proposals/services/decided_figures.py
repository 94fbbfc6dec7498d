"""Figures that partners propose, approved into the budget or refused, all or none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from alliances.models import User
from proposals.enums import (
    ActivityKind,
    FigureKind,
    FigureNews,
    FigureState,
    Traveller,
)
from proposals.errors import StaleVersion
from proposals.errors.proposed_figures import (
    FiguresMoved,
    NothingChosen,
    ReasonMissing,
)
from proposals.files.counting import composed
from proposals.models import Effort, Proposal, ProposedFigure
from proposals.models.proposed_figures import MOST_CHARACTERS
from proposals.services.activity import note_act
from proposals.services.drafts import lock_draft, note_burden
from proposals.services.effort import partner_with_days
from proposals.services.figure_notices import tell_proposers
from proposals.services.mobility import (
    LineEntry,
    add_mobility_line,
    change_mobility_line,
    remove_mobility_line,
)


@dataclass(frozen=True, slots=True)
class SeenFigure:
    """One proposal as somebody saw it when they decided.

    `key` and `version` are its own; `stands` is the version of the figure in the
    budget, 0 where nothing stood.
    """

    key: int
    version: int
    stands: int


def approve_figures(
    *, proposal: Proposal, partner: int, seen: Sequence[SeenFigure], by: User
) -> int:
    """Put what a partner proposes into the budget; return how many figures changed.

    All of `seen` in one transaction, or none. The same press twice changes nothing and
    returns 0. Refuses with NotAllowed, NothingChosen, with NoDaysThere for a partner
    that gets no grant any more, and with FiguresMoved where a figure, a proposal or its
    decision is no longer the one that was seen.
    """
    with transaction.atomic():
        rows = _held(proposal, partner, seen, FigureState.APPROVED, by)
        partner_with_days(proposal=proposal, number=partner)
        for row, stands in rows:
            # Decided first: what is written then changes no figure that still waits.
            _decide(row, FigureState.APPROVED, "", by)
            WRITERS[FigureKind(row.kind)](row, stands, by)
        _tell(rows, FigureNews.APPROVED, by)
        _note(proposal, ActivityKind.FIGURES_APPROVED, partner, len(rows), by)
        note_burden(draft=proposal)
    return len(rows)


def refuse_figures(
    *,
    proposal: Proposal,
    partner: int,
    seen: Sequence[SeenFigure],
    reason: str,
    by: User,
) -> int:
    """Refuse what a partner proposes, with a reason it reads; the budget stays.

    Return how many were refused; all of `seen` or none, and twice is once. Refuses as
    `approve_figures`, and with ReasonMissing.
    """
    words = composed(reason).strip()
    if not 0 < len(words) <= MOST_CHARACTERS:
        raise ReasonMissing
    with transaction.atomic():
        rows = _held(proposal, partner, seen, FigureState.REFUSED, by)
        for row, _stands in rows:
            _decide(row, FigureState.REFUSED, words, by)
        _tell(rows, FigureNews.REFUSED, by)
        _note(proposal, ActivityKind.FIGURES_REFUSED, partner, len(rows), by)
    return len(rows)


def _tell(
    rows: Sequence[tuple[ProposedFigure, int]], news: FigureNews, by: User
) -> None:
    tell_proposers(rows=[row for row, _stands in rows], news=news, by=by)


def _note(
    draft: Proposal, kind: ActivityKind, partner: int, number: int, by: User
) -> None:
    """Note a decision; the same press twice decides nothing the second time."""
    if number:
        told = {"figures": number}
        note_act(draft=draft, kind=kind, by=by, partner=partner, facts=told)


def _held(
    proposal: Proposal,
    partner: int,
    seen: Sequence[SeenFigure],
    wanted: FigureState,
    by: User,
) -> list[tuple[ProposedFigure, int]]:
    """Return the rows to decide and what stood in the budget, under the lock.

    Nothing where this very decision was made already by the same person.
    """
    if not seen:
        raise NothingChosen
    draft = lock_draft(proposal=proposal, by=by)
    own = ProposedFigure.objects.filter(proposal=draft, partnership__number=partner)
    rows = own.in_bulk([each.key for each in seen])
    if len(rows) == len(seen) and all(
        (row.state, row.decided_by_id) == (wanted, by.pk) for row in rows.values()
    ):
        return []
    still = own.open().select_related(
        *("work_package", "partnership", "proposal__alliance"),
        *(f"line__{name}" for name in ("partnership", "work_package", "proposal")),
    )
    found = still.in_bulk([each.key for each in seen])
    if {(e.pk, e.version) for e in found.values()} != {
        (e.key, e.version) for e in seen
    }:
        raise FiguresMoved
    stands = {each.key: each.stands for each in seen}
    # In the order in which `change_effort` takes them, or two could wait in a circle.
    return [(row, stands[row.pk]) for row in sorted(found.values(), key=_order)]


def _order(row: ProposedFigure) -> tuple[int, str, int]:
    package = row.work_package
    return package.number if package else 0, row.category, row.pk


def _decide(row: ProposedFigure, state: FigureState, reason: str, by: User) -> None:
    row.state, row.reason, row.version = state, reason, row.version + 1
    row.decided_by, row.decided_at = by, timezone.now()
    row.save()


def _write_days(row: ProposedFigure, stands: int, by: User) -> None:  # noqa: ARG001  # journeys name who
    place = {
        "work_package": row.work_package,
        "partnership": row.partnership,
        "category": row.category,
    }
    days = row.days or Decimal(0)
    if stands:
        same = Effort.objects.filter(**place, version=stands)
        if not same.update(days=days, version=F("version") + 1):
            raise FiguresMoved
        return
    try:
        with transaction.atomic():
            Effort.objects.create(**place, days=days)
    except IntegrityError as error:
        raise FiguresMoved from error


def _write_line(row: ProposedFigure, stands: int, by: User) -> None:
    """Add, change or remove a mobility line, over the version that was seen."""
    line = row.line
    if line is None:
        key = row.request_key
        add_mobility_line(
            proposal=row.proposal, entry=entry_of(row=row), request_key=key, by=by
        )
        return
    try:
        if row.is_removal:
            remove_mobility_line(line=line, version=stands, by=by)
        else:
            entry = entry_of(row=row)
            change_mobility_line(line=line, entry=entry, version=stands, by=by)
    except StaleVersion as stale:
        raise FiguresMoved from stale


def entry_of(*, row: ProposedFigure) -> LineEntry:
    """Return what a proposed line would state."""
    package = row.work_package
    return LineEntry(
        partner=row.partnership.number,
        traveller=Traveller(row.traveller),
        participants=row.participants or 1,
        work_package=package.number if package else None,
        distance_km=row.distance_km,
        days=row.days,
    )


WRITERS: Mapping[FigureKind, Callable[[ProposedFigure, int, User], None]] = {
    FigureKind.DAYS: _write_days,
    FigureKind.JOURNEY: _write_line,
}
"""How what was proposed becomes what stands, over one version only."""
