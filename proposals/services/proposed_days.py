"""Days a partner's contact proposes, cell by cell; the budget stays as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from alliances.models import Partnership, User
from proposals.enums import ActivityKind, FigureKind, FigureState, StaffCategory
from proposals.errors.proposed_figures import NoteTooLong
from proposals.files.counting import composed
from proposals.models import Effort, Proposal, ProposedFigure, WorkPackage
from proposals.models.proposed_figures import MOST_CHARACTERS
from proposals.policies import can_propose, seat_of
from proposals.services.activity import note_act
from proposals.services.drafts import lock_draft
from proposals.services.effort import packages_at, partner_with_days

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class ProposedCell:
    """Days somebody would have in one cell.

    `version` is that of the figure that was seen, `own` that of the open proposal; each
    is 0 where nothing stood.
    """

    work_package: int
    category: StaffCategory
    days: Decimal
    version: int
    own: int


@dataclass(frozen=True, slots=True)
class ProposedSaved:
    """What became of the cells that were sent; `clashes` moved on meanwhile."""

    saved: int
    clashes: tuple[ProposedCell, ...]


@dataclass(frozen=True, slots=True)
class _Grid:
    """One partner's figures and open proposals, read under the draft's lock."""

    draft: Proposal
    partnership: Partnership
    packages: Mapping[int, WorkPackage]
    efforts: Mapping[tuple[int, str], Effort]
    proposed: Mapping[tuple[int, str], ProposedFigure]
    note: str
    by: User


def propose_days(
    *, proposal: Proposal, cells: Sequence[ProposedCell], note: str, by: User
) -> ProposedSaved:
    """Keep what the contact of a partner would have in these cells.

    The partner is that of the contact. A cell as the budget has it takes the open
    proposal back. Each cell is compared by itself, with the figure and with the open
    proposal that were seen; what moved on is a clash and stays. The same days twice are
    one proposal. Refuses with NotAllowed, NoDaysThere and NoteTooLong, keeping nothing.
    """
    words = short_note(note=note)
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by, may=can_propose)
        grid = _grid(draft, cells, words, by)
        asked = [each for each in cells if _asks(grid, each)]
        clashes = [each for each in cells if not _propose(grid, each)]
        if saved := len([each for each in asked if each not in clashes]):
            kind, number = ActivityKind.FIGURES_PROPOSED, grid.partnership.number
            told = {"figures": saved}
            note_act(draft=draft, kind=kind, by=by, partner=number, facts=told)
    return ProposedSaved(len(cells) - len(clashes), tuple(clashes))


def short_note(*, note: str) -> str:
    """Return a note as it is stored, refusing with NoteTooLong."""
    words = composed(note).strip()
    if len(words) > MOST_CHARACTERS:
        raise NoteTooLong
    return words


def _grid(draft: Proposal, cells: Sequence[ProposedCell], note: str, by: User) -> _Grid:
    number = seat_of(by, draft).partner or 0
    partnership = partner_with_days(proposal=draft, number=number)
    wanted = {each.work_package for each in cells}
    packages = packages_at(proposal=draft, numbers=wanted)
    efforts = Effort.objects.filter(
        partnership=partnership, work_package__in=packages.values()
    )
    proposed = ProposedFigure.objects.filter(
        partnership=partnership, kind=FigureKind.DAYS, state=FigureState.OPEN
    )
    return _Grid(
        draft=draft,
        partnership=partnership,
        packages=packages,
        efforts={(each.work_package_id, each.category): each for each in efforts},
        proposed={
            (each.work_package_id or 0, each.category): each for each in proposed
        },
        note=note,
        by=by,
    )


def _asks(grid: _Grid, cell: ProposedCell) -> bool:
    """Say whether a cell asks for other days than are proposed, or else stand."""
    place = (grid.packages[cell.work_package].pk, cell.category)
    stands = grid.efforts.get(place)
    row = grid.proposed.get(place)
    return cell.days != (row.days if row else stands.days if stands else NOTHING)


def _propose(grid: _Grid, cell: ProposedCell) -> bool:
    """Keep one cell; say whether it is what was seen, or says the same already."""
    package = grid.packages[cell.work_package]
    stands = grid.efforts.get((package.pk, cell.category))
    row = grid.proposed.get((package.pk, cell.category))
    days = stands.days if stands else NOTHING
    if not _asks(grid, cell):
        return True
    version = stands.version if stands else 0
    if (version, row.version if row else 0) != (cell.version, cell.own):
        return False
    if cell.days == days and row is not None:
        _take_back(row, grid.by)
        return True
    row = row or ProposedFigure(
        proposal=grid.draft,
        partnership=grid.partnership,
        work_package=package,
        kind=FigureKind.DAYS,
        category=cell.category,
        version=0,
    )
    row.days, row.base_version = cell.days, version
    row.before = {"days": str(days)}
    _state(row, grid.note, grid.by)
    return True


def _state(row: ProposedFigure, note: str, by: User) -> None:
    """Store a proposal, new or stated anew, as the newest word of `by`."""
    row.note, row.proposed_by, row.proposed_at = note, by, timezone.now()
    row.version += 1
    row.save()


def _take_back(row: ProposedFigure, by: User) -> None:
    """End an open proposal without a decision."""
    row.state, row.version = FigureState.TAKEN_BACK, row.version + 1
    row.decided_by, row.decided_at = by, timezone.now()
    row.save()
