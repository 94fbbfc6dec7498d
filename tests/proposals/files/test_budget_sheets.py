"""Tables of a budget as files: numbers stay numbers, and no cell runs."""

import io
from dataclasses import replace
from decimal import Decimal

from openpyxl import load_workbook

from proposals.files.budget_sheets import (
    Column,
    Kind,
    Row,
    Table,
    write_csv_of,
    write_workbook_of,
)

TABLE = Table(
    key="t",
    title="A title that is longer than a sheet may be called",
    head="Partner",
    columns=(
        Column("Who", Kind.TEXT),
        Column("Days", Kind.DAYS, "=Days"),
        Column("Grant", Kind.MONEY),
    ),
    rows=(Row("P1", "@A", ("-1", Decimal("2.50"), None)), Row("", "B", ("", None, 3))),
)


def test_csv_keeps_tables_apart_and_cells_inert():
    text = write_csv_of([TABLE, TABLE]).decode("utf-8-sig")

    first, second = text.split("\r\n\r\n")
    assert second == first + "\r\n"
    assert first.split("\r\n") == [
        "A title that is longer than a sheet may be called",
        "No.,Partner,Who,'=Days,Grant",
        "P1,'@A,'-1,2.50,not counted",
        ",B,,,3",
    ]


def test_a_workbook_leaves_out_what_none_may_hold():
    table = replace(TABLE, rows=(Row("P1", "Ghent\x01", ("", None, None)),))

    (sheet,) = load_workbook(io.BytesIO(write_workbook_of([table]))).worksheets

    assert sheet["B2"].value == "Ghent"


def test_a_workbook_has_a_sheet_for_each_table():
    (sheet,) = load_workbook(io.BytesIO(write_workbook_of([TABLE]))).worksheets

    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert sheet.title == "A title that is longer than a s"
    assert [[each or None for each in row] for row in rows] == [
        ["P1", "'@A", "'-1", 2.5, "not counted"],
        [None, "B", None, None, 3],
    ]
    assert sheet["D2"].number_format == "#,##0.0"
    assert not sheet["A3"].font.bold
