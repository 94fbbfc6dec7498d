"""What a draft holds, as plain values: all that its completeness is judged by."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from eligibility.core import Answer, Participant, Role
from proposals.budget import Budget, Given, ceiling_for, kept_budget
from proposals.enums import WORKING_ROLES, WorkPackageKind
from proposals.files.form import Per, Question, Section, SectionKind, asked_partners

if TYPE_CHECKING:
    from proposals.completeness.answers import Missing

OpenComments = Mapping[tuple[str, int | None], int]
"""Question and number of the partner → how many threads are open."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is answered to one question, of one partner or of the proposal."""

    characters: int
    """How many there are; where even its bytes are within the limit, how many these."""
    use: str = ""

    @property
    def is_begun(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.characters or self.use)


NOTHING_WRITTEN = Written(0)
Answers = Mapping[tuple[str, int | None], Written]
"""Question and number of the partner → what is answered."""


@dataclass(frozen=True, slots=True)
class Said:
    """What people say of a section."""

    who: str = ""
    """Whose it is; empty while nobody is named, or who was has left."""
    who_key: int | None = None
    version: int = 0
    """The precondition of the next assignment."""
    completed_at: dt.datetime | None = None
    completed_by: str = ""

    @property
    def is_completed(self) -> bool:
        """Whether somebody said so, also where it no longer holds."""
        return self.completed_at is not None


NOTHING_SAID = Said()


@dataclass(frozen=True, slots=True)
class OpenClause:
    """A blocking clause that is not met as planned."""

    id: str
    brief: str
    """Title and figure: "Programme countries: 2 of 8"."""
    sentence: str
    is_unknown: bool
    fact: str = ""
    """The fact it asks for; empty where it asks for none."""


class Sort(StrEnum):
    """What a work package holds, by the name in addresses."""

    TASK = "tasks"
    RESULT = "results"
    MILESTONE = "milestones"


LETTERS = {Sort.TASK: "T", Sort.RESULT: "R", Sort.MILESTONE: "MS"}


@dataclass(frozen=True, slots=True)
class Part:
    """A task, result or milestone; `end` is the month it is due or ends."""

    sort: Sort
    package: int
    number: int
    start: int | None = None
    end: int | None = None
    lead: int | None = None
    title: str = ""

    @property
    def label(self) -> str:
        """Its number with that of the work package: T1.2."""
        return f"{LETTERS[self.sort]}{self.package}.{self.number}"


@dataclass(frozen=True, slots=True)
class Package:
    """A work package; `described` are the characters of its description."""

    number: int
    kind: WorkPackageKind
    title: str = ""
    start: int | None = None
    end: int | None = None
    lead: int | None = None
    described: int = 0
    parts: tuple[Part, ...] = ()

    @property
    def label(self) -> str:
        """The number a colleague would say: WP1, WP2."""
        return f"WP{self.number}"


@dataclass(frozen=True, slots=True)
class NamedProfile:
    """An occupational profile; code empty and level None while they are open."""

    number: int
    title: str
    code: str = ""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Representative:
    """Who legally represents an organisation, as Part A says; empty: not given."""

    name: str = ""
    function: str = ""
    email: str = ""


@dataclass(frozen=True)
class Contents:
    """A draft as plain values. Reading it asks nothing of a database."""

    title: str = ""
    sector: str = ""
    months: int | None = None
    grant: Decimal | None = None
    """The grant of the facts, EUR."""
    clauses: tuple[OpenClause, ...] = ()
    participants: tuple[Participant, ...] = ()
    """The current partners, also those who left."""
    represented: Mapping[int, Representative] | None = None
    """Number of the applicant → who represents it; None where nobody looked."""
    sections: tuple[Section, ...] = ()
    """What the form asks in this Lot."""
    answers: Answers = field(default_factory=dict)
    comments: OpenComments = field(default_factory=dict)
    said: Mapping[str, Said] = field(default_factory=dict)
    """By the code of the section."""
    parts: Mapping[tuple[str, int], Said] = field(default_factory=dict)
    """Section and number of the partner → who said that its part is done."""
    carried: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Activity → numbers of the work packages that carry it out."""
    proposed: Mapping[int, int] = field(default_factory=dict)
    """Number of the partner → how many of its proposed figures wait."""
    profiles: tuple[NamedProfile, ...] = ()
    packages: tuple[Package, ...] = ()
    given: Given = field(default_factory=lambda: Given(()))
    """What the budget is computed from."""
    ceilings: Mapping[int, Decimal] | None = None
    """Months → EUR, of the pinned rulebook; None where it has none."""

    @cached_property
    def budget(self) -> Budget:
        """What the application costs."""
        return kept_budget(self.given)

    @cached_property
    def days(self) -> dict[int, Decimal]:
        """The days of each partner that costs something, by number."""
        return {each.payee.number: each.days for each in self.budget.partners}

    @property
    def ceiling(self) -> Decimal | None:
        """The ceiling of the duration; None where there is none or it is open."""
        return ceiling_for(self.ceilings or {}, months=self.months)

    @cached_property
    def roles(self) -> dict[int, Role]:
        """The role of each partner who takes part, by number."""
        return {
            number: each.role
            for number, each in self.by_number.items()
            if takes_part(each)
        }

    @cached_property
    def by_number(self) -> dict[int, Participant]:
        """The partners by number, also those who left."""
        return {number_of(each): each for each in self.participants}

    @cached_property
    def missing(self) -> dict[str, tuple[Section, "list[Missing]"]]:
        """What was found missing so far, by section: each is asked for four times."""
        return {}

    @cached_property
    def _asked(self) -> dict[Per, list[int | None]]:
        return {}

    def asked(self, question: Question) -> list[int | None]:
        """Return whom a question is asked of, as `asked_partners` says it."""
        asked = self._asked.get(question.per)
        if asked is None:
            asked = self._asked[question.per] = asked_partners(question, self.roles)
        return asked

    def named(self, number: int) -> str:
        """Name a partner as people call it: "P7 Forge"."""
        participant = self.by_number[number]
        return f"{participant.label} {participant.name}"

    def section_of(self, kind: SectionKind) -> str:
        """Return the code of the section of a kind; empty where there is none."""
        return next((each.code for each in self.sections if each.kind is kind), "")

    def said_of(self, section: str) -> Said:
        """Return what people say of a section."""
        return self.said.get(section, NOTHING_SAID)

    def said_of_part(self, section: str, partner: int) -> Said:
        """Return what the contact of a partner says of its part of a section."""
        return self.parts.get((section, partner), NOTHING_SAID)

    def written(self, question: str, partner: int | None) -> Written:
        """Return what is answered to a question."""
        return self.answers.get((question, partner), NOTHING_WRITTEN)


def number_of(participant: Participant) -> int:
    """Return the number behind a label: 7 of "P7"."""
    return int(participant.label.removeprefix("P"))


def takes_part(participant: Participant) -> bool:
    """Say whether a partner neither declined nor withdrew."""
    return participant.answer in {Answer.CONFIRMED, Answer.INVITED}


def works(participant: Participant) -> bool:
    """Say whether a partner may lead work and have days in it."""
    return takes_part(participant) and participant.role.value in WORKING_ROLES
