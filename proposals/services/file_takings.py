"""What is taken of a file, gathered by row, with what was read before it is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from alliances.models import User
from proposals.files.file_changes import Change, ChangeKind
from proposals.files.proposal_file import Place
from proposals.files.proposal_values import FIELDS
from proposals.models import Proposal
from proposals.selectors.files.proposal_files import Reading


@dataclass(frozen=True, slots=True)
class Taking:
    """One act of taking: the locked draft, what was read of it, and who takes."""

    draft: Proposal
    reading: Reading
    by: User


@dataclass(frozen=True, slots=True)
class TakenRow:
    """What is taken of one row: all of it where it is new, else some fields."""

    place: Place
    kind: ChangeKind
    values: dict[str, Any] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    """Of the changes, to name the one that is refused."""


def taken_rows(*, changes: Iterable[Change]) -> list[TakenRow]:
    """Return changes by row; a new row says what it leaves open, too."""
    rows: dict[Place, TakenRow] = {}
    for change in changes:
        row = rows.setdefault(change.place, TakenRow(change.place, change.kind))
        if change.kind is ChangeKind.ADDED:
            known = FIELDS[change.place.part]
            row.values.update({name: each.absent for name, each in known.items()})
        row.values.update(change.after)
        row.keys.append(change.key)
    return list(rows.values())
