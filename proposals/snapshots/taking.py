"""Takes the snapshot of a draft that the engine evaluates."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from alliances.enums import Confirmation
from alliances.enums import Role as StoredRole
from alliances.models import Call
from alliances.models.organisations import TYPE_SEPARATOR
from alliances.partner import Partner
from eligibility.core import (
    Answer,
    ConsortiumSnapshot,
    Participant,
    PartnerType,
    Role,
)
from eligibility.words import BRUSSELS
from proposals.models import Proposal
from proposals.snapshots.exclusivity import Claim, claim_for
from proposals.snapshots.organisations import asks_for_organisations, keys_of
from proposals.snapshots.partner_rows import partner_rows
from proposals.snapshots.places_taken import taken_from
from proposals.snapshots.reference import (
    ReferenceData,
    current_reference,
    reference_of,
)

ANSWERS = {
    Confirmation.NOT_INVITED: Answer.INVITED,
    Confirmation.INVITED: Answer.INVITED,
    Confirmation.CONFIRMED: Answer.CONFIRMED,
    Confirmation.DECLINED: Answer.DECLINED,
    Confirmation.WITHDRAWN: Answer.WITHDRAWN,
}


class Statement(NamedTuple):
    """What a draft states besides its partners."""

    lot: str
    project_type: str
    sector: str
    """As stated, empty while it is not."""
    duration_months: int | None
    grant_requested: Decimal | None
    """In EUR."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What live submissions of others in the call take from a draft."""

    applications: int
    """Those of its applicant in its sector."""
    organisations: tuple[str, ...] | None
    """The keys of its own organisations in them; None where no rule asks."""


def evaluation_day(call: Call, now: dt.datetime) -> dt.date:
    """Return the day whose law applies: today in Brussels, the deadline's at most.

    Before the first day of the call its own values apply already: earlier ones there
    are none.
    """
    return day_within(call.opens_on, call.deadline, now)


def day_within(opens: dt.date, deadline: dt.datetime, now: dt.datetime) -> dt.date:
    """Return today in Brussels, no day before a call opens or after its deadline's."""
    today = now.astimezone(BRUSSELS).date()
    return max(opens, min(today, deadline.astimezone(BRUSSELS).date()))


def take(
    proposal: Proposal,
    *,
    partners: Sequence[Partner] | None = None,
    reference: Mapping[str, ReferenceData] | None = None,
) -> ConsortiumSnapshot:
    """Return the snapshot of one draft as stored now.

    `partners` are all of its own where they were read already, by number; `reference`
    is the newest edition of its call, likewise.
    """
    (snapshot,) = take_all([proposal], partners=partners, reference=reference)
    return snapshot


def take_all(
    proposals: Sequence[Proposal],
    *,
    partners: Sequence[Partner] | None = None,
    reference: Mapping[str, ReferenceData] | None = None,
) -> list[ConsortiumSnapshot]:
    """Return the snapshots of drafts, in their order.

    At most five queries, however many drafts and partners, if the alliances came with
    Lot and project type and the drafts with their rules: partners, editions, twice
    their content unless it is in memory, and what live submissions hold of what the
    rules ask for. `partners` are those of all the alliances where they were read
    already, `reference` the newest editions, likewise.
    """
    if reference is None:
        reference = current_reference({each.alliance.call_id for each in proposals})
    alone = take_alone(proposals, reference, partners=partners)
    return beside_others(list(zip(proposals, alone, strict=True)), reference)


def take_alone(
    proposals: Sequence[Proposal],
    reference: Mapping[str, ReferenceData],
    *,
    partners: Sequence[Partner] | None = None,
) -> list[ConsortiumSnapshot]:
    """Return the snapshots of drafts as if there were no other; one query at most."""
    participants = _participants(proposals, reference, partners)
    return [
        snapshot_of(
            each.alliance.call_id,
            _statement(each),
            participants[each.alliance_id],
            reference[each.alliance.call_id],
            Elsewhere(0, None),
        )
        for each in proposals
    ]


def beside_others(
    stated: Sequence[tuple[Proposal, ConsortiumSnapshot]],
    reference: Mapping[str, ReferenceData],
) -> list[ConsortiumSnapshot]:
    """Return snapshots with what others hold of what they state; one query at most.

    Each comes with the draft it is of, whose own submission does not count.
    """
    claims = [claim_under(p, each.participants, reference) for p, each in stated]
    placed = [
        (each.call, keys_of(each.participants)) if asks_for_organisations(p) else None
        for p, each in stated
    ]
    taken = taken_from(
        {each for each in claims if each}, [each for each in placed if each]
    )
    return [
        replace(
            each,
            applications_elsewhere=taken.applications(proposal.pk, claim),
            standing_elsewhere=place and taken.organisations(proposal.pk, place),
        )
        for (proposal, each), claim, place in zip(stated, claims, placed, strict=True)
    ]


def roles_by_number(snapshot: ConsortiumSnapshot) -> dict[int, str]:
    """Return the role of each partner who takes part, by its number."""
    return {
        int(each.label.removeprefix("P")): each.role
        for each in snapshot.participants
        if each.answer in {Answer.CONFIRMED, Answer.INVITED}
    }


def claim_of(proposal: Proposal, snapshot: ConsortiumSnapshot) -> Claim | None:
    """Return the place in the call that a draft lays claim to, if it does yet.

    By the edition of the snapshot: the next one may have come since it was taken.
    """
    reference = reference_of(snapshot.call, snapshot.edition)
    return claim_under(proposal, snapshot.participants, {snapshot.call: reference})


def claim_under(
    proposal: Proposal,
    participants: Iterable[Participant],
    reference: Mapping[str, ReferenceData],
) -> Claim | None:
    """Return what a draft with these participants would lay claim to."""
    alliance = proposal.alliance
    sectors = reference[alliance.call_id].all_sectors
    return claim_for(alliance.call_id, participants, alliance.sector, sectors)


def snapshot_of(
    call: str,
    stated: Statement,
    participants: Iterable[Participant],
    reference: ReferenceData,
    elsewhere: Elsewhere,
) -> ConsortiumSnapshot:
    """Return the snapshot of a draft with these partners by one edition."""
    return ConsortiumSnapshot(
        call=call,
        lot=stated.lot,
        project_type=stated.project_type,
        participants=tuple(participants),
        sectors=reference.sectors_of(stated.lot),
        edition=reference.edition,
        sector=stated.sector or None,
        duration_months=stated.duration_months,
        grant_requested=stated.grant_requested,
        applications_elsewhere=elsewhere.applications,
        has_texts=True,
        standing_elsewhere=elsewhere.organisations,
    )


def _participants(
    proposals: Sequence[Proposal],
    reference: Mapping[str, ReferenceData],
    partners: Sequence[Partner] | None,
) -> dict[int, list[Participant]]:
    """Return the current partners by alliance, each in the order of numbers."""
    calls = {each.alliance_id: each.alliance.call_id for each in proposals}
    found: dict[int, list[Participant]] = defaultdict(list)
    for alliance, *row in (
        partner_rows(calls) if partners is None else _columns(partners)
    ):
        found[alliance].append(participant_of(reference[calls[alliance]], *row))
    return found


def _columns(partners: Iterable[Partner]) -> Iterator[tuple[Any, ...]]:
    """Return the same of partners that were read already."""
    for each in partners:
        if each.removed_at is None:
            yield (
                *(each.alliance_id, each.number, each.name, each.country_id),
                *(each.role, each.types, each.pic, each.confirmation),
                bool(each.added_value),
            )


def _statement(proposal: Proposal) -> Statement:
    alliance = proposal.alliance
    return Statement(
        lot=alliance.lot.code,
        project_type=alliance.project_type.code,
        sector=alliance.sector,
        duration_months=proposal.duration_months,
        grant_requested=proposal.grant_requested_eur,
    )


def participant_of(  # noqa: PLR0913, PLR0917  # COLUMNS, in their order
    reference: ReferenceData,
    number: int,
    name: str,
    country: str | None,
    role: str,
    types: str,
    pic: str,
    confirmation: str,
    has_added_value: bool,  # noqa: FBT001  # a column of the row
) -> Participant:
    """Return what the engine is told of one partner, from its COLUMNS."""
    part, answer = _part(role, confirmation)
    return Participant(
        name=name,
        place=reference.place(country),
        role=part,
        types=_types(types),
        pic=pic or None,
        answer=answer,
        label=f"P{number}",
        has_added_value=has_added_value,
    )


@lru_cache(maxsize=4096)
def _types(stated: str) -> tuple[PartnerType, ...]:
    return tuple(PartnerType(each) for each in stated.split(TYPE_SEPARATOR) if each)


@lru_cache(maxsize=64)
def _part(role: str, confirmation: str) -> tuple[Role, Answer]:
    """Return role and where the answer stands; who applies needs to give none."""
    answer = ANSWERS[Confirmation(confirmation)]
    if answer is Answer.INVITED and not StoredRole(role).is_asked:
        answer = Answer.CONFIRMED
    return Role(role), answer
