"""Occupational profiles as pages show them, with what each of them was before."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from eligibility.words import deadline_words
from proposals.files.occupations import parse_code
from proposals.models import OccupationalProfile, ProfileVersion, Proposal
from proposals.policies import Decision

OPEN = "–"


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One profile in the table of its section."""

    number: int
    title: str
    code: str
    """With its classification: "ISCO-08 2512"; a dash while it is open."""
    level: str
    """The words "Level 4"; a dash while it is open."""
    removed: str
    """When and by whom it was removed; empty while it is there."""


@dataclass(frozen=True, slots=True)
class ProfileTable:
    """All profiles of a draft."""

    rows: tuple[ProfileRow, ...]
    removed: tuple[ProfileRow, ...]
    may_edit: Decision
    """Whether the reader may change them, and why not."""


@dataclass(frozen=True, slots=True)
class ProfileVersionRow:
    """What a profile was once."""

    said: str
    """What was done, when and by whom."""
    title: str
    code: str
    level: str


def profile_table(proposal: Proposal, may_edit: Decision) -> ProfileTable:
    """Return the profiles of a draft, removed ones apart: one query."""
    rows = OccupationalProfile.objects.filter(proposal=proposal)
    shown = [_row(each) for each in rows.select_related("removed_by")]
    return ProfileTable(
        rows=tuple(each for each in shown if not each.removed),
        removed=tuple(each for each in shown if each.removed),
        may_edit=may_edit,
    )


def profile_history(profile: OccupationalProfile) -> tuple[ProfileVersionRow, ...]:
    """Return what a profile was, the latest first: one query."""
    rows = profile.versions.select_related("by")
    return tuple([_version(each) for each in rows])


def _version(row: ProfileVersion) -> ProfileVersionRow:
    words = {"moment": deadline_words(row.saved_at), "person": row.by}
    sentence = (
        _("Removed %(moment)s by %(person)s")
        if row.is_removed
        else _("Saved %(moment)s by %(person)s")
    )
    return ProfileVersionRow(
        sentence % words, row.title, code_words(row.code), level_words(row.level)
    )


def _row(row: OccupationalProfile) -> ProfileRow:
    removed = ""
    if row.removed_at is not None:
        words = {"moment": deadline_words(row.removed_at), "person": row.removed_by}
        removed = _("Removed %(moment)s by %(person)s") % words
    code, level = code_words(row.code), level_words(row.level)
    return ProfileRow(row.number, row.title, code, level, removed)


def code_words(code: str) -> str:
    """Write a code with its classification, a dash while it is open."""
    return parse_code(code).words if code else OPEN


def level_words(level: int | None) -> str:
    """Write a level of the EQF, a dash while it is open."""
    return _("Level %(level)d") % {"level": level} if level else OPEN
