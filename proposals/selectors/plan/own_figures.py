"""One partner's own figures, for its contact: nobody else's are read into the page."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from decimal import Decimal

from babel.numbers import format_decimal
from django.urls import reverse
from django.utils.translation import gettext as _

from alliances.words import locale
from eligibility.words import Writer, figure, money_alike
from proposals.budget import (
    Budget,
    Category,
    DayRates,
    Journey,
    MobilityCost,
    budget_of,
    of_payee,
    share_of,
    with_change,
)
from proposals.enums import WORKING_ROLES, FigureKind, StaffCategory, Traveller
from proposals.files.form import SectionKind
from proposals.models import Proposal, ProposedFigure
from proposals.policies import YES, Seat
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.form.application_forms import section_of, section_url
from proposals.selectors.form.parts import OWN_FIGURES, PartLink, parts_of
from proposals.selectors.form.section_states import PartState, said_state
from proposals.selectors.plan.effort import days_words
from proposals.selectors.plan.figure_rows import DecidedRow, FigureRow, figure_row
from proposals.selectors.plan.proposed_figures import (
    decided_figures,
    open_figures,
    together,
)
from proposals.snapshots import BudgetRows, roles_by_number, take
from proposals.snapshots.budgets import Package, budget_rows

NOTHING = Decimal(0)
FEWEST = 3
"""Organisations with a grant from which on a share tells nobody another's amount."""


@dataclass(frozen=True, slots=True)
class OwnCell:
    """Days of one cell: what the budget has, and what is proposed for it."""

    days: Decimal = NOTHING
    version: int = 0
    proposed: Decimal | None = None
    """None while nothing is."""
    own: int = 0
    """The version of the open proposal, 0 for none."""

    @property
    def shown(self) -> Decimal:
        """What stands in the box: the proposal where there is one."""
        return self.days if self.proposed is None else self.proposed


@dataclass(frozen=True, slots=True)
class OwnSums:
    """What the organisation gets."""

    days: str
    implementation: str
    travel: str
    subsistence: str
    total: str


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One mobility line; what is open is empty, what is not counted says so."""

    number: int
    label: str
    package: str
    who: str
    participants: str
    distance: str
    days: str
    travel: str
    subsistence: str


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """The figures of one partner."""

    number: int
    name: str
    """As people call it: "P5 Forge"."""
    parts: tuple[PartLink, ...]
    packages: tuple[Package, ...]
    cells: Mapping[tuple[int, str], OwnCell]
    """Number of the work package and category → what stands there."""
    grants: Mapping[int, str]
    """By the number of the work package: what the days in the budget bring."""
    rates: tuple[tuple[str, str, str], ...]
    """Code and title of each category of staff, and EUR a day; empty: no rate."""
    lines: tuple[OwnLine, ...]
    proposed_lines: tuple[FigureRow, ...]
    """Those that wait for a decision."""
    sums: OwnSums
    then: OwnSums | None
    """With all that is proposed; None while nothing is."""
    share: str
    """Of the whole grant; empty where it would tell another's amount."""
    waiting: int
    """How many figures wait for a decision."""

    def at(self, work_package: int, category: str) -> OwnCell:
        """Return what stands in a cell."""
        return self.cells.get((work_package, category), OwnCell())


@dataclass(frozen=True, slots=True)
class OwnFiguresPage:
    """What the page shows around the figures."""

    masthead: Masthead
    figures: OwnFigures
    decided: tuple[DecidedRow, ...]
    part: PartState
    """What the contact says of these figures."""
    part_url: str
    """Where that is said."""


def own_figures_page(
    proposal: Proposal, figures: OwnFigures, *, now: dt.datetime
) -> OwnFiguresPage:
    """Return the page around the figures of a contact's partner: one query."""
    section = section_of(proposal, SectionKind.BUDGET)
    place = [proposal.alliance.public_id, section, figures.number]
    said = next(each.said for each in figures.parts if each.is_current)
    return OwnFiguresPage(
        masthead=replace(masthead_of(proposal, now=now), is_partial=True),
        figures=figures,
        decided=decided_figures(proposal, figures.number),
        part=said_state(said, YES),
        part_url=reverse("part-done", args=place),
    )


def own_figures(proposal: Proposal, seat: Seat) -> OwnFigures | None:
    """Return the figures of a contact's partner; None for whoever is no contact.

    None too where the form has no budget, or the partner gets no grant. A fixed number
    of queries.
    """
    if seat.partner is None or not section_url(proposal, SectionKind.BUDGET):
        return None
    snapshot = take(proposal)
    roles = roles_by_number(snapshot)
    if roles.get(seat.partner) not in WORKING_ROLES:
        return None
    rows = budget_rows(proposal, snapshot)
    proposed = open_figures(proposal, seat.partner)
    given = of_payee(rows.given, seat.partner)
    budget = budget_of(given)
    then = budget_of(with_change(given, together(proposed)))
    write = money_alike(*_amounts(budget), *_amounts(then))
    return OwnFigures(
        number=seat.partner,
        name=seat.name,
        parts=parts_of(proposal, seat, current=OWN_FIGURES, roles=roles),
        packages=rows.packages,
        cells=_cells(rows, seat.partner, proposed),
        grants={
            each.number: write(each.grant.implementation)
            for each in budget.packages
            if each.number
        },
        rates=category_rates(next((each.rates for each in given.payees), None)),
        lines=tuple(_line(*each, write) for each in budget.journeys),
        proposed_lines=tuple(
            figure_row(each, {}, given)
            for each in proposed
            if each.kind == FigureKind.JOURNEY
        ),
        sums=_sums(budget, write),
        then=_sums(then, write) if proposed else None,
        share=_share(rows, budget),
        waiting=len(proposed),
    )


def _cells(
    rows: BudgetRows, partner: int, proposed: list[ProposedFigure]
) -> Mapping[tuple[int, str], OwnCell]:
    cells = {
        (package, category): OwnCell(days, version)
        for (number, package, category), (days, version) in rows.cells.items()
        if number == partner
    }
    for each in proposed:
        if each.work_package is not None and each.category:
            key = each.work_package.number, each.category
            cell = cells.get(key, OwnCell())
            cells[key] = replace(cell, proposed=each.days, own=each.version)
    return cells


def category_rates(rates: DayRates | None) -> tuple[tuple[str, str, str], ...]:
    """Return the categories with their titles and what a day of each brings, if any."""
    write = money_alike(*(rates.of(each) for each in Category) if rates else ())
    return tuple(
        (
            each.value,
            str(each.label),
            write(rates.of(Category(each.value))) if rates else "",
        )
        for each in StaffCategory
    )


def _amounts(budget: Budget) -> Iterator[Decimal]:
    """Yield all sums of a budget that stand on the page."""
    grants = [budget.grant, *(each.grant for each in budget.packages)]
    grants += [cost.grant for _journey, cost in budget.journeys]
    for each in grants:
        yield from astuple(each)


def _line(journey: Journey, cost: MobilityCost, write: Writer) -> OwnLine:
    travel, stay = cost.travel, cost.subsistence
    return OwnLine(
        number=journey.key,
        label=f"M{journey.key}",
        package=f"WP{journey.work_package}" if journey.work_package else "",
        who=str(Traveller(journey.traveller).label),
        participants=figure(journey.participants),
        distance="" if journey.distance_km is None else figure(journey.distance_km),
        days="" if journey.days is None else days_words(journey.days),
        travel=_("not counted") if travel is None else write(travel),
        subsistence=_("not counted") if stay is None else write(stay),
    )


def _sums(budget: Budget, write: Writer) -> OwnSums:
    return OwnSums(
        days=days_words(budget.days) or "0",
        implementation=write(budget.grant.implementation),
        travel=write(budget.grant.travel),
        subsistence=write(budget.grant.subsistence),
        total=write(budget.grant.total),
    )


def _share(rows: BudgetRows, own: Budget) -> str:
    whole = budget_of(rows.given)
    paid = [each for each in whole.partners if each.grant.total]
    if len(paid) < FEWEST:
        return ""
    share = share_of(own.grant.total, whole.grant.total)
    return _("%(share)s%% of the whole grant") % {
        "share": format_decimal(share, "0.0", locale=locale())
    }
