"""All open drafts of a call, each seen by several editions of its reference data.

Two streams in the order of alliances are joined while they are read: memory holds one
draft at a time, and the number of queries does not grow with the drafts.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from alliances.models import Call, Partnership
from eligibility.core import ConsortiumSnapshot, Participant
from proposals.models import Proposal, Submission
from proposals.snapshots.exclusivity import Claim, claim_for, holders_of
from proposals.snapshots.organisations import keys_of, places_in, taken_by_others
from proposals.snapshots.reference import ReferenceData
from proposals.snapshots.taking import (
    COLUMNS,
    Elsewhere,
    participant_of,
    snapshot_of,
)

AT_ONCE = 2000
"""Rows fetched from the database in one go."""
NOBODY: tuple[int, Iterator[Sequence[Any]]] = (0, iter(()))


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
    return _kept(call).filter(~Exists(_live()))


def submitted_drafts(call: Call) -> QuerySet[Proposal]:
    """Return the drafts whose submission stands, the archived ones left out."""
    return _kept(call).filter(Exists(_live()))


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
) -> Iterator[tuple[Proposal, list[ConsortiumSnapshot]]]:
    """Yield each draft of the call with its snapshot by each of the editions.

    `excluding` are the rulebooks under which an organisation stands in one application
    only. Three queries however many drafts and partners, four if there are such. What
    is changed between them is seen or not, as two queries of one page see it.
    """
    places = places_in(call) if excluding else {}
    holders = Holders(holders_of(call), places, excluding)
    proposals = drafts.select_related("alliance__lot", "alliance__project_type")
    rows = Partnership.objects.current().filter(alliance__proposal__in=drafts)
    grouped = groupby(
        rows.order_by("alliance_id", "number")
        .values_list("alliance_id", *COLUMNS)
        .iterator(AT_ONCE),
        key=itemgetter(0),
    )
    alliance, partners = next(grouped, NOBODY)
    for proposal in proposals.order_by("alliance_id").iterator(AT_ONCE):
        while alliance and alliance < proposal.alliance_id:
            alliance, partners = next(grouped, NOBODY)
        is_theirs = alliance == proposal.alliance_id
        stated = [row[1:] for row in partners] if is_theirs else []
        yield proposal, _by_each(proposal, stated, references, holders)


def _by_each(
    proposal: Proposal,
    stated: Sequence[Sequence[Any]],
    references: Sequence[ReferenceData],
    holders: Holders,
) -> list[ConsortiumSnapshot]:
    """Return the snapshot of a draft by each edition; what they share is made once."""
    first = references[0]
    participants = [participant_of(first, *row) for row in stated]
    elsewhere = _elsewhere(proposal, participants, first, holders)
    taken = [snapshot_of(proposal, participants, first, elsewhere)]
    for each in references[1:]:
        seen = [_seen_by(each, participant) for participant in participants]
        # Whom a claim names is read from codes and numbers, its sector from the lists.
        if each.sectors != first.sectors:
            elsewhere = _elsewhere(proposal, participants, each, holders)
        taken.append(snapshot_of(proposal, seen, each, elsewhere))
    return taken


def _seen_by(reference: ReferenceData, participant: Participant) -> Participant:
    """Return a participant whose country is what this edition says."""
    place = participant.place
    if place is None or place == (seen := reference.place(place.code)):
        return participant
    return replace(participant, place=seen)


def _elsewhere(
    proposal: Proposal,
    participants: Sequence[Participant],
    reference: ReferenceData,
    holders: Holders,
) -> Elsewhere:
    """Return what live submissions of others take from a draft."""
    organisations = None
    if proposal.rulebook_id in holders.excluding:
        keys = keys_of(participants)
        organisations = taken_by_others(proposal.pk, keys, holders.places)
    if not holders.claims:
        return Elsewhere(0, organisations)
    alliance = proposal.alliance
    sectors = [each for listed in reference.sectors.values() for each in listed]
    claim = claim_for(alliance.call_id, participants, alliance.sector, sectors)
    is_taken = claim is not None and (
        holders.claims.get(claim, proposal.pk) != proposal.pk
    )
    return Elsewhere(int(is_taken), organisations)


def _kept(call: Call) -> QuerySet[Proposal]:
    return Proposal.objects.filter(alliance__call=call, alliance__archived_at=None)


def _live() -> QuerySet[Submission]:
    return Submission.objects.live().filter(proposal=OuterRef("pk"))
