"""Tables as CSV and as workbooks: read alike, and what is neither is told."""

import sys
import time

import pytest

from alliances.files.problems import MOST_BYTES
from alliances.files.sheets import MOST_ROWS
from alliances.files.table_sheets import guess_words, table_sheet
from alliances.files.tables import SectorRow, parse_rates, parse_sectors
from tests.alliances.files.samples import lines_of
from tests.alliances.files.workbooks import (
    CONTENT_TYPES,
    archive,
    make_book,
    repacked,
)

HEADING = ("lot", "slug", "title")
RAIL = ("lot-2", "rail", "Rail")
EXPECTED = "the heading lot,slug,title"
OLD = bytes.fromhex("d0cf11e0a1b11ae1")
SAVED = "the sheet saved as .xlsx or CSV, up to 5 MB"
FAR_MORE = "a workbook that unpacks to far more than a table"
A_PDF = "the file: a PDF; expected the table saved as CSV or as a workbook (.xlsx)"
A_MILLION = 1_000_000


def book(*rows, change=None, heading=HEADING):
    return make_book(*rows, heading=heading, change=change)


def merge(sheet):
    sheet.merge_cells("A2:A3")


def bomb():
    return archive(**{CONTENT_TYPES: "<Types/>", "xl/sheet": b"0" * 30_000_000})


def test_a_workbook_is_read_as_its_csv_is():
    assert parse_sectors(book(RAIL)) == (SectorRow(*RAIL),)


def test_numbers_and_blank_cells_of_a_workbook_are_read():
    heading = (
        *("country", "group", "manager", "teacher", "technician", "administrative"),
        None,
    )

    (row,) = parse_rates(make_book(("EL", 3, 197.5, 164, "122", 93), heading=heading))

    assert [row.country, row.group, str(row.manager)] == ["GR", 3, "197.50"]


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", [f"the file: empty; expected {EXPECTED}"]),
        (b" \n\n", [f"the file: empty; expected {EXPECTED}"]),
        (b",,\n", [f"the file: without any value; expected {EXPECTED}"]),
        (book(heading=()), [f"the file: without any value; expected {EXPECTED}"]),
        (
            b"%PDF-1.4 lot,slug,title",
            [A_PDF],
        ),
        (OLD, [f"the file: a workbook of the old format .xls; expected {SAVED}"]),
        (
            OLD + "EncryptedPackage".encode("utf-16-le"),
            [f"the file: a workbook protected by a password; expected {SAVED}"],
        ),
        (
            bomb(),
            [f"the file: {FAR_MORE}; expected {SAVED}"],
        ),
        (
            book(RAIL, RAIL, change=merge),
            ["cells A2:A3: merged into one; expected one cell for each value"],
        ),
        (
            book(("lot-2", '=LOWER("RAIL")', "Rail")),
            [
                'row 2, slug: "=LOWER("RAIL")"; expected a value, not a formula',
            ],
        ),
        (
            book(heading=("lot", "name", "title")),
            [f'row 1: no column slug; column "name" not known; expected {EXPECTED}'],
        ),
        (
            book(heading=("lot", "slug", "title", "slug")),
            [f"row 1: a column twice; expected {EXPECTED}"],
        ),
        (
            b"x" * (MOST_BYTES + 1),
            ["the file: larger than 5 MB; expected at most 5 MB"],
        ),
    ],
)
def test_what_is_no_table_is_told(content, lines):
    assert lines_of(parse_sectors, content) == lines


@pytest.mark.parametrize("more", [0, 1])
def test_a_table_is_never_cut_short(more):
    rows = [("lot-2", f"sector-{each}", "A") for each in range(MOST_ROWS - 2 + more)]
    text = "\n".join(",".join(each) for each in [HEADING, *rows])

    assert lines_of(parse_sectors, text.encode()) == (
        ["the file: more rows than a table has; expected at most 1,998 rows"]
        if more
        else []
    )


def blank_rows(number):
    """Return what puts blank rows behind those of a sheet."""
    rows = b"".join(b'<row r="%d"/>' % each for each in range(3, number + 1))
    return lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>")


def sheet_of(number):
    change = blank_rows(number)
    return repacked(book(RAIL), xl__worksheets__sheet1_xml=change)


def cost(read):
    """Return the seconds of processor that reading takes, coverage not counted."""
    watcher = sys.gettrace()
    sys.settrace(None)
    try:
        start = time.process_time()
        read()
        return time.process_time() - start
    finally:
        sys.settrace(watcher)


def test_a_million_blank_lines_cost_less_than_two_seconds():
    content = ",".join(HEADING).encode() + b"\n" + b",,\n" * A_MILLION + b"a,b,c"

    assert len(table_sheet(content, HEADING).rows) == 2
    assert cost(lambda: table_sheet(content, HEADING)) < 2


def test_a_million_blank_rows_of_a_workbook_are_refused_at_once():
    content = sheet_of(A_MILLION)

    expected = "at most 30,000 rows: delete the blank ones below the table"

    assert lines_of(parse_sectors, content) == [
        f"the file: 1,000,000 rows, blank ones included; expected {expected}"
    ]
    assert cost(lambda: lines_of(parse_sectors, content)) < 2


@pytest.mark.parametrize(("number", "count"), [(30_000, 0), (30_001, 1)])
def test_blank_rows_of_a_workbook_are_passed_over_up_to_a_limit(number, count):
    assert len(lines_of(parse_sectors, sheet_of(number))) == count


def test_a_guess_is_stated_and_what_is_certain_is_not():
    assert guess_words("Köln".encode("cp1252")) == (
        "The file does not say how its letters are written. It was read as"
        " Windows-1252: check letters with accents, or save it as UTF-8."
    )
    assert guess_words("Köln".encode()) == ""
    assert guess_words(book(RAIL)) == ""
