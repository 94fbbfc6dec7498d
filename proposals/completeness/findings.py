"""A finding: one thing that is left to do or does not fit, and where it is mended."""

from enum import IntEnum, StrEnum
from typing import NamedTuple


class Keeps(IntEnum):
    """What a finding keeps from happening, the worst first."""

    SUBMITTING = 0
    COMPLETING = 1
    """A section from being completed."""
    FITTING = 2
    """Two parts of the application from saying the same."""
    FILLING_IN = 3
    """The official form from being filled in from here; nothing here."""
    WORD = 4
    """Nothing: it waits for somebody's word."""


class Place(StrEnum):
    """Where something is mended; what `keys` of a destination hold stands beside it."""

    CLAUSE = "clause"
    """The id of the clause."""
    FACT = "fact"
    """The name of the fact."""
    CONFIRMATIONS = "confirmations"
    PARTNER = "partner"
    """The number of the partner, and the name of the field."""
    PART_A = "part_a"
    """The number of the partner, and the name of the field."""
    ANSWER = "answer"
    """Section, question, and the number of the partner or None."""
    USE = "use"
    """Section and question: whether the instrument is used."""
    ACTIVITY = "activity"
    """Section and question: which work packages carry it out."""
    COMMENTS = "comments"
    """Question, and the number of the partner or None."""
    COMPLETED = "completed"
    """Section: the question whether it is complete."""
    PACKAGE_ADD = "package_add"
    PACKAGE = "package"
    """Number of the work package, and the name of the field."""
    PART = "part"
    """Number of the work package, sort, number of the part, and name of the field."""
    EFFORT_TABLE = "effort_table"
    EFFORT = "effort"
    """Number of the partner, and of the work package or None."""
    PROFILE_ADD = "profile_add"
    PROFILE = "profile"
    """Number of the profile, and the name of the field."""
    MOBILITY = "mobility"
    """Number of the line, and the name of the field."""
    PROPOSED = "proposed"
    """Number of the partner whose proposed figures wait."""


class Destination(NamedTuple):
    """A place and what is there, by its keys; pages make an address of it."""

    place: Place
    keys: tuple[str | int | None, ...] = ()


class Finding(NamedTuple):
    """One sentence and one place to mend it."""

    sentence: str
    to: Destination
    keeps: Keeps
    section: str = ""
    """The code of the section it belongs to; empty for the consortium."""
    partner: int | None = None
    """The number of the partner it is about, if it is about one."""
    package: int | None = None
    """The number of the work package it is about, if it is about one."""
    is_open: bool = False
    """Whether something is only not known yet; else somebody must act."""
    is_counted: bool = False
    """Whether it is about answers that are missing or too long: those are counted."""
    brief: str = ""
    """The same in fewer words, for a list of many drafts."""

    @property
    def words(self) -> str:
        """The fewest words there are for it."""
        return self.brief or self.sentence

    @property
    def mark(self) -> str:
        """Name of the icon: not-met, unknown or sent."""
        if self.keeps is Keeps.WORD:
            return "sent"
        return "unknown" if self.is_open else "not-met"
