"""Both readings side by side: what differs once only confirmed partners are certain."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility.core import Answer, ConsortiumSnapshot
from proposals.models import Proposal
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.drafts.tasks import Tasks, tasks_of
from proposals.selectors.standing.panel import ClauseLine, Panel, PanelReading, panel_of


@dataclass(frozen=True, slots=True)
class ComparedClause:
    """One clause in both readings."""

    planned: ClauseLine
    confirmed: ClauseLine
    differs: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A partner that has not answered yet."""

    number: str
    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where a consortium stands, as planned and as confirmed."""

    planned: PanelReading
    confirmed: PanelReading
    clauses: tuple[ComparedClause, ...]
    """Open ones first, as planned; advice behind what decides."""
    difference: str
    """What the readings differ in, in a sentence."""
    waiting: tuple[Waiting, ...]
    """Who has not answered, in the order of partner numbers."""


@dataclass(frozen=True, slots=True)
class EligibilityPage:
    """The page that says where a consortium stands."""

    masthead: Masthead
    panel: Panel
    comparison: Comparison
    tasks: Tasks


def eligibility_page(proposal: Proposal, *, now: dt.datetime) -> EligibilityPage:
    """Return the page of a draft as of `now`: a fixed number of queries."""
    snapshot, report = standing_of(proposal, now=now)
    panel = panel_of(proposal, snapshot, report, now=now)
    return EligibilityPage(
        masthead=masthead_of(proposal, now=now),
        panel=panel,
        comparison=comparison_of(panel, snapshot),
        tasks=tasks_of(proposal, snapshot, report),
    )


def comparison_of(panel: Panel, snapshot: ConsortiumSnapshot) -> Comparison:
    """Return both readings of a panel clause by clause."""
    planned, confirmed = panel.readings
    by_clause = {each.id: each for each in confirmed.lines}
    clauses = tuple(_compared(each, by_clause[each.id]) for each in planned.lines)
    waiting = tuple(
        Waiting(each.label.removeprefix("P"), each.label, each.name)
        for each in snapshot.participants
        if each.answer is Answer.INVITED
    )
    number = sum(each.differs for each in clauses)
    return Comparison(
        planned, confirmed, clauses, _difference(len(waiting), number), waiting
    )


def _compared(planned: ClauseLine, confirmed: ClauseLine) -> ComparedClause:
    differs = planned.verdict != confirmed.verdict
    return ComparedClause(planned, confirmed, differs)


def _difference(waiting: int, clauses: int) -> str:
    """Say how many answers are missing and how many verdicts hang on them."""
    if not waiting:
        return _("Every partner has confirmed, so both readings are the same.")
    who = ngettext(
        "%(number)s partner has not confirmed",
        "%(number)s partners have not confirmed",
        waiting,
    ) % {"number": waiting}
    if not clauses:
        return _("%(who)s. No verdict depends on that.") % {"who": who}
    what = ngettext(
        "the verdict on %(number)s clause depends on that",
        "the verdicts on %(number)s clauses depend on that",
        clauses,
    ) % {"number": clauses}
    return _("%(who)s: %(what)s.") % {"who": who, "what": what}
