"""What people were told about their submissions, compared with what is stored."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

DRAWABLE = frozenset({"queued", "rendering", "ready"})
"""States of a pack that is there or will be."""


@dataclass(frozen=True, slots=True)
class Told:
    """The answer to one press of the button."""

    proposal: int
    key: uuid.UUID
    number: str
    """Of the submission it acknowledged; empty for a refusal."""


@dataclass(frozen=True, slots=True)
class Row:
    """A submission of the database."""

    proposal: int
    key: uuid.UUID
    number: str
    received_at: dt.datetime
    place: tuple[str, str]
    """Applicant and sector."""
    is_live: bool
    packs: tuple[str, ...]
    """The states of its packs."""


@dataclass(frozen=True, slots=True)
class Tried:
    """An attempt of the database."""

    proposal: int
    number: str
    """Of the submission it led to; empty for a refusal."""


def faults(
    told: Iterable[Told],
    rows: Iterable[Row],
    tried: Iterable[Tried],
    *,
    deadline: dt.datetime,
) -> list[str]:
    """Say in a sentence each what is not as it was told, or may not be at all."""
    told, rows, tried = list(told), list(rows), list(tried)
    return [
        *_lost(told, rows),
        *_unproven(told, tried),
        *(f"{each.number} came late" for each in rows if each.received_at >= deadline),
        *_twice((each.place for each in rows if each.is_live), "applicant and sector"),
        *_twice((each.proposal for each in rows if each.is_live), "proposal"),
        *(
            f"{each.number} has no pack that is drawn or will be"
            for each in rows
            if not DRAWABLE & set(each.packs)
        ),
    ]


def _lost(told: list[Told], rows: list[Row]) -> Iterator[str]:
    """Every acknowledged press is one row, with the number that was told."""
    stored: dict[tuple[int, uuid.UUID], list[str]] = {}
    for row in rows:
        stored.setdefault((row.proposal, row.key), []).append(row.number)
    for each in told:
        found = stored.get((each.proposal, each.key), [])
        if each.number and found != [each.number]:
            yield f"{each.number} was acknowledged, stored is {found or 'nothing'}"
        if not each.number and found:
            yield f"{found[0]} is stored and its press was refused"


def _unproven(told: list[Told], tried: list[Tried]) -> Iterator[str]:
    """Every answer has an attempt of its own; presses nobody heard of may have too."""
    kept = Counter((each.proposal, each.number) for each in tried)
    for (proposal, number), times in sorted(
        Counter((each.proposal, each.number) for each in told).items()
    ):
        if kept[proposal, number] < times:
            what = number or "a refusal"
            yield f"proposal {proposal}: {what} is in the log {kept[proposal, number]}x"


def _twice(places: Iterable[object], what: str) -> Iterator[str]:
    for place, times in Counter(places).items():
        if times > 1:
            yield f"{times} live submissions of one {what}: {place}"
