"""Effort: working days of partners, cell by cell, never over what a colleague saved."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from alliances.models import Partnership, User
from proposals.enums import (
    WORKING_ROLES,
    ActivityKind,
    FigureKind,
    FigureNews,
    StaffCategory,
)
from proposals.errors.work_plan import NoDaysThere
from proposals.models import Effort, Proposal, ProposedFigure, WorkPackage
from proposals.services.activity import Fact, note_act
from proposals.services.drafts import lock_draft, note_burden
from proposals.services.figure_notices import tell_proposers

MOST_DAYS = Decimal("99999.9")
"""In one cell: four centuries of one person, more than any project has."""


@dataclass(frozen=True, slots=True)
class EffortCell:
    """Days in one cell; `version` is the one that was seen, 0 where nothing stood.

    `work_package` is its number in the draft.
    """

    work_package: int
    category: StaffCategory
    days: Decimal
    version: int

    @property
    def name(self) -> str:
        """What the log calls the cell: "WP3 manager"."""
        return f"WP{self.work_package} {self.category}"


@dataclass(frozen=True, slots=True)
class CellClash:
    """A cell a colleague changed meanwhile: it stands as they left it."""

    cell: EffortCell
    """What was typed."""
    days: Decimal
    """What stands now."""
    version: int


@dataclass(frozen=True, slots=True)
class EffortSaved:
    """What became of the cells that were sent."""

    saved: int
    clashes: tuple[CellClash, ...]


def change_effort(
    *, proposal: Proposal, partner: int, cells: Sequence[EffortCell], by: User
) -> EffortSaved:
    """Save the days of one partner and return what was saved and what clashed.

    `partner` is its number. Each cell is compared by itself, so two people collide only
    where both changed one cell; the others are saved. The same days twice, also with
    the version from before the first, are one save. Refuses with NotAllowed, and with
    NoDaysThere, saving nothing, for a partner without days or a work package that is
    gone.
    """
    with transaction.atomic():
        draft = lock_draft(proposal=proposal, by=by)
        row = partner_with_days(proposal=proposal, number=partner)
        packages = packages_at(
            proposal=proposal, numbers={each.work_package for each in cells}
        )
        # In one order, or two people who save the same cells could wait in a circle.
        ordered = sorted(cells, key=lambda each: (each.work_package, each.category))
        before = _days_of(row)
        outcomes = [_save(packages[each.work_package], row, each) for each in ordered]
        if told := _changed(before, _days_of(row)):
            kind = ActivityKind.DAYS_CHANGED
            note_act(draft=draft, kind=kind, by=by, partner=partner, facts=told)
            note_burden(draft=draft)
            _tell(row, [each for each in ordered if each.name in told], by)
    clashes = tuple(each for each in outcomes if each is not None)
    return EffortSaved(len(cells) - len(clashes), clashes)


def _tell(row: Partnership, changed: Sequence[EffortCell], by: User) -> None:
    """Tell whoever proposes other days for the cells that changed: one query."""
    places = Q(pk__in=())
    for each in changed:
        number, category = each.work_package, each.category
        places |= Q(work_package__number=number, category=category)
    rows = ProposedFigure.objects.open().filter(places, partnership=row)
    waiting = rows.filter(kind=FigureKind.DAYS).select_related("proposal")
    tell_proposers(rows=waiting, news=FigureNews.CHANGED, by=by)


def _days_of(row: Partnership) -> Mapping[str, Decimal]:
    """Return the days of a partner by cell, such as "WP3 manager"."""
    cells = Effort.objects.filter(partnership=row).values_list(
        *("work_package__number", "category", "days")
    )
    return {f"WP{number} {category}": days for number, category, days in cells}


def _changed(
    before: Mapping[str, Decimal], after: Mapping[str, Decimal]
) -> dict[str, Fact]:
    """Return the cells that differ, as they were and as they are."""
    nothing = Decimal("0.0")
    return {
        cell: [str(before.get(cell, nothing)), str(days)]
        for cell, days in after.items()
        if before.get(cell, nothing) != days
    }


def partner_with_days(*, proposal: Proposal, number: int) -> Partnership:
    """Return a partner that can have days, refusing with NoDaysThere."""
    rows = Partnership.objects.taking_part().filter(alliance=proposal.alliance_id)
    row = rows.filter(number=number, role__in=WORKING_ROLES).first()
    if row is None:
        raise NoDaysThere
    return row


def packages_at(
    *, proposal: Proposal, numbers: AbstractSet[int]
) -> Mapping[int, WorkPackage]:
    """Return work packages by their numbers, refusing with NoDaysThere."""
    rows = WorkPackage.objects.current().filter(proposal=proposal, number__in=numbers)
    packages = {each.number: each for each in rows}
    if packages.keys() != numbers:
        raise NoDaysThere
    return packages


def _save(
    work_package: WorkPackage, partnership: Partnership, cell: EffortCell
) -> CellClash | None:
    """Save one cell; return the clash where it holds other days by now."""
    place = {
        "work_package": work_package,
        "partnership": partnership,
        "category": cell.category,
    }
    rows = Effort.objects.filter(**place)
    try:
        # A point to return to: whoever lost the race for a new cell goes on.
        with transaction.atomic():
            if cell.version:
                same = rows.filter(version=cell.version)
                is_saved = same.update(days=cell.days, version=F("version") + 1)
            else:
                is_saved = Effort.objects.create(**place, days=cell.days) is not None
        if is_saved:
            return None
    except IntegrityError:
        if cell.version or not rows.exists():
            raise
    now = rows.get()
    return None if now.days == cell.days else CellClash(cell, now.days, now.version)
