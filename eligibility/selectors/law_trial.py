"""A law tried with a consortium: each clause explained, beside the law in force."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eligibility import messages
from eligibility.core import Confidence, Finding, Outcome, Reading, Report, Severity

MARKS = {
    Outcome.MET: "met",
    Outcome.NOT_MET: "not-met",
    Outcome.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What one law says, in one reading."""

    mark: str
    words: str
    figure: str
    """Found of needed; empty for all together."""


@dataclass(frozen=True, slots=True)
class TriedClause:
    """One clause of the law that is tried."""

    id: str
    title: str
    is_advice: bool
    norm: str
    sentence: str
    """What is found, as planned."""
    planned: Answer
    confirmed: Answer
    in_force: Answer | None
    """As planned under the law in force; None where it does not ask."""
    counted: tuple[str, ...]
    not_counted: tuple[tuple[str, str], ...]
    """Name and reason."""
    source: str
    quote: str
    """Copied word for word; empty where the text was not read."""
    confidence: str
    is_found: bool

    @property
    def differs(self) -> bool:
        """Whether the law in force answers otherwise."""
        return self.in_force is None or self.in_force != self.planned


@dataclass(frozen=True, slots=True)
class Trial:
    """A law tried with one consortium."""

    name: str
    """The acronym of the consortium."""
    planned: Answer
    confirmed: Answer
    in_force: Answer | None
    """As planned under the law in force; None where there is nothing to compare."""
    clauses: tuple[TriedClause, ...]
    gone: tuple[str, ...]
    """Clauses that only the law in force asks."""


def trial_of(name: str, tried: Report, in_force: Report | None) -> Trial:
    """Return what a law says of a consortium, beside what the law in force says."""
    before = in_force.by_clause() if in_force else {}
    return Trial(
        name=name,
        planned=_overall(tried, Reading.PLANNED),
        confirmed=_overall(tried, Reading.CONFIRMED),
        in_force=_overall(in_force, Reading.PLANNED) if in_force else None,
        clauses=tuple(
            _clause(each, before.get(each.clause.id)) for each in tried.findings
        ),
        gone=tuple(_gone(before, tried)),
    )


def _overall(report: Report, reading: Reading) -> Answer:
    return Answer(MARKS[report.of(reading)], messages.overall(report, reading), "")


def _clause(finding: Finding, before: Finding | None) -> TriedClause:
    evidence, reference = finding.planned, finding.value.reference
    return TriedClause(
        id=finding.clause.id,
        title=messages.clause_title(finding.clause),
        is_advice=finding.clause.severity is Severity.ADVICE,
        norm=messages.norm(finding),
        sentence=messages.sentence(finding, Reading.PLANNED),
        planned=_answer(finding, Reading.PLANNED),
        confirmed=_answer(finding, Reading.CONFIRMED),
        in_force=_answer(before, Reading.PLANNED) if before else None,
        counted=tuple(each.name for each in evidence.counted),
        not_counted=tuple(
            (each.participant.name, messages.why(each)) for each in evidence.not_counted
        ),
        source=messages.source_markup(reference),
        quote=reference.quote or "",
        confidence=messages.confidence_word(reference),
        is_found=reference.confidence is Confidence.FOUND,
    )


def _answer(finding: Finding, reading: Reading) -> Answer:
    outcome = finding.of(reading).outcome
    words = messages.outcome_word(outcome)
    return Answer(MARKS[outcome], words, messages.figure(finding, reading))


def _gone(before: Mapping[str, Finding], tried: Report) -> Iterator[str]:
    there = tried.by_clause()
    for key, finding in before.items():
        if key not in there:
            yield messages.clause_title(finding.clause)
