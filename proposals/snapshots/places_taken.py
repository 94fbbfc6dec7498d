"""What live submissions hold already: places of applicants and of organisations."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, TextField, Value

from alliances.worded import Worded
from proposals.models import OrganisationPlace, Submission
from proposals.snapshots.exclusivity import Claim
from proposals.snapshots.organisations import Keys, taken_by_others

Organisations = tuple[str, Keys]
"""The call a draft is for, and the keys of its organisations."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Who holds what was asked about; never says whose it is."""

    claims: Collection[tuple[int, Claim]]
    """Live claims, with the proposal of each."""
    places: Mapping[str, Mapping[str, int]]
    """The proposal that holds each key of an organisation, by call."""

    def applications(self, proposal: int, claim: Claim | None) -> int:
        """Count the live submissions of others that have a claim; 0 without one."""
        return sum(claim == each and holder != proposal for holder, each in self.claims)

    def organisations(self, proposal: int, stated: Organisations) -> tuple[str, ...]:
        """Return those of a draft's keys that stand in live submissions of others."""
        call, keys = stated
        return taken_by_others(proposal, keys, self.places.get(call, {}))


def taken_from(
    claims: Collection[Claim], organisations: Collection[Organisations]
) -> Taken:
    """Ask who holds these; one query however many, none where nothing is asked."""
    found: list[tuple[int, Claim]] = []
    places: dict[str, dict[str, int]] = {}
    for holder, call, key, sector, is_place in _rows(claims, organisations):
        if is_place:
            places.setdefault(call, {})[key] = holder
        else:
            found.append((holder, Claim(call, key, sector)))
    return Taken(found, places)


def _rows(
    claims: Collection[Claim], organisations: Collection[Organisations]
) -> Iterable[Any]:
    if len(claims) == 1 and not any(keys for _call, keys in organisations):
        (claim,) = claims
        return _claimed(claim.call, claim.applicant)
    asked = (_live(claims), _placed(organisations))
    parts = [each for each in asked if each is not None]
    return parts[0].union(*parts[1:], all=True) if parts else ()


@Worded
def _claimed(call: str, applicant: str) -> QuerySet[Any, Any]:
    rows = Submission.objects.live().filter(call=call, applicant_key=applicant)
    return _columns(rows, F("applicant_key"), F("sector_key"), is_place=0)


def _live(claims: Collection[Claim]) -> QuerySet[Any, Any] | None:
    if not claims:
        return None
    rows = Submission.objects.live().filter(
        call__in={each.call for each in claims},
        applicant_key__in={each.applicant for each in claims},
    )
    return _columns(rows, F("applicant_key"), F("sector_key"), is_place=0)


def _placed(stated: Collection[Organisations]) -> QuerySet[Any, Any] | None:
    keys = {key for _call, keys in stated for key in keys}
    if not keys:
        return None
    rows = OrganisationPlace.objects.filter(
        call__in={call for call, _keys in stated}, organisation_key__in=keys
    )
    none = Value("", TextField())
    return _columns(rows, F("organisation_key"), none, is_place=1)


def _columns(
    rows: QuerySet[Any], key: F, sector: F | Value, *, is_place: int
) -> QuerySet[Any, Any]:
    columns = {
        "held_by": F("proposal_id"),
        "held_in": F("call_id"),
        "held_key": key,
        "held_sector": sector,
        "is_place": Value(is_place),
    }
    found: QuerySet[Any, Any] = rows.order_by().annotate(**columns)
    return found.values_list(*columns)
