"""What a file would change in a draft, for the page on which it is taken."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.files.file_changes import Change, ChangeKind, file_changes
from proposals.files.form import Question
from proposals.files.proposal_file import FACTS, Part, ProposalFile, Values
from proposals.files.proposal_values import FIELDS
from proposals.files.stored_file import restored
from proposals.models import ProposalUpload
from proposals.selectors.drafts.masthead import Masthead, masthead_of
from proposals.selectors.files.file_words import (
    FIELD_WORDS,
    PARTS,
    row_words,
    value_words,
)
from proposals.selectors.files.proposal_files import read_proposal
from proposals.selectors.form.application_forms import form_sections
from proposals.selectors.form.word_diff import Part as DiffPart
from proposals.selectors.form.word_diff import word_diff

MOST_SHOWN = 500
"""Changes on one page; the rest follows when these are taken."""
LONG = 60
"""Characters from which two texts are compared word by word."""
MOST_COMPARED = 1_000_000
"""Characters compared word by word on one page; beyond, both texts stand there."""
NAMING = {Part.PARTNERS, Part.PACKAGES}
"""Parts whose rows give others their names."""
LONG_FIELDS = {"text", "description", "added_value"}


@dataclass(frozen=True, slots=True)
class ReviewValue:
    """One field of a row that comes or goes."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class ReviewChange:
    """One thing to take or leave."""

    key: str
    seen: str
    """Goes with the key when it is taken: what stood there."""
    name: str
    """The field; for a whole row what becomes of it."""
    is_row: bool
    is_removal: bool
    before: str
    """Empty where nothing stands."""
    after: str
    diff: tuple[DiffPart, ...]
    """Both texts in one, where they are long."""
    values: tuple[ReviewValue, ...]
    """Of a whole row."""
    is_ticked: bool
    trouble: str
    """Why it was not written, empty where it was not tried."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """Changes of one row."""

    title: str
    changes: tuple[ReviewChange, ...]


@dataclass(frozen=True, slots=True)
class ReviewPart:
    """Changes of one part of the proposal."""

    id: str
    title: str
    rows: tuple[ReviewRow, ...]
    count: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A file beside the draft it was uploaded for."""

    upload: ProposalUpload
    masthead: Masthead | None
    """None while the draft is not open yet."""
    acronym: str
    parts: tuple[ReviewPart, ...]
    count: int
    """Changes there are, shown or not."""
    shown: int
    unmapped: tuple[str, ...]
    """What in the file belongs to no field, as it stands there."""
    ticks: str
    """What is ticked in advance: all, none, or "" for what overwrites nothing."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of taking changes: the ticks that stay, and what stood in the way."""

    taken: Collection[str] = ()
    troubles: Mapping[str, str] | None = None
    """Key of a change → the sentence."""


def review_page(
    upload: ProposalUpload,
    *,
    now: dt.datetime,
    ticks: str = "",
    tried: Tried | None = None,
) -> ReviewPage:
    """Return what the file would change; a fixed number of queries."""
    stated, target = restored(upload.stated), upload.target
    current = (
        read_proposal(target, stated.parts | NAMING).file
        if target
        else _not_open_yet(stated)
    )
    questions = (
        {q.code: q for each in form_sections(target) for q in each.questions}
        if target
        else {}
    )
    changes = _in_form_order(file_changes(current, stated), questions)
    shown = changes[:MOST_SHOWN]
    page = _Page(current, stated, questions, ticks, tried)
    return ReviewPage(
        upload=upload,
        masthead=masthead_of(target, now=now) if target else None,
        acronym=target.alliance.acronym if target else str(_facts(stated)["acronym"]),
        parts=tuple(page.parts(shown)),
        count=len(changes),
        shown=len(shown),
        unmapped=tuple(upload.unmapped),
        ticks=ticks,
    )


def _in_form_order(
    changes: Sequence[Change], questions: Mapping[str, Question]
) -> list[Change]:
    """Return changes part by part, answers in the order of the form."""
    order = {code: number for number, code in enumerate(questions)}
    parts = list(Part)
    asked = {Part.ANSWERS, Part.ACTIVITIES}

    def place(change: Change) -> tuple[int, int]:
        part = change.place.part
        number = order.get(str(change.place.at[0]), 0) if part in asked else 0
        return parts.index(part), number

    return sorted(changes, key=place)


def _facts(stated: ProposalFile) -> Values:
    return stated.rows[FACTS]


def _not_open_yet(stated: ProposalFile) -> ProposalFile:
    """Return the draft that will be opened first: it has a name and a type."""
    given = _facts(stated)
    facts = {name: each.absent for name, each in FIELDS[Part.FACTS].items()}
    facts |= {name: given[name] for name in ("acronym", "project_type")}
    return ProposalFile(stated.call, stated.lot, {FACTS: facts})


class _Page:
    """Says changes in words, as long as comparing texts stays cheap."""

    def __init__(
        self,
        current: ProposalFile,
        stated: ProposalFile,
        questions: Mapping[str, Question],
        ticks: str,
        tried: Tried | None,
    ) -> None:
        self.files = (current, stated)
        self.questions = questions
        self.ticks = ticks
        self.tried = tried
        self.compared = 0

    def parts(self, changes: Sequence[Change]) -> Iterator[ReviewPart]:
        for part, found in groupby(changes, key=lambda each: each.place.part):
            rows = tuple(self.rows(found))
            number = sum(len(each.changes) for each in rows)
            words = ngettext("%(number)d change", "%(number)d changes", number)
            yield ReviewPart(
                part.value.replace("_", "-"),
                str(PARTS[part]),
                rows,
                words % {"number": number},
            )

    def rows(self, changes: Iterator[Change]) -> Iterator[ReviewRow]:
        for place, found in groupby(changes, key=lambda each: each.place):
            yield ReviewRow(
                row_words(place, self.files, self.questions),
                tuple(self.change(each) for each in found),
            )

    def change(self, change: Change) -> ReviewChange:
        part, name = change.place.part, change.field
        before = value_words(part, name, change.before.get(name))
        after = value_words(part, name, change.after.get(name))
        troubles = (self.tried and self.tried.troubles) or {}
        return ReviewChange(
            key=change.key,
            seen=change.seen,
            name=_name(change),
            is_row=not name,
            is_removal=change.kind is ChangeKind.REMOVED,
            before=before,
            after=after,
            diff=self.diff(name, before, after),
            values=tuple(_values(change)) if not name else (),
            is_ticked=self.is_ticked(change),
            trouble=troubles.get(change.key) or troubles.get(change.place.code, ""),
        )

    def diff(self, name: str, before: str, after: str) -> tuple[DiffPart, ...]:
        if name not in LONG_FIELDS or len(before) < LONG:
            return ()
        self.compared += len(before) + len(after)
        return word_diff(before, after) if self.compared <= MOST_COMPARED else ()

    def is_ticked(self, change: Change) -> bool:
        if self.tried is not None:
            return change.key in self.tried.taken
        if self.ticks:
            return self.ticks == "all"
        return change.fills


def _name(change: Change) -> str:
    if change.kind is ChangeKind.ADDED:
        return _("Add it")
    if change.kind is ChangeKind.REMOVED:
        return _("Remove it: the file does not have it")
    return str(FIELD_WORDS[change.field])


def _values(change: Change) -> Iterator[ReviewValue]:
    for name, value in (change.after or change.before).items():
        words = value_words(change.place.part, name, value)
        if words:
            yield ReviewValue(str(FIELD_WORDS[name]), words)
