"""Sheets as rows of text: CSV as people have it, and what may be written into one."""

import csv
import io
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from alliances.files.encodings import decode
from alliances.files.problems import Problems, refuse

SEPARATORS = (",", ";", "\t")
# What a spreadsheet would run instead of show; see OWASP on CSV injection.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
ERROR_VALUES = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!"}
)
MOST_ROWS = 2000
"""More than any list of partners or reference table has; the rest is not read."""

Row = tuple[int, list[str]]
Rows = Iterator[Row]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet that are not blank, numbered as a spreadsheet does.

    `merged` are ranges such as "B3:B5" with the last row of each, `hidden` counts rows
    out of sight, and `is_workbook` says that cells have names people know: B3. `guess`
    is the code page its letters were read in where nothing proves it.
    """

    rows: tuple[Row, ...]
    merged: tuple[tuple[str, int], ...] = ()
    hidden: int = 0
    is_workbook: bool = False
    guess: str = ""


def text_sheet(content: bytes, known: Collection[str]) -> Sheet:
    """Return the sheet of CSV bytes; FileRefused where it cannot be read."""
    rows = read_rows(decode(content).text, known)
    return Sheet(tuple(islice(rows, MOST_ROWS)))


def read_rows(text: str, known: Collection[str]) -> Rows:
    """Return the rows that are not blank, numbered as a spreadsheet numbers them.

    The separator is the one that finds most of the known columns in the heading.
    FileRefused names the row where quotation marks do not match.
    """
    separator = max(SEPARATORS, key=lambda each: _columns_found(text, each, known))
    return separated_rows(text, separator)


def separated_rows(text: str, separator: str) -> Rows:
    """Yield the rows that are not blank; FileRefused as `read_rows`."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            what = _("not CSV (%(reason)s)") % {"reason": error}
            expected = _("cells with line breaks or quotation marks in double quotes")
            raise refuse(_("row %d") % number, what, expected) from None
        if any(cell.strip() for cell in cells):
            yield number, cells


def note_merged(problems: Problems, sheet: Sheet, heading: int) -> None:
    """Note cells merged into one: whose value it is would be a guess."""
    for ranges, last in sheet.merged:
        if last >= heading:
            expected = _("one cell for each value")
            problems.add(_("cells %s") % ranges, _("merged into one"), expected)


def column_name(cell: str) -> str:
    """Return a heading as it is compared: without case and outer blanks."""
    return cell.strip().casefold()


def is_formula(cell: str) -> bool:
    """Say whether a spreadsheet would run the cell."""
    return cell.startswith(FORMULA_STARTS) or cell.lstrip().startswith(FORMULA_STARTS)


def is_below_zero(cell: str) -> bool:
    """Say whether a cell begins with a minus: in place of a PIC, a number as well."""
    return cell.lstrip().startswith("-")


def is_error(cell: str) -> bool:
    """Say whether a spreadsheet could not work the cell out."""
    return cell.strip().upper() in ERROR_VALUES


def neutral(cell: str) -> str:
    """Return a cell as it may be written: what a spreadsheet would run is text."""
    return f"'{cell}" if is_formula(cell) else cell


def write_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Return rows as CSV that spreadsheets open as it is meant: marked UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[neutral(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def _columns_found(text: str, separator: str, known: Collection[str]) -> int:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        heading = next((row for row in reader if any(map(str.strip, row))), [])
    except csv.Error:
        return 0
    return sum(column_name(cell) in known for cell in heading)
