"""Two reports on one consortium, as it is and as imagined: only what differs."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from eligibility import messages
from eligibility.core import Finding, Reading, Report, Severity
from proposals.selectors.standing.compare import Cell, cell_of
from proposals.selectors.standing.verdicts import Verdict, verdict_of


@dataclass(frozen=True, slots=True)
class Difference:
    """One clause that the two do not answer alike."""

    title: str
    is_advice: bool
    now: Cell | None
    """None where the law does not ask it now."""
    then: Cell | None
    """None where the law does not ask it then."""


@dataclass(frozen=True, slots=True)
class ReadingDifferences:
    """What differs in one reading."""

    label: str
    now: Verdict
    then: Verdict
    lines: tuple[Difference, ...]
    same: int
    """How many clauses are answered alike."""


def differences_of(now: Report, then: Report) -> tuple[ReadingDifferences, ...]:
    """Compare two reports in both readings, clause by clause, in the order of the law.

    Clauses that only the second has come last.
    """
    labels = {
        Reading.PLANNED: _("As planned"),
        Reading.CONFIRMED: _("As confirmed"),
    }
    return tuple(
        _reading(now, then, reading, label) for reading, label in labels.items()
    )


def _reading(
    now: Report, then: Report, reading: Reading, label: str
) -> ReadingDifferences:
    before, after = now.by_clause(), then.by_clause()
    lines = [
        _line(before.get(each), after.get(each), reading)
        for each in dict.fromkeys([*before, *after])
    ]
    differing = tuple(each for each in lines if each.now != each.then)
    return ReadingDifferences(
        label=label,
        now=verdict_of(now, reading),
        then=verdict_of(then, reading),
        lines=differing,
        same=len(lines) - len(differing),
    )


def _line(
    before: Finding | None, after: Finding | None, reading: Reading
) -> Difference:
    (clause, *_rest) = (each.clause for each in (before, after) if each is not None)
    return Difference(
        title=messages.clause_title(clause),
        is_advice=clause.severity is Severity.ADVICE,
        now=cell_of(before, reading),
        then=cell_of(after, reading),
    )
