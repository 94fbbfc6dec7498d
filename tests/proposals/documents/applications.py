"""Frozen applications without a database: consortia as the shipped rules see them."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from alliances.enums import Confirmation, Role
from eligibility.catalogue import shipped_rulebook, shipped_tables
from eligibility.core import (
    Answer,
    ConsortiumSnapshot,
    Edition,
    Participant,
    PartnerType,
    Place,
    Sector,
)
from eligibility.core import Role as CoreRole
from eligibility.services.assess import assess
from eligibility.snapshots import place_of
from eligibility.words import country_name, eu_code
from proposals.snapshots import FrozenApplication, FrozenPartner, FrozenSubmission

CONSORTIA = Path(__file__).parents[3] / "fixtures" / "consortia"
RECEIVED = FrozenSubmission(
    "2020-000007", dt.datetime(2020, 2, 24, 14, 42, tzinfo=dt.UTC)
)
ANSWERS = {
    Confirmation.CONFIRMED: Answer.CONFIRMED,
    Confirmation.DECLINED: Answer.DECLINED,
    Confirmation.WITHDRAWN: Answer.WITHDRAWN,
}


def partner(name: str = "Kauno kolegija", **stated: Any) -> dict[str, Any]:
    """Return a confirmed full partner in Lithuania, unless stated otherwise."""
    return {
        "name": name,
        "country": "LT",
        "role": "full_partner",
        "types": ["vet_provider"],
        "pic": "",
        "confirmation": "confirmed",
        "stated_answer": "",
        **stated,
    }


def charter(**changes: Any) -> FrozenApplication:
    """Return CHARTER: twenty-one full partners in thirteen Programme countries."""
    stated = json.loads((CONSORTIA / "charter-2020-lot-2.json").read_text("utf-8"))
    partners = [
        partner(
            each["name"],
            country=each["country"],
            role=each["role"],
            types=[each["type"]],
        )
        for each in stated["partners"]
    ]
    return application(
        partners,
        **{
            "acronym": stated["acronym"],
            "title": stated["title"],
            "sector": "cultural-heritage",
            "duration_months": 48,
            **changes,
        },
    )


def application(
    partners: list[dict[str, Any]],
    *,
    call: str = "2020",
    lot: str = "lot-2",
    acronym: str = "SKILLS",
    title: str = "",
    sector: str = "",
    duration_months: int | None = None,
    grant: str | None = None,
    submission: FrozenSubmission | None = None,
) -> FrozenApplication:
    """Return an application to a call, as frozen on its deadline day."""
    rulebook = shipped_rulebook(call)
    tables = shipped_tables(call)
    places = [place_of(each["country"], tables.countries) for each in partners]
    sectors = [each for each in tables.sectors if each.lot == lot]
    snapshot = ConsortiumSnapshot(
        call=call,
        lot=lot,
        project_type="standard",
        participants=tuple(
            [
                _participant(number, each, place)
                for number, (each, place) in enumerate(
                    zip(partners, places, strict=True), 1
                )
            ]
        ),
        sectors=tuple([Sector(each.slug, each.title) for each in sectors]),
        edition=Edition(1, tables.sha256),
        sector=sector or None,
        duration_months=duration_months,
        grant_requested=Decimal(grant) if grant else None,
        applications_elsewhere=0,
    )
    (the_lot,) = [each for each in rulebook.lots if each.code == lot]
    titles = {each.slug: each.title for each in sectors}
    return FrozenApplication(
        acronym=acronym,
        title=title,
        call_code=call,
        call_title=rulebook.title,
        call_reference=rulebook.reference,
        deadline=rulebook.deadline,
        lot_code=lot,
        lot_number=the_lot.number,
        lot_title=the_lot.title,
        project_type_title=the_lot.project_types[0].title,
        sector_title=titles.get(sector, sector),
        duration_months=duration_months,
        grant_requested_eur=snapshot.grant_requested,
        partners=tuple(
            [
                _frozen(number, each, place)
                for number, (each, place) in enumerate(
                    zip(partners, places, strict=True), 1
                )
            ]
        ),
        report=assess(
            snapshot=snapshot, rulebook=rulebook, on=rulebook.deadline.date()
        ),
        submission=submission,
        programme_countries=tuple(
            sorted(
                each.code
                for each in tables.countries
                if each.standing == "programme" and not each.counts_as
            )
        ),
    )


def _participant(
    number: int, stated: dict[str, Any], place: Place | None
) -> Participant:
    is_applicant = stated["role"] == Role.APPLICANT
    answer = ANSWERS.get(stated["confirmation"], Answer.INVITED)
    return Participant(
        name=stated["name"],
        place=place,
        role=CoreRole(stated["role"]),
        types=tuple([PartnerType(each) for each in stated["types"]]),
        pic=stated["pic"] or None,
        answer=Answer.CONFIRMED if is_applicant else answer,
        label=f"P{number}",
    )


def _frozen(number: int, stated: dict[str, Any], place: Place | None) -> FrozenPartner:
    code = stated["country"]
    return FrozenPartner(
        number=number,
        label=f"P{number}",
        name=stated["name"],
        country_code=code or "",
        eu_code=eu_code(code) if code else "",
        country_name=country_name(code) if code else "",
        standing=str(place.standing) if place else "",
        role=stated["role"],
        types=tuple(stated["types"]),
        pic=stated["pic"],
        confirmation=stated["confirmation"],
        stated_answer=stated["stated_answer"],
        given=stated.get("given"),
        replied=stated.get("replied"),
        part_a=stated.get("part_a"),
    )
