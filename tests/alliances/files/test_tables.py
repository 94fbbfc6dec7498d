"""What each table may hold, and the words that refuse the rest."""

from decimal import Decimal

import pytest

from alliances.files.problems import FileRefused
from alliances.files.tables import (
    CountryRow,
    RateRow,
    ReferenceTables,
    RegisteredCountry,
    SectorRow,
    parse_countries,
    parse_rates,
    parse_register,
    parse_sectors,
)

COUNTRIES = "code,standing,eu_member,counts_as,region\n"
SECTORS = "lot,slug,title\n"
RATES = "country,group,manager,teacher,technician,administrative\n"
REGISTER = "code,eu_code,name\n"
GREECE = "GR,programme,yes,,\n"
NETHERLANDS = "NL,programme,yes,,\n"


def refusals(parse, text):
    with pytest.raises(FileRefused) as refused:
        parse(text.encode())
    return refused.value.lines()


def test_countries_are_read():
    text = COUNTRIES + NETHERLANDS + "AW,programme,yes,NL,\nGE,partner,no,,2\n"

    assert parse_countries(text.encode()) == (
        CountryRow("NL", "programme", True, "", ""),
        CountryRow("AW", "programme", True, "NL", ""),
        CountryRow("GE", "partner", False, "", "2"),
    )


def test_sectors_are_read_in_the_order_of_the_file():
    text = SECTORS + "lot-2,rail,Rail\nlot-2,blockchain,Blockchain\n"

    assert parse_sectors(text.encode()) == (
        SectorRow("lot-2", "rail", "Rail"),
        SectorRow("lot-2", "blockchain", "Blockchain"),
    )


def test_rates_are_read():
    text = RATES + "BE,2,336,257.5,194.25,157\n"

    assert parse_rates(text.encode()) == (
        RateRow(
            "BE",
            2,
            Decimal("336.00"),
            Decimal("257.50"),
            Decimal("194.25"),
            Decimal("157.00"),
        ),
    )


def test_the_register_is_read():
    text = REGISTER + "GR,EL,Greece\nXK,XK,Kosovo\n"

    assert parse_register(text.encode()) == (
        RegisteredCountry("GR", "EL", "Greece"),
        RegisteredCountry("XK", "XK", "Kosovo"),
    )


@pytest.mark.parametrize("written", ["EL", "el", "GR", " gr "])
def test_greece_may_be_written_as_people_write_it(written):
    text = COUNTRIES + f"{written},programme,yes,,\n"

    assert [row.code for row in parse_countries(text.encode())] == ["GR"]


def test_a_territory_may_name_the_united_kingdom_by_its_eu_code():
    text = COUNTRIES + "UK,programme,yes,,\nBM,programme,yes,UK,\n"

    assert parse_countries(text.encode())[1].counts_as == "GB"


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        (
            "ZZ,partner,no,,",
            'row 2, code: "ZZ"; expected an ISO 3166-1 country code, XK, EL or UK',
        ),
        (
            ",partner,no,,",
            'row 2, code: ""; expected an ISO 3166-1 country code, XK, EL or UK',
        ),
        (
            "GE,parter,no,,",
            'row 2, standing: "parter"; expected programme or partner',
        ),
        ("GE,partner,maybe,,", 'row 2, eu_member: "maybe"; expected yes or no'),
        (
            "GE,partner,no,ZZ,",
            'row 2, counts_as: "ZZ"; expected an ISO 3166-1 country code, XK, EL or UK',
        ),
        (
            "GE,partner,no,,100",
            'row 2, region: "100"; expected a whole number from 1 to 99',
        ),
        (
            "GE,partner,yes,,2",
            'row 2, standing: "partner"; expected programme for an EU Member State',
        ),
        ("GE,partner,no,", "row 2: 4 cells; expected 5 cells"),
        ("GE", "row 2: 1 cell; expected 5 cells"),
        (
            '"=HYPERLINK(""x"")",partner,no,,',
            'row 2, code: "=HYPERLINK("x")"; expected a value, not a formula',
        ),
        (
            "AW,programme,yes,NL,",
            (
                'row 2, counts_as: "NL"; expected a state that has a row of its own and'
                " counts as itself"
            ),
        ),
    ],
)
def test_a_bad_country_is_refused(row, refusal):
    assert refusals(parse_countries, COUNTRIES + row + "\n") == [refusal]


@pytest.mark.parametrize(
    ("territory", "refusal"),
    [
        (
            "AW,partner,no,NL,",
            'row 3, counts_as: "NL"; expected the standing and eu_member of NL',
        ),
        (
            "AW,programme,no,NL,",
            'row 3, counts_as: "NL"; expected the standing and eu_member of NL',
        ),
        (
            "NL,programme,yes,,",
            'row 3: "NL"; expected one row for it; row 2 has it already',
        ),
    ],
)
def test_rows_that_disagree_are_refused(territory, refusal):
    text = COUNTRIES + NETHERLANDS + territory + "\n"

    assert refusals(parse_countries, text) == [refusal]


def test_a_territory_of_a_territory_is_refused():
    text = COUNTRIES + NETHERLANDS + "AW,programme,yes,NL,\nCW,programme,yes,AW,\n"

    assert refusals(parse_countries, text) == [
        (
            'row 4, counts_as: "AW"; expected a state that has a row of its own and'
            " counts as itself"
        )
    ]


def test_one_country_under_both_its_codes_is_refused():
    text = COUNTRIES + GREECE + "EL,programme,yes,,\n"

    assert refusals(parse_countries, text) == [
        'row 3: "GR"; expected one row for it; row 2 has it already'
    ]


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        (",rail,Rail", 'row 2, lot: ""; expected a value'),
        (
            "Lot 2,rail,Rail",
            'row 2, lot: "Lot 2"; expected small letters, digits and hyphens',
        ),
        (
            "lot-2,Rail way,Rail",
            'row 2, slug: "Rail way"; expected small letters, digits and hyphens',
        ),
        ("lot-2,rail,", 'row 2, title: ""; expected a value'),
        (
            f"lot-2,rail,{'R' * 201}",
            f'row 2, title: "{"R" * 39}…"; expected at most 200 characters',
        ),
    ],
)
def test_a_bad_sector_is_refused(row, refusal):
    assert refusals(parse_sectors, SECTORS + row + "\n") == [refusal]


@pytest.mark.parametrize(
    "amount", ["", "abc", "1e30", "NaN", "1,000.505", "336.5050", "1000000", "٣"]
)
def test_a_bad_amount_is_refused(amount):
    text = RATES + f'BE,2,"{amount}",257,194,157\n'

    assert refusals(parse_rates, text) == [
        f'row 2, manager: "{amount}"; expected an amount in EUR, such as 353 or 353.50'
    ]


@pytest.mark.parametrize("group", ["", "0", "two", "2.0", "100"])
def test_a_bad_rate_group_is_refused(group):
    text = RATES + f"BE,{group},336,257,194,157\n"

    assert refusals(parse_rates, text) == [
        f'row 2, group: "{group}"; expected a whole number from 1 to 99'
    ]


def test_a_country_with_two_rates_is_refused():
    row = "GQ,3,197,164,122,93\n"

    assert refusals(parse_rates, RATES + row + row.replace("3,", "4,", 1)) == [
        'row 3: "GQ"; expected one row for it; row 2 has it already'
    ]


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        ("GRC,EL,Greece\n", 'row 2, code: "GRC"; expected two letters'),
        ("GR,E1,Greece\n", 'row 2, eu_code: "E1"; expected two letters'),
        ("GR,EL,\n", 'row 2, name: ""; expected a value'),
        (
            "GR,EL,Greece\nXX,EL,Nowhere\n",
            'row 3, eu_code: "EL"; expected another code than that of GR',
        ),
    ],
)
def test_a_bad_register_is_refused(rows, refusal):
    assert refusals(parse_register, REGISTER + rows) == [refusal]


def test_the_digest_is_of_the_content_and_not_of_its_order():
    belgium = CountryRow("BE", "programme", True, "", "")
    georgia = CountryRow("GE", "partner", False, "", "2")
    rail, blockchain = (
        SectorRow("lot-2", slug, slug.title()) for slug in ("rail", "blockchain")
    )
    tables = ReferenceTables((belgium, georgia), (rail, blockchain), ())

    same = ReferenceTables((georgia, belgium), (rail, blockchain), ())
    reordered = ReferenceTables((belgium, georgia), (blockchain, rail), ())
    smaller = ReferenceTables((belgium,), (rail, blockchain), ())

    assert same.sha256 == tables.sha256
    # The order of sectors is the order people choose from.
    assert len({tables.sha256, reordered.sha256, smaller.sha256}) == 3
