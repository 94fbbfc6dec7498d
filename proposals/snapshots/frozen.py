"""Frozen applications: canonical JSON that says all a receipt or a pack may print.

`freeze` knows no clock: the same content gives the same bytes. `thaw` reads every
format ever written; there is one so far.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from alliances.enums import Confirmation
from alliances.models import Partnership
from alliances.selectors.nace import nace_words
from eligibility.catalogue import published_rulebook
from eligibility.core import (
    ENGINE_VERSION,
    ConsortiumSnapshot,
    Reading,
    Report,
    Resilience,
    canonical,
    dump_report,
    dump_snapshot,
    load_report,
    load_resilience,
    receipt_from,
)
from eligibility.services.assess import assess
from proposals.enums import PartnerAnswer
from proposals.models import ConfirmationRequest, Proposal
from proposals.snapshots.elsewhere import rest_in_programme_countries
from proposals.snapshots.reference import ReferenceData, reference_of_version

FORMAT = "ssa-application/1"


@dataclass(frozen=True, slots=True)
class FrozenAnswer:
    """Who confirmed for a partner, in which function, and when."""

    name: str
    function: str
    at: dt.datetime


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
    added_value: str = ""
    """What an organisation in a Partner country brings, in the applicant's words."""


@dataclass(frozen=True, slots=True)
class FrozenSubmission:
    """Under which number the content was received, and when."""

    number: str
    received_at: dt.datetime


@dataclass(frozen=True, slots=True)
class FrozenApplication:
    """An application as it was: facts, partners, and the report on them."""

    acronym: str
    title: str
    call_code: str
    call_title: str
    call_reference: str
    deadline: dt.datetime
    lot_code: str
    lot_number: int | None
    lot_title: str
    project_type_title: str
    sector_title: str
    duration_months: int | None
    grant_requested_eur: Decimal | None
    partners: tuple[FrozenPartner, ...]
    report: Report
    submission: FrozenSubmission | None
    engine_version: int = ENGINE_VERSION
    programme_countries: tuple[str, ...] = ()
    """ISO codes under the edition of the report; empty in the first contents."""
    withdrawals: Resilience | None = None
    """Who is critical; None where nobody chose to print it."""
    without_partner_countries: str = ""
    """The verdict without the organisations there; empty if there are none."""


def freeze(
    proposal: Proposal,
    *,
    snapshot: ConsortiumSnapshot,
    report: Report,
    submission: FrozenSubmission | None = None,
) -> str:
    """Return the canonical JSON of a draft with the report on it.

    Call it while the draft is locked, with a snapshot taken under the same lock and the
    report on it: then all speak of one moment, and the receipt can be recomputed.
    """
    reference = reference_of_version(proposal.alliance.call_id, report.edition.version)
    receipt = submission and {
        "number": submission.number,
        "received_at": _moment(submission.received_at),
    }
    return canonical(
        {
            "format": FORMAT,
            "engine_version": ENGINE_VERSION,
            **_facts(proposal, reference),
            "partners": _partners(proposal, reference),
            "programme_countries": list(reference.programme_countries),
            **_without_partner_countries(proposal, snapshot, report),
            "inputs": dump_snapshot(snapshot),
            "report": dump_report(report),
            "submission": receipt,
        }
    )


def thaw(text: str) -> FrozenApplication:
    """Return the application that `freeze` wrote; ValueError for another format."""
    data = json.loads(text)
    if data.pop("format", None) != FORMAT:
        raise ValueError(f"not {FORMAT}")
    data.pop("inputs", None)  # for the receipt; what is printed stands beside it
    grant = data.pop("grant_requested_eur")
    return FrozenApplication(
        deadline=dt.datetime.fromisoformat(data.pop("deadline")),
        grant_requested_eur=None if grant is None else Decimal(grant),
        partners=tuple([_thawed_partner(each) for each in data.pop("partners")]),
        programme_countries=tuple(data.pop("programme_countries", ())),
        report=load_report(data.pop("report")),
        withdrawals=_thawed_withdrawals(data.pop("withdrawals", None)),
        submission=_thawed_submission(data.pop("submission")),
        **data,
    )


def receipt_in(text: str) -> str:
    """Return the receipt of the verdict in a frozen application; empty for old ones."""
    data = json.loads(text)
    if "inputs" not in data:
        return ""
    return receipt_from(data["inputs"], data["report"], data["engine_version"])


def _without_partner_countries(
    proposal: Proposal, snapshot: ConsortiumSnapshot, report: Report
) -> dict[str, str]:
    """Return the outcome as planned; the key is absent where nobody is there."""
    rest = rest_in_programme_countries(snapshot)
    if rest is None:
        return {}
    rules = published_rulebook(proposal.rulebook)
    verdict = assess(snapshot=rest, rulebook=rules, on=report.on)
    return {"without_partner_countries": verdict.of(Reading.PLANNED).value}


def _facts(proposal: Proposal, reference: ReferenceData) -> dict[str, Any]:
    alliance = proposal.alliance
    return {
        "acronym": alliance.acronym,
        "title": alliance.title,
        "call_code": alliance.call_id,
        "call_title": alliance.call.title,
        "call_reference": alliance.call.reference,
        "deadline": _moment(alliance.call.deadline),
        "lot_code": alliance.lot.code,
        "lot_number": alliance.lot.number,
        "lot_title": alliance.lot.title,
        "project_type_title": alliance.project_type.title,
        "sector_title": _sector_title(proposal, reference),
        "duration_months": proposal.duration_months,
        "grant_requested_eur": _amount(proposal.grant_requested_eur),
    }


def _partners(proposal: Proposal, reference: ReferenceData) -> list[dict[str, Any]]:
    rows = Partnership.objects.current().filter(alliance=proposal.alliance_id)
    given = _given(proposal)
    return [
        _partner(each, reference) | given.get(each.pk, {})
        for each in rows.select_related("country").order_by("number")
    ]


def _given(proposal: Proposal) -> dict[int, dict[str, Any]]:
    """Return, by partnership, the answer behind each confirmation that still holds.

    The key is absent where there is none: what was frozen before there were links reads
    the same.
    """
    answers = ConfirmationRequest.objects.filter(
        partnership__alliance=proposal.alliance_id,
        partnership__confirmation=Confirmation.CONFIRMED,
        answer=PartnerAnswer.CONFIRMED,
    ).order_by("answered_at")
    return {
        each.partnership_id: {
            "given": {
                "name": each.answered_name,
                "function": each.answered_function,
                "at": _moment(each.answered_at),
            }
        }
        for each in answers
        if each.answered_at
    }


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
        # Absent where there is none: what was frozen before there were texts.
        **({"added_value": row.added_value} if row.added_value else {}),
    }


def _thawed_partner(data: Mapping[str, Any]) -> FrozenPartner:
    given = data.get("given")
    answer = given and FrozenAnswer(
        given["name"], given["function"], dt.datetime.fromisoformat(given["at"])
    )
    return FrozenPartner(**{**data, "types": tuple(data["types"]), "given": answer})


def _thawed_submission(data: Mapping[str, Any] | None) -> FrozenSubmission | None:
    if data is None:
        return None
    received_at = dt.datetime.fromisoformat(data["received_at"])
    return FrozenSubmission(data["number"], received_at)


def _thawed_withdrawals(data: Mapping[str, Any] | None) -> Resilience | None:
    return None if data is None else load_resilience(data)


def _sector_title(proposal: Proposal, reference: ReferenceData) -> str:
    """Return the title in the Lot's list or in NACE, else the sector as stated."""
    stated = proposal.alliance.sector
    for each in reference.sectors_of(proposal.alliance.lot.code):
        if each.is_named(stated):
            return each.title
    return nace_words(stated)


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def _moment(moment: dt.datetime) -> str:
    """Write a moment in UTC: one moment, one text, whatever zone it came in."""
    return moment.astimezone(dt.UTC).isoformat()
