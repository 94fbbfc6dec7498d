"""One consortium against several Lots, types of project and calls, side by side."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.words import own_words
from eligibility import messages
from eligibility.catalogue import published_rulebook
from eligibility.core import (
    Confidence,
    ConsortiumSnapshot,
    Finding,
    Outcome,
    Reading,
    Report,
    Rulebook,
    Severity,
)
from eligibility.models import Rulebook as PublishedRulebook
from eligibility.selectors.rule_changes import Kind, kinds_of
from eligibility.services.assess import assess
from proposals.models import Proposal
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.drafts.tasks import Tasks, tasks_of
from proposals.selectors.standing.verdicts import MARKS, Verdict, verdict_of
from proposals.snapshots.elsewhere import carried_over, rest_in_programme_countries
from proposals.snapshots.reference import ReferenceData, current_reference
from proposals.snapshots.taking import evaluation_day

MOST_TARGETS = 8
"""Columns beside each other that can still be read."""
NEAR = 1
"""Earlier calls that are shown unasked."""


@dataclass(frozen=True, slots=True)
class Target:
    """One type of project the consortium is held against."""

    key: str
    """Call, Lot and code, joined by slashes."""
    call: str
    kind: str
    is_own: bool
    """Whether it is what the alliance applies for."""
    verdict: Verdict
    tally: messages.Tally
    rest: Verdict | None
    """The verdict without organisations in its Partner countries; None without any."""
    unverified: int
    """How many of its values were not read in a text of the call."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one target says to one clause."""

    mark: str
    words: str
    """The outcome in a word."""
    figure: str


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One clause that not all targets answer alike."""

    title: str
    is_advice: bool
    cells: tuple[Cell | None, ...]
    """One for each target; None where it does not ask."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A type of project that can be held against it."""

    kind: Kind
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The consortium of a draft against several targets."""

    masthead: Masthead
    tasks: Tasks
    targets: tuple[Target, ...]
    lines: tuple[ComparedLine, ...]
    same: tuple[str, ...]
    """The titles of clauses that are the same everywhere."""
    choices: tuple[Choice, ...]
    missing: tuple[str, ...]
    """Calls whose rules are not established."""
    has_rest: bool
    """Whether somebody is in a Partner country of one of the targets."""
    left_out: str
    """What was asked for and is not shown, in a sentence."""


Held = tuple[Rulebook, str, str, Report, Report | None]
"""A rulebook with Lot and code of a type of project, and the report under it.

The second is on those outside its Partner countries; None where nobody is in one.
"""


def compare_page(
    proposal: Proposal, *, asked: Sequence[str], now: dt.datetime
) -> ComparePage:
    """Hold a draft against the targets asked for: a fixed number of queries."""
    snapshot, report = standing_of(proposal, now=now)
    newest = PublishedRulebook.objects.order_by("version").select_related("call")
    rows = {row.call_id: row for row in newest}
    laws = [published_rulebook(row) for row in rows.values()]
    laws.sort(key=lambda each: (each.deadline, each.code), reverse=True)
    kinds = kinds_of(laws)
    own = _own_key(proposal)
    known = {each.key for each in kinds}
    chosen = [key for key in dict.fromkeys(asked) if key in known]
    chosen = chosen or _default(kinds, laws, own)
    shown = chosen[:MOST_TARGETS]
    reference = current_reference({_call_of(key) for key in shown})
    held = [_held(key, snapshot, rows, reference, now=now) for key in shown]
    lines = _lines([each[3] for each in held])
    return ComparePage(
        masthead=masthead_of(proposal, now=now),
        tasks=tasks_of(proposal, snapshot, report),
        targets=tuple(
            _target(key, one, own) for key, one in zip(shown, held, strict=True)
        ),
        lines=tuple(each for each in lines if not _is_same(each)),
        same=tuple(each.title for each in lines if _is_same(each)),
        choices=tuple(Choice(each, each.key in shown) for each in kinds),
        missing=tuple(each.title for each in laws if not each.is_established),
        has_rest=any(each[4] for each in held),
        left_out=_left_out(asked, chosen, known),
    )


def _own_key(proposal: Proposal) -> str:
    alliance = proposal.alliance
    return f"{alliance.call_id}/{alliance.lot.code}/{alliance.project_type.code}"


def _key_of(snapshot: ConsortiumSnapshot) -> str:
    return f"{snapshot.call}/{snapshot.lot}/{snapshot.project_type}"


def _default(kinds: Iterable[Kind], laws: Sequence[Rulebook], own: str) -> list[str]:
    """Return what its own call offers, then the yearly calls before it."""
    call = _call_of(own)
    codes = [each.code for each in laws if each.is_established]
    earlier = [each for each in codes[codes.index(call) + 1 :] if each.isdecimal()]
    near = [call, *earlier[:NEAR]]
    keys = [each.key for each in kinds if _call_of(each.key) in near]
    keys.sort(key=lambda key: (key != own, near.index(_call_of(key))))
    return keys[:MOST_TARGETS]


def _call_of(key: str) -> str:
    return key.split("/", maxsplit=1)[0]


def _held(
    key: str,
    snapshot: ConsortiumSnapshot,
    rows: Mapping[str, PublishedRulebook],
    reference: Mapping[str, ReferenceData],
    *,
    now: dt.datetime,
) -> Held:
    call, lot, kind = key.split("/")
    row = rows[call]
    rulebook = published_rulebook(row)
    day = evaluation_day(row.call, now)
    there = snapshot
    if key != _key_of(snapshot):
        there = carried_over(
            snapshot, reference[call], call=call, lot=lot, project_type=kind
        )
    rest = rest_in_programme_countries(there)
    return (
        rulebook,
        lot,
        kind,
        assess(snapshot=there, rulebook=rulebook, on=day),
        assess(snapshot=rest, rulebook=rulebook, on=day) if rest else None,
    )


def _target(key: str, held: Held, own: str) -> Target:
    rulebook, lot, kind, report, rest = held
    values = [each.value.reference.confidence for each in report.findings]
    return Target(
        key=key,
        call=_("Call %s") % rulebook.code
        if rulebook.code.isdecimal()
        else own_words(rulebook.title),
        kind=kind_words(rulebook, lot, kind),
        is_own=key == own,
        verdict=verdict_of(report, Reading.PLANNED),
        tally=messages.tally(report, Reading.PLANNED),
        rest=verdict_of(rest, Reading.PLANNED) if rest else None,
        unverified=values.count(Confidence.UNVERIFIED),
    )


def kind_words(rulebook: Rulebook, lot: str, kind: str) -> str:
    """Name a type of project with the number of its Lot, if it has one."""
    number = rulebook.lot(lot).number
    title = own_words(rulebook.project_type(lot, kind).title)
    if number is None:
        return title
    return _("Lot %(number)d: %(title)s") % {"number": number, "title": title}


def _lines(reports: Sequence[Report]) -> list[ComparedLine]:
    """Return every clause of any report, in the order of the laws."""
    answers = [each.by_clause() for each in reports]
    clauses: dict[str, Finding] = {}
    for each in answers:
        clauses = {**clauses, **{key: each[key] for key in each if key not in clauses}}
    return [
        ComparedLine(
            title=messages.clause_title(finding.clause),
            is_advice=finding.clause.severity is Severity.ADVICE,
            cells=tuple(cell_of(each.get(key)) for each in answers),
        )
        for key, finding in clauses.items()
    ]


def cell_of(finding: Finding | None, reading: Reading = Reading.PLANNED) -> Cell | None:
    """Return what a report says to a clause; None where it does not ask."""
    if finding is None:
        return None
    outcome = finding.of(reading).outcome
    is_advice = finding.clause.severity is Severity.ADVICE
    mark = "act" if is_advice and outcome is Outcome.NOT_MET else MARKS[outcome]
    words = messages.outcome_word(outcome)
    return Cell(mark, words, messages.figure(finding, reading))


def _is_same(line: ComparedLine) -> bool:
    return len(set(line.cells)) == 1


def _left_out(asked: Sequence[str], chosen: Sequence[str], known: set[str]) -> str:
    if set(asked) - known:
        return _("Some of what was asked for does not exist and is left out.")
    if len(chosen) > MOST_TARGETS:
        return _("Only %(number)d fit beside each other; the rest is left out.") % {
            "number": MOST_TARGETS
        }
    return ""
