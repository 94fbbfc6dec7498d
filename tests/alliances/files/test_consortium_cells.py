"""Cells that are no value: formulas, errors of a spreadsheet, control characters."""

import pytest

from tests.alliances.files.samples import lines_of, read_sheet

HEADING = "name,country,role,type,pic,status\n"
FORMULA = "text that does not start with = + - @, a tab or a line break"
ENCODINGS = (
    "CSV saved as UTF-8, as UTF-16 with its mark, or as Windows-1252, Windows-1250 or"
    " ISO-8859-7"
)
UNREADABLE = f"the file: not text in a known encoding; expected {ENCODINGS}"


def of_row(row):
    return lines_of(read_sheet, HEADING + row)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "=1+1"),
        ("+1", "+1"),
        ("-1", "-1"),
        ("@SUM(A1)", "@SUM(A1)"),
        ('"\tx"', "\\u0009x"),
        ('"\rx"', "\\u000dx"),
        ('" =1"', " =1"),
        ('"=HYPERLINK(""http://x"",""y"")"', '=HYPERLINK("http://x","y")'),
    ],
)
def test_formula_is_refused_with_its_cell(cell, shown):
    assert of_row(f"{cell},,full_partner,,,\n") == [
        f'row 2, name: a formula: "{shown}"; expected {FORMULA}'
    ]


@pytest.mark.parametrize("cell", ["#REF!", "#N/A", "#name?"])
def test_error_of_a_spreadsheet_is_refused(cell):
    assert of_row(f"A,{cell},full_partner,,,\n") == [
        (
            f'row 2, country: an error of the spreadsheet: "{cell}"; expected a value,'
            " or an empty cell"
        )
    ]


@pytest.mark.parametrize("row", ["A\0B,,applicant,,,\n", "A,,applicant,,,\0\n"])
def test_nul_is_one_problem(row):
    assert of_row(row) == [UNREADABLE]


def test_control_character_is_one_problem():
    assert of_row("A\x01B,,applicant,,,\n") == [
        'row 2, name: "A\\u0001B"; expected text without control characters'
    ]


def test_pic_that_begins_with_a_minus_is_no_nine_digits():
    assert of_row("A,,full_partner,,-999000001,\n") == [
        'row 2, pic: "-999000001"; expected exactly nine digits as text, or nothing'
    ]


def test_formula_in_the_place_of_a_role_is_told_once():
    assert of_row("A,,=B1,,,\n") == [
        f'row 2, role: a formula: "=B1"; expected {FORMULA}'
    ]
