"""The form of an application as lines to be written between, and read back.

Pure. An answer stands between a line `[answer code]`, or `[answer code P3]` where a
partner is asked, and a line `[end]`. Everything else on the paper is known: what is
not, belongs to no question and is listed.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eligibility.words import figure
from proposals.files.form import ASKED, Per, Question, Section

OPENS = re.compile(r"\[answer ([-a-z0-9]{1,60})(?: P([1-9]\d{0,3}))?\]", re.ASCII)
CLOSES = "[end]"
MOST_LOOSE = 200
"""Texts that belong to no question, as many as somebody reads."""

Asked = tuple[str, int | None]
"""A question, and the partner it is asked of."""


class LineKind(StrEnum):
    """What a line is, for its looks."""

    TITLE = "title"
    NOTE = "note"
    SECTION = "section"
    QUESTION = "question"
    PARTNER = "partner"
    GUIDANCE = "guidance"
    MARK = "mark"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the paper."""

    kind: LineKind
    text: str


@dataclass(frozen=True, slots=True)
class PaperPartner:
    """A partner whom the form may ask."""

    number: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A form to be written on paper, with what is answered already."""

    title: str
    place: str
    """Call, Lot and type of project in one line."""
    sections: tuple[Section, ...]
    partners: tuple[PaperPartner, ...]
    answers: Mapping[Asked, str] = field(default_factory=dict)

    def lines(self) -> tuple[Line, ...]:
        """Return the whole paper, line by line."""
        return tuple(self._lines())

    def asks(self) -> frozenset[Asked]:
        """Return every question with the partner it is asked of."""
        return frozenset(
            asked
            for each in self.lines()
            if each.kind is LineKind.MARK and (asked := _asked_by(each.text))
        )

    def _lines(self) -> Iterator[Line]:
        yield Line(LineKind.TITLE, self.title)
        yield Line(LineKind.NOTE, self.place)
        yield Line(LineKind.NOTE, how_to())
        for section in self.sections:
            yield Line(LineKind.SECTION, section.title)
            if section.help:
                yield Line(LineKind.GUIDANCE, section.help)
            for question in section.questions:
                yield from self._question(question)

    def _question(self, question: Question) -> Iterator[Line]:
        yield Line(LineKind.QUESTION, question.title)
        if question.help:
            yield Line(LineKind.GUIDANCE, question.help)
        yield Line(LineKind.GUIDANCE, limit_words(question))
        if question.per is Per.PROPOSAL:
            yield from self._answer(question.code, None)
            return
        for each in self.partners:
            if each.role in ASKED[question.per]:
                yield Line(LineKind.PARTNER, f"P{each.number} {each.name}")
                yield from self._answer(question.code, each.number)

    def _answer(self, code: str, partner: int | None) -> Iterator[Line]:
        whose = f" P{partner}" if partner else ""
        yield Line(LineKind.MARK, f"[answer {code}{whose}]")
        for line in self.answers.get((code, partner), "").split("\n"):
            yield Line(LineKind.TEXT, line)
        yield Line(LineKind.MARK, CLOSES)


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody wrote on a paper."""

    answers: Mapping[Asked, str]
    """Without blank lines around; only what is not empty."""
    loose: tuple[str, ...]
    """What belongs to no question, as it stands there."""


def _asked_by(line: str) -> Asked | None:
    """Return what a line that opens an answer asks, None for any other line."""
    opens = OPENS.fullmatch(line.strip())
    if opens is None:
        return None
    code, partner = opens.groups()
    return code, int(partner) if partner else None


def how_to() -> str:
    """Say how the paper is written on."""
    return _(
        "Write between the lines in square brackets and leave those as they are: they"
        " lead each answer back to its question."
    )


def limit_words(question: Question) -> str:
    """Say how long an answer may be, and whether it may be left out."""
    words = ngettext(
        "At most %(limit)s character.", "At most %(limit)s characters.", question.limit
    ) % {"limit": figure(question.limit)}
    optional = _("Not required.")
    return words if question.is_required else f"{words} {optional}"


def read_paper(paper: Paper, lines: Iterable[str]) -> Reading:
    """Return the answers on a paper, each with its question, and what has none.

    An answer whose `[end]` is gone ends where the next one begins, before what the
    paper itself says there.
    """
    known = {
        each.text.strip() for each in paper.lines() if each.kind is not LineKind.TEXT
    }
    reader = _Reader(known)
    for line in lines:
        reader.take(line)
    reader.close()
    answers = {asked: "\n".join(found) for asked, found in reader.answers.items()}
    return Reading(answers, _listed(reader.loose))


def _listed(loose: Sequence[str]) -> tuple[str, ...]:
    """Return what belongs to no question, and how much more there is."""
    more = len(loose) - MOST_LOOSE
    if more <= 0:
        return tuple(loose)
    words = _("and %(number)d more in the file") % {"number": more}
    return (*loose[:MOST_LOOSE], words)


class _Reader:
    """Walks the lines of a paper."""

    def __init__(self, known: Collection[str]) -> None:
        self.known = known
        self.answers: dict[Asked, list[str]] = {}
        self.loose: list[str] = []
        self.asked: Asked | None = None
        self.written: list[str] = []

    def take(self, line: str) -> None:
        asked = _asked_by(line)
        if asked is not None:
            self.close()
            self.asked = asked
        elif line.strip() == CLOSES:
            self.keep(self.written)
        elif self.asked is not None:
            self.written.append(line)
        elif line.strip() and line.strip() not in self.known:
            self.loose.append(line.strip())

    def close(self) -> None:
        """End an answer whose last line is gone; what the paper says is not of it."""
        written = self.written
        while written and (
            not written[-1].strip() or written[-1].strip() in self.known
        ):
            written = written[:-1]
        self.keep(written)

    def keep(self, written: Sequence[str]) -> None:
        text = "\n".join(written).strip("\n")
        if self.asked is not None and text.strip():
            # Twice under one code: both are kept, one below the other.
            self.answers.setdefault(self.asked, []).append(text)
        self.asked, self.written = None, []
