"""The engine: every clause of a project type, answered in both readings."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence

from eligibility.core.assignment import assigned, indispensable
from eligibility.core.census import Census, merge_rows, take_census
from eligibility.core.checks import CHECKS
from eligibility.core.findings import Evidence, Excluded, Finding, Report, Stamp
from eligibility.core.rulebook import Clause, DatedValue, Rulebook
from eligibility.core.snapshot import ConsortiumSnapshot
from eligibility.core.terms import POSSIBLE, Answer, Outcome, Reading

ENGINE_VERSION = 2
"""Grows when the same input would get another report; every receipt carries it."""

GROUPS = "groups-at-least"

Bound = tuple[Clause, DatedValue]


def evaluate(
    snapshot: ConsortiumSnapshot, rulebook: Rulebook, *, on: dt.date
) -> Report:
    """Answer every clause of the snapshot's Lot and project type on a day.

    Pure: the same input gives an equal report, whatever the order of the participants.
    Raises UnknownLot, UnknownProjectType, and NoValue for a day before the call.
    """
    project_type = rulebook.project_type(snapshot.lot, snapshot.project_type)
    bound = [(each.clause, each.on(on)) for each in project_type.clauses]
    merger = merge_rows(snapshot.participants)
    planned = read(bound, take_census(snapshot, Reading.PLANNED, merger))
    confirmed = planned
    if any(each.answer is Answer.INVITED for each in merger[0]):
        census = take_census(snapshot, Reading.CONFIRMED, merger)
        confirmed = read(bound, census, planned)
    findings = tuple(
        [
            Finding(clause, value, plan, sure)
            for (clause, value), plan, sure in zip(
                bound, planned, confirmed, strict=True
            )
            if plan is not None and sure is not None
        ]
    )
    stamp = Stamp(
        rulebook.code,
        snapshot.lot,
        snapshot.project_type,
        rulebook.version,
        rulebook.sha256,
    )
    return Report(on, stamp, snapshot.edition, findings)


def read(
    bound: list[Bound],
    census: Census,
    planned: Sequence[Evidence | None] | None = None,
) -> list[Evidence | None]:
    """Answer the clauses for one reading, in their order.

    `planned` saves work when the answers to the same clauses as planned are at hand.
    """
    answers = []
    for index, (clause, value) in enumerate(bound):
        known = CHECKS[clause.check]
        if planned is None or known.reads_answers:
            answers.append(known.check(census, clause.arguments, value.value))
        else:
            answers.append(planned[index])
    _join_groups(bound, answers)
    return answers


def _join_groups(bound: list[Bound], answers: list[Evidence | None]) -> None:
    """Share the open organisations out between the group minima that are open.

    One organisation serves one group, so minima that are open each on its own may
    still be out of reach together: then each is not met. Otherwise the evidence names
    those without whom they would be. Only the group clauses are joined.
    """
    open_groups = [
        (index, evidence)
        for index, ((clause, _), evidence) in enumerate(
            zip(bound, answers, strict=True)
        )
        if clause.check == GROUPS
        and evidence is not None
        and evidence.outcome is Outcome.UNKNOWN
    ]
    if not open_groups:
        return
    number_of, seats = _seats([evidence for _, evidence in open_groups])
    if assigned(seats) is None:
        for index, evidence in open_groups:
            answers[index] = evidence._replace(outcome=Outcome.NOT_MET)
        return
    needed = indispensable(seats)
    for index, evidence in open_groups:
        decisive = tuple(
            [
                each.participant
                for each, number in zip(
                    _open(evidence), number_of(evidence), strict=True
                )
                if number in needed
            ]
        )
        answers[index] = evidence._replace(decisive=decisive)


def _open(evidence: Evidence) -> list[Excluded]:
    """Return the organisations that may still serve a group."""
    return [each for each in evidence.not_counted if each.why in POSSIBLE]


def _seats(
    groups: list[Evidence],
) -> tuple[Callable[[Evidence], list[int]], list[list[int]]]:
    """Number the open organisations, and list for each empty seat who may take it.

    By identity, and counted: two organisations of unknown country may look the same.
    """
    numbers: dict[tuple[int, int], int] = {}

    def number_of(evidence: Evidence) -> list[int]:
        times: defaultdict[int, int] = defaultdict(int)
        found = []
        for each in _open(evidence):
            key = id(each.participant)
            found.append(numbers.setdefault((key, times[key]), len(numbers)))
            times[key] += 1
        return found

    return number_of, [
        seat for each in groups for seat in [number_of(each)] * _missing(each)
    ]


def _missing(evidence: Evidence) -> int:
    """Return how many organisations a group lacks for certain."""
    required, found = evidence.required, evidence.found
    assert isinstance(required, int)  # noqa: S101  # a group counts organisations
    assert isinstance(found, int)  # noqa: S101  # a group counts organisations
    return required - found
