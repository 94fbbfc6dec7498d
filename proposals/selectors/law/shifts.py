"""How one report differs from another: the verdicts and the clauses that move."""

from collections.abc import Iterator
from dataclasses import dataclass

from eligibility import messages
from eligibility.core import Finding, Outcome, Reading, Report, Severity


@dataclass(frozen=True, slots=True)
class Shift:
    """An outcome before and after; None where the law does not ask."""

    before: Outcome | None
    after: Outcome | None

    @property
    def is_one(self) -> bool:
        """Whether it is another outcome afterwards."""
        return self.before is not self.after


@dataclass(frozen=True, slots=True)
class ClauseShift:
    """One clause that is answered otherwise afterwards."""

    id: str
    title: str
    """Its name in the reader's language."""
    planned: Shift
    confirmed: Shift
    figures: tuple[str, str]
    """What was found of what is needed, before and after, as planned."""
    decides: bool
    """Whether a verdict hangs on it; advice decides nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifts:
    """What a change of the law does to one consortium."""

    planned: Shift
    """The verdict as planned, which is the one lists show."""
    confirmed: Shift
    clauses: tuple[ClauseShift, ...]
    """In the order of the law."""
    has_no_place: bool
    """Whether the new rules lack its Lot or type of project: no verdict afterwards."""

    @property
    def is_flip(self) -> bool:
        """Whether the verdict of a reading is another afterwards."""
        return self.planned.is_one or self.confirmed.is_one


def shifts_between(before: Report, after: Report | None) -> Shifts:
    """Compare the reports before and after; None where the law lacks its kind."""
    return Shifts(
        planned=_overall(before, after, Reading.PLANNED),
        confirmed=_overall(before, after, Reading.CONFIRMED),
        clauses=tuple(_clauses(before, after)) if after else (),
        has_no_place=after is None,
    )


def _overall(before: Report, after: Report | None, reading: Reading) -> Shift:
    return Shift(before.of(reading), after.of(reading) if after else None)


def _clauses(before: Report, after: Report) -> Iterator[ClauseShift]:
    """Yield the clauses answered otherwise, in the order of the law afterwards."""
    old, new = before.by_clause(), after.by_clause()
    for clause in dict.fromkeys([*new, *old]):
        was, becomes = old.get(clause), new.get(clause)
        stated = becomes or was
        if stated and _outcomes(was) != _outcomes(becomes):
            planned, confirmed = map(Shift, _outcomes(was), _outcomes(becomes))
            title = messages.clause_title(stated.clause)
            figures = _figure(was), _figure(becomes)
            decides = stated.clause.severity is Severity.BLOCKING
            yield ClauseShift(clause, title, planned, confirmed, figures, decides)


def _figure(finding: Finding | None) -> str:
    return messages.figure(finding, Reading.PLANNED) if finding else ""


def _outcomes(finding: Finding | None) -> tuple[Outcome | None, Outcome | None]:
    """Return the outcome of each reading; None where the law does not ask."""
    if finding is None:
        return None, None
    return finding.planned.outcome, finding.confirmed.outcome
