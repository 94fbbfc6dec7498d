"""Tables of a budget as print has them: numbers aligned, nothing a quiet dash."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from alliances.words import locale
from eligibility.words import has_cents
from proposals.documents.application_page import (
    PrintedCell,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
)
from proposals.files.budget_sheets import Column, Kind, Row, Table, Value

NOTHING = "\N{EN DASH}"
PATTERNS = {Kind.DAYS: "#,##0.#", Kind.SHARE: "0.0"}
MOST_KEPT = 10
"""Rows of a table that is kept on one page."""
WHOLE, IN_CENTS = "#,##0", "#,##0.00"


def printed(table: Table, *, notes: Sequence[str] = ()) -> PrintedTable:
    """Return a table in words; a column with cents anywhere has them everywhere."""
    patterns = [
        _pattern(column, [row.values[at] for row in table.lines])
        for at, column in enumerate(table.columns)
    ]
    return PrintedTable(
        slug=table.key,
        title=table.title,
        head=table.head,
        has_labels=any(each.label for each in table.rows),
        is_short=len(table.rows) <= MOST_KEPT,
        columns=tuple([_column(each) for each in table.columns]),
        rows=tuple([_row(table.columns, patterns, each) for each in table.rows]),
        foot=_row(table.columns, patterns, table.foot) if table.foot else None,
        notes=tuple(notes),
    )


def in_blocks(table: Table, *, of: int, last: int) -> Iterable[Table]:
    """Part a table into ones of so many columns; the `last` ones stand in each."""
    body = len(table.columns) - last
    for start in range(0, max(body, 1), of):
        taken = [*range(start, min(start + of, body)), *range(body, body + last)]
        yield replace(
            table,
            columns=tuple([table.columns[at] for at in taken]),
            rows=tuple([_only(each, taken) for each in table.rows]),
            foot=_only(table.foot, taken) if table.foot else None,
        )


def without_columns(table: Table, last: int) -> Table:
    """Leave the last columns of a table out."""
    kept = range(len(table.columns) - last)
    return replace(
        table,
        columns=table.columns[: len(kept)],
        rows=tuple([_only(each, kept) for each in table.rows]),
        foot=_only(table.foot, kept) if table.foot else None,
    )


def _only(row: Row, taken: Iterable[int]) -> Row:
    return replace(row, values=tuple([row.values[at] for at in taken]))


def _column(column: Column) -> PrintedColumn:
    is_number = column.kind is not Kind.TEXT
    return PrintedColumn(column.heading, is_number, column.kind.value)


def _pattern(column: Column, values: Iterable[Value]) -> str:
    if column.kind is not Kind.MONEY:
        return PATTERNS.get(column.kind, "")
    amounts = [each for each in values if isinstance(each, Decimal)]
    return IN_CENTS if has_cents(amounts) else WHOLE


def _row(columns: Sequence[Column], patterns: Sequence[str], row: Row) -> PrintedRow:
    return PrintedRow(
        row.label,
        row.name,
        tuple(
            [
                _cell(column.kind, pattern, value)
                for column, pattern, value in zip(
                    columns, patterns, row.values, strict=True
                )
            ]
        ),
    )


def _cell(kind: Kind, pattern: str, value: Value) -> PrintedCell:
    if kind is Kind.TEXT:
        return PrintedCell(str(value or ""), is_number=False)
    if value is None and kind is Kind.MONEY:
        return PrintedCell(_("not counted"), is_number=True, is_quiet=True)
    if isinstance(value, str):
        return PrintedCell(value, is_number=True)
    if not value:
        return PrintedCell(NOTHING, is_number=True, is_quiet=True)
    words = format_decimal(value, pattern, locale=locale())
    return PrintedCell(f"{words}%" if kind is Kind.SHARE else words, is_number=True)
