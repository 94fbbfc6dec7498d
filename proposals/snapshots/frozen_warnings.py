"""What was named before a submission and did not stop it, as its content says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FrozenWarnings:
    """Whom and what a submission stood on in spite of; never both empty."""

    partners: tuple[tuple[str, str], ...] = ()
    """Number and name of each whose confirmation was missing."""
    clauses: tuple[str, ...] = ()
    """Identifiers of clauses that were not met, their values unverified."""


def dump_warnings(warnings: FrozenWarnings | None) -> dict[str, Any]:
    """Return the key of a content; none without a warning, as in older contents."""
    if warnings is None:
        return {}
    return {
        "warnings": {
            "partners": [
                {"label": label, "name": name} for label, name in warnings.partners
            ],
            "clauses": list(warnings.clauses),
        }
    }


def load_warnings(data: Mapping[str, Any] | None) -> FrozenWarnings | None:
    """Return what `dump_warnings` wrote."""
    if data is None:
        return None
    return FrozenWarnings(
        partners=tuple([(each["label"], each["name"]) for each in data["partners"]]),
        clauses=tuple(data["clauses"]),
    )
