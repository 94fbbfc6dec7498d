"""What a new table would change: a pure comparison that writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Keyed(Protocol):
    """A row that says what tells it apart."""

    @property
    def key(self) -> str:
        """What tells rows apart."""


Row = TypeVar("Row", bound=Keyed)


@dataclass(frozen=True, slots=True)
class Diff(Generic[Row]):
    """Rows added, changed (before, after), removed and unchanged, sorted by key."""

    added: tuple[Row, ...]
    changed: tuple[tuple[Row, Row], ...]
    removed: tuple[Row, ...]
    unchanged: tuple[Row, ...]

    @property
    def has_changes(self) -> bool:
        """Say whether a row would come, change or go; order alone is none."""
        return bool(self.added or self.changed or self.removed)


def diff_rows(old: Iterable[Row], new: Iterable[Row]) -> Diff[Row]:
    """Compare two tables row by row."""
    before = {row.key: row for row in old}
    after = {row.key: row for row in new}
    both = sorted(before.keys() & after.keys())
    return Diff(
        added=tuple(after[key] for key in sorted(after.keys() - before.keys())),
        changed=tuple(
            (before[key], after[key]) for key in both if before[key] != after[key]
        ),
        removed=tuple(before[key] for key in sorted(before.keys() - after.keys())),
        unchanged=tuple(after[key] for key in both if before[key] == after[key]),
    )
