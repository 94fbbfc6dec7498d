"""The engine: every clause of a project type, answered in both readings."""

import datetime as dt
from collections import Counter

from eligibility.core.census import Census, merge_rows, take_census
from eligibility.core.checks import CHECKS
from eligibility.core.findings import Evidence, Finding, Report, Stamp
from eligibility.core.rulebook import Clause, DatedValue, Rulebook
from eligibility.core.snapshot import ConsortiumSnapshot
from eligibility.core.terms import POSSIBLE, Answer, Outcome, Reading

ENGINE_VERSION = 1
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
        confirmed = read(bound, take_census(snapshot, Reading.CONFIRMED, merger))
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


def read(bound: list[Bound], census: Census) -> list[Evidence | None]:
    """Answer the clauses for one reading, in their order."""
    answers = [
        CHECKS[clause.check].check(census, clause.arguments, value.value)
        for clause, value in bound
    ]
    _join_groups(bound, answers)
    return answers


def _join_groups(bound: list[Bound], answers: list[Evidence | None]) -> None:
    """Refuse two group minima that only one organisation twice could meet.

    One organisation serves one group, so minima that are open each on its own may
    still be out of reach together. Only the two group clauses are joined.
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
    if len(open_groups) != 2:  # noqa: PLR2004  # two groups, as the contract says
        return
    (first, one), (second, other) = open_groups
    if not _assignable(one, other):
        answers[first] = one._replace(outcome=Outcome.NOT_MET)
        answers[second] = other._replace(outcome=Outcome.NOT_MET)


def _assignable(one: Evidence, other: Evidence) -> bool:
    """Say whether the open organisations can be shared out so that both are met."""
    for_one, for_other = _open_to(one), _open_to(other)
    short_of_one = max(0, _missing(one) - (for_one - for_other).total())
    short_of_other = max(0, _missing(other) - (for_other - for_one).total())
    return short_of_one + short_of_other <= (for_one & for_other).total()


def _open_to(evidence: Evidence) -> Counter[int]:
    """Count the organisations that may still serve a group, by identity.

    By identity, and counted: two organisations of unknown country may look the same.
    """
    return Counter(
        id(each.participant) for each in evidence.not_counted if each.why in POSSIBLE
    )


def _missing(evidence: Evidence) -> int:
    """Return how many organisations a group lacks for certain."""
    required, found = evidence.required, evidence.found
    assert isinstance(required, int)  # noqa: S101  # a group counts organisations
    assert isinstance(found, int)  # noqa: S101  # a group counts organisations
    return required - found
