"""One clause of the law for everybody: values over time, sources, worked cases."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.words import day_words, own_words
from eligibility import messages, models
from eligibility.catalogue import published_rulebook
from eligibility.core import (
    Confidence,
    DatedClause,
    DatedValue,
    Outcome,
    Reading,
    Report,
    Rulebook,
    Severity,
)
from eligibility.methods import COUNTED
from eligibility.selectors.rules import kind_heading, kind_of, norm_of
from eligibility.words import deadline_words

MARKS = {
    Outcome.MET: "met",
    Outcome.NOT_MET: "not-met",
    Outcome.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True)
class ValueRow:
    """What a clause asks for some time, and where that was read."""

    period: str
    norm: str
    source: str
    url: str
    quote: str
    """Copied word for word; empty where the text was not read."""
    note: str
    confidence: str
    is_found: bool
    checked: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A worked case, as far as it concerns the clause."""

    story: str
    consortium: str
    mark: str
    sentence: str
    """What the engine says of the clause."""


@dataclass(frozen=True, slots=True)
class ClauseRule:
    """The page of one clause."""

    call: str
    call_title: str
    version: int
    lot: str
    kind: str
    heading: str
    """Its Lot and type of project, once where both go by one title."""
    id: str
    title: str
    is_advice: bool
    check: str
    counted: tuple[str, ...]
    """What is counted, and what unknown facts do."""
    values: tuple[ValueRow, ...]
    """The newest first."""
    cases: tuple[CaseRow, ...]


def clause_rule(
    row: models.Rulebook,
    *,
    lot: str,
    kind: str,
    clause: str,
    cases: Iterable[tuple[str, str, Report]],
) -> ClauseRule | None:
    """Return the page of a clause; None where the call has no such.

    `cases` are stories with the consortium they start from and their reports.
    """
    rulebook = published_rulebook(row)
    found = kind_of(rulebook, lot, kind)
    dated = (
        next((e for e in found.clauses if e.clause.id == clause), None)
        if found
        else None
    )
    if found is None or dated is None:
        return None
    return ClauseRule(
        call=rulebook.code,
        call_title=own_words(rulebook.title),
        version=rulebook.version,
        lot=lot,
        kind=kind,
        heading=kind_heading(rulebook.lot(lot), found),
        id=clause,
        title=messages.clause_title(dated.clause),
        is_advice=dated.clause.severity is Severity.ADVICE,
        check=dated.clause.check,
        counted=tuple(map(str, COUNTED[dated.clause.check])),
        values=tuple(_values(dated, rulebook))[::-1],
        cases=tuple(
            _case(story, consortium, report, clause)
            for story, consortium, report in cases
            if _concerns(report, rulebook, lot, kind, clause)
        ),
    )


def _values(dated: DatedClause, rulebook: Rulebook) -> Iterable[ValueRow]:
    following = [each.since for each in dated.values[1:]]
    for value, until in zip(dated.values, [*following, None], strict=True):
        yield _value(dated, value, until, rulebook)


def _value(
    dated: DatedClause, value: DatedValue, until: dt.date | None, rulebook: Rulebook
) -> ValueRow:
    reference = value.reference
    last = (
        day_words(until - dt.timedelta(days=1))
        if until
        else deadline_words(rulebook.deadline)
    )
    return ValueRow(
        period=_("%(since)s to %(until)s")
        % {"since": day_words(value.since), "until": last},
        norm=norm_of(dated, value),
        source=messages.source_markup(reference),
        url=reference.url or "",
        quote=reference.quote or "",
        note=own_words(reference.note or ""),
        confidence=messages.confidence_word(reference),
        is_found=reference.confidence is Confidence.FOUND,
        checked=day_words(reference.checked),
    )


def _concerns(
    report: Report, rulebook: Rulebook, lot: str, kind: str, clause: str
) -> bool:
    """Say whether a case is about the clause: it is open there, or nothing else is."""
    stamp = report.rulebook
    if (stamp.call, stamp.lot, stamp.project_type) != (rulebook.code, lot, kind):
        return False
    finding = report.by_clause().get(clause)
    if finding is None:
        return False
    return finding.planned.outcome is not Outcome.MET or report.outcome is Outcome.MET


def _case(story: str, consortium: str, report: Report, clause: str) -> CaseRow:
    finding = report.by_clause()[clause]
    return CaseRow(
        story=story,
        consortium=consortium,
        mark=MARKS[finding.planned.outcome],
        sentence=messages.sentence(finding, Reading.PLANNED),
    )
