"""Workbooks as rows of text: what cells become, and which sheet is read."""

import datetime as dt

import pytest
from openpyxl import Workbook

from alliances.files.sheets import MOST_ROWS
from alliances.files.workbooks import HIDDEN, MERGED, workbook_sheet
from tests.alliances.files.samples import lines_of
from tests.alliances.files.workbooks import PATRAS, make_book, repacked, saved


def cells(*values, **formats):
    """Return the texts of one row of values, some with a number format."""

    def change(sheet):
        for name, number_format in formats.items():
            sheet[name].number_format = number_format

    content = make_book(heading=values, change=change)
    ((_number, texts),) = workbook_sheet(content).rows
    return texts


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (999999999.0, "999999999"),
        (999999999, "999999999"),
        (-3, "-3"),
        (1.5, "1.5"),
        (1e300, "1e+300"),
        (True, "TRUE"),
        (dt.date(2020, 2, 26), "2020-02-26"),
        (dt.datetime.fromisoformat("2020-02-26"), "2020-02-26"),
        (dt.datetime.fromisoformat("2020-02-26T17:05"), "2020-02-26 17:05:00"),
        (dt.time(17, 5), "17:05:00"),
        ("Ελλάδα", "Ελλάδα"),
        ("A_x000D_B", "A\rB"),
        ("=1+1", "=1+1"),
        ("#N/A", "#N/A"),
    ],
)
def test_cell_becomes_the_text_people_see(value, text):
    assert cells(value, "end") == [text, "end"]


def test_number_with_a_format_of_zeros_keeps_its_zeros():
    assert cells(12345678, 7, A1="000000000", B1="0.00") == ["012345678", "7"]


def test_rows_are_numbered_as_the_spreadsheet_shows_them():
    content = make_book(PATRAS, (None, " "), ("B",), heading=())

    rows = workbook_sheet(content).rows

    assert [(number, texts[0]) for number, texts in rows] == [
        (2, "University of Patras"),
        (4, "B"),
    ]


def test_hidden_rows_are_read_and_counted():
    def hide(sheet):
        sheet.row_dimensions[2].hidden = True

    sheet = workbook_sheet(make_book(PATRAS, change=hide))

    assert (len(sheet.rows), sheet.hidden) == (2, 1)


def test_merged_cells_are_told():
    def merge(sheet):
        sheet.merge_cells("B2:B3")

    sheet = workbook_sheet(make_book(PATRAS, PATRAS, change=merge))

    assert sheet.merged == (("B2:B3", 3),)


def test_far_away_cell_costs_no_time_and_no_rows():
    def far(sheet):
        sheet["XFD1048576"] = "lost"

    assert len(workbook_sheet(make_book(PATRAS, change=far)).rows) == 2


def test_no_more_rows_are_read_than_any_list_has():
    content = make_book(*[("A",)] * (MOST_ROWS + 5))

    assert len(workbook_sheet(content).rows) == MOST_ROWS


def test_row_beyond_the_last_one_of_a_spreadsheet_is_refused():
    content = repacked(
        make_book(PATRAS),
        xl__worksheets__sheet1_xml=lambda part: part.replace(
            b'<row r="2"', b'<row r="99999999"'
        ),
    )

    assert lines_of(workbook_sheet, content) == [
        "the file: more rows than a sheet has; expected at most 1,048,576 rows"
    ]


def test_wrong_statement_of_its_own_size_is_not_believed():
    content = repacked(
        make_book(PATRAS),
        xl__worksheets__sheet1_xml=lambda part: part.replace(
            b'ref="A1:F2"', b'ref="A1:A1"'
        ),
    )

    assert len(workbook_sheet(content).rows) == 2


def test_hidden_and_blank_sheets_beside_the_list_are_nothing():
    book = Workbook()
    book.worksheets[0].append(["name"])
    book.create_sheet("Words").append(["sme"])
    book["Words"].sheet_state = "hidden"
    book.create_sheet("Blank")

    assert workbook_sheet(saved(book)).rows == ((1, ["name"]),)


def test_list_need_not_be_the_first_sheet():
    book = Workbook()
    book.create_sheet("Partners").append(["name"])

    assert workbook_sheet(saved(book)).rows == ((1, ["name"]),)


def test_several_sheets_with_content_are_named():
    book = Workbook()
    book.worksheets[0].append(["name"])
    book.create_sheet("Old").append(["name"])

    assert lines_of(workbook_sheet, saved(book)) == [
        (
            'the file: several sheets: "Sheet", "Old"; expected one visible sheet with'
            " content; hide or delete the others"
        )
    ]


def test_blank_workbook_has_no_rows():
    assert workbook_sheet(saved(Workbook())).rows == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda part: part[: len(part) // 2],
        lambda _part: b"",
        lambda _part: (
            b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><worksheet>&d;'
            b"</worksheet>"
        ),
    ],
)
def test_broken_sheet_is_refused_in_words(change):
    content = repacked(make_book(PATRAS), xl__worksheets__sheet1_xml=change)

    assert lines_of(workbook_sheet, content) == [
        (
            "the file: a workbook that cannot be read; expected a workbook that a"
            " spreadsheet opens, saved anew as .xlsx"
        )
    ]


def test_comment_full_of_openings_costs_no_time():
    # Counted, not timed: a pattern that backtracks over all of it never ends here.
    comment = b"<!-- " + b"<mergeCell <row " * 60_000 + b"-->"

    assert MERGED.findall(comment) == []
    assert HIDDEN.findall(comment) == []
