"""What a type of project asks of a consortium before there is one, with its source."""

import datetime as dt
from dataclasses import dataclass

from eligibility import messages
from eligibility.core import (
    Confidence,
    DatedClause,
    Evidence,
    Finding,
    Outcome,
    ProjectType,
    Severity,
)
from eligibility.norms import subject
from eligibility.words import months, together

COUNTING = frozenset({"countries-at-least", "count-at-least", "groups-at-least"})


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One clause of the target: what it asks, and where that was read."""

    id: str
    title: str
    figure: str
    """The number it asks for; empty where it counts nothing or asks for nothing."""
    counted: str
    """What the number counts: "Programme countries"."""
    norm: str
    is_advice: bool
    source: str
    confidence: str
    is_found: bool
    """Whether the value was read in an official text of the call."""


def target_words(law: ProjectType, day: dt.date) -> str:
    """Say the target in one line: "8 Programme countries, 12 full partners …"."""
    minima = [
        f"{figure} {counted}"
        for figure, counted in (_counted(each, day) for each in law.clauses)
        if figure
    ]
    durations = [
        months(value)
        for dated in law.clauses
        if dated.clause.severity is Severity.BLOCKING
        and dated.clause.check == "value-in"
        and isinstance(value := dated.on(day).value, tuple)
    ]
    return "; ".join(filter(None, [together(minima), *durations]))


def target_lines(law: ProjectType, day: dt.date) -> tuple[TargetLine, ...]:
    """Word every clause of a type of project before there is a consortium."""
    return tuple(_line(clause, day) for clause in law.clauses)


def _counted(dated: DatedClause, day: dt.date) -> tuple[str, str]:
    """Return what a clause counts and how many; two empty texts if it does not."""
    clause, value = dated.clause, dated.on(day).value
    asks = clause.severity is Severity.BLOCKING and clause.check in COUNTING
    if not asks or not isinstance(value, int):
        return "", ""
    return str(value), subject(clause, value)


def _line(dated: DatedClause, day: dt.date) -> TargetLine:
    """Word a clause before there is a consortium to answer it."""
    nothing, value = Evidence(Outcome.UNKNOWN), dated.on(day)
    figure, counted = _counted(dated, day)
    return TargetLine(
        id=dated.clause.id,
        title=messages.clause_title(dated.clause),
        figure=figure,
        counted=counted,
        norm=messages.norm(Finding(dated.clause, value, nothing, nothing)),
        is_advice=dated.clause.severity is Severity.ADVICE,
        source=messages.source_markup(value.reference),
        confidence=messages.confidence_word(value.reference),
        is_found=value.reference.confidence is Confidence.FOUND,
    )
