"""A consortium tried with other organisations than it has: what would be met then?

Withdrawal test and repairs both ask here, and here asks the engine: there is one
evaluator. Everything is read as planned.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from eligibility.core.census import families, take_census
from eligibility.core.engine import Bound, read
from eligibility.core.findings import Evidence
from eligibility.core.rulebook import Rulebook
from eligibility.core.snapshot import ConsortiumSnapshot, Participant, Place
from eligibility.core.terms import Outcome, PartnerType, Reading, Role, Severity

Kind = tuple[Role, Place | None, tuple[PartnerType, ...]]
"""All that a verdict as planned can see of an organisation."""

Answers = dict[str, Evidence]
"""The blocking clauses by id, as planned."""


class OutOfReadsError(Exception):
    """The number of evaluations allowed is used up."""


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation of the consortium with all rows it stands in."""

    organisation: Participant
    rows: tuple[Participant, ...]

    @property
    def kind(self) -> Kind:
        """Return what makes two organisations interchangeable."""
        return kind_of(self.organisation)


def kind_of(organisation: Participant) -> Kind:
    """Return what a verdict as planned can see of an organisation."""
    return organisation.role, organisation.place, organisation.types


class Trial:
    """One consortium and one law; counts its evaluations and stops at the bound."""

    def __init__(
        self,
        snapshot: ConsortiumSnapshot,
        rulebook: Rulebook,
        *,
        on: dt.date,
        most_reads: int,
    ) -> None:
        project_type = rulebook.project_type(snapshot.lot, snapshot.project_type)
        # Own copies: a row stated twice as one object must stay two organisations.
        rows = tuple([replace(each) for each in snapshot.participants])
        self.snapshot = replace(snapshot, participants=rows)
        self.bound: list[Bound] = [
            (each.clause, each.on(on))
            for each in project_type.clauses
            if each.clause.severity is Severity.BLOCKING
        ]
        self.members = [
            Member(organisation, rows) for organisation, rows in families(rows)
        ]
        self.most_reads = most_reads
        self.reads = 0
        self.now = self.answers([each.organisation for each in self.members])

    def answers(self, organisations: Sequence[Participant]) -> Answers:
        """Answer the blocking clauses for these organisations, already merged.

        Raises OutOfReadsError once the bound is reached; the first reading is free.
        """
        if self.reads > self.most_reads:
            raise OutOfReadsError
        self.reads += 1
        merger = (tuple(organisations), ())
        found = read(self.bound, take_census(self.snapshot, Reading.PLANNED, merger))
        return {
            clause.id: evidence
            for (clause, _), evidence in zip(self.bound, found, strict=True)
            if evidence is not None
        }

    def met(self, organisations: Sequence[Participant]) -> frozenset[str]:
        """Name the blocking clauses these organisations meet."""
        return frozenset(
            clause
            for clause, evidence in self.answers(organisations).items()
            if evidence.outcome is Outcome.MET
        )
