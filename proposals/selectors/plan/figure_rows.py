"""One proposed figure as both sides read it: what stands, what would, and why."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from alliances.words import moment_words
from eligibility.words import BRUSSELS, figure, money
from proposals.budget import Category, Change, Days, Given, Journey, effect_of, of_payee
from proposals.budget import Traveller as Away
from proposals.enums import FigureKind, FigureState, StaffCategory, Traveller
from proposals.models import MobilityLine, ProposedFigure
from proposals.selectors.plan.effort import StoredDays, days_words

NOTHING = StoredDays(Decimal(0), 0)
NONE = "0"
NO_LINE = "–"
MINUS = "\N{MINUS SIGN}"
Stands = Mapping[tuple[int, int | None, str], StoredDays]
"""Keys of partner and work package, and category → what the budget has."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One proposed figure that waits."""

    key: int
    version: int
    stands: int
    """The version of what the budget has, 0 for nothing."""
    place: str
    """What it is a figure of: "WP2, Manager"."""
    now: str
    proposed: str
    before: str
    """What the budget had when it was proposed; empty unless that changed since."""
    effect: str
    """What it changes of the grant, with its sign; empty for nothing."""
    note: str
    by: str
    when: str
    line: int | None
    """The number of the mobility line; None for days and for a new line."""

    @property
    def seen(self) -> str:
        """Its key with what is shown: what moved since is told from it."""
        return f"{self.key}:{self.version}:{self.stands}"


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """One proposed figure that was approved or refused."""

    partner: str
    place: str
    before: str
    proposed: str
    is_approved: bool
    state: str
    reason: str
    proposer: str
    decider: str
    when: str


def figure_row(row: ProposedFigure, stands: Stands, given: Given) -> FigureRow:
    """Return an open proposal beside what stands; no query."""
    now, version = _now(row, stands)
    before = before_words(row)
    return FigureRow(
        key=row.pk,
        version=row.version,
        stands=version,
        place=place_words(row),
        now=now,
        proposed=proposed_words(row),
        before="" if before == now else before,
        effect=signed(effect_of(of_payee(given, number_of(row)), change_of(row))),
        note=row.note,
        by=str(row.proposed_by),
        when=_moment(row.proposed_at),
        line=row.line.number if row.line else None,
    )


def decided_row(row: ProposedFigure) -> DecidedRow:
    """Return a decision; no query where the row came with its relations."""
    partner = row.partnership
    return DecidedRow(
        partner=f"{partner.label} {partner.name}",
        place=place_words(row),
        before=before_words(row),
        proposed=proposed_words(row),
        is_approved=row.state == FigureState.APPROVED,
        state=str(FigureState(row.state).label),
        reason=row.reason,
        proposer=str(row.proposed_by),
        decider=str(row.decided_by or ""),
        when=_moment(row.decided_at),
    )


def _now(row: ProposedFigure, stands: Stands) -> tuple[str, int]:
    """Return what stands in the place of a proposal, and its version."""
    if row.kind == FigureKind.JOURNEY:
        line = row.line
        return (line_words(line), line.version) if line else (NO_LINE, 0)
    now = stands_for(row, stands)
    return days_words(now.days) or NONE, now.version


def before_words(row: ProposedFigure) -> str:
    """Say what stood when something was proposed."""
    if row.kind == FigureKind.JOURNEY:
        return journey_words(**row.before) if row.before else NO_LINE
    return days_words(Decimal(row.before["days"])) or NONE


def proposed_words(row: ProposedFigure) -> str:
    """Say what would stand."""
    if row.kind == FigureKind.DAYS:
        return days_words(row.days or Decimal(0)) or NONE
    return _("removed") if row.is_removal else line_words(row)


def line_words(row: MobilityLine | ProposedFigure) -> str:
    """Say what a mobility line states, stored or proposed."""
    package = row.work_package
    return journey_words(
        traveller=row.traveller,
        participants=row.participants,
        distance_km=row.distance_km,
        days=None if row.days is None else str(row.days),
        work_package=package.number if package else None,
    )


def journey_words(
    *,
    traveller: str,
    participants: int | None,
    distance_km: int | None,
    days: str | None,
    work_package: int | None,
) -> str:
    """Say what a line states: "2 Staff, 500 km, 5 days, WP4"; what is open says so."""
    return ", ".join(
        [
            f"{figure(participants or 0)} {Traveller(traveller).label}",
            _("distance open")
            if distance_km is None
            else _("%(distance)s km") % {"distance": figure(distance_km)},
            _("days open")
            if days is None
            else _("%(days)s days") % {"days": days_words(Decimal(days))},
            f"WP{work_package}" if work_package else _("no work package"),
        ]
    )


def change_of(row: ProposedFigure) -> Change:
    """Return what approving a proposal would change of a budget."""
    if row.kind == FigureKind.JOURNEY:
        key = row.line.number if row.line else -row.pk
        if row.is_removal:
            return Change(gone=frozenset({key}))
        return Change(journeys=(_journey(row, key),))
    package = row.work_package
    if package is None:
        return Change()
    days = row.days or Decimal(0)
    place = number_of(row), package.number, Category(row.category)
    return Change(days=(Days(*place, days),))


def _journey(row: ProposedFigure, key: int) -> Journey:
    package = row.work_package
    is_there = package is not None and package.removed_at is None
    return Journey(
        key=key,
        payee=number_of(row),
        work_package=package.number if package and is_there else None,
        traveller=Away(row.traveller),
        participants=row.participants or 0,
        distance_km=row.distance_km,
        days=row.days,
    )


def stands_for(row: ProposedFigure, stands: Stands) -> StoredDays:
    """Return what the budget has in the place of a proposal."""
    place = row.partnership_id, row.work_package_id, row.category
    return stands.get(place, NOTHING)


def number_of(row: ProposedFigure) -> int:
    """Return the number of the partner whose figure it is."""
    return row.partnership.number


def place_words(row: ProposedFigure) -> str:
    """Name what a proposal is about: "WP2, Manager"."""
    if row.kind == FigureKind.JOURNEY:
        return _("Line M%d") % row.line.number if row.line else _("New mobility line")
    package = row.work_package.number if row.work_package else 0
    category = str(StaffCategory(row.category).label)
    return _("WP%(package)d, %(category)s") % {
        "package": package,
        "category": category,
    }


def signed(amount: Decimal) -> str:
    """Write a difference with its sign: +€1,200; empty for none."""
    if not amount:
        return ""
    return f"+{money(amount)}" if amount > 0 else f"{MINUS}{money(-amount)}"


def _moment(moment: dt.datetime | None) -> str:
    if moment is None:
        return ""
    return moment_words(moment.astimezone(BRUSSELS))
