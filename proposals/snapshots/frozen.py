"""Frozen applications: canonical JSON that says all a receipt or a pack may print.

`freeze` knows no clock: the same content gives the same bytes. `thaw` reads every
format ever written: the first held facts, partners and report, the second holds the
answers, the work plan and the budget too.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

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
    load_snapshot,
    receipt_from,
)
from eligibility.services.assess import assess
from proposals.models import Proposal
from proposals.snapshots.budgets import BudgetRows
from proposals.snapshots.elsewhere import rest_in_programme_countries
from proposals.snapshots.frozen_budget import dump_budget, load_budget
from proposals.snapshots.frozen_form import FrozenForm, dump_form, load_form
from proposals.snapshots.frozen_override import (
    FrozenOverride,
    dump_override,
    load_override,
)
from proposals.snapshots.frozen_partners import (
    FrozenPartner,
    dump_partners,
    load_partner,
    moment_text,
)
from proposals.snapshots.frozen_plan import FrozenPackage, dump_plan, load_package
from proposals.snapshots.frozen_profiles import (
    FrozenProfile,
    dump_profiles,
    load_profile,
)
from proposals.snapshots.frozen_warnings import (
    FrozenWarnings,
    dump_warnings,
    load_warnings,
)
from proposals.snapshots.reference import ReferenceData, reference_of
from proposals.snapshots.taking import roles_by_number

FORMAT = "ssa-application/2"
READABLE = frozenset({FORMAT, "ssa-application/1"})


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
    override: FrozenOverride | None = None
    """What an administrator allowed; None where nothing had to be."""
    warnings: FrozenWarnings | None = None
    """What was named and accepted; None without, and in contents of before."""
    engine_version: int = ENGINE_VERSION
    programme_countries: tuple[str, ...] = ()
    """ISO codes under the edition of the report; empty in the first contents."""
    withdrawals: Resilience | None = None
    """Who is critical; None where nobody chose to print it."""
    without_partner_countries: str = ""
    """The verdict without the organisations there; empty if there are none."""
    form: FrozenForm | None = None
    """What was asked and answered; None without a form, and in the first format."""
    profiles: tuple[FrozenProfile, ...] = ()
    plan: tuple[FrozenPackage, ...] = ()
    budget: BudgetRows | None = None
    """What the budget is computed from; None in the first format."""


def freeze(
    proposal: Proposal,
    *,
    snapshot: ConsortiumSnapshot,
    report: Report,
    submission: FrozenSubmission | None = None,
    override: FrozenOverride | None = None,
    warnings: FrozenWarnings | None = None,
) -> str:
    """Return the canonical JSON of a draft with the report on it.

    Call it while the draft is locked, with a snapshot taken under the same lock and the
    report on it: then all speak of one moment, and the receipt can be recomputed.
    """
    reference = reference_of(snapshot.call, snapshot.edition)
    receipt = submission and {
        "number": submission.number,
        "received_at": moment_text(submission.received_at),
    }
    return canonical(
        {
            "format": FORMAT,
            "engine_version": ENGINE_VERSION,
            **_facts(proposal, reference),
            "partners": dump_partners(proposal, reference),
            "programme_countries": list(reference.programme_countries),
            **_without_partner_countries(proposal, snapshot, report),
            "inputs": dump_snapshot(snapshot),
            "report": dump_report(report),
            "submission": receipt,
            **dump_override(override),
            **dump_warnings(warnings),
            "form": dump_form(proposal, roles_by_number(snapshot)),
            "plan": dump_plan(proposal),
            "profiles": dump_profiles(proposal),
            "budget": dump_budget(proposal, snapshot),
        }
    )


MOST_KEPT = 16
"""Applications kept in memory as they were read last, of half a megabyte each."""
PARTS = ("form", "plan", "profiles", "budget")
"""What is long in an application, and only who prints it needs."""


@lru_cache(maxsize=MOST_KEPT)
def thaw_head(text: str) -> FrozenApplication:
    """Return the same without its PARTS: what a receipt says; the same text, the same.

    Nothing changes what was frozen, and a receipt is looked at again.
    """
    data = json.loads(text)
    return _thawed({key: data[key] for key in data.keys() - PARTS})


def thaw(text: str) -> FrozenApplication:
    """Return the application that `freeze` wrote; ValueError for another format."""
    return _thawed(json.loads(text))


def _thawed(data: dict[str, Any]) -> FrozenApplication:
    if data.pop("format", None) not in READABLE:
        raise ValueError(f"not {FORMAT}")
    inputs = data.pop("inputs", None)
    plan = tuple([load_package(each) for each in data.pop("plan", ())])
    budget = data.pop("budget", None)
    grant = data.pop("grant_requested_eur")
    return FrozenApplication(
        deadline=dt.datetime.fromisoformat(data.pop("deadline")),
        grant_requested_eur=None if grant is None else Decimal(grant),
        partners=tuple([load_partner(each) for each in data.pop("partners")]),
        programme_countries=tuple(data.pop("programme_countries", ())),
        report=load_report(data.pop("report")),
        withdrawals=_thawed_withdrawals(data.pop("withdrawals", None)),
        submission=_thawed_submission(data.pop("submission")),
        override=load_override(data.pop("override", None)),
        warnings=load_warnings(data.pop("warnings", None)),
        form=load_form(data.pop("form", None)),
        profiles=tuple([load_profile(each) for each in data.pop("profiles", ())]),
        plan=plan,
        budget=budget
        and load_budget(budget, snapshot=load_snapshot(inputs), packages=plan),
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
        "deadline": moment_text(alliance.call.deadline),
        "lot_code": alliance.lot.code,
        "lot_number": alliance.lot.number,
        "lot_title": alliance.lot.title,
        "project_type_title": alliance.project_type.title,
        "sector_title": _sector_title(proposal, reference),
        "duration_months": proposal.duration_months,
        "grant_requested_eur": _amount(proposal.grant_requested_eur),
    }


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
