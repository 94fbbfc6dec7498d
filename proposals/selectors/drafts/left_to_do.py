"""What is left to do on a proposal: the blockers first, then person by person."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from proposals.completeness import Finding, Keeps, Place
from proposals.models import Proposal
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.drafts.places import url_of
from proposals.selectors.drafts.tasks import Tasks, tasks_of


@dataclass(frozen=True, slots=True)
class Left:
    """One thing to do, and where."""

    words: str
    place: str
    """The section or page it is in."""
    url: str


@dataclass(frozen=True, slots=True)
class Load:
    """What one person has to do."""

    who: str
    """Empty for what is nobody's yet."""
    points: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class Blocker:
    """All that keeps one thing from happening, by person; nobody's comes last."""

    title: str
    loads: tuple[Load, ...]


@dataclass(frozen=True, slots=True)
class LeftPage:
    """What is left to do."""

    masthead: Masthead
    tasks: Tasks
    blockers: tuple[Blocker, ...]


def left_page(proposal: Proposal, *, now: dt.datetime) -> LeftPage:
    """Return what is left: a fixed number of queries, whatever the size."""
    snapshot, report = standing_of(proposal, now=now)
    tasks = tasks_of(proposal, snapshot, report)
    return LeftPage(
        masthead=masthead_of(proposal, now=now),
        tasks=tasks,
        blockers=tuple(_blockers(proposal, tasks)),
    )


def _blockers(proposal: Proposal, tasks: Tasks) -> Iterator[Blocker]:
    titles = {
        Keeps.SUBMITTING: _("Keeps the proposal from being submitted"),
        Keeps.COMPLETING: _("Keeps a section from being completed"),
        Keeps.FITTING: _("Does not fit together"),
        Keeps.FILLING_IN: _("Is missing in the official form"),
        Keeps.WORD: _("Waits for somebody's word"),
    }
    people = {each.code: each.said.who for each in tasks.form}
    # The coordinator answers for the consortium.
    people[""] = str(proposal.alliance.coordinator)

    def who(each: Finding) -> str:
        # Proposed figures wait for whoever answers for the budget.
        is_proposed = each.to.place is Place.PROPOSED
        return people.get("" if is_proposed else each.section, "")

    def order(each: Finding) -> tuple[Keeps, bool, str]:
        return each.keeps, not who(each), who(each)

    # Sorting is stable: within one person the order of the form stays.
    ordered = sorted(tasks.findings, key=order)
    for keeps, of_one in groupby(ordered, key=lambda each: each.keeps):
        loads = [
            Load(name, tuple(_left(proposal, tasks, each) for each in points))
            for name, points in groupby(of_one, key=who)
        ]
        yield Blocker(titles[keeps], tuple(loads))


def _left(proposal: Proposal, tasks: Tasks, finding: Finding) -> Left:
    titles = {each.code: each.title for each in tasks.contents.sections}
    place = titles.get(finding.section, _("Consortium"))
    return Left(finding.sentence, place, url_of(proposal, finding.to))
