"""Consortia drawn from a seed, near the borders where mistakes would show."""

import random
from typing import Any

KINDS = {
    ("2014", "single", "standard"),
    ("2015", "single", "standard"),
    ("2017", "lot-1", "standard"),
    ("2017", "lot-2", "standard"),
    ("2017", "lot-3", "standard"),
    ("2018", "lot-2", "standard"),
    ("2018", "lot-3", "standard"),
    ("2019", "lot-1", "standard"),
    ("2019", "lot-2", "standard"),
    ("2020", "lot-1", "standard"),
    ("2020", "lot-2", "standard"),
    ("2020", "lot-2", "twelve-countries"),
    ("afi-2021", "lot-1", "standard"),
    ("afi-2021", "lot-2", "standard"),
    ("cove-2021", "single", "standard"),
    ("ka-2020", "single", "standard"),
}
LONG = {
    *(("2017", "lot-3"), ("2018", "lot-3"), ("2020", "lot-2")),
    *(("afi-2021", "lot-2"), ("cove-2021", "single")),
}
HALF, SPOILT = 0.5, 0.08
PROGRAMME = 12
"""The first of COUNTRIES are Programme countries in every call."""
TYPES = (
    *("higher_education", "vet_provider", "adult_education", "sme"),
    *("large_enterprise", "social_enterprise", "social_partner", "sector_body"),
    *("eu_network", "research_institute", "public_body", "regulatory_body"),
    *("guidance_body", "ngo", "other"),
)
COMMON = ("higher_education", "vet_provider", "sme", "sector_body", "public_body")
COUNTRIES = (
    *("EL", "BG", "CY", "IE", "FR", "DE", "IT", "ES", "PT", "AT", "NO", "TR", "UK"),
    *("RS", "GL", "DK", "NC", "GE", "AQ", "CH"),
)
ROLES = ("full_partner",) * 12 + ("affiliated_entity", "associated_partner")
STATUSES = ("confirmed",) * 7 + ("invited", "invited", "declined", "withdrawn")
SECTORS = (None, "", "construction", " Construction ", "cybersecurity", "tourism")
MONTHS = (None, 24, 24, 36, 36, 48, 48, 48, 12)
GRANTS: tuple[str | None, ...] = (
    None,
    "0.00",
    "500000.00",
    "700000.00",
    "700000.01",
    "1000000.00",
)
GRANTS += ("1000000.01", "4000000.00", "4000000.01")


def consortium(seed: int) -> dict[str, Any]:
    """Return one consortium as the file contract writes it, the same for each seed.

    Half are drawn from everything; half are well made but for what chance spoils, or
    hardly any would be met.
    """
    draw = random.Random(seed)  # noqa: S311  # the same consortium on every machine
    call, lot, project_type = draw.choice(sorted(KINDS))
    good = draw.random() < HALF
    if good:
        few = draw.sample(COUNTRIES[:PROGRAMME], draw.randint(4, PROGRAMME))
        rows = [_good_row(draw, few, n) for n in range(draw.randint(7, 24))]
        applicants = 1
    else:
        few = draw.sample(COUNTRIES, draw.randint(2, 14))
        rows = [_row(draw, few, number) for number in range(draw.randint(0, 22))]
        applicants = draw.choice((0, 1, 1, 1, 2))
    for row in rows[:applicants]:
        row["role"] = "applicant"
    draw.shuffle(rows)
    months = draw.choice(MONTHS)
    if good:
        months = 48 if (call, lot) in LONG else 24
    return {
        "schema": "ssa-consortium/1",
        "call": call,
        "lot": lot,
        "project_type": project_type,
        "sector": "tourism" if good and call == "2017" else draw.choice(SECTORS),
        "duration_months": months,
        "grant_requested_eur": "300000.00" if good else draw.choice(GRANTS),
        "partners": rows,
    }


def _good_row(draw: random.Random, few: list[str], number: int) -> dict[str, Any]:
    if draw.random() < SPOILT:
        return _row(draw, few, number)
    return {
        "name": f"Organisation {number}",
        "country": few[number] if number < len(few) else draw.choice(few[:4]),
        "role": "full_partner",
        "type": draw.choice(COMMON),
        "pic": None,
        "status": "confirmed",
    }


def _row(draw: random.Random, few: list[str], number: int) -> dict[str, Any]:
    # Most names are their own; a few are somebody else's, written otherwise.
    name = draw.choice((f"Organisation {number}",) * 9 + ("Twin", " TWIN ", "Zwin"))
    return {
        "name": name,
        "country": draw.choice((*few * 3, None)),
        "role": draw.choice(ROLES),
        "type": _type(draw),
        "pic": draw.choice((None,) * 12 + ("999999990", "999999991")),
        "status": draw.choice(STATUSES),
    }


def _type(draw: random.Random) -> str | list[str] | None:
    chance = draw.random()
    if chance < 0.06:
        return None
    if chance < 0.18:
        return draw.sample(TYPES, draw.randint(1, 3))
    return draw.choice(COMMON if chance < 0.8 else TYPES)
