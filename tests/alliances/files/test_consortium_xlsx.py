"""Consortium files in XLSX: the same contract as CSV, whatever the bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliances.files.consortium import MOST_BYTES, StatedPartner
from tests.alliances.files.samples import lines_of, read_sheet
from tests.alliances.files.workbooks import (
    HEADING,
    PATRAS,
    archive,
    make_book,
    read_book,
    repacked,
)

FORMULA = "text that does not start with = + - @, a tab or a line break"
PARTS = (
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml",
    "xl/styles.xml",
)
# One for all examples: a workbook carries the moment it was made.
BOOK = make_book(PATRAS)


def of_row(*cells):
    return lines_of(read_book, make_book(cells))


def test_full_row_is_read():
    content = make_book(
        ("Yodiwo", "EL", "full_partner", "sme | ngo", 123456789.0, "invited")
    )

    assert read_book(content).partners == (
        StatedPartner(
            row=2,
            name="Yodiwo",
            country="GR",
            role="full_partner",
            types=("sme", "ngo"),
            pic="123456789",
            status="invited",
        ),
    )


def test_sheet_reads_like_the_same_sheet_in_csv():
    text = "name,country,role\nUniversity of Patras,EL,applicant\nForge,,full_partner\n"
    rows = [line.split(",") for line in text.splitlines()]

    assert read_book(make_book(*rows[1:], heading=rows[0])) == read_sheet(text)


def test_formula_is_refused_with_the_name_of_its_cell():
    assert of_row("A", "=B1", "applicant") == [
        f'row 2, country: a formula in cell B2: "=B1"; expected {FORMULA}'
    ]


def test_error_of_the_spreadsheet_is_refused():
    assert of_row("#REF!", "BE", "applicant") == [
        (
            'row 2, name: an error of the spreadsheet: "#REF!"; expected a value, or an'
            " empty cell"
        )
    ]


def test_pic_that_lost_its_zero_is_told_why():
    assert of_row("A", "BE", "applicant", None, 12345678) == [
        (
            'row 2, pic: "12345678"; expected exactly nine digits as text, or nothing'
            " (a spreadsheet drops zeros in front of a number)"
        )
    ]


@pytest.mark.parametrize(("ranges", "is_refused"), [("A2:A3", True), ("G1:H1", True)])
def test_merged_cells_are_refused(ranges, is_refused):
    content = make_book(PATRAS, change=lambda sheet: sheet.merge_cells(ranges))

    lines = [f"cells {ranges}: merged into one; expected one cell for each value"]
    assert lines_of(read_book, content) == (lines if is_refused else [])


def test_all_problems_come_at_once():
    assert len(of_row("A", "ZZ", "boss", "smee", 12, "maybe")) == 5


@pytest.mark.parametrize("count", [300, 301])
def test_three_hundred_partners_are_taken_and_one_more_refused(count):
    content = make_book(*[("A", None, "full_partner")] * count)

    assert lines_of(read_book, content) == (
        []
        if count == 300
        else ["the file: more than 300 partners; expected at most 300"]
    )


def test_megabytes_are_refused_before_they_are_read():
    assert lines_of(read_book, b"PK\x03\x04" + b"0" * MOST_BYTES) == [
        "the file: larger than 5 MB; expected at most 5 MB"
    ]


def read_or_refused(content):
    """Fail for any exception but a refusal, and for words no terminal should get."""
    lines = lines_of(read_book, content)

    assert [line for line in lines if not line.isprintable()] == []


@given(st.binary())
def test_any_bytes_are_read_or_refused_in_words(content):
    read_or_refused(content)
    read_or_refused(b"PK\x03\x04" + content)


@given(st.dictionaries(st.sampled_from(PARTS), st.binary() | st.just(b"<a/>")))
def test_any_parts_are_read_or_refused_in_words(parts):
    read_or_refused(archive(**parts))


@given(st.data())
def test_damaged_workbook_is_read_or_refused_in_words(data):
    content = BOOK
    start = data.draw(st.integers(0, len(content) - 1))
    damage = data.draw(st.binary(min_size=1, max_size=20))

    read_or_refused(content[:start] + damage + content[start + len(damage) :])


@given(st.data())
def test_damaged_sheet_is_read_or_refused_in_words(data):
    def damaged(part):
        start = data.draw(st.integers(0, len(part) - 1))
        damage = data.draw(st.sampled_from([b"<", b'"', b"9999", b"r=", b"t='s'", b""]))
        return part[:start] + damage + part[start + data.draw(st.integers(0, 9)) :]

    part = data.draw(
        st.sampled_from(["xl__worksheets__sheet1_xml", "xl__workbook_xml"])
    )
    read_or_refused(repacked(BOOK, **{part: damaged}))


@given(
    st.lists(
        st.lists(
            st.none()
            | st.booleans()
            | st.integers()
            | st.floats()
            | st.text(
                alphabet=st.characters(
                    exclude_categories=["Cs"],
                    exclude_characters=[
                        chr(each) for each in range(32) if each not in {9, 10, 13}
                    ],
                )
            ),
            max_size=8,
        ),
        max_size=6,
    )
)
def test_any_cells_are_read_or_refused_in_words(rows):
    read_or_refused(make_book(*rows, heading=HEADING))
