"""The withdrawal test: what a consortium loses if one organisation leaves, or two.

Pure calculation on the planned reading; nothing of it is a prediction.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from eligibility.core.census import families
from eligibility.core.loading import load_participant
from eligibility.core.rulebook import Rulebook
from eligibility.core.serialise import dump_participant
from eligibility.core.snapshot import ConsortiumSnapshot, Participant
from eligibility.core.terms import Outcome
from eligibility.core.trial import Kind, Member, OutOfReadsError, Trial

MOST_READS = 2_000
"""Enough for all pairs of 60 organisations, however different they are."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Organisations whose leaving breaks clauses.

    `breaks` names the blocking clauses met now and no longer met without them, in the
    order of the law; for a pair only those that neither of the two breaks alone.
    """

    organisations: tuple[Participant, ...]
    breaks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resilience:
    """Who is critical, alone and in pairs.

    `organisations` is how many there are; `is_complete` is False where the number of
    evaluations ran out before every pair was tried; `reads` is how many were used.
    """

    organisations: int
    singles: tuple[Loss, ...]
    pairs: tuple[Loss, ...]
    is_complete: bool
    reads: int


def withdrawals(
    snapshot: ConsortiumSnapshot,
    rulebook: Rulebook,
    *,
    on: dt.date,
    with_pairs: bool = True,
    most_reads: int = MOST_READS,
) -> Resilience:
    """Take every organisation out, and every pair, and say which clauses break.

    Raises what `evaluate` raises. The same input gives an equal result.
    """
    trial = Trial(snapshot, rulebook, on=on, most_reads=most_reads)
    withdrawal = _Withdrawal(trial)
    singles, all_single = withdrawal.losses([(each,) for each in trial.members])
    pairs: tuple[Loss, ...] = ()
    all_pairs = True
    if with_pairs:
        pairs, all_pairs = withdrawal.losses(combinations(trial.members, 2))
    return Resilience(
        len(trial.members), singles, pairs, all_single and all_pairs, trial.reads
    )


def without(
    snapshot: ConsortiumSnapshot, organisation: Participant
) -> ConsortiumSnapshot:
    """Return the consortium without one organisation, whatever rows it stands in.

    `organisation` is one of those a Loss names; a stranger changes nothing.
    """
    # Own copies: a row stated twice as one object must stay two organisations.
    rows = [replace(each) for each in snapshot.participants]
    gone = next((those for each, those in families(rows) if each == organisation), ())
    leaving = {id(each) for each in gone}
    left = [each for each in rows if id(each) not in leaving]
    return replace(snapshot, participants=tuple(left))


def dump_resilience(found: Resilience) -> dict[str, Any]:
    """Return a withdrawal test as JSON values; `load_resilience` reverses it."""
    return {
        "organisations": found.organisations,
        "singles": [_dump_loss(each) for each in found.singles],
        "pairs": [_dump_loss(each) for each in found.pairs],
        "is_complete": found.is_complete,
        "reads": found.reads,
    }


def load_resilience(data: Mapping[str, Any]) -> Resilience:
    """Return the withdrawal test that `dump_resilience` wrote."""
    return Resilience(
        data["organisations"],
        tuple(_load_loss(each) for each in data["singles"]),
        tuple(_load_loss(each) for each in data["pairs"]),
        data["is_complete"],
        data["reads"],
    )


def _dump_loss(loss: Loss) -> dict[str, Any]:
    return {
        "organisations": [dump_participant(each) for each in loss.organisations],
        "breaks": list(loss.breaks),
    }


def _load_loss(data: Mapping[str, Any]) -> Loss:
    organisations = tuple(load_participant(each) for each in data["organisations"])
    return Loss(organisations, tuple(data["breaks"]))


class _Withdrawal:
    """Asks once for each kind of organisation: those of a kind break the same."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self.met_now = [
            clause
            for clause, evidence in trial.now.items()
            if evidence.outcome is Outcome.MET
        ]
        self._lost: dict[frozenset[tuple[Kind, int]], frozenset[str]] = {}

    def losses(
        self, groups: Iterable[tuple[Member, ...]]
    ) -> tuple[tuple[Loss, ...], bool]:
        """Return what breaks without each group, and whether all were tried."""
        found = []
        try:
            for group in groups:
                lost = self._lost_without(group)
                if len(group) > 1:
                    lost = lost.difference(
                        *[self._lost_without((each,)) for each in group]
                    )
                if lost:
                    names = tuple([each.organisation for each in group])
                    breaks = tuple([each for each in self.met_now if each in lost])
                    found.append(Loss(names, breaks))
        except OutOfReadsError:
            return tuple(found), False
        return tuple(found), True

    def _lost_without(self, group: tuple[Member, ...]) -> frozenset[str]:
        kinds = [each.kind for each in group]
        key = frozenset((kind, kinds.count(kind)) for kind in kinds)
        if key not in self._lost:
            gone = {id(each) for each in group}
            rest = [
                each.organisation for each in self.trial.members if id(each) not in gone
            ]
            self._lost[key] = frozenset(self.met_now) - self.trial.met(rest)
        return self._lost[key]
