"""What the engine says: findings with their evidence, and the report of all of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from eligibility.core.rulebook import Clause, DatedValue
from eligibility.core.snapshot import Edition, Participant
from eligibility.core.terms import Outcome, Reading, Severity, Why

Figure = int | Decimal | tuple[int, ...] | None
"""A count, an amount in EUR, months, or nothing where a number does not apply."""


class Excluded(NamedTuple):
    """An organisation that does not count with certainty, and why."""

    participant: Participant
    why: Why


class Gap(NamedTuple):
    """A country in which functions are served by nobody, by their names in the law."""

    country: str
    functions: tuple[str, ...]


class Evidence(NamedTuple):
    """What one reading found for one clause.

    `found` is the certain figure, `possible` the upper bound in total; `counted` and
    `not_counted` are sorted by name, so that the order of rows never shows.
    `decisive` are the open ones without whom an open group minimum is out of reach.
    `gaps` are countries that cannot be completed, else those not surely complete.
    """

    outcome: Outcome
    required: Figure = None
    found: Figure = None
    possible: Figure = None
    counted: tuple[Participant, ...] = ()
    not_counted: tuple[Excluded, ...] = ()
    decisive: tuple[Participant, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One clause answered, with the value that was in force."""

    clause: Clause
    value: DatedValue
    planned: Evidence
    confirmed: Evidence

    def of(self, reading: Reading) -> Evidence:
        """Return the evidence of one reading."""
        return self.planned if reading is Reading.PLANNED else self.confirmed


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which rulebook was applied."""

    call: str
    lot: str
    project_type: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Report:
    """All findings on one consortium under one rulebook on one day."""

    on: dt.date
    rulebook: Stamp
    edition: Edition
    findings: tuple[Finding, ...]

    def of(self, reading: Reading) -> Outcome:
        """Return the overall outcome: the worst of the blocking clauses."""
        outcomes = {
            finding.of(reading).outcome
            for finding in self.findings
            if finding.clause.severity is Severity.BLOCKING
        }
        for worst in (Outcome.NOT_MET, Outcome.UNKNOWN):
            if worst in outcomes:
                return worst
        return Outcome.MET

    @property
    def outcome(self) -> Outcome:
        """The overall outcome as planned."""
        return self.of(Reading.PLANNED)

    @property
    def outcome_as_confirmed(self) -> Outcome:
        """The overall outcome as confirmed."""
        return self.of(Reading.CONFIRMED)

    def by_clause(self) -> Mapping[str, Finding]:
        """Return the findings by the id of their clause."""
        return {finding.clause.id: finding for finding in self.findings}
