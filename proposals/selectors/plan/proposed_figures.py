"""What partners propose for the budget, for whoever decides: a difference and sums."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models.functions import Coalesce

from alliances.models import User
from eligibility.words import money_alike
from proposals.budget import Change, budget_of, of_payee, with_change
from proposals.completeness import Contents
from proposals.files.form import SectionKind
from proposals.models import Effort, Proposal, ProposedFigure
from proposals.policies import Decision, can_edit
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.drafts.tasks import Tasks, tasks_of
from proposals.selectors.form.form_places import FormPlace, place_of
from proposals.selectors.plan.effort import StoredDays
from proposals.selectors.plan.figure_rows import (
    DecidedRow,
    FigureRow,
    Stands,
    change_of,
    decided_row,
    figure_row,
    number_of,
    signed,
)

MOST_DECIDED = 50
"""Decisions shown, the newest first; all are kept."""


@dataclass(frozen=True, slots=True)
class PartnerFigures:
    """What one organisation proposes."""

    number: int
    label: str
    name: str
    note: str
    """What it says of all of them; empty where it says several things, by row."""
    rows: tuple[FigureRow, ...]
    now: str
    """Its grant as it stands, and with all it proposes."""
    then: str
    effect: str
    """The difference, with its sign; empty for none."""


@dataclass(frozen=True, slots=True)
class ProposedPage:
    """All that waits for a decision, and what was decided."""

    masthead: Masthead
    tasks: Tasks
    place: FormPlace
    partners: tuple[PartnerFigures, ...]
    now: str
    """The whole grant as it stands, and with all that is proposed."""
    then: str
    effect: str
    ceiling: str
    """Empty where there is none or it is open."""
    room: str
    """What is left under the ceiling with all that is proposed."""
    is_over: bool
    """Whether that would be above the ceiling."""
    decided: tuple[DecidedRow, ...]
    may_decide: Decision


def proposed_page(
    proposal: Proposal, *, reader: User, now: dt.datetime
) -> ProposedPage | None:
    """Return the page, None where the form has no budget.

    A fixed number of queries however many partners propose something.
    """
    place = place_of(proposal, SectionKind.BUDGET)
    if place is None:
        return None
    snapshot, report = standing_of(proposal, now=now)
    tasks = tasks_of(proposal, snapshot, report)
    rows = open_figures(proposal)
    total, then = _totals(tasks.contents, rows)
    ceiling = tasks.contents.ceiling
    write = money_alike(total, then, ceiling)
    return ProposedPage(
        masthead=masthead_of(proposal, now=now),
        tasks=tasks,
        place=place,
        partners=_partners(tasks.contents, rows, _stands(proposal)),
        now=write(total),
        then=write(then),
        effect=signed(then - total),
        ceiling="" if ceiling is None else write(ceiling),
        room="" if ceiling is None else write(abs(ceiling - then)),
        is_over=ceiling is not None and then > ceiling,
        decided=decided_figures(proposal),
        may_decide=can_edit(reader, proposal),
    )


def open_figures(
    proposal: Proposal, partner: int | None = None
) -> list[ProposedFigure]:
    """Return the figures that wait, of one partner or all, in the order of the plan.

    One query.
    """
    rows = ProposedFigure.objects.open().filter(proposal=proposal)
    if partner is not None:
        rows = rows.filter(partnership__number=partner)
    related = rows.select_related(
        *("partnership", "work_package", "line__work_package", "proposed_by")
    )
    # Days first; engines disagree where a line without a work package belongs.
    first = Coalesce("work_package__number", 0)
    order = "partnership__number", "kind", first, "category", "pk"
    return list(related.order_by(*order))


def decided_figures(
    proposal: Proposal, partner: int | None = None
) -> tuple[DecidedRow, ...]:
    """Return what was decided, of one partner or all, the newest first: one query."""
    rows = ProposedFigure.objects.decided().filter(proposal=proposal)
    if partner is not None:
        rows = rows.filter(partnership__number=partner)
    related = rows.select_related(
        *("partnership", "work_package", "line", "proposed_by", "decided_by")
    )
    newest = related.order_by("-decided_at", "-pk")[:MOST_DECIDED]
    return tuple(decided_row(each) for each in newest)


def _stands(proposal: Proposal) -> Stands:
    """Return what the budget has in each cell, with its version: one query."""
    rows = Effort.objects.filter(work_package__proposal=proposal).order_by()
    return {
        (partner, package, category): StoredDays(days, version)
        for partner, package, category, days, version in rows.values_list(
            "partnership_id", "work_package_id", "category", "days", "version"
        )
    }


def _partners(
    contents: Contents, rows: list[ProposedFigure], stands: Stands
) -> tuple[PartnerFigures, ...]:
    own: dict[int, list[ProposedFigure]] = defaultdict(list)
    for each in rows:
        own[number_of(each)].append(each)
    return tuple(
        _partner(contents, number, figures, stands)
        for number, figures in sorted(own.items())
    )


def _partner(
    contents: Contents, number: int, rows: list[ProposedFigure], stands: Stands
) -> PartnerFigures:
    given = of_payee(contents.given, number)
    now = budget_of(given).grant.total
    then = budget_of(with_change(given, together(rows))).grant.total
    notes = {each.note for each in rows}
    note = notes.pop() if len(notes) == 1 else ""
    write = money_alike(now, then)
    shown = (figure_row(each, stands, given) for each in rows)
    return PartnerFigures(
        number=number,
        label=f"P{number}",
        name=contents.by_number[number].name,
        note=note,
        rows=tuple(replace(each, note="") if note else each for each in shown),
        now=write(now),
        then=write(then),
        effect=signed(then - now),
    )


def _totals(contents: Contents, rows: list[ProposedFigure]) -> tuple[Decimal, Decimal]:
    then = budget_of(with_change(contents.given, together(rows)))
    return contents.budget.grant.total, then.grant.total


def together(rows: Iterable[ProposedFigure]) -> Change:
    """Return what approving all of these would change of a budget."""
    return sum((change_of(each) for each in rows), Change())
