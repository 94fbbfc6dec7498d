"""The page on newer rules: what changed, and where a draft stands before and after."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.words import day_words
from eligibility import messages
from eligibility.catalogue import published_rulebook
from eligibility.core import Finding, Reading, Report, Severity
from eligibility.models import Rulebook
from eligibility.selectors.rule_changes import ClauseChange, clause_changes
from eligibility.selectors.rules import kind_of
from eligibility.selectors.versions import FactChange, fact_changes
from eligibility.words import BRUSSELS
from proposals.models import Proposal, RuleMove
from proposals.selectors.consortium.workspace import standing_of
from proposals.selectors.drafts.masthead import Masthead, masthead_of, second_words
from proposals.selectors.drafts.tasks import Tasks, tasks_of
from proposals.selectors.law.newer_rules import (
    NewerRules,
    newer_rules,
    report_if_asked,
    rules_ahead,
)
from proposals.selectors.standing.verdicts import MARKS, Verdict, verdict_of
from proposals.selectors.submissions.attempts import live_number


@dataclass(frozen=True, slots=True)
class RulesLine:
    """One published version of the rules."""

    version: int
    published: str
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One clause, or all together, under one version."""

    verdict: Verdict
    figure: str
    """Found of needed; empty for all together."""


@dataclass(frozen=True, slots=True)
class Stood:
    """One clause, or all together, before and after; None where it is not asked."""

    title: str
    is_advice: bool
    planned: tuple[Standing | None, Standing | None]
    confirmed: tuple[Standing | None, Standing | None]

    @property
    def differs(self) -> bool:
        """Whether an outcome is another one in either reading."""
        return any(
            (was and was.verdict) != (now and now.verdict)
            for was, now in (self.planned, self.confirmed)
        )


@dataclass(frozen=True, slots=True)
class Move:
    """A move that was made."""

    versions: tuple[int, int]
    by: str
    when: str


@dataclass(frozen=True, slots=True)
class RuleMovePage:
    """What differs between the rules a draft pins and the newest ones."""

    masthead: Masthead
    tasks: Tasks
    newer: NewerRules | None
    """None while the draft pins the newest version."""
    before: RulesLine
    ahead: tuple[RulesLine, ...]
    """The versions it would pass over and the newest one, in order."""
    after: int
    """The newest version."""
    facts: tuple[FactChange, ...]
    clauses: tuple[ClauseChange, ...]
    """Only those that differ for this type of project."""
    overall: Stood
    stood: tuple[Stood, ...]
    """Every clause of either version that is asked of this draft."""
    number: str
    """The live submission, which keeps its version; empty without one."""
    moves: tuple[Move, ...]


def rule_move_page(proposal: Proposal, *, now: dt.datetime) -> RuleMovePage:
    """Return the page of a draft as of `now`: a fixed number of queries."""
    snapshot, report = standing_of(proposal, now=now)
    ahead = rules_ahead(proposal)
    rules = ahead[-1] if ahead else proposal.rulebook
    new = report_if_asked(rules, proposal, snapshot, now=now)
    tasks = tasks_of(proposal, snapshot, report)
    return RuleMovePage(
        masthead=masthead_of(proposal, now=now),
        tasks=tasks,
        newer=newer_rules(
            proposal,
            snapshot,
            report,
            {proposal.alliance.call_id: rules},
            now=now,
            is_submitted=tasks.is_submitted,
        ),
        before=_line(proposal.rulebook),
        ahead=tuple(map(_line, ahead)),
        after=rules.version,
        facts=tuple(
            fact_changes(
                published_rulebook(proposal.rulebook), published_rulebook(rules)
            )
        ),
        clauses=tuple(_clauses(proposal, rules)),
        overall=_overall(report, new),
        stood=tuple(_stood(report, new)),
        number=live_number(proposal),
        moves=tuple(_moves(proposal)),
    )


def _line(row: Rulebook) -> RulesLine:
    published = day_words(row.published_at.astimezone(BRUSSELS).date())
    return RulesLine(row.version, published, row.reason)


def _clauses(proposal: Proposal, rules: Rulebook) -> Iterator[ClauseChange]:
    """Return the clauses of this type of project that differ; none if it is gone."""
    lot, kind = proposal.alliance.lot.code, proposal.alliance.project_type.code
    old, new = published_rulebook(proposal.rulebook), published_rulebook(rules)
    was, becomes = kind_of(old, lot, kind), kind_of(new, lot, kind)
    if was and becomes:
        for each in clause_changes((old, was), (new, becomes), is_one_call=True):
            if each.differences:
                yield each


def _overall(before: Report, after: Report | None) -> Stood:
    def both(reading: Reading) -> tuple[Standing, Standing | None]:
        now = Standing(verdict_of(after, reading), "") if after else None
        return Standing(verdict_of(before, reading), ""), now

    return Stood(
        title=_("Overall"),
        is_advice=False,
        planned=both(Reading.PLANNED),
        confirmed=both(Reading.CONFIRMED),
    )


def _stood(before: Report, after: Report | None) -> Iterator[Stood]:
    old, new = before.by_clause(), after.by_clause() if after else {}
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        clause = (now or old[key]).clause
        yield Stood(
            title=messages.clause_title(clause),
            is_advice=clause.severity is Severity.ADVICE,
            planned=(_of(was, Reading.PLANNED), _of(now, Reading.PLANNED)),
            confirmed=(_of(was, Reading.CONFIRMED), _of(now, Reading.CONFIRMED)),
        )


def _of(finding: Finding | None, reading: Reading) -> Standing | None:
    if finding is None:
        return None
    outcome = finding.of(reading).outcome
    verdict = Verdict(MARKS[outcome], messages.outcome_word(outcome))
    return Standing(verdict, messages.figure(finding, reading))


def _moves(proposal: Proposal) -> Iterator[Move]:
    moves = RuleMove.objects.filter(proposal=proposal)
    related = moves.select_related("moved_by", "before", "after")
    for each in related.defer("before__text", "after__text"):
        versions = (each.before.version, each.after.version)
        yield Move(versions, str(each.moved_by), second_words(each.moved_at))
