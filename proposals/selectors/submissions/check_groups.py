"""Rows of the page that checks all answers, by the organisation they are of."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.selectors.submissions.check_rows import CheckRow

MOST_OPEN = 3
"""Organisations in one section up to which all that they say stands open."""

PlacedRow = tuple[CheckRow, str]
"""A row with the address where it is changed, which knows the way back."""


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """What one organisation is asked in a section, or what is asked of all."""

    who: str
    """As people call it: "P5 Forge"; empty for the proposal."""
    words: str
    """How much it answered, and what is missing or changed; empty for the proposal."""
    is_open: bool
    """Whether its rows are in sight from the beginning."""
    rows: tuple[PlacedRow, ...]


def grouped(rows: Iterable[PlacedRow]) -> tuple[CheckGroup, ...]:
    """Return rows by whom they are of, in the order in which each is first named.

    What differs from the submission stays in sight, however many organisations there
    are.
    """
    by_who: dict[str, list[PlacedRow]] = {}
    for row, url in rows:
        by_who.setdefault(row.who, []).append((row, url))
    are_few = len(by_who) <= MOST_OPEN
    return tuple(
        CheckGroup(
            who=who,
            words=_words([row for row, _url in own]) if who else "",
            is_open=are_few or any(row.is_changed for row, _url in own),
            rows=tuple(own),
        )
        for who, own in by_who.items()
    )


def _words(rows: list[CheckRow]) -> str:
    missing = sum(bool(each.missing) for each in rows)
    changed = sum(each.is_changed for each in rows)
    given = len(rows) - missing
    words = [ngettext("%d answer", "%d answers", given) % given]
    if missing:
        words.append(_("%d not answered") % missing)
    if changed:
        words.append(_("%d changed since the submission") % changed)
    return ", ".join(words)
