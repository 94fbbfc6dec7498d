"""Whose a section is and whether it is complete, as its own page says it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alliances.words import moment_words
from eligibility.words import BRUSSELS
from proposals.completeness import Contents, Said, part_trouble
from proposals.files.form import Section
from proposals.models import Answer, Proposal
from proposals.policies import Decision, Seat
from proposals.selectors.form.authors import Author, authors_of
from proposals.selectors.form.form_states import FormTask


@dataclass(frozen=True, slots=True)
class SectionState:
    """What stands at the end of a section."""

    words: str
    """Where it stands, as in the task list."""
    mark: str
    is_untouched: bool
    """Whether it is in progress as soon as one answer is saved."""
    who: str
    """Whose it is; empty while it is nobody's."""
    who_key: int | None
    version: int
    """The precondition of assigning it."""
    people: tuple[Author, ...]
    """To whom it can be assigned."""
    is_said_complete: bool
    """Whether somebody said so, also where it no longer holds."""
    completed: str
    """When and by whom it was completed; empty while it is not."""
    changed: str
    """Who changed an answer since; empty while nobody did."""
    may_edit: Decision
    """Whether the reader assigns and completes."""


@dataclass(frozen=True, slots=True)
class PartState:
    """What the contact of a partner says of its part of a section."""

    words: str
    """Who said that it is done, and when; empty while nobody does."""
    trouble: str
    """What is missing all the same; empty where nothing is, or nobody said done."""
    may_finish: Decision
    """Whether the reader says so."""


def part_state(
    contents: Contents, section: Section, partner: int, seat: Seat
) -> PartState:
    """Return the state of a partner's part; no query."""
    return said_state(
        contents.said_of_part(section.code, partner),
        seat.finishes(partner),
        trouble=part_trouble(contents, section, partner),
    )


def said_state(said: Said, may_finish: Decision, *, trouble: str = "") -> PartState:
    """Return the state of a part of which this is said."""
    words = ""
    if said.completed_at is not None:
        words = _("%(name)s said on %(time)s that this part is done") % {
            "name": said.completed_by,
            "time": _time(said.completed_at),
        }
    return PartState(words, trouble if words else "", may_finish)


def section_state(
    proposal: Proposal, task: FormTask, answers: Iterable[Answer], may_edit: Decision
) -> SectionState:
    """Return the state of the section of a task: one query."""
    said = task.said
    return SectionState(
        words=task.state,
        mark=task.mark,
        is_untouched=task.is_untouched,
        who=said.who,
        who_key=said.who_key,
        version=said.version,
        people=authors_of(proposal),
        is_said_complete=said.is_completed,
        completed=_completed(said),
        changed=_changed(said, answers),
        may_edit=may_edit,
    )


def _completed(said: Said) -> str:
    if said.completed_at is None:
        return ""
    return _("Completed by %(name)s on %(time)s") % {
        "name": said.completed_by,
        "time": _time(said.completed_at),
    }


def _changed(said: Said, answers: Iterable[Answer]) -> str:
    """Name the last change after the section was completed."""
    if said.completed_at is None:
        return ""
    later = [each for each in answers if each.changed_at > said.completed_at]
    if not later:
        return ""
    last = max(later, key=lambda each: each.changed_at)
    return _("%(name)s changed an answer since, on %(time)s") % {
        "name": last.changed_by,
        "time": _time(last.changed_at),
    }


def _time(moment: dt.datetime) -> str:
    return moment_words(moment.astimezone(BRUSSELS))
