"""The form of an application: sections and questions of one version, by Lot."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from alliances.enums import Role
from eligibility.core import Reference


class SectionKind(StrEnum):
    """What a section holds besides its questions."""

    QUESTIONS = "questions"
    PROFILES = "profiles"
    WORK_PLAN = "work_plan"
    BUDGET = "budget"
    ADDED_VALUE = "added_value"
    MOBILITY = "mobility"


class QuestionKind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    ACTIVITY = "activity"
    """A text, and the work packages that carry the activity out."""
    INSTRUMENT = "instrument"
    """A text, and whether the instrument is used or not relevant."""


class Per(StrEnum):
    """How often a question is asked."""

    PROPOSAL = "proposal"
    ORGANISATION = "organisation"
    """Once for the applicant and each full partner."""
    ASSOCIATED = "associated"
    """Once for each associated partner."""


ASKED: Mapping[str, frozenset[str]] = {
    Per.ORGANISATION: frozenset({Role.APPLICANT, Role.FULL_PARTNER}),
    Per.ASSOCIATED: frozenset({Role.ASSOCIATED_PARTNER}),
}
"""Whom a question is asked of that is asked per partner."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `limit` is a number of characters as `counting` counts them."""

    code: str
    title: str
    help: str
    kind: QuestionKind
    per: Per
    limit: int
    is_required: bool
    reference: Reference


def asked_partners(question: Question, roles: Mapping[int, str]) -> list[int | None]:
    """Return whom a question is asked of: partners by number, or None, the proposal."""
    if question.per is Per.PROPOSAL:
        return [None]
    asked = ASKED[question.per]
    return [number for number, role in sorted(roles.items()) if role in asked]


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that are answered on one page."""

    code: str
    title: str
    help: str
    kind: SectionKind
    questions: tuple[Question, ...]
    reference: Reference | None


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """A published form. `sections` hold what any Lot asks; `for_lot` narrows them."""

    title: str
    sections: tuple[Section, ...]
    lots: Mapping[str, frozenset[str]]
    """The code of a section or question → the Lots it is for; absent: all."""

    def for_lot(self, lot: str) -> tuple[Section, ...]:
        """Return the sections a Lot has, each with the questions it asks there."""
        return tuple(
            Section(
                each.code,
                each.title,
                each.help,
                each.kind,
                tuple(q for q in each.questions if self._is_for(q.code, lot)),
                each.reference,
            )
            for each in self.sections
            if self._is_for(each.code, lot)
        )

    def question(self, code: str, *, lot: str) -> Question | None:
        """Return a question of a Lot by its code, None where it does not ask it."""
        asked = (q for each in self.for_lot(lot) for q in each.questions)
        return next((each for each in asked if each.code == code), None)

    def _is_for(self, code: str, lot: str) -> bool:
        return code not in self.lots or lot in self.lots[code]
