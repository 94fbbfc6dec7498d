"""What changed reference data or rules would do to the drafts of a call.

Every draft that may still be submitted is evaluated before and after, those with a
submission too while the call takes another one; nothing is written. A draft that cannot
be touched is not evaluated: a country none of its partners is in, and a rate, are
nothing the engine reads.
"""

import datetime as dt
import hashlib
import uuid
from collections.abc import Collection, Hashable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from alliances.files.tables import ReferenceTables
from alliances.models import Call
from eligibility.core import (
    ConsortiumSnapshot,
    Outcome,
    Report,
    Rulebook,
    UnknownLot,
    UnknownProjectType,
    canonical,
)
from eligibility.services.assess import assess
from proposals.models import Proposal
from proposals.selectors.law.law_in_force import reference_in_force, rulebooks_of
from proposals.selectors.law.shifts import Shift, Shifts, shifts_between
from proposals.snapshots import (
    Draft,
    counted_drafts,
    day_within,
    evaluation_day,
    excluding_among,
    kept_drafts,
    open_drafts,
    take_each,
    with_partners_in,
)
from proposals.snapshots.reference import (
    ReferenceData,
    reference_from,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftImpact(Shifts):
    """A draft of which a clause, and perhaps the verdict, would be another."""

    proposal: int
    public_id: uuid.UUID
    acronym: str
    coordinator: int
    coordinator_name: str
    """With the address, which tells namesakes apart."""
    is_submitted: bool = False
    """Whether its submission stands, and keeps its verdict: it may be sent again."""


@dataclass(frozen=True)
class Impact:
    """The drafts of a call before and after a change."""

    call: str
    edition: int
    """The version in force, which the change was compared with."""
    drafts: int
    """All open drafts, evaluated or provably untouched."""
    submitted: int
    """Drafts whose submission stands: it never changes, but may be replaced."""
    touched: tuple[DraftImpact, ...]
    """By acronym: flips, and drafts of which a clause alone is answered otherwise."""

    @cached_property
    def flips(self) -> tuple[DraftImpact, ...]:
        """The drafts whose verdict is another afterwards, by acronym."""
        return tuple([each for each in self.touched if each.is_flip])

    @property
    def unchanged(self) -> int:
        """How many open drafts keep the verdicts of both readings."""
        return self.drafts - len(self.open_flips)

    @cached_property
    def open_flips(self) -> tuple[DraftImpact, ...]:
        """Those of them that are open drafts."""
        return tuple([each for each in self.flips if not each.is_submitted])

    @property
    def submitted_flips(self) -> int:
        """How many drafts flip that were submitted and may be submitted again."""
        return len(self.flips) - len(self.open_flips)

    def becoming(self, outcome: Outcome | None) -> int:
        """Count open drafts whose verdict as planned becomes this; None: no verdict."""
        planned = [each.planned for each in self.open_flips]
        return sum(each.is_one and each.after is outcome for each in planned)

    @property
    def confirmed_only(self) -> int:
        """How many open drafts flip in the reading as confirmed alone."""
        return sum(not each.planned.is_one for each in self.open_flips)

    @property
    def summary(self) -> dict[str, int | str]:
        """The counts and the digest, as they are kept with what was decided on them."""
        return {
            "drafts": self.drafts,
            "become_met": self.becoming(Outcome.MET),
            "become_not_met": self.becoming(Outcome.NOT_MET),
            "become_unknown": self.becoming(Outcome.UNKNOWN),
            "confirmed_only": self.confirmed_only,
            "unchanged": self.unchanged,
            "submitted": self.submitted,
            "submitted_flips": self.submitted_flips,
            "digest": self.digest,
        }

    @property
    def digest(self) -> str:
        """SHA-256 of which verdicts flip, and how: what a person saw and acts upon.

        Drafts that come, go or change without flipping leave it as it is.
        """
        shown = [
            [each.proposal, *_outcomes(each.planned), *_outcomes(each.confirmed)]
            for each in sorted(self.flips, key=lambda flip: flip.proposal)
        ]
        return hashlib.sha256(canonical(shown).encode()).hexdigest()


def impact_of(
    *,
    call: Call,
    now: dt.datetime,
    tables: ReferenceTables | None = None,
    rulebook: Rulebook | None = None,
) -> Impact:
    """Return what other tables or rules would do to the drafts of a call.

    `tables` take the place of the edition in force, for every draft. `rulebook` takes
    the place of the version each draft pins, as if all moved over. At most nine
    queries however many drafts, which pass through memory one by one.
    """
    before = reference_in_force(call)
    version = before.edition.version + 1
    after = reference_from(tables, version=version) if tables else before
    may_submit_again = call.is_open_at(now)
    drafts = kept_drafts(call) if may_submit_again else open_drafts(call)
    number, submitted = counted_drafts(call)
    trial = _Trial(call, now, before, after, rulebook, submitted)
    touched = trial.touched(drafts)
    return Impact(
        call=call.code,
        edition=before.edition.version,
        drafts=number,
        submitted=len(submitted),
        touched=tuple(
            sorted(touched, key=lambda each: (each.acronym.casefold(), each.proposal))
        ),
    )


@dataclass(frozen=True, slots=True)
class _Trial:
    """One change of the law of a call, tried on drafts."""

    call: Call
    now: dt.datetime
    before: ReferenceData
    after: ReferenceData
    rulebook: Rulebook | None
    submitted: Collection[int]
    """The drafts whose submission stands, by their keys."""

    def touched(self, drafts: QuerySet[Proposal]) -> Iterator[DraftImpact]:
        """Yield the drafts of which a clause would be answered otherwise.

        Those of one likeness are evaluated once: what they are called decides nothing.
        """
        pinned = rulebooks_of(self.call)
        is_moved = self.after is not self.before
        references = [self.before, *([self.after] if is_moved else [])]
        known: dict[Hashable, Shifts] = {}
        for draft, taken, likeness in take_each(
            self._concerned(drafts), self.call, references, excluding_among(pinned)
        ):
            alike = known.get(likeness)
            shifts = alike or self._shifts(taken, pinned[draft.rulebook])
            if likeness is not None:
                known[likeness] = shifts
            if shifts.clauses or shifts.is_flip:
                is_submitted = draft.key in self.submitted
                yield _impact(draft, shifts, is_submitted=is_submitted)

    def _concerned(self, drafts: QuerySet[Proposal]) -> QuerySet[Proposal]:
        """Leave out the drafts whose snapshots differ by the edition's number only.

        A changed sector list may touch any draft: it also decides which applications
        are of one sector.
        """
        if self.rulebook or self.before.sectors != self.after.sectors:
            return drafts
        return with_partners_in(drafts, self.after.moved_from(self.before))

    def _shifts(self, taken: Sequence[ConsortiumSnapshot], own: Rulebook) -> Shifts:
        """Evaluate a draft before and after; it pins its `own` rules before."""
        day = evaluation_day(self.call, self.now)
        before = assess(snapshot=taken[0], rulebook=own, on=day)
        return shifts_between(before, self._afterwards(taken[-1], own))

    def _afterwards(self, taken: ConsortiumSnapshot, own: Rulebook) -> Report | None:
        """Return the report after the change; None where the rules lack its kind."""
        rules = self.rulebook or own
        day = evaluation_day(self.call, self.now)
        if self.rulebook:
            day = day_within(rules.opens, rules.deadline, self.now)
        with suppress(UnknownLot, UnknownProjectType):
            return assess(snapshot=taken, rulebook=rules, on=day)
        return None


def _impact(draft: Draft, shifts: Shifts, *, is_submitted: bool) -> DraftImpact:
    names = draft.full_name, draft.email
    return DraftImpact(
        proposal=draft.key,
        public_id=draft.public_id,
        acronym=draft.acronym,
        coordinator=draft.coordinator,
        coordinator_name=", ".join(dict.fromkeys(filter(None, names))),
        is_submitted=is_submitted,
        planned=shifts.planned,
        confirmed=shifts.confirmed,
        clauses=shifts.clauses,
        has_no_place=shifts.has_no_place,
    )


def _outcomes(shift: Shift) -> list[str | None]:
    return [shift.before, shift.after]
