"""Tables of a budget, as pages draw them and files hold them.

Pure: one table, its values as numbers; how they are written is the reader's.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from alliances.files.sheets import neutral

Value = str | int | Decimal | None
WIDTHS = (10, 60)
"""The narrowest and the widest a column is drawn, in characters."""
LONGEST_TITLE = 31
"""Characters a spreadsheet takes for the name of a sheet."""


class Kind(StrEnum):
    """What a column holds. A sum of money that is None is not counted."""

    TEXT = "text"
    DAYS = "days"
    MONEY = "money"
    SHARE = "share"


FORMATS = {Kind.DAYS: "#,##0.0", Kind.MONEY: "#,##0.00", Kind.SHARE: '0.0"%"'}


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; `title` says it in full where the head is short."""

    heading: str
    kind: Kind
    title: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a label such as P1, a name, and a value for each column."""

    label: str
    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: `head` names its first column, `foot` is the line of sums."""

    key: str
    title: str
    head: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    foot: Row | None = None

    @property
    def lines(self) -> tuple[Row, ...]:
        """Return all lines, the sums last."""
        return self.rows if self.foot is None else (*self.rows, self.foot)


def write_csv_of(tables: Iterable[Table]) -> bytes:
    """Return tables one below the other as CSV, marked UTF-8; no cell of it runs."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for number, table in enumerate(tables):
        if number:
            writer.writerow([])
        writer.writerow([neutral(table.title)])
        writer.writerow(_heading(table))
        writer.writerows([_plain(each) for each in row] for row in _cells(table))
    return text.getvalue().encode("utf-8-sig")


def write_workbook_of(tables: Sequence[Table]) -> bytes:
    """Return tables as a workbook, a sheet each: numbers are numbers, nothing runs."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(table.title[:LONGEST_TITLE]), table)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(sheet: Worksheet, table: Table) -> None:
    sheet.append(_heading(table))
    for row in _cells(table):
        sheet.append([_printable(each) for each in row])
    kinds = [Kind.TEXT, Kind.TEXT, *(each.kind for each in table.columns)]
    for number, (kind, column) in enumerate(
        zip(kinds, sheet.columns, strict=True), start=1
    ):
        for cell in column:
            cell.number_format = FORMATS.get(kind, "@")
        if kind is not Kind.TEXT:
            column[0].alignment = Alignment(horizontal="right")
        longest = max(len(str(cell.value or "")) for cell in column) + 2
        width = min(max(longest, WIDTHS[0]), WIDTHS[1])
        sheet.column_dimensions[get_column_letter(number)].width = width
    for cell in [*sheet[1], *(sheet[sheet.max_row] if table.foot else ())]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "C2"


def _heading(table: Table) -> list[str]:
    return [
        _("No."),
        neutral(table.head),
        *(neutral(each.title or each.heading) for each in table.columns),
    ]


def _cells(table: Table) -> Iterator[list[Value]]:
    for row in table.lines:
        pairs = zip(table.columns, row.values, strict=True)
        yield [
            neutral(row.label),
            neutral(row.name),
            *(_stored(column, value) for column, value in pairs),
        ]


def _stored(column: Column, value: Value) -> Value:
    if value is None:
        return _("not counted") if column.kind is Kind.MONEY else None
    return neutral(value) if isinstance(value, str) else value


def _printable(value: Value) -> Value:
    """Leave out what no workbook may hold: somebody may paste it into a name."""
    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value


def _plain(value: Value) -> str:
    """Write a number with a point and no signs between thousands."""
    return (
        ""
        if value is None
        else f"{value:f}"
        if isinstance(value, Decimal)
        else str(value)
    )
