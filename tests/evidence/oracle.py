"""A second reading of the file contract, written from its text alone.

Nothing of `eligibility` is used. It is slow and plain on purpose: organisations are
merged by looking again and again, seats are filled by trying every order.
"""

import csv
import unicodedata
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

CALLS = Path(__file__).parents[2] / "fixtures" / "calls"
LABOUR = {
    *("sme", "large_enterprise", "social_enterprise", "social_partner"),
    *("sector_body", "eu_network"),
}
EDUCATION = {"higher_education", "vet_provider", "adult_education"}
TRIO = [{"vet_provider"}, LABOUR, {"regulatory_body", "public_body"}]
HE, VET, ENTERPRISE = (
    {"higher_education"},
    {"vet_provider"},
    {"sme", "large_enterprise", "social_enterprise"},
)
SMALL, USUAL = {24: 330_000, 36: 500_000}, {24: 700_000, 36: 1_000_000}
BLUEPRINT = {48: 4_000_000}
# Countries, partners, each group, ceilings by allowed months; then what else there is.
RULES: dict[tuple[str, str, str], tuple[int, int, int | None, dict[int, int]]] = {
    ("2014", "single", "standard"): (3, 9, None, USUAL),
    ("2015", "single", "standard"): (3, 9, None, USUAL),
    ("2017", "lot-1", "standard"): (4, 8, None, SMALL),
    ("2017", "lot-2", "standard"): (4, 8, 3, USUAL),
    ("2017", "lot-3", "standard"): (8, 12, 5, BLUEPRINT),
    ("2018", "lot-2", "standard"): (4, 8, 3, USUAL),
    ("2018", "lot-3", "standard"): (8, 12, 5, BLUEPRINT),
    ("2019", "lot-1", "standard"): (4, 8, None, {24: 1_000_000}),
    ("2019", "lot-2", "standard"): (4, 8, 3, USUAL),
    ("2020", "lot-1", "standard"): (4, 8, 3, USUAL),
    ("2020", "lot-2", "standard"): (8, 12, 5, BLUEPRINT),
    ("2020", "lot-2", "twelve-countries"): (12, 12, 5, BLUEPRINT),
    ("afi-2021", "lot-1", "standard"): (4, 8, 3, {24: 1_000_000, 36: 1_500_000}),
    ("afi-2021", "lot-2", "standard"): (8, 12, 5, BLUEPRINT),
    ("cove-2021", "single", "standard"): (4, 8, None, BLUEPRINT),
    ("ka-2020", "single", "standard"): (3, 6, None, USUAL),
}
INCLUDED = {
    "afi-2021": [("higher_education", HE, 1), ("vet_provider", VET, 1)],
    "ka-2020": [("higher_education", HE, 2), ("sme", ENTERPRISE, 2)],
}
STRENGTH = ["applicant", "full_partner", "affiliated_entity", "associated_partner"]
Row = dict[str, Any]
Verdict = dict[str, str]


@cache
def table(call: str) -> dict[str, dict[str, str]]:
    """Read what each country is under a call."""
    with (CALLS / call / "countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


@cache
def listed(call: str, lot: str) -> set[str]:
    """Read slugs and titles of the sectors of a Lot."""
    with (CALLS / call / "sectors.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["lot"] == lot]
    return {row[key].casefold() for row in rows for key in ("slug", "title")}


def verdict(data: Row, *, confirmed: bool) -> Verdict:
    """Return the outcome of every clause that a file can carry."""
    call, lot = data["call"], data["lot"]
    countries, partners, group, ceilings = RULES[call, lot, data["project_type"]]
    everybody = organisations(data["partners"])
    found = applicants(everybody, call, confirmed=confirmed)
    counting = [
        each
        for each in everybody
        if each["role"] in STRENGTH[:2]
        and (each["country"] is None or standing(each, call) == "programme")
    ]
    for each in counting:
        is_waiting = confirmed and each["status"] == "invited"
        each["sure"] = each["country"] is not None and not is_waiting
        code = each["country"]
        each["state"] = code and (table(call)[code]["counts_as"] or code)
    found["min-programme-countries"] = count_countries(counting, countries)
    if call in {"2014", "2015"}:
        inside = [
            each
            for each in counting
            if not each["country"] or table(call)[each["country"]]["eu_member"] == "yes"
        ]
        found["min-eu-member-states"] = count_countries(inside, 2)
        found["each-country-trio"] = by_country(counting, TRIO)
    sure = [each for each in counting if each["sure"]]
    found["min-full-partners"] = minimum(partners, len(sure), len(counting))
    if group:
        found |= groups(counting, group)
    for name, types, number in INCLUDED.get(call, []):
        found[f"must-include-{name}"] = of_types(counting, types, number)
    if call == "cove-2021":
        found["each-country-labour-market"] = by_country(counting, [LABOUR])
        found["each-country-vet-provider"] = by_country(counting, [VET])
    return found | facts(data, ceilings)


def organisations(rows: list[Row]) -> list[Row]:
    """Drop who left and merge the rows of one organisation, transitively."""
    families: list[list[Row]] = []
    for row in rows:
        if row["status"] in {"declined", "withdrawn"}:
            continue
        one = dict(
            row, country={"EL": "GR", "UK": "GB"}.get(row["country"], row["country"])
        )
        own = [family for family in families if any(same(one, each) for each in family)]
        families = [family for family in families if family not in own]
        families.append([one, *[each for family in own for each in family]])
    return [merged(family) for family in families]


def same(one: Row, other: Row) -> bool:
    """Say whether two rows are one organisation."""
    if one["pic"] and other["pic"]:
        return bool(one["pic"] == other["pic"])
    is_known = one["country"] is not None and one["country"] == other["country"]
    return is_known and plain(one["name"]) == plain(other["name"])


def plain(name: str) -> str:
    """Return a name as it is compared."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def merged(family: list[Row]) -> Row:
    """Return the strongest of a family, with what its rows contradict left open."""
    best = min(
        family,
        key=lambda each: (STRENGTH.index(each["role"]), each["status"] != "confirmed"),
    )
    places = {each["country"] for each in family if each["country"] is not None}
    types: set[str] = set()
    for each in family:
        kind = each["type"]
        types |= {kind} if isinstance(kind, str) else set(kind or [])
    return best | {
        "country": places.pop() if len(places) == 1 else None,
        "types": types,
    }


def standing(each: Row, call: str) -> str:
    """Return what a known country is, nothing where it is in no list."""
    row = table(call).get(each["country"])
    return row["standing"] if row else "none"


def applicants(everybody: list[Row], call: str, *, confirmed: bool) -> Verdict:
    """Judge the number of applicants and where the one is."""
    those = [each for each in everybody if each["role"] == "applicant"]
    if len(those) != 1:
        return {"one-applicant": "not_met", "applicant-in-programme-country": "unknown"}
    (one,) = those
    is_waiting = confirmed and one["status"] == "invited"
    if one["country"] is None:
        place = "unknown"
    else:
        place = "met" if standing(one, call) == "programme" else "not_met"
    return {
        "one-applicant": "unknown" if is_waiting else "met",
        "applicant-in-programme-country": place,
    }


def minimum(required: int, certain: int, possible: int) -> str:
    """Judge a minimum by its certain count and its upper bound."""
    if certain >= required:
        return "met"
    return "unknown" if possible >= required else "not_met"


def count_countries(counting: list[Row], required: int) -> str:
    """Count states; each unknown country may be a new one."""
    sure = {each["state"] for each in counting if each["sure"]}
    known = {each["state"] for each in counting if each["state"]}
    unplaced = [each for each in counting if not each["state"]]
    return minimum(required, len(sure), len(known) + len(unplaced))


def surely(each: Row, types: set[str]) -> bool:
    """Say whether all listed types are among some."""
    return bool(each["types"]) and each["types"] <= types


def possibly(each: Row, types: set[str]) -> bool:
    """Say whether a listed type is among some; nothing listed may be anything."""
    return not each["types"] or bool(each["types"] & types)


def of_types(counting: list[Row], types: set[str], required: int) -> str:
    """Judge how many are of some types."""
    certain = [each for each in counting if each["sure"] and surely(each, types)]
    possible = [each for each in counting if possibly(each, types)]
    return minimum(required, len(certain), len(possible))


def groups(counting: list[Row], required: int) -> Verdict:
    """Judge both groups; both open and no assignment meets both: both not met."""
    names = ("min-labour-market", "min-education-training")
    found = dict(
        zip(
            names,
            [of_types(counting, types, required) for types in (LABOUR, EDUCATION)],
            strict=True,
        )
    )
    if set(found.values()) == {"unknown"} and not can_serve_both(counting, required):
        return dict.fromkeys(names, "not_met")
    return found


def can_serve_both(counting: list[Row], required: int) -> bool:
    """Try how many of those who may serve either group serve the first."""
    labour = [each for each in counting if possibly(each, LABOUR)]
    education = [each for each in counting if possibly(each, EDUCATION)]
    both = len([each for each in labour if each in education])
    return any(
        len(labour) - both + first >= required and len(education) - first >= required
        for first in range(both + 1)
    )


def by_country(counting: list[Row], functions: list[set[str]]) -> str:
    """Judge the functions that each country needs, by trying every order."""
    unplaced = [each for each in counting if not each["state"]]
    is_open = bool(unplaced)
    for state in sorted({each["state"] for each in counting if each["state"]}):
        there = [each for each in counting if each["state"] == state]
        if all(each["types"] == {"eu_network"} for each in there):
            is_open = True
            continue
        if not filled([*there, *unplaced], functions, possibly):
            return "not_met"
        sure = [each for each in there if each["sure"]]
        is_open = is_open or not filled(sure, functions, surely)
    return "unknown" if is_open else "met"


def filled(those: list[Row], functions: list[set[str]], serves: Any) -> bool:
    """Say whether different organisations can fill the functions."""
    if len(functions) == 1:
        return any(serves(each, functions[0]) for each in those)
    able = [[n for n, each in enumerate(those) if serves(each, f)] for f in functions]
    return any(len(set(chosen)) == len(functions) for chosen in product(*able))


def facts(data: Row, ceilings: dict[int, int]) -> Verdict:
    """Judge duration, sector and grant."""
    months, grant = data["duration_months"], data["grant_requested_eur"]
    found = {
        "duration-allowed": "unknown"
        if months is None
        else ("met" if months in ceilings else "not_met"),
        "grant-within-ceiling": ceiling(months, grant, ceilings),
    }
    names = listed(data["call"], data["lot"])
    if names:
        stated = (data["sector"] or "").strip().casefold()
        in_list = "met" if stated in names else "not_met"
        found["sector-in-list"] = in_list if stated else "unknown"
    return found


def ceiling(months: int | None, grant: str | None, ceilings: dict[int, int]) -> str:
    """Judge the grant in cents against the ceilings that may hold."""
    possible = [top for each, top in ceilings.items() if months in (None, each)]
    if grant is None or not possible:
        return "unknown"
    cents = int(grant.replace(".", ""))
    verdicts = {cents <= top * 100 for top in possible}
    if len(verdicts) == 2:
        return "unknown"
    return "met" if verdicts.pop() else "not_met"


def overall(found: Verdict) -> str:
    """Return the worst of the clauses; all of them block."""
    for worst in ("not_met", "unknown"):
        if worst in found.values():
            return worst
    return "met"
