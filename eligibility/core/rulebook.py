"""The law of one call as frozen values: Lots, clauses, dated values, references."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from eligibility.core.terms import Confidence, Severity


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a value comes from, and how far that can be trusted.

    `quote` is copied word for word or absent; `note` is the product's own remark;
    `checked` is the day a person last looked.
    """

    title: str
    confidence: Confidence
    checked: dt.date
    locator: str | None = None
    url: str | None = None
    quote: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value that holds from its day until the next one.

    A count, a plain yes, the allowed months, or ceilings in EUR by months.
    """

    since: dt.date
    value: int | bool | tuple[int, ...] | Mapping[int, Decimal]
    reference: Reference


@dataclass(frozen=True, slots=True)
class Clause:
    """One eligibility clause: what is asked, not how much.

    `id` is public and stable (`min-programme-countries`); `check` names the function
    that knows the arithmetic; `arguments` are that function's, as the rulebook has
    them.
    """

    id: str
    title: str
    check: str
    severity: Severity
    arguments: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class DatedClause:
    """A clause bound to one Lot and project type, with its values by day."""

    clause: Clause
    values: tuple[DatedValue, ...]

    def on(self, day: dt.date) -> DatedValue:
        """Return the value in force on `day`.

        Raises NoValue before the first one: silence would read as "no such rule".
        """
        for value in reversed(self.values):
            if value.since <= day:
                return value
        raise NoValue(self.clause.id, day)


@dataclass(frozen=True, slots=True)
class ProjectType:
    """A type of project with the clauses that bind it, in the order of the law."""

    code: str
    title: str
    clauses: tuple[DatedClause, ...]


@dataclass(frozen=True, slots=True)
class Lot:
    """One Lot of a call and its types of project."""

    code: str
    number: int | None
    title: str
    project_types: tuple[ProjectType, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The law of one call in one published version.

    `opens` is the first day of the call, `deadline` an aware moment; `sha256` is the
    digest of the TOML text it was read from. `pending_partners` is `warn` where
    unconfirmed partners may be submitted after a named warning, else `block`.
    `unverified_clauses` says the same of clauses that are not met and whose value was
    not read in a source of the call; a text that says nothing blocks.
    """

    code: str
    version: int
    sha256: str
    title: str
    reference: str
    opens: dt.date
    opens_reference: Reference
    deadline: dt.datetime
    deadline_references: tuple[Reference, Reference]
    pending_partners: str
    lots: tuple[Lot, ...]
    unverified_clauses: str = "block"
    takes_submissions: bool = False
    is_default: bool = False
    is_established: bool = True
    note: str | None = None

    def asks_the_same_as(self, other: "Rulebook") -> bool:
        """Whether two versions differ in the end of the call and its doors at most.

        An alliance answers the same clauses under both: only until when, and whether,
        it may be submitted is another thing.
        """
        return self == replace(
            other,
            version=self.version,
            sha256=self.sha256,
            deadline=self.deadline,
            deadline_references=self.deadline_references,
            takes_submissions=self.takes_submissions,
            is_default=self.is_default,
        )

    def lot(self, code: str) -> Lot:
        """Return the Lot; UnknownLot names those there are."""
        for lot in self.lots:
            if lot.code == code:
                return lot
        raise UnknownLot(code, [lot.code for lot in self.lots])

    def project_type(self, lot: str, code: str) -> ProjectType:
        """Return the project type; UnknownProjectType names those of the Lot."""
        known = self.lot(lot).project_types
        for project_type in known:
            if project_type.code == code:
                return project_type
        raise UnknownProjectType(code, [each.code for each in known])


class NoValue(LookupError):
    """A clause has no value on a day: the day lies before the call."""

    def __init__(self, clause: str, day: dt.date) -> None:
        super().__init__(f"{clause} has no value on {day.isoformat()}")
        self.clause = clause
        self.day = day


class UnknownLot(LookupError):
    """A Lot the call does not have; `known` lists those it has."""

    def __init__(self, code: str, known: list[str]) -> None:
        super().__init__(f"unknown Lot {code!r}")
        self.code = code
        self.known = known


class UnknownProjectType(LookupError):
    """A project type the Lot does not have; `known` lists those it has."""

    def __init__(self, code: str, known: list[str]) -> None:
        super().__init__(f"unknown project type {code!r}")
        self.code = code
        self.known = known
