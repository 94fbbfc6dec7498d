"""The smallest changes that mend what is not met, each proved by the engine.

A repair is one to three moves. It is offered only if, whichever member of its class a
newcomer turns out to be, its clauses are met and no blocking clause is worse than now.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from eligibility.core.candidates import Step, distance, steps, targets_in
from eligibility.core.engine import evaluate
from eligibility.core.findings import Report
from eligibility.core.moves import (
    AddPartners,
    Move,
    Newcomers,
    TooManyWorldsError,
    World,
    all_worlds,
    applied,
    changes_applicant,
    covered,
    newcomers_of,
    worlds,
)
from eligibility.core.ranking import chosen, order_of, touched
from eligibility.core.rulebook import Clause, Rulebook
from eligibility.core.snapshot import ConsortiumSnapshot, Place
from eligibility.core.terms import Outcome
from eligibility.core.trial import Answers, OutOfReadsError, Trial

MOST_MOVES = 3
MOST_READS, MOST_COUNTED = 400, 25_000
"""Evaluations spent on one question, and organisations counted in all of them: a
deterministic stand-in for 250 ms, which a clock could not be."""
WIDTH = 8
"""How many half-mended consortia are followed further, the nearest first."""
RANK = {Outcome.NOT_MET: 0, Outcome.UNKNOWN: 1, Outcome.MET: 2}


@dataclass(frozen=True, slots=True)
class Change:
    """A clause whose outcome a repair changes, as planned."""

    clause: str
    before: Outcome
    after: Outcome


@dataclass(frozen=True, slots=True)
class Repair:
    """One proved way out.

    `mends` names the blocking clauses met afterwards and not now; `changes` are all
    clauses that change, advice too, for the least useful member of each class;
    `after` is the whole report on that consortium.
    """

    moves: tuple[Move, ...]
    mends: tuple[str, ...]
    changes: tuple[Change, ...]
    after: Report

    @property
    def outcome_after(self) -> Outcome:
        """Return the overall outcome after the repair, as planned."""
        return self.after.outcome

    @property
    def touched(self) -> int:
        """Return how many organisations it concerns."""
        return touched(self.moves)


@dataclass(frozen=True, slots=True)
class Repairs:
    """The answer to one question: what would mend these clauses?

    `clauses` are those asked for; `options` up to three repairs, smallest first;
    `is_bounded` says that the evaluations ran out before everything was tried.
    """

    clauses: tuple[str, ...]
    options: tuple[Repair, ...]
    is_bounded: bool
    reads: int


def find_repairs(
    snapshot: ConsortiumSnapshot,
    rulebook: Rulebook,
    *,
    on: dt.date,
    places: Iterable[Place],
    clause: str | None = None,
    most_reads: int = MOST_READS,
) -> Repairs:
    """Return the smallest repairs of one clause, or of all that moves can mend.

    `places` are the countries of the call: newcomers come from the Programme countries
    among them. Raises what `evaluate` raises. The same input gives an equal answer.
    """
    affordable = MOST_COUNTED // max(1, len(snapshot.participants))
    most_reads = min(most_reads, affordable)
    # The other applications known are those of the present applicant.
    elsewhere = snapshot.applications_elsewhere
    silent = replace(snapshot, applications_elsewhere=None)
    trial = Trial(silent, rulebook, on=on, most_reads=most_reads)
    newcomers = newcomers_of(trial.bound, places)
    asked = {each.id: each for each, _ in trial.bound if each.id in trial.now}
    asked = {key: each for key, each in asked.items() if clause in (None, key)}
    wanted = {each.clause.id: each.clause for each in targets_in(trial.now, asked)}
    search = _Search(trial, newcomers, wanted)
    found = search.run() if wanted else []
    before = evaluate(snapshot, rulebook, on=on)
    options = []
    for moves in found:
        after = applied(moves, trial.snapshot, trial.members, newcomers)
        if not changes_applicant(moves):
            after = replace(after, applications_elsewhere=elsewhere)
        options.append(_repair(moves, before, evaluate(after, rulebook, on=on)))
    return Repairs(tuple(wanted), tuple(options), search.is_bounded, trial.reads)


def _repair(moves: tuple[Move, ...], before: Report, after: Report) -> Repair:
    old = before.by_clause()
    changes = tuple(
        [
            Change(each.clause.id, old[each.clause.id].planned.outcome, now)
            for each in after.findings
            if (now := each.planned.outcome) is not old[each.clause.id].planned.outcome
        ]
    )
    mends = tuple(
        [
            each.clause
            for each in changes
            if each.after is Outcome.MET
            and old[each.clause].clause.severity == "blocking"
        ]
    )
    return Repair(moves, mends, changes, after)


@dataclass(frozen=True, slots=True)
class _Half:
    """A consortium after some moves that does not mend everything yet."""

    moves: tuple[Move, ...]
    world: World
    answers: Answers


class _Search:
    """Looks one move further at a time, nearest first, until something mends all."""

    def __init__(
        self, trial: Trial, newcomers: Newcomers, wanted: dict[str, Clause]
    ) -> None:
        self.trial = trial
        self.newcomers = newcomers
        self.wanted = wanted
        self.is_bounded = False
        self.start = tuple([each.organisation for each in trial.members])

    def run(self) -> list[tuple[Move, ...]]:
        """Return up to three of the smallest repairs, none where there is none."""
        levels: list[list[_Half]] = [[] for _ in range(MOST_MOVES + 1)]
        levels[0] = [_Half((), self.start, self.trial.now)]
        found: list[list[tuple[Move, ...]]] = [[] for _ in range(MOST_MOVES + 1)]
        for number in range(MOST_MOVES):
            try:
                for half in self._nearest(levels[number]):
                    self._expand(half, levels, found)
            except OutOfReadsError:
                self.is_bounded = True
            if found[number + 1]:
                return chosen(found[number + 1])
            if self.is_bounded:
                break
        return chosen(next(filter(None, found), []))

    def _nearest(self, level: list[_Half]) -> list[_Half]:
        unlike: dict[frozenset[Move], _Half] = {}
        for each in level:
            unlike.setdefault(frozenset(each.moves), each)
        ranked = sorted(
            unlike.values(),
            key=lambda each: (
                distance(targets_in(each.answers, self.wanted)),
                order_of(each.moves),
            ),
        )
        return ranked[:WIDTH]

    def _expand(
        self,
        half: _Half,
        levels: list[list[_Half]],
        found: list[list[tuple[Move, ...]]],
    ) -> None:
        """Try every step from here: what mends is found, the rest is followed on."""
        targets = targets_in(half.answers, self.wanted)
        untouched = {id(each) for each in self.start}
        present = [each for each in half.world if id(each) in untouched]
        for step in steps(targets, half.world, present, self.newcomers):
            moves = half.moves + step
            if len(moves) > MOST_MOVES:
                continue
            if len(moves) == 1 and (proved := self._single(step)):
                found[1].append((proved,))
                continue
            world = self._after(half.world, step)
            if world is None:
                continue
            answers = self.trial.answers(world)
            if not self._mends(answers):
                levels[len(moves)].append(_Half(moves, world, answers))
            elif self._is_proved(moves):
                found[len(moves)].append(moves)

    def _after(self, world: World, step: Step) -> World | None:
        """Return the least useful world after a step; None where it cannot be made."""
        for move in step:
            reached = worlds(move, world, self.newcomers)
            if not reached:
                return None
            world = reached[0]
        return world

    def _mends(self, answers: Answers) -> bool:
        """Say whether all that was asked for is met and nothing is worse than now."""
        return all(answers[key].outcome is Outcome.MET for key in self.wanted) and all(
            RANK[answers[key].outcome] >= RANK[now.outcome]
            for key, now in self.trial.now.items()
        )

    def _is_proved(self, moves: Sequence[Move]) -> bool:
        try:
            every = all_worlds(moves, self.start, self.newcomers)
        except TooManyWorldsError:
            self.is_bounded = True
            return False
        # No world at all proves nothing: there may be too few countries left.
        return bool(every) and all(
            self._mends(self.trial.answers(world)) for world in every
        )

    def _single(self, step: Step) -> Move | None:
        """Return a single addition with the countries that help and those that do not.

        None where the step is something else or no country helps.
        """
        (move,) = step
        if not isinstance(move, AddPartners):
            return None
        taken = covered(self.start)
        if move.fresh:
            return self._fresh(move, taken) if self._is_proved(step) else None
        inside = [each for each in self.newcomers.places if each.code in move.countries]
        helping = {
            self.newcomers.sort(each, taken)
            for each in self.newcomers.sorts(inside, taken)
            if self._is_proved([replace(move, countries=(each.code,))])
        }
        if not helping:
            return None
        split: dict[bool, list[str]] = {True: [], False: []}
        for each in self.newcomers.places:
            helps = self.newcomers.sort(each, taken) in helping and each in inside
            split[helps].append(each.code)
        fresh = int(move.count == 1 and taken.isdisjoint(split[True]))
        countries, others = tuple(split[True]), tuple(split[False])
        return replace(move, countries=countries, others=others, fresh=fresh)

    def _fresh(self, move: AddPartners, taken: set[str]) -> AddPartners:
        """Name the countries that would not do in the place of a new one."""
        there = [each for each in self.newcomers.places if each.code in taken]
        useless = {
            self.newcomers.sort(each, taken)
            for each in self.newcomers.sorts(there, taken)
            if not self._does_in_place_of_a_new_one(move, each)
        }
        others = [e.code for e in there if self.newcomers.sort(e, taken) in useless]
        return replace(move, others=tuple(others))

    def _does_in_place_of_a_new_one(self, move: AddPartners, place: Place) -> bool:
        instead = [
            (*self.start, *arrivals[1:], replace(arrivals[0], place=place))
            for arrivals in self.newcomers.choices(move, self.start)
        ]
        return all(self._mends(self.trial.answers(world)) for world in instead)
