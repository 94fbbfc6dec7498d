"""The partners of a frozen application, and who confirmed for each of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from alliances.enums import Confirmation
from alliances.models import Partnership
from alliances.models.alliances import UNANSWERED
from alliances.worded import Worded
from proposals.enums import ChangeState, PartnerAnswer
from proposals.models import (
    ConfirmationRequest,
    Proposal,
    ProposedChange,
    SignedCopy,
)
from proposals.snapshots.frozen_part_a import FrozenPartA, dump_part_a, load_part_a
from proposals.snapshots.reference import ReferenceData


@dataclass(frozen=True, slots=True)
class FrozenAnswer:
    """Who confirmed for a partner, in which function, and when."""

    name: str
    function: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class FrozenOpenAnswer:
    """What a partner answered that is no confirmation of what stands."""

    answer: str
    """That of the question that stands, such as confirmed: an earlier version."""
    at: dt.datetime
    is_decided: bool = False
    """Whether each change that it asked for was accepted or refused."""


@dataclass(frozen=True, slots=True)
class FrozenCopy:
    """The signed copy that stood for a partner."""

    kind: str
    """Mandate or declaration."""
    sha256: str
    code: str
    """Of the version that was signed; empty where nobody said."""
    at: dt.datetime
    """When it was uploaded."""


@dataclass(frozen=True, slots=True)
class FrozenPartner:
    """One partner as stated; country fields are empty while it is unknown.

    `standing` is programme, partner or none under the edition of the report. `given` is
    the answer behind a confirmation; None where nobody gave one by a link.
    """

    number: int
    label: str
    name: str
    country_code: str
    eu_code: str
    country_name: str
    standing: str
    role: str
    types: tuple[str, ...]
    pic: str
    confirmation: str
    stated_answer: str
    given: FrozenAnswer | None = None
    replied: FrozenOpenAnswer | None = None
    """None where no answer stands, and in contents from before it was kept."""
    added_value: str = ""
    """What an organisation in a Partner country brings, in the applicant's words."""
    signed: FrozenCopy | None = None
    """None where no signed copy stood, and in contents from before there were any."""
    part_a: FrozenPartA | None = None
    """Address and people; None in contents from before it was asked."""


def dump_partners(proposal: Proposal, reference: ReferenceData) -> list[dict[str, Any]]:
    """Return the current partners, by number: three queries."""
    given, signed = _given(proposal), _signed(proposal)
    return [
        _partner(each, reference) | given.get(each.pk, {}) | signed.get(each.pk, {})
        for each in _partners(proposal.alliance_id)
    ]


@Worded
def _partners(alliance: int) -> QuerySet[Partnership]:
    rows = Partnership.objects.current().filter(alliance=alliance)
    return rows.select_related("country", "part_a").order_by("number")


def load_partner(data: Mapping[str, Any]) -> FrozenPartner:
    """Return the partner that `dump_partners` wrote."""
    given = data.get("given")
    answer = given and FrozenAnswer(
        given["name"], given["function"], dt.datetime.fromisoformat(given["at"])
    )
    signed = data.get("signed")
    at = signed and dt.datetime.fromisoformat(signed["at"])
    return FrozenPartner(
        **{
            **data,
            "types": tuple(data["types"]),
            "given": answer,
            "replied": _replied(data.get("replied")),
            "signed": signed and FrozenCopy(**{**signed, "at": at}),
            "part_a": load_part_a(data.get("part_a")),
        }
    )


def _replied(data: Mapping[str, Any] | None) -> FrozenOpenAnswer | None:
    if not data:
        return None
    at = dt.datetime.fromisoformat(data["at"])
    return FrozenOpenAnswer(data["answer"], at, data.get("decided", False))


def moment_text(moment: dt.datetime) -> str:
    """Write a moment in UTC: one moment, one text, whatever zone it came in."""
    return moment.astimezone(dt.UTC).isoformat()


def _given(proposal: Proposal) -> dict[int, dict[str, Any]]:
    """Return, by partnership, the answer behind each confirmation that still holds.

    And what else a partner answered that has none. The keys are absent where there is
    neither: what was frozen before there were links reads the same.
    """
    return {
        each.partnership_id: _answer(each)
        for each in _answers(proposal.alliance_id)
        if each.answered_at
    }


def _answer(each: ConfirmationRequest) -> dict[str, Any]:
    at = moment_text(each.answered_at) if each.answered_at else ""
    if each.partnership.confirmation != Confirmation.CONFIRMED:
        waits: bool = getattr(each, "waits", False)
        is_decided = each.answer == PartnerAnswer.CHANGE and not waits
        decided = {"decided": True} if is_decided else {}
        return {"replied": {"answer": each.answer, "at": at, **decided}}
    name, function = each.answered_name, each.answered_function
    return {"given": {"name": name, "function": function, "at": at}}


@Worded
def _answers(alliance: int) -> QuerySet[ConfirmationRequest]:
    behind = Q(
        partnership__confirmation=Confirmation.CONFIRMED,
        answer=PartnerAnswer.CONFIRMED,
    )
    waiting = Q(partnership__confirmation__in=UNANSWERED, revoked_at=None)
    open_changes = ProposedChange.objects.filter(
        request=OuterRef("pk"), state=ChangeState.OPEN
    )
    answers = ConfirmationRequest.objects.annotate(waits=Exists(open_changes)).filter(
        behind | (waiting & ~Q(answer=PartnerAnswer.NONE)),
        partnership__alliance=alliance,
    )
    return answers.select_related("partnership").order_by("answered_at")


def _signed(proposal: Proposal) -> dict[int, dict[str, Any]]:
    """Return, by partnership, the signed copy that stands; absent where none does."""
    return {
        each.partnership_id: {
            "signed": {
                "kind": each.kind,
                "sha256": each.sha256,
                "code": each.document.code if each.document else "",
                "at": moment_text(each.uploaded_at),
            }
        }
        for each in _copies(proposal.alliance_id)
    }


@Worded
def _copies(alliance: int) -> QuerySet[SignedCopy]:
    copies = SignedCopy.objects.filter(partnership__alliance=alliance, ended_at=None)
    return copies.select_related("document").order_by("uploaded_at")


def _partner(row: Partnership, reference: ReferenceData) -> dict[str, Any]:
    country, place = row.country, reference.place(row.country_id)
    return {
        "number": row.number,
        "label": row.label,
        "name": row.name,
        "country_code": country.code if country else "",
        "eu_code": country.eu_code if country else "",
        "country_name": country.name if country else "",
        "standing": place.standing if place else "",
        "role": row.role,
        "types": row.type_list,
        "pic": row.pic,
        "confirmation": row.confirmation,
        "stated_answer": row.stated_answer,
        "part_a": dump_part_a(row),
        # Absent where there is none: what was frozen before there were texts.
        **({"added_value": row.added_value} if row.added_value else {}),
    }
