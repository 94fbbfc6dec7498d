"""Partners that were removed, and the way back for each."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from eligibility.words import deadline_words
from proposals.selectors.consortium.listed_partners import ListedPartner

UNDO_WINDOW = dt.timedelta(minutes=5)
LONGEST_NAME = 48
"""Letters of a name in a note of two lines on a phone."""


@dataclass(frozen=True, slots=True)
class RemovedPartner:
    """A partner that can be put back."""

    number: int
    label: str
    name: str
    removed: str
    """When, and by whom where that was noted."""


@dataclass(frozen=True, slots=True)
class Undo:
    """A removal so fresh that its undoing is offered by itself."""

    number: int
    sentence: str
    key: str
    """Of this removal: who closed the note of it does not meet it again."""


def removed_partners(rows: Iterable[ListedPartner]) -> tuple[RemovedPartner, ...]:
    """Return the removed ones among `rows`, the latest first."""
    return tuple(
        RemovedPartner(each.number, each.label, each.name, _removed(moment, each))
        for moment, each in _by_time(rows)
    )


def undo_of(rows: Iterable[ListedPartner], now: dt.datetime) -> Undo | None:
    """Return the latest removal of the last minutes."""
    for moment, latest in _by_time(rows)[:1]:
        if now - moment < UNDO_WINDOW:
            # The name gives way, not what happened to it: the note is small.
            name = Truncator(latest.name).chars(LONGEST_NAME)
            words = {"label": latest.label, "name": name}
            sentence = _("%(label)s %(name)s was removed.") % words
            key = f"{latest.number}@{moment.timestamp()}"
            return Undo(latest.number, sentence, key)
    return None


def _by_time(rows: Iterable[ListedPartner]) -> list[tuple[dt.datetime, ListedPartner]]:
    removed = [(each.removed_at, each) for each in rows if each.removed_at]
    return sorted(removed, key=lambda pair: (pair[0], pair[1].number), reverse=True)


def _removed(moment: dt.datetime, row: ListedPartner) -> str:
    words = {"moment": deadline_words(moment), "person": row.remover}
    if not row.remover:
        return _("Removed %(moment)s") % words
    return _("Removed %(moment)s by %(person)s") % words
