"""The one door to the engine: every verdict of the product comes through here."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from eligibility.core import (
    Answer,
    ConsortiumSnapshot,
    Participant,
    PartnerType,
    Place,
    Reading,
    Report,
    Role,
    Rulebook,
    are_all_different,
    evaluate,
)
from eligibility.messages import Tally, tally


def assess(*, snapshot: ConsortiumSnapshot, rulebook: Rulebook, on: dt.date) -> Report:
    """Return the report on a consortium under a rulebook on a day.

    Raises what `evaluate` raises: UnknownLot, UnknownProjectType, NoValue.
    """
    return evaluate(snapshot, rulebook, on=on)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What decides a tally."""

    snapshot: ConsortiumSnapshot
    on: dt.date
    sha256: str
    """Of the text of the rules."""
    rulebook: Rulebook = field(compare=False)


def tallies(
    *, snapshot: ConsortiumSnapshot, rulebook: Rulebook, on: dt.date
) -> Mapping[Reading, Tally]:
    """Return how many clauses have each outcome, for lists that say no more of many.

    Consortia that state the same but for what their organisations are called are
    evaluated once in a process. Raises what `assess` raises.
    """
    plain = _without_names(snapshot)
    asked = _Asked(plain or snapshot, on, rulebook.sha256, rulebook)
    return _kept(asked) if plain else _tallies(asked)


def _tallies(asked: _Asked) -> Mapping[Reading, Tally]:
    report = assess(snapshot=asked.snapshot, rulebook=asked.rulebook, on=asked.on)
    return {each: tally(report, each) for each in Reading}


_kept = lru_cache(maxsize=1024)(_tallies)


def _without_names(snapshot: ConsortiumSnapshot) -> ConsortiumSnapshot | None:
    """Return the same consortium, its organisations called by their place in it.

    No memory shall keep names. None where they may decide: if two rows may be one
    organisation, or organisations stand in other applications.
    """
    rows = snapshot.participants
    if snapshot.standing_elsewhere is not None or not are_all_different(rows):
        return None
    plain = [
        _called(place, row.place, row.role, row.types, row.answer, row.has_added_value)
        for place, row in enumerate(rows)
    ]
    return replace(snapshot, participants=tuple(plain))


@lru_cache(maxsize=4096)
def _called(
    number: int,
    place: Place | None,
    role: Role,
    types: tuple[PartnerType, ...],
    answer: Answer,
    has_added_value: bool,  # noqa: FBT001  # a column of the row
) -> Participant:
    return Participant(
        name=str(number),
        place=place,
        role=role,
        types=types,
        answer=answer,
        has_added_value=has_added_value,
    )
