"""The shipped countries, sectors and rates: who counts as what, in which call."""

import csv
from dataclasses import astuple
from decimal import Decimal
from operator import mul
from pathlib import Path

import pytest

from alliances.files.tables import RateRow, parse_register
from eligibility import catalogue

FIXTURES = Path(__file__).parents[2] / "fixtures"
CALLS = ("2014", "2015", "2017", "2018", "2019", "2020")
MEMBERS = {
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR"),
    *("HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE"),
    *("SI", "SK"),
}
UNTIL_2018 = MEMBERS | {"IS", "LI", "NO", "TR", "MK"}
FROM_2019 = UNTIL_2018 | {"RS"}
FROM_2021 = FROM_2019 - {"GB"}
TERRITORIES = {
    **dict.fromkeys(("AW", "CW", "SX", "BQ"), "NL"),
    "GL": "DK",
    **dict.fromkeys(("NC", "PF", "PM", "BL", "WF", "TF"), "FR"),
    **dict.fromkeys(("AI", "BM", "FK", "GS", "IO", "KY", "MS", "PN"), "GB"),
    **dict.fromkeys(("SH", "TC", "VG"), "GB"),
}
WORKED = [
    ("DE", (169, 167, 310, 267), 201_762),
    ("FR", (102, 270, 250, 106), 168_804),
    ("RO", (99, 268, 170, 90), 49_528),
    ("BY", (121, 396, 140, 78), 60_580),
]
"""Staff days per category and the grant in EUR, from the worked examples of 2020."""
SECTORS = {
    "2014": {},
    "2015": {"single": 7},
    "2017": {"lot-3": 6},
    "2018": {"lot-3": 6},
    "2019": {"lot-3": 6},
    "2020": {"lot-2": 6},
}


def statuses(code):
    return {row.code: row for row in catalogue.shipped_tables(code).countries}


@pytest.mark.parametrize("code", CALLS)
def test_programme_countries_are_those_of_the_year(code):
    programme = {
        row.code
        for row in statuses(code).values()
        if row.standing == "programme" and not row.counts_as
    }

    assert programme == (FROM_2019 if code >= "2019" else UNTIL_2018)


@pytest.mark.parametrize("code", CALLS)
def test_member_states_are_those_before_the_united_kingdom_left(code):
    members = {
        row.code
        for row in statuses(code).values()
        if row.is_eu_member and not row.counts_as
    }

    assert members == MEMBERS


@pytest.mark.parametrize("code", ["afi-2021", "cove-2021"])
def test_from_2021_on_the_united_kingdom_and_its_territories_have_no_status(code):
    rows = statuses(code)
    kingdom = {key for key, state in TERRITORIES.items() if state == "GB"} | {"GB"}

    assert {key for key, row in rows.items() if row.standing == "programme"} == (
        FROM_2021 | (TERRITORIES.keys() - kingdom)
    )
    assert set(rows) == set(statuses("2020")) - kingdom
    assert catalogue.shipped_tables(code).sectors == ()


def test_knowledge_alliances_have_the_tables_of_their_call():
    alliances, sister = (catalogue.shipped_tables(each) for each in ("2020", "ka-2020"))

    assert sister.countries == alliances.countries
    assert sister.rates == alliances.rates
    assert sister.mobility == alliances.mobility
    assert sister.sectors == ()


@pytest.mark.parametrize("code", CALLS)
def test_overseas_territories_count_as_their_member_state(code):
    linked = {row.code: row.counts_as for row in statuses(code).values()}

    assert {key: state for key, state in linked.items() if state} == TERRITORIES


def test_serbia_is_a_partner_country_until_2018():
    assert {(code, statuses(code)["RS"].region) for code in CALLS} == {
        *((code, "1") for code in ("2014", "2015", "2017", "2018")),
        *((code, "") for code in ("2019", "2020")),
    }


def test_regions_are_those_of_partner_countries():
    rows = statuses("2020")

    assert {code: rows[code].region for code in ("XK", "UA", "CH", "FO", "BE")} == {
        "XK": "1",
        "UA": "2",
        "CH": "14",
        "FO": "14",
        "BE": "",
    }
    assert [
        row.code
        for row in rows.values()
        if (row.standing == "partner") != bool(row.region)
    ] == []


def test_a_code_in_no_list_has_no_row():
    assert {"AQ", "RE", "AX", "PR", "EH"} & set(statuses("2020")) == set()


@pytest.mark.parametrize("code", CALLS)
def test_sectors_are_listed_for_lots_with_a_closed_list(code):
    sectors = catalogue.shipped_tables(code).sectors

    counted = {
        lot: len([row for row in sectors if row.lot == lot])
        for lot in {row.lot for row in sectors}
    }

    assert counted == SECTORS[code]


def test_sectors_of_2020_are_the_six_of_the_call():
    assert [row.slug for row in catalogue.shipped_tables("2020").sectors] == [
        "blockchain",
        "cultural-heritage",
        "cybersecurity",
        "rail-supply-and-transport-industries",
        "software-services",
        "work-integration-social-enterprises",
    ]


def test_rates_are_known_for_2020_only():
    assert [code for code in CALLS if catalogue.shipped_tables(code).rates] == ["2020"]


def test_rates_of_2020_have_four_groups():
    rates = {row.country: row for row in catalogue.shipped_tables("2020").rates}
    groups = {tuple(map(int, astuple(row)[1:])) for row in rates.values()}

    assert sorted(groups) == [
        (1, 353, 289, 228, 189),
        (2, 336, 257, 194, 157),
        (3, 197, 164, 122, 93),
        (4, 106, 88, 66, 47),
    ]
    assert rates["GR"] == RateRow(
        "GR", 3, *map(Decimal, ("197.00", "164.00", "122.00", "93.00"))
    )


def test_every_country_of_2020_but_the_ones_named_has_a_rate():
    without = set(statuses("2020")) - {
        row.country for row in catalogue.shipped_tables("2020").rates
    }

    assert without == {"FO", *TERRITORIES}


def test_mobility_rates_are_known_for_2020_only():
    assert [code for code in CALLS if catalogue.shipped_tables(code).mobility] == [
        "2020"
    ]


@pytest.mark.parametrize(
    ("kind", "at", "amount"),
    [
        *(("travel", 99, 0), ("travel", 100, 275), ("travel", 1999, 275)),
        *(("travel", 2000, 360), ("travel", 20_000, 360)),
        *(("staff", 1, 100), ("staff", 14, 100), ("staff", 15, 70), ("staff", 60, 70)),
        *(("learner", 14, 55), ("learner", 15, 40), ("learner", 60, 40)),
    ],
)
def test_mobility_of_2020_pays_by_band(kind, at, amount):
    (row,) = (
        each
        for each in catalogue.shipped_tables("2020").mobility
        if each.kind == kind
        and each.first <= at
        and (each.last is None or at <= each.last)
    )

    assert row.amount == amount


def test_what_no_source_says_of_mobility_is_unverified():
    assert [
        (row.kind, row.first)
        for row in catalogue.shipped_tables("2020").mobility
        if row.confidence != "found"
    ] == [("travel", 0)]


@pytest.mark.parametrize(("country", "days", "expected"), WORKED)
def test_rates_of_2020_give_the_grants_of_worked_examples(country, days, expected):
    (row,) = (
        each
        for each in catalogue.shipped_tables("2020").rates
        if each.country == country
    )
    amounts = (row.manager, row.teacher, row.technician, row.administrative)

    assert sum(map(mul, days, amounts)) == expected


def test_equatorial_guinea_is_kept_once():
    rates = catalogue.shipped_tables("2020").rates

    assert [row.group for row in rates if row.country == "GQ"] == [3]


def test_the_register_is_iso_3166_and_kosovo():
    register = parse_register((FIXTURES / "countries.csv").read_bytes())
    names = {row.code: row.name for row in register}

    assert len(names) == 249 + 1
    assert {row.code: row.eu_code for row in register if row.code != row.eu_code} == {
        "GR": "EL",
        "GB": "UK",
    }
    assert [names[code] for code in ("CZ", "TR", "MK", "XK", "SZ")] == [
        "Czechia",
        "Türkiye",
        "North Macedonia",
        "Kosovo",
        "Eswatini",
    ]


def test_files_are_utf_8_with_plain_line_ends():
    for path in sorted(FIXTURES.rglob("*.csv")):
        content = path.read_bytes()

        assert b"\r" not in content, path
        assert list(csv.reader(content.decode("utf-8").splitlines())), path
