"""The override a submission stood on, as its frozen content says it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from proposals.snapshots.frozen_partners import moment_text


@dataclass(frozen=True, slots=True)
class FrozenOverride:
    """What an administrator allowed, and why; only as far as it was needed."""

    by: str
    given_at: dt.datetime
    reason: str
    clauses: tuple[str, ...]
    """Identifiers of the clauses that were not met."""
    partners: tuple[str, ...]
    """Names of those who had not confirmed, where that was overridden."""


def dump_override(override: FrozenOverride | None) -> dict[str, Any]:
    """Return the key of a content; none without an override, as in older contents."""
    if override is None:
        return {}
    return {
        "override": {
            "by": override.by,
            "given_at": moment_text(override.given_at),
            "reason": override.reason,
            "clauses": list(override.clauses),
            "partners": list(override.partners),
        }
    }


def load_override(data: Mapping[str, Any] | None) -> FrozenOverride | None:
    """Return what `dump_override` wrote."""
    if data is None:
        return None
    return FrozenOverride(
        by=data["by"],
        given_at=dt.datetime.fromisoformat(data["given_at"]),
        reason=data["reason"],
        clauses=tuple(data["clauses"]),
        partners=tuple(data["partners"]),
    )
