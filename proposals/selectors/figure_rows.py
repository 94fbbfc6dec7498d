"""One proposed figure as both sides read it: what stands, what would, and why."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext as _

from eligibility.words import BRUSSELS, money
from proposals.budget import Category, Change, Days, Given, effect_of, of_payee
from proposals.enums import FigureState, StaffCategory
from proposals.models import ProposedFigure
from proposals.selectors.effort import StoredDays, days_words

NOTHING = StoredDays(Decimal(0), 0)
NONE = "0"
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
    now = stands_for(row, stands)
    before = Decimal(row.before.get("days", NONE))
    return FigureRow(
        key=row.pk,
        version=row.version,
        stands=now.version,
        place=place_words(row),
        now=days_words(now.days) or NONE,
        proposed=days_words(row.days or Decimal(0)) or NONE,
        before="" if before == now.days else days_words(before) or NONE,
        effect=signed(effect_of(of_payee(given, number_of(row)), change_of(row))),
        note=row.note,
        by=str(row.proposed_by),
        when=_moment(row.proposed_at),
    )


def decided_row(row: ProposedFigure) -> DecidedRow:
    """Return a decision; no query where the row came with its relations."""
    partner = row.partnership
    return DecidedRow(
        partner=f"{partner.label} {partner.name}",
        place=place_words(row),
        before=days_words(Decimal(row.before.get("days", NONE))) or NONE,
        proposed=days_words(row.days or Decimal(0)) or NONE,
        is_approved=row.state == FigureState.APPROVED,
        state=str(FigureState(row.state).label),
        reason=row.reason,
        proposer=str(row.proposed_by),
        decider=str(row.decided_by or ""),
        when=_moment(row.decided_at),
    )


def change_of(row: ProposedFigure) -> Change:
    """Return what approving a proposal would change of a budget."""
    package = row.work_package
    if package is None:
        return Change()
    days = row.days or Decimal(0)
    place = number_of(row), package.number, Category(row.category)
    return Change(days=(Days(*place, days),))


def stands_for(row: ProposedFigure, stands: Stands) -> StoredDays:
    """Return what the budget has in the place of a proposal."""
    place = row.partnership_id, row.work_package_id, row.category
    return stands.get(place, NOTHING)


def number_of(row: ProposedFigure) -> int:
    """Return the number of the partner whose figure it is."""
    return row.partnership.number


def place_words(row: ProposedFigure) -> str:
    """Name what a proposal is about: "WP2, Manager"."""
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
    return formats.date_format(moment.astimezone(BRUSSELS), "j F Y, H:i")
