"""Reads a table row by row: cells as what they should be, every problem noted.

Pure: content in, frozen rows out; what a row is and how rows must agree, `tables` says.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alliances.files.amounts import AmbiguousAmount, amount_of
from alliances.files.countries import ISO_OF_EU, shipped_countries
from alliances.files.country_names import country_of
from alliances.files.diff import Keyed
from alliances.files.problems import (
    Problems,
    did_you_mean,
    odd_columns,
    refuse,
    shown,
)
from alliances.files.sheets import column_name, is_formula
from alliances.files.table_sheets import table_sheet
from alliances.phrases import either

Row = TypeVar("Row", bound=Keyed)
# Rows by their key, each with the number a spreadsheet shows.
Rows = Mapping[str, tuple[int, Row]]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NUMBER = re.compile(r"[1-9][0-9]?", re.ASCII)
COUNT = re.compile(r"[0-9]{1,5}", re.ASCII)
LETTERS = re.compile(r"[A-Z]{2}")
LONGEST = {"lot": 20, "slug": 100, "title": 200, "name": 100, "source": 200}


class RowCells:
    """The cells of one row, with a place for each complaint."""

    def __init__(
        self, number: int, cells: Mapping[str, str], problems: Problems
    ) -> None:
        self.is_refused = False
        self._number = number
        self._cells = cells
        self._problems = problems

    def refuse(self, column: str, expected: str) -> None:
        """Note what is wrong with a cell; the row is not taken."""
        self.is_refused = True
        where = cell_words(self._number, column)
        self._problems.add(where, shown(self._cells[column]), expected)

    def text(self, column: str) -> str:
        """Return a text that must be there and fit the database.

        A line break in a cell is a blank in a name.
        """
        text = " ".join(self._cells[column].split())
        longest = LONGEST[column]
        if not text:
            self.refuse(column, _("a value"))
        elif len(text) > longest:
            self.refuse(column, _("at most %d characters") % longest)
        return text

    def slug(self, column: str) -> str:
        """Return a code that can stand in an address."""
        if (slug := self.text(column)) and not SLUG.fullmatch(slug):
            self.refuse(column, _("small letters, digits and hyphens"))
        return slug

    def letters(self, column: str) -> str:
        """Return a code of two letters, also one that is new to us."""
        code = self._cells[column].upper()
        if not LETTERS.fullmatch(code):
            self.refuse(column, _("two letters"))
        return code

    def like(self, column: str, form: re.Pattern[str], expected: str) -> str:
        """Return a code written like `form`, in capitals."""
        code = self._cells[column].upper()
        if not form.fullmatch(code):
            self.refuse(column, expected)
        return code

    def like_or_none(self, column: str, form: re.Pattern[str], expected: str) -> str:
        """Return a code written like `form`, or nothing for an empty cell."""
        return self.like(column, form, expected) if self._cells[column] else ""

    def country(self, column: str) -> str:
        """Return an ISO code, also for the EU's own EL and UK."""
        code = self._cells[column].upper()
        code = ISO_OF_EU.get(code, code)
        if code not in shipped_countries():
            expected = _("an ISO 3166-1 country code, XK, EL or UK")
            meant = country_of(self._cells[column])
            self.refuse(column, did_you_mean(expected, meant or ""))
        return code

    def country_or_none(self, column: str) -> str:
        """Return an ISO code, or nothing for an empty cell."""
        return self.country(column) if self._cells[column] else ""

    def choice(self, column: str, choices: tuple[str, ...]) -> str:
        """Return one of the words there are, as people and spreadsheets write them."""
        value = self._cells[column].casefold().removesuffix(" country")
        value = {"true": "yes", "false": "no"}.get(value, value)
        if value not in choices:
            self.refuse(column, either(choices))
        return value

    def number(self, column: str) -> int:
        """Return a small whole number."""
        if not NUMBER.fullmatch(self._cells[column]):
            self.refuse(column, _("a whole number from 1 to 99"))
            return 0
        return int(self._cells[column])

    def count(self, column: str) -> int:
        """Return a whole number of kilometres or days; spaces may part thousands."""
        text = "".join(self._cells[column].split())
        if not COUNT.fullmatch(text):
            self.refuse(column, _("a whole number from 0 to 99999, without signs"))
            return 0
        return int(text)

    def count_or_none(self, column: str) -> int | None:
        """Return a whole number, or None for an empty cell."""
        return self.count(column) if self._cells[column] else None

    def number_or_none(self, column: str) -> str:
        """Return a small whole number as text, or nothing for an empty cell."""
        return str(self.number(column)) if self._cells[column] else ""

    def amount(self, column: str) -> Decimal:
        """Return an amount in EUR with its cents."""
        cell = self._cells[column]
        try:
            amount = amount_of(cell)
        except AmbiguousAmount:
            words = _("%(whole)s if thousands are meant, else cents in two digits")
            whole = "".join(each for each in cell if each.isdigit())
            self.refuse(column, words % {"whole": whole})
            return Decimal(0)
        if amount is None:
            self.refuse(column, _("an amount in EUR, such as 353 or 353.50"))
            return Decimal(0)
        return amount


def _no_check(_rows: Rows[Row], _problems: Problems) -> None:
    """Accept rows that need no comparing with one another."""


def read_table(
    content: bytes,
    columns: tuple[str, ...],
    build: Callable[[RowCells], Row],
    check: Callable[[Rows[Row], Problems], None] = _no_check,
) -> tuple[Row, ...]:
    """Read every row, then refuse all at once or return them.

    Rows are compared with one another once each of them can be read.
    """
    problems = Problems()
    sheet = table_sheet(content, columns)
    names = _names(sheet.rows[0], columns)
    rows: dict[str, tuple[int, Row]] = {}
    for number, written in sheet.rows[1:]:
        cells = _fitted(written, len(names), fill=sheet.is_workbook)
        row = _one_row(number, names, cells, problems, build)
        if row is not None:
            first, _row = rows.setdefault(row.key, (number, row))
            _refuse_twice(row, first, number, problems)
    problems.refuse_if_any()
    check(rows, problems)
    problems.refuse_if_any()
    return tuple(row for _number, row in rows.values())


def _fitted(cells: list[str], width: int, *, fill: bool = False) -> list[str]:
    """Return cells without blank ones beyond the table.

    A workbook drops blank cells at the end of a row, so they are filled up; in CSV a
    short row has lost a separator, and nobody knows which.
    """
    end = len(cells)
    while end > width and not cells[end - 1].strip():
        end -= 1
    missing = width - end if fill else 0
    return [*cells[:end], *[""] * missing]


def cell_words(number: int, column: str) -> str:
    """Return where a cell is."""
    return _("row %(row)d, %(column)s") % {"row": number, "column": column}


def _names(heading: tuple[int, list[str]], columns: tuple[str, ...]) -> list[str]:
    """Return the columns in the order of the file; nothing can be read without."""
    number, cells = heading
    names = [column_name(cell) for cell in _fitted(cells, 0)]
    if sorted(names) != sorted(columns):
        expected = _("the heading %s") % ",".join(columns)
        raise refuse(_row_words(number), odd_columns(names, columns), expected)
    return names


def _one_row(
    number: int,
    names: list[str],
    cells: list[str],
    problems: Problems,
    build: Callable[[RowCells], Row],
) -> Row | None:
    """Return a row, or nothing and the reasons noted."""
    if len(cells) != len(names):
        what, expected = (_count(each) for each in (cells, names))
        problems.add(_row_words(number), what, expected)
        return None
    formulas = [each for each in zip(names, cells, strict=True) if is_formula(each[1])]
    for name, cell in formulas:
        expected = _("a value, not a formula")
        problems.add(cell_words(number, name), shown(cell), expected)
    if formulas:
        return None
    stripped = [cell.strip() for cell in cells]
    readable = RowCells(number, dict(zip(names, stripped, strict=True)), problems)
    row = build(readable)
    return None if readable.is_refused else row


def _refuse_twice(row: Keyed, first: int, number: int, problems: Problems) -> None:
    """Note a row whose key stands above: which of the two holds is no guess of ours."""
    if first != number:
        expected = _("one row for it; row %d has it already") % first
        problems.add(_row_words(number), shown(row.key), expected)


def _row_words(number: int) -> str:
    return _("row %d") % number


def _count(cells: list[str]) -> str:
    return ngettext("%d cell", "%d cells", len(cells)) % len(cells)
