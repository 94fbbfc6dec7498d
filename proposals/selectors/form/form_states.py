"""The sections of the form in the task list."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from proposals.completeness import (
    NOTHING_SAID,
    Contents,
    Finding,
    OpenComments,
    Said,
    done_words,
    open_words,
    standing_of_section,
)
from proposals.files.form import Section


@dataclass(frozen=True, slots=True)
class FormTask:
    """One section of the form in the task list."""

    code: str
    title: str
    state: str
    mark: str
    """todo where something is wrong, wait where something is open, else empty."""
    is_completed: bool = False
    """Whether somebody said so, and it still holds."""
    is_untouched: bool = False
    """Whether it is in progress as soon as one answer is saved."""
    parts: str = ""
    """How many partners' parts are said to be done; empty while none is."""
    said: Said = NOTHING_SAID
    talk: OpenComments = field(default_factory=dict)
    """The open comments on each of its questions."""

    @property
    def comments(self) -> str:
        """How many comments are open, in words; empty while none is."""
        return open_words(sum(self.talk.values()))


def form_tasks(
    contents: Contents, sections: Sequence[Section], findings: Sequence[Finding]
) -> tuple[FormTask, ...]:
    """Return where each of these sections stands; no query.

    `findings` are those of the whole draft.
    """
    return tuple(_task(contents, each, findings) for each in sections)


def _task(
    contents: Contents, section: Section, findings: Sequence[Finding]
) -> FormTask:
    standing = standing_of_section(contents, section, findings)
    codes = {each.code for each in section.questions}
    return FormTask(
        code=section.code,
        title=section.title,
        state=standing.state,
        mark=standing.mark,
        is_completed=standing.is_completed,
        is_untouched=standing.is_untouched,
        parts=done_words(contents, section),
        said=contents.said_of(section.code),
        talk={
            place: number
            for place, number in contents.comments.items()
            if place[0] in codes
        },
    )
