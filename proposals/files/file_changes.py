"""What a file would change in a proposal, field by field. Pure."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from proposals.files.proposal_file import (
    EMPTY,
    NO_DAYS,
    NOTHING,
    Part,
    Place,
    ProposalFile,
    Values,
)

DIGEST_LENGTH = 16
SAYS_NOTHING = (None, "", (), NO_DAYS)


class ChangeKind(StrEnum):
    """What taking a change does."""

    ADDED = "added"
    """A whole row that is not there yet."""
    CHANGED = "changed"
    """One field."""
    REMOVED = "removed"
    """A whole row the file does not have."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to take or leave: a field, or a row that comes or goes.

    `before` and `after` hold one value for a field and all of them for a row; what is
    not there is empty.
    """

    place: Place
    kind: ChangeKind
    before: Values
    after: Values
    field: str = ""

    @property
    def key(self) -> str:
        """Its name in a form: `partners.3` or `partners.3:country`."""
        return f"{self.place.code}:{self.field}" if self.field else self.place.code

    @property
    def seen(self) -> str:
        """A digest of what stands now: who takes the change says what they saw."""
        text = json.dumps(dict(self.before), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]

    @property
    def fills(self) -> bool:
        """Whether nothing stands where it goes, so that it overwrites nothing."""
        return all(value in SAYS_NOTHING for value in self.before.values())


def file_changes(current: ProposalFile, stated: ProposalFile) -> tuple[Change, ...]:
    """Return what makes `current` say what `stated` says, in the order of writing.

    Of parts `stated` does not speak of, and of what goes with a row that goes, nothing.
    """
    return tuple(
        change
        for part in Part
        if part in stated.parts
        for change in _of_part(current, stated, part)
    )


def _of_part(
    current: ProposalFile, stated: ProposalFile, part: Part
) -> Iterator[Change]:
    before, after = current.of(part), stated.of(part)
    for place in sorted({*before, *after}, key=lambda each: each.order):
        if place not in after and (stated.is_partial or _goes_along(stated, place)):
            continue
        yield from _of_place(place, before, after)


def _of_place(
    place: Place, before: dict[Place, Values], after: dict[Place, Values]
) -> Iterator[Change]:
    empty = EMPTY.get(place.part)
    old, new = before.get(place, empty), after.get(place, empty)
    if place.part is Part.EFFORT and place not in before and new != empty:
        # One thing to take, not four: nobody has days there yet.
        old = None
    if old is None:
        yield Change(place, ChangeKind.ADDED, NOTHING, after[place])
    elif new is None:
        yield Change(place, ChangeKind.REMOVED, before[place], NOTHING)
    else:
        for name, value in new.items():
            if name in FIXED.get(place.part, ()) or old[name] == value:
                continue
            was, is_now = {name: old[name]}, {name: value}
            yield Change(place, ChangeKind.CHANGED, was, is_now, name)


FIXED = {Part.PARTNERS: ("left",)}
"""What only a new row takes from a file: that a partner left is the partner's word."""


def _goes_along(stated: ProposalFile, place: Place) -> bool:
    """Say whether a row goes because the one it hangs on is not in the file."""
    return any(
        each not in stated.rows for each in place.parents() if each.part in stated.parts
    )
