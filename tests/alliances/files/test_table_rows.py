"""Tables as people save them are read; what is wrong with one is said all at once."""

from decimal import Decimal

import pytest

from alliances.files.problems import MOST_BYTES, FileRefused
from alliances.files.tables import (
    SectorRow,
    parse_countries,
    parse_rates,
    parse_sectors,
)

COUNTRIES = "code,standing,eu_member,counts_as,region\n"
SECTORS = "lot,slug,title\n"
RATES = "country,group,manager,teacher,technician,administrative\n"


def refusals(parse, text):
    with pytest.raises(FileRefused) as refused:
        parse(text.encode())
    return refused.value.lines()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings_of_spreadsheets_are_read(encoding):
    text = SECTORS + "lot-2,energie,Énergie – réseaux\n"

    (row,) = parse_sectors(text.encode(encoding))

    assert row.title == "Énergie – réseaux"


def test_a_country_may_be_meant_by_its_name():
    text = COUNTRIES + "Ελλάδα,programme,yes,,\n"

    (line,) = refusals(parse_countries, text)

    assert line.endswith('country code, XK, EL or UK (did you mean "GR"?)')


def test_a_line_break_in_a_cell_is_a_blank():
    (row,) = parse_sectors(b'lot,slug,title\nlot-2,rail,"Rail\r\nsupply"\n')

    assert row.title == "Rail supply"


def test_blank_columns_beside_a_table_are_no_columns():
    text = "lot,slug,title,,\nlot-2,rail,Rail,, \n"

    assert parse_sectors(text.encode()) == (SectorRow("lot-2", "rail", "Rail"),)


def test_a_cell_beside_a_table_is_one_too_many():
    assert refusals(parse_sectors, "lot,slug,title\nlot-2,rail,Rail,,x\n") == [
        "row 2: 5 cells; expected 3 cells"
    ]


def test_an_amount_that_means_two_is_asked_about():
    expected = "1234 if thousands are meant, else cents in two digits"

    assert refusals(parse_rates, RATES + 'BE,2,"1,234",257,194,157\n') == [
        f'row 2, manager: "1,234"; expected {expected}'
    ]


def test_semicolons_and_decimal_commas_are_read():
    text = RATES.replace(",", ";") + "BE;2;336,50;257;194;157,5\n"

    (row,) = parse_rates(text.encode())

    assert (row.manager, row.administrative) == (Decimal("336.50"), Decimal("157.50"))


def test_columns_may_stand_in_another_order_and_case():
    text = "Title,LOT,Slug\nRail,lot-2,rail\n\n"

    assert parse_sectors(text.encode()) == (SectorRow("lot-2", "rail", "Rail"),)


def test_a_heading_alone_is_an_empty_table():
    assert parse_sectors(SECTORS.encode()) == ()


@pytest.mark.parametrize(
    ("heading", "what"),
    [
        ("a,b", '"a,b"'),
        ("code,standing,eu_member,counts_as", "no column region"),
        (
            "code,standing,member,counts_as,region",
            'no column eu_member; column "member" not known',
        ),
        (f"{COUNTRIES.strip()},code", "a column twice"),
    ],
)
def test_another_heading_is_refused(heading, what):
    assert refusals(parse_countries, heading + "\n") == [
        f"row 1: {what}; expected the heading {COUNTRIES.strip()}"
    ]


def test_words_are_read_as_people_and_spreadsheets_write_them():
    text = COUNTRIES + "RS,Programme country,TRUE,,\nGE,PARTNER,False,,\n"

    assert [(e.standing, e.is_eu_member) for e in parse_countries(text.encode())] == [
        ("programme", True),
        ("partner", False),
    ]


def test_all_problems_are_told_at_once():
    text = COUNTRIES + "ZZ,parter,no,,\nGE,partner\n=1,partner,-2,,\nGE,partner,,,x\n"

    assert refusals(parse_countries, text) == [
        'row 2, code: "ZZ"; expected an ISO 3166-1 country code, XK, EL or UK',
        'row 2, standing: "parter"; expected programme or partner',
        "row 3: 2 cells; expected 5 cells",
        'row 4, code: "=1"; expected a value, not a formula',
        'row 4, eu_member: "-2"; expected a value, not a formula',
        'row 5, eu_member: ""; expected yes or no',
        'row 5, region: "x"; expected a whole number from 1 to 99',
    ]


def test_a_huge_file_is_refused_unread():
    with pytest.raises(FileRefused) as refused:
        parse_sectors(b"x" * (MOST_BYTES + 1))

    assert refused.value.lines() == [
        "the file: larger than 5 MB; expected at most 5 MB"
    ]


def test_a_picture_is_refused():
    with pytest.raises(FileRefused) as refused:
        parse_sectors(b"\x89PNG\r\n\x1a\n\0\0")

    assert [each.what for each in refused.value.problems] == [
        "not text in a known encoding"
    ]
