"""Sheets of partners: the shapes people send, and one test per way to go wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliances.files.consortium import MOST_BYTES, Given, StatedPartner
from tests.alliances.files.samples import BESIDE, lines_of, read_sheet

HEADING = "name,country,role,type,pic,status\n"
COLUMNS = "name, country, role, type, pic or status"
ROLES = "applicant, full_partner, affiliated_entity or associated_partner"
ENCODINGS = (
    "CSV saved as UTF-8, as UTF-16 with its mark, or as Windows-1252, Windows-1250 or"
    " ISO-8859-7"
)
UNREADABLE = f"the file: not text in a known encoding; expected {ENCODINGS}"
QUOTES = "cells with line breaks or quotation marks in double quotes"


def of_row(row):
    return lines_of(read_sheet, HEADING + row)


def test_full_row_is_read():
    file = read_sheet(HEADING + "Yodiwo,EL,full_partner,sme,123456789,invited\n")

    assert file.partners == (
        StatedPartner(
            row=2,
            name="Yodiwo",
            country="GR",
            role="full_partner",
            types=("sme",),
            pic="123456789",
            status="invited",
        ),
    )
    assert (file.call, file.lot, file.project_type) == ("2020", "lot-2", "standard")


def test_facts_come_from_beside_the_sheet():
    file = read_sheet(
        HEADING,
        {
            **BESIDE,
            "project_type": Given("twelve-countries", "--project-type"),
            "sector": Given("cybersecurity", "--sector"),
            "duration_months": Given(48, "--duration"),
        },
    )

    assert file.project_type == "twelve-countries"
    assert (file.sector, file.duration_months) == ("cybersecurity", 48)
    assert file.partners == ()


def test_empty_cells_are_unknown_and_confirmed():
    (found,) = read_sheet(HEADING + "Yodiwo,,full_partner,,,\n").partners

    assert (found.country, found.types, found.pic) == (None, (), None)
    assert found.status == "confirmed"


def test_heading_in_any_order_and_case_without_the_optional_columns():
    (found,) = read_sheet("Role, NAME \nfull_partner,Yodiwo\n").partners

    assert (found.name, found.role) == ("Yodiwo", "full_partner")


def test_open_types_are_joined_by_a_bar():
    (found,) = read_sheet(HEADING + "A,,full_partner,sme | ngo,,\n").partners

    assert found.types == ("sme", "ngo")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separator_is_found(separator):
    content = (HEADING + "Yodiwo,EL,full_partner,sme,,\n").replace(",", separator)

    (found,) = read_sheet(content).partners

    assert (found.name, found.country, found.types) == ("Yodiwo", "GR", ("sme",))


def test_commas_in_names_do_not_mislead_the_separator():
    (found,) = read_sheet("name;role\nA, B, C and D;applicant\n").partners

    assert found.name == "A, B, C and D"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be-with-mark"]
)
def test_encoding_is_found(encoding):
    text = "name;role\nUniversité Žďár;full_partner\n"
    if encoding == "cp1252":
        text = "name;role\nUniversité d'Évry € Œuvre;full_partner\n"
    content = (
        b"\xfe\xff" + text.encode("utf-16-be")
        if encoding == "utf-16-be-with-mark"
        else text.encode(encoding)
    )

    (found,) = read_sheet(content).partners

    assert found.name == text.split("\n")[1].split(";")[0]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read(line_end):
    content = line_end.join(["name,role", "A,applicant", "B,full_partner", ""])

    assert [each.name for each in read_sheet(content).partners] == ["A", "B"]


def test_rows_are_numbered_as_a_spreadsheet_does():
    content = '\nname,role\n\n"A\nB",applicant\n , \nC,full_partner\n'

    found = [(each.row, each.name) for each in read_sheet(content).partners]

    assert found == [(4, "A B"), (6, "C")]


def test_quotation_marks_are_read():
    (found,) = read_sheet('name,role\n"The ""Skills"" House",applicant\n').partners

    assert found.name == 'The "Skills" House'


def test_three_hundred_partners_are_taken_and_one_more_refused():
    row = "A,,full_partner,,,\n"

    assert len(read_sheet(HEADING + row * 300).partners) == 300
    assert of_row(row * 301) == [
        "the file: more than 300 partners; expected at most 300"
    ]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (
            ",BE,applicant,,,\n",
            "row 2, name: missing; expected the organisation's name",
        ),
        (
            "A,,,,,\n",
            f"row 2, role: missing; expected {ROLES}",
        ),
        (
            "A,ZZ,applicant,,,\n",
            (
                'row 2, country: "ZZ"; expected a two-letter ISO code, EL, UK or XK, or'
                " nothing while unknown"
            ),
        ),
        (
            "A,,applicant,,12345,\n",
            'row 2, pic: "12345"; expected exactly nine digits as text, or nothing',
        ),
        (
            "A,,applicant,,,maybe\n",
            (
                'row 2, status: "maybe"; expected confirmed, invited, declined or'
                " withdrawn"
            ),
        ),
        (
            "A,,applicant,,,,more\n",
            (
                'row 2, column 7: "more"; expected nothing, since this column has no'
                " heading"
            ),
        ),
        (
            '\nB,,applicant,,,\n"A,,applicant',
            f"row 4: not CSV (unexpected end of data); expected {QUOTES}",
        ),
    ],
)
def test_wrong_row_is_refused_with_its_cell(row, line):
    assert of_row(row) == [line]


def test_blank_columns_beyond_the_table_are_nothing():
    (found,) = read_sheet(f"name,role{',' * 98}\nA,applicant{',' * 98}\n").partners

    assert (found.name, found.role) == ("A", "applicant")


def test_type_that_ends_with_a_bar_is_refused():
    (line,) = of_row("A,,applicant,sme|,,\n")

    assert line.startswith('row 2, type: ""; expected higher_education, ')


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("", [f"row 1: no heading; expected the heading {HEADING.strip()}"]),
        ("\n \n", [f"row 1: no heading; expected the heading {HEADING.strip()}"]),
        (
            "name,role,typ\n",
            [f'row 1, typ: unknown column; expected {COLUMNS} (did you mean "type"?)'],
        ),
        (
            "name,role,=A1\n",
            [f"row 1, =A1: unknown column; expected {COLUMNS}"],
        ),
        (
            "name,role" + "," * 99,
            [f"row 1: 101 columns; expected the heading {HEADING.strip()}"],
        ),
        (
            "name,role,Name\n",
            ["row 1, Name: column written twice; expected each column once"],
        ),
        (
            "country\nBE\n",
            [
                f"row 1, name: missing column; expected the heading {HEADING.strip()}",
                f"row 1, role: missing column; expected the heading {HEADING.strip()}",
            ],
        ),
        (
            b"name,role\n\x81\x8d,applicant\n",
            [UNREADABLE],
        ),
        (
            "name,role\nA,applicant\n".encode("utf-16-le"),
            [UNREADABLE],
        ),
        (
            b"\xff\xfen",
            [UNREADABLE],
        ),
        (
            b"x" * (MOST_BYTES + 1),
            ["the file: larger than 5 MB; expected at most 5 MB"],
        ),
    ],
)
def test_sheet_that_is_none_is_refused(content, lines):
    assert lines_of(read_sheet, content) == lines


def test_cell_of_megabytes_is_refused():
    (line,) = of_row("A" * 200_000 + ",,applicant,,,\n")

    assert line.startswith("row 2: not CSV (field larger than field limit (131072));")


def test_sheet_without_call_and_lot_is_refused():
    assert lines_of(read_sheet, HEADING, {}) == [
        'call: missing; expected the code of the call, such as "2020"',
        'lot: missing; expected the code of the Lot, such as "lot-2"',
    ]


@given(
    st.binary()
    | st.text().map(lambda text: text.encode(errors="surrogatepass"))
    | st.text(alphabet='n=;,"\t\r\n |').map(lambda text: (HEADING + text).encode())
)
def test_any_bytes_are_read_or_refused_in_words(content):
    lines = lines_of(read_sheet, content)

    assert [line for line in lines if not line.isprintable()] == []
