"""One mobility line of a contact's own partner, as it is proposed anew."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from proposals.enums import WORKING_ROLES, FigureKind, FigureState, Traveller
from proposals.files.form import SectionKind
from proposals.models import MobilityLine, Proposal, ProposedFigure, WorkPackage
from proposals.policies import Seat
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.form.application_forms import section_url
from proposals.selectors.form.parts import OWN_FIGURES, PartLink, parts_of
from proposals.selectors.plan.figure_rows import line_words

Packages = tuple[tuple[str, str], ...]
"""Number and words of each work package, for a choice."""


@dataclass(frozen=True, slots=True)
class OwnLineToChange:
    """A line of the partner, or one to propose, with what its form begins with."""

    partner: int
    number: int | None
    """None for a new one."""
    new: int | None
    """The key of the open proposal of a new line; None before it was proposed."""
    now: str
    """What the budget has; empty for a new one."""
    packages: Packages
    initial: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class OwnLinePage:
    """What the page shows around the form."""

    masthead: Masthead
    parts: tuple[PartLink, ...]
    line: OwnLineToChange


def own_line(
    proposal: Proposal, seat: Seat, number: int | None, new: int | None = None
) -> OwnLineToChange | None:
    """Return a line of the contact's partner, or a new one; three queries.

    `new` is the key of an open proposal of a new line, to be stated anew.

    None for whoever is no contact, for a line of another partner, and where the form
    has no budget.
    """
    if seat.partner is None or not section_url(proposal, SectionKind.BUDGET):
        return None
    packages = _packages(proposal)
    if new is not None:
        return _new_line(proposal, seat.partner, new, packages)
    if number is None:
        key = {"request_key": uuid.uuid4(), "traveller": Traveller.STAFF.value}
        return OwnLineToChange(seat.partner, None, None, "", packages, key)
    line = (
        MobilityLine.objects.current()
        .filter(
            proposal=proposal,
            number=number,
            partnership__number=seat.partner,
            partnership__role__in=WORKING_ROLES,
        )
        .select_related("work_package")
        .first()
    )
    if line is None:
        return None
    initial = _initial(line, _open(line))
    now = line_words(line)
    return OwnLineToChange(seat.partner, number, None, now, packages, initial)


def own_line_page(
    proposal: Proposal, line: OwnLineToChange, seat: Seat, *, now: dt.datetime
) -> OwnLinePage:
    """Return the page around a line: one query."""
    return OwnLinePage(
        masthead=replace(masthead_of(proposal, now=now), is_partial=True),
        parts=parts_of(proposal, seat, current=OWN_FIGURES),
        line=line,
    )


def _new_line(
    proposal: Proposal, partner: int, key: int, packages: Packages
) -> OwnLineToChange | None:
    """Return an open proposal of a new line; None where it waits no more."""
    rows = ProposedFigure.objects.open().filter(
        proposal=proposal,
        partnership__number=partner,
        kind=FigureKind.JOURNEY,
        line=None,
        pk=key,
    )
    row = rows.select_related("work_package").first()
    if row is None:
        return None
    initial = _stated(row) | {"own": row.version, "note": row.note}
    return OwnLineToChange(partner, None, key, "", packages, initial)


def _open(line: MobilityLine) -> ProposedFigure | None:
    rows = ProposedFigure.objects.filter(line=line, state=FigureState.OPEN)
    return rows.select_related("work_package").first()


def _initial(line: MobilityLine, proposed: ProposedFigure | None) -> dict[str, object]:
    """Return what the form begins with: the open proposal, else the line."""
    shown = line if proposed is None or proposed.is_removal else proposed
    return _stated(shown) | {
        "remove": proposed is not None and proposed.is_removal,
        "version": line.version,
        "own": proposed.version if proposed else 0,
    }


def _stated(shown: MobilityLine | ProposedFigure) -> dict[str, object]:
    package = shown.work_package
    return {
        "traveller": shown.traveller,
        "participants": shown.participants,
        "distance_km": shown.distance_km,
        "days": None if shown.days is None else f"{shown.days.normalize():f}",
        "work_package": package.number if package else "",
        "request_key": uuid.uuid4(),
    }


def _packages(proposal: Proposal) -> Packages:
    rows = WorkPackage.objects.filter(proposal=proposal, removed_at__isnull=True)
    return tuple(
        (str(number), f"WP{number} {title}")
        for number, title in rows.order_by("number").values_list("number", "title")
    )
