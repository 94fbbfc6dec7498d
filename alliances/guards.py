"""What may refuse an edition before it is published: guards of the apps above.

The tables do not know the law of a call. Whoever does registers a guard when the apps
are ready, and publishing asks every one inside its transaction.
"""

from typing import Protocol

from alliances.files.tables import ReferenceTables
from alliances.models import Call


class EditionGuard(Protocol):
    """Looks at tables before they are published, and raises to refuse them."""

    def __call__(
        self, *, call: Call, present: ReferenceTables | None, tables: ReferenceTables
    ) -> None:
        """Compare the tables in force (None at first) with the new ones."""


_guards: list[EditionGuard] = []


def register_edition_guard(guard: EditionGuard) -> None:
    """Let a guard look at every edition before it is published. Twice is once."""
    if guard not in _guards:
        _guards.append(guard)


def ask_edition_guards(
    call: Call, present: ReferenceTables | None, tables: ReferenceTables
) -> None:
    """Let every guard refuse by raising what its docstring says."""
    for guard in _guards:
        guard(call=call, present=present, tables=tables)
