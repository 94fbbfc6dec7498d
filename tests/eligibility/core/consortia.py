"""Small consortia and rulebooks for the tests of the engine."""

import datetime as dt
import json
from decimal import Decimal
from functools import cache
from pathlib import Path

from eligibility.core import (
    Answer,
    ConsortiumSnapshot,
    Edition,
    Evidence,
    Outcome,
    Participant,
    PartnerType,
    Place,
    Reading,
    Report,
    Role,
    Rulebook,
    Sector,
    Standing,
    evaluate,
    parse_rulebook,
)

FIXTURES = Path(__file__).parents[3] / "fixtures"
MEMBERS = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR",
    "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
PROGRAMME = MEMBERS | {"IS", "LI", "NO", "TR", "MK", "RS"}
ISO = {"EL": "GR", "UK": "GB"}
LINKED = {"GL": "DK", "NC": "FR"}
DEADLINE = dt.date(2020, 2, 26)
VET, UNIVERSITY = PartnerType.VET_PROVIDER, PartnerType.HIGHER_EDUCATION
SME, SECTOR_BODY = PartnerType.SME, PartnerType.SECTOR_BODY
NETWORK, PUBLIC_BODY = PartnerType.EU_NETWORK, PartnerType.PUBLIC_BODY


def place(code: str | None) -> Place | None:
    """Resolve a country as the call of 2020 does; Tuvalu stands for "no status"."""
    if code is None:
        return None
    iso = ISO.get(code, code)
    counts_as = LINKED.get(iso, iso)
    if counts_as in PROGRAMME:
        standing = Standing.PROGRAMME
    else:
        standing = Standing.NONE if iso == "AQ" else Standing.PARTNER
    return Place(iso, counts_as, standing, counts_as in MEMBERS)


def partner(  # read as a row of a table
    name: str,
    country: str | None = "BE",
    *types: PartnerType,
    role: Role = Role.FULL_PARTNER,
    pic: str | None = None,
    answer: Answer = Answer.CONFIRMED,
) -> Participant:
    """State one row."""
    return Participant(name, place(country), role, types, pic, answer)


def applicant(country: str | None = "ES", *types: PartnerType) -> Participant:
    """State the applicant."""
    return partner("Applicant", country, *(types or (UNIVERSITY,)), role=Role.APPLICANT)


def snapshot(
    *participants: Participant,
    lot: str = "lot-2",
    project_type: str = "standard",
    sector: str | None = "cultural-heritage",
    months: int | None = 48,
    grant: str | None = "3900000.00",
    elsewhere: int | None = None,
) -> ConsortiumSnapshot:
    """State a consortium of the call of 2020."""
    return ConsortiumSnapshot(
        call="2020",
        lot=lot,
        project_type=project_type,
        participants=participants,
        sectors=(Sector("cultural-heritage", "Cultural heritage"),)
        if lot == "lot-2"
        else (),
        edition=Edition(1, "0" * 64),
        sector=sector,
        duration_months=months,
        grant_requested=None if grant is None else Decimal(grant),
        applications_elsewhere=elsewhere,
    )


@cache
def shipped(code: str) -> Rulebook:
    """Read a shipped rulebook."""
    path = FIXTURES / "calls" / code / "rulebook.toml"
    return parse_rulebook(path.read_text(encoding="utf-8"), source=str(path))


def rulebook_2020() -> Rulebook:
    """Read the rules of 2020."""
    return shipped("2020")


def charter(partners: int | None = None) -> ConsortiumSnapshot:
    """Read CHARTER, a real Blueprint, with a grant typed in."""
    path = FIXTURES / "consortia" / "charter-2020-lot-2.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    rows = [
        partner(
            row["name"],
            row["country"],
            PartnerType(row["type"]),
            role=Role(row["role"]),
        )
        for row in data["partners"][:partners]
    ]
    return snapshot(*rows, elsewhere=0)


def report_on(consortium: ConsortiumSnapshot, code: str = "2020") -> Report:
    """Evaluate on the deadline day."""
    rules = shipped(code)
    return evaluate(consortium, rules, on=rules.deadline.date())


def evidence(
    consortium: ConsortiumSnapshot,
    clause: str,
    reading: Reading = Reading.PLANNED,
    code: str = "2020",
) -> Evidence:
    """Return the evidence for one clause."""
    return report_on(consortium, code).by_clause()[clause].of(reading)


def failing(report: Report) -> list[str]:
    """Name the blocking clauses that are not met, as planned."""
    return [
        each.clause.id
        for each in report.findings
        if each.planned.outcome is Outcome.NOT_MET
        and each.clause.severity == "blocking"
    ]
