"""Who applies in which sector: the keys behind "one application per applicant"."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from alliances.files.nace import nace_code
from alliances.models import Call
from eligibility.core import Participant, Role, Sector, merge_rows, normalised
from proposals.models import Proposal, Submission

LONGEST_APPLICANT = 400
LONGEST_SECTOR = 200


@dataclass(frozen=True, slots=True)
class Claim:
    """The place in a call that only one live submission may hold."""

    call: str
    applicant: str
    sector: str


def claim_for(
    call: str,
    participants: Iterable[Participant],
    stated: str,
    sectors: Iterable[Sector],
) -> Claim | None:
    """Return what a consortium lays claim to; None without applicant or sector.

    `sectors` are those of all Lots: a sector in two Lots is one sector.
    """
    applicant = sole_applicant(participants)
    if applicant is None or not stated.strip():
        return None
    return Claim(call, _applicant_key(applicant), _sector_key(stated, sectors))


def sole_applicant(participants: Iterable[Participant]) -> Participant | None:
    """Return the one organisation that applies, its rows merged as the engine does.

    A second row of the applicant may hold the country or the PIC the first one lacks.
    """
    organisations, _merged = merge_rows(participants)
    applicants = [each for each in organisations if each.role is Role.APPLICANT]
    return applicants[0] if len(applicants) == 1 else None


def holders_of(call: Call) -> dict[Claim, int]:
    """Return the proposal behind each live submission of a call; one query.

    A constraint sees to it that each claim has one holder.
    """
    rows = Submission.objects.live().filter(call=call).order_by()
    return {
        Claim(*claim): proposal
        for proposal, *claim in rows.values_list(
            "proposal_id", "call_id", "applicant_key", "sector_key"
        )
    }


def holders_of_claim(claim: Claim, *, but: Proposal) -> list[int]:
    """Return the proposals of others whose live submission has a claim; one query."""
    live = Submission.objects.live().filter(
        call=claim.call, applicant_key=claim.applicant, sector_key=claim.sector
    )
    return list(live.exclude(proposal=but).values_list("proposal_id", flat=True))


def _applicant_key(applicant: Participant) -> str:
    """Name an applicant by its PIC, else by its normalised name and country."""
    if applicant.pic:
        return f"pic:{applicant.pic}"
    country = applicant.place.code if applicant.place else ""
    return fitting(f"name:{normalised(applicant.name)}|{country}", LONGEST_APPLICANT)


def _sector_key(stated: str, sectors: Iterable[Sector]) -> str:
    """Name a sector by its slug if any Lot of the call lists it, else as stated.

    Free text in one Lot and an entry of the list in another are one sector, and so is
    a NACE code however it is written.
    """
    wanted = normalised(nace_code(stated) or stated)
    for each in sectors:
        if wanted in {normalised(each.slug), normalised(each.title)}:
            return each.slug
    return fitting(wanted, LONGEST_SECTOR)


def fitting(key: str, longest: int) -> str:
    """Return the key, or its digest: normalising can lengthen a text."""
    if len(key) <= longest:
        return key
    return f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"
