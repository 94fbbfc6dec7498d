"""All open drafts of a call, each seen by several editions of its reference data.

Two streams in the order of alliances are joined while they are read: memory holds one
draft at a time, and the number of queries does not grow with the drafts.
"""

import uuid
from collections.abc import (
    Collection,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from alliances.models import Call, Partnership
from eligibility.core import (
    ConsortiumSnapshot,
    Participant,
    Place,
    are_all_different,
)
from proposals.models import Proposal, Submission
from proposals.snapshots.exclusivity import Claim, claim_for, holders_of
from proposals.snapshots.organisations import keys_of, places_in, taken_by_others
from proposals.snapshots.partner_rows import COLUMNS
from proposals.snapshots.reference import ReferenceData
from proposals.snapshots.taking import (
    Elsewhere,
    Statement,
    participant_of,
    snapshot_of,
)

AT_ONCE = 2000
"""Rows fetched from the database in one go."""
NOBODY: tuple[int, Iterator[Sequence[Any]]] = (0, iter(()))


OF_A_DRAFT = (
    *("pk", "rulebook_id", "alliance__public_id", "alliance__acronym"),
    *("alliance__coordinator_id", "alliance__coordinator__full_name"),
    *("alliance__coordinator__email", "alliance__lot__code"),
    *("alliance__project_type__code", "alliance__sector"),
    *("duration_months", "grant_requested_eur"),
)
"""What the database is asked of a draft: a Draft, then a Statement."""


class Draft(NamedTuple):
    """An open draft as lists of a call name it."""

    key: int
    """Of the proposal."""
    rulebook: int
    """The key of the version it pins."""
    public_id: uuid.UUID
    acronym: str
    coordinator: int
    full_name: str
    """The coordinator's, empty where it is not given."""
    email: str


class TakenDraft(NamedTuple):
    """A draft with its snapshot by each edition that was asked for."""

    draft: Draft
    snapshots: Sequence[ConsortiumSnapshot]
    likeness: Hashable | None
    """Drafts of one likeness get the same outcomes and figures under any one law.

    All that the draft states but what its organisations are called and numbered. None
    where that decides: rows may be one organisation, or stand in other applications.
    """


@dataclass(frozen=True, slots=True)
class Holders:
    """The live submissions of a call: who holds which place."""

    claims: Mapping[Claim, int]
    places: Mapping[str, int]
    excluding: Collection[int]
    """The rulebooks under which an organisation stands in one application only."""


def open_drafts(call: Call) -> QuerySet[Proposal]:
    """Return the drafts whose verdict people still act upon.

    Not those put away in the archive; nor those whose submission stands, which keep the
    verdict they were submitted with.
    """
    return kept_drafts(call).filter(~Exists(_live()))


def kept_drafts(call: Call) -> QuerySet[Proposal]:
    """Return the drafts that are not put away, those whose submission stands too."""
    return Proposal.objects.filter(alliance__call=call, alliance__archived_at=None)


def counted_drafts(call: Call) -> tuple[int, frozenset[int]]:
    """Return how many drafts are open, and the keys of the submitted ones: one query.

    Those put away left out.
    """
    rows = kept_drafts(call).order_by().annotate(stands=Exists(_live()))
    found = dict(rows.values_list("pk", "stands"))
    submitted = frozenset([key for key, stands in found.items() if stands])
    return len(found) - len(submitted), submitted


def with_partners_in(
    drafts: QuerySet[Proposal], countries: Collection[str]
) -> QuerySet[Proposal]:
    """Keep the drafts with a partner, even a declined one, in one of the countries."""
    # A list made once: SQLite would search a subquery per draft by the country, which
    # grows with the square of the drafts.
    partners = Partnership.objects.current().filter(country__in=countries)
    return drafts.filter(alliance__in=partners.order_by().values("alliance"))


def take_each(
    drafts: QuerySet[Proposal],
    call: Call,
    references: Sequence[ReferenceData],
    excluding: Collection[int] = (),
) -> Iterator[TakenDraft]:
    """Yield each draft of the call with its snapshot by each of the editions.

    `excluding` are the rulebooks under which an organisation stands in one application
    only. Three queries however many drafts and partners, four if there are such. What
    is changed between them is seen or not, as two queries of one page see it.
    """
    places = places_in(call) if excluding else {}
    holders = Holders(holders_of(call), places, excluding)
    taker = _Taker(call.code, references, holders)
    rows = Partnership.objects.current().filter(alliance__proposal__in=drafts)
    grouped = groupby(
        rows.order_by("alliance_id", "number")
        .values_list("alliance_id", *COLUMNS)
        .iterator(AT_ONCE),
        key=itemgetter(0),
    )
    alliance, partners = next(grouped, NOBODY)
    listed = drafts.order_by("alliance_id").values_list("alliance_id", *OF_A_DRAFT)
    for own, *columns in listed.iterator(AT_ONCE):
        while alliance and alliance < own:
            alliance, partners = next(grouped, NOBODY)
        yield taker.take(columns, partners if alliance == own else ())


class _Taker:
    """Takes the drafts of a call; partners that state the same are read once."""

    def __init__(
        self, call: str, references: Sequence[ReferenceData], holders: Holders
    ) -> None:
        self.call = call
        self.references = references
        self.moved = [
            {code: each.place(code) for code in each.moved_from(references[0])}
            for each in references
        ]
        self.holders = holders
        lists = [each.all_sectors for each in references]
        self.sectors = [each for n, each in enumerate(lists) if each not in lists[:n]]
        self.list_of = [self.sectors.index(each) for each in lists]
        self.alike: dict[Sequence[Any], tuple[int, Participant]] = {}

    def take(
        self, columns: Sequence[Any], partners: Iterable[Sequence[Any]]
    ) -> TakenDraft:
        """Return a draft from its own columns and those of its partners."""
        draft = Draft(*columns[: len(Draft._fields)])
        stated = Statement(*columns[len(Draft._fields) :])
        read = [self._read(*row) for _alliance, *row in partners]
        participants = [each for _kind, each in read]
        elsewhere = self._elsewhere(draft, stated, participants)
        snapshots = [
            snapshot_of(self.call, stated, _seen(participants, moved), each, found)
            for each, moved, found in zip(
                self.references, self.moved, elsewhere, strict=True
            )
        ]
        likeness = None
        if elsewhere[0].organisations is None and are_all_different(participants):
            kinds = sorted([kind for kind, _each in read])
            likeness = (draft.rulebook, stated, *elsewhere, *kinds)
        return TakenDraft(draft, snapshots, likeness)

    def _read(
        self,
        number: int,
        name: str,
        *stated: Any,  # noqa: ANN401  # the other COLUMNS, as a row has them
    ) -> tuple[int, Participant]:
        """Return a participant, and a number for all it states but who it is."""
        country, role, types, pic, *rest = stated
        kind = (country, role, types, *rest)
        if kind not in self.alike:
            like = participant_of(self.references[0], number, name, *stated)
            self.alike[kind] = (len(self.alike), like)
        key, like = self.alike[kind]
        return key, Participant(
            name=name,
            place=like.place,
            role=like.role,
            types=like.types,
            pic=pic or None,
            answer=like.answer,
            label=f"P{number}",
            has_added_value=like.has_added_value,
        )

    def _elsewhere(
        self, draft: Draft, stated: Statement, participants: Sequence[Participant]
    ) -> list[Elsewhere]:
        """Return what live submissions of others take from a draft, by edition."""
        organisations = None
        if draft.rulebook in self.holders.excluding:
            keys = keys_of(participants)
            organisations = taken_by_others(draft.key, keys, self.holders.places)
        if not self.holders.claims:
            return [Elsewhere(0, organisations)] * len(self.references)
        # Whom a claim names is read from codes and numbers, its sector from the lists.
        claims = [
            claim_for(self.call, participants, stated.sector, each)
            for each in self.sectors
        ]
        taken = [int(self._is_taken(draft, claim)) for claim in claims]
        return [Elsewhere(taken[place], organisations) for place in self.list_of]

    def _is_taken(self, draft: Draft, claim: Claim | None) -> bool:
        """Whether somebody else's submission holds the place a draft claims."""
        return claim is not None and (
            self.holders.claims.get(claim, draft.key) != draft.key
        )


def _seen(
    participants: Sequence[Participant], moved: Mapping[str, Place | None]
) -> Sequence[Participant]:
    """Return the participants, those in a moved country where it is now."""
    if not moved:
        return participants
    return [
        replace(each, place=moved[each.place.code])
        if each.place and each.place.code in moved
        else each
        for each in participants
    ]


def _live() -> QuerySet[Submission]:
    return Submission.objects.live().filter(proposal=OuterRef("pk"))
