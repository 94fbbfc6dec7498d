"""Sheets saved as text: encodings, separators and rows of CSV as people have it."""

import codecs
import csv
import io
from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from alliances.files.problems import refuse

SEPARATORS = (",", ";", "\t")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a spreadsheet would run instead of show; see OWASP on CSV injection.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Rows = Iterator[tuple[int, list[str]]]


def decode_text(content: bytes) -> str:
    """Return the text of a sheet: by its mark, else UTF-8, else Windows-1252.

    FileRefused where it is none of these.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            encodings = [encoding]
            break
    else:
        encodings = ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    expected = _("CSV saved as UTF-8, as UTF-16 with its mark, or as Windows-1252")
    raise refuse(_("the file"), _("not text in a known encoding"), expected)


def read_rows(text: str, known: Collection[str]) -> Rows:
    """Yield the rows that are not blank, numbered as a spreadsheet numbers them.

    The separator is the one that finds most of the known columns in the heading.
    FileRefused names the row where quotation marks do not match.
    """
    separator = max(SEPARATORS, key=lambda each: _columns_found(text, each, known))
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


def column_name(cell: str) -> str:
    """Return a heading as it is compared: without case and outer blanks."""
    return cell.strip().casefold()


def is_formula(cell: str) -> bool:
    """Say whether a spreadsheet would run the cell."""
    return cell.startswith(FORMULA_STARTS) or cell.lstrip().startswith(FORMULA_STARTS)


def _columns_found(text: str, separator: str, known: Collection[str]) -> int:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        heading = next((row for row in reader if any(map(str.strip, row))), [])
    except csv.Error:
        return 0
    return sum(column_name(cell) in known for cell in heading)
