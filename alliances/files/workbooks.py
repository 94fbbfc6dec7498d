"""Workbooks (XLSX): the one sheet with content as rows of text, nothing run.

What is packed is weighed before it is unpacked. openpyxl reads the cells; whatever a
broken part makes it raise becomes a sentence.
"""

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils.escape import unescape

from alliances.files.archives import check_archive
from alliances.files.problems import FileRefused, refuse, refuse_if_too_large, shown
from alliances.files.sheets import MOST_ROWS, Row, Sheet
from alliances.phrases import Figure

MOST_READ_COLUMNS = 101
"""One more than a list may have, so that the heading's length tells."""
LAST_ROW = 1_048_576
"""The last row a spreadsheet has; a file may claim any number."""
LARGEST_WHOLE = 10**15
"""Beyond it a spreadsheet itself has lost digits."""
# Neither reaches past the next "<": a comment full of openings would cost its square.
MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}(\d{1,7}))"'
)
HIDDEN = re.compile(rb'<(?:\w+:)?row\s[^<>]*?\bhidden="(?:1|true)"')
ROWS = re.compile(rb"<(?:\w+:)?row[\s/>]")
MOST_WRITTEN_ROWS = 30_000
"""Rows a file may spell out, blank ones included: reading costs by these."""
ZEROS = re.compile(r"0{2,15}")


def workbook_sheet(content: bytes, suffix: str = ".xlsx") -> Sheet:
    """Return the visible sheet of a workbook that has content.

    Raises FileRefused and no other exception, whatever the bytes: also for several
    sheets with content, since which of them is meant would be a guess.
    """
    refuse_if_too_large(content)
    check_archive(content, suffix)
    with warnings.catch_warnings():
        # Styles and validations it does not know are no concern of the reader.
        warnings.simplefilter("ignore")
        try:
            return _sheet(content)
        except FileRefused:
            raise
        except Exception as error:
            expected = _("a workbook that a spreadsheet opens, saved anew as .xlsx")
            what = _("a workbook that cannot be read")
            raise refuse(_("the file"), what, expected) from error


def _sheet(content: bytes) -> Sheet:
    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = _sheets_with_content(book, archive)
    finally:
        book.close()
    if len(found) > 1:
        names = ", ".join(shown(name) for name, _xml, _rows in found[:5])
        expected = _("one visible sheet with content; hide or delete the others")
        raise refuse(_("the file"), _("several sheets: %s") % names, expected)
    if not found:
        return Sheet((), is_workbook=True)
    _name, xml, rows = found[0]
    merged = {(ranges.decode(), int(last)) for ranges, last in MERGED.findall(xml)}
    return Sheet(
        rows,
        merged=tuple(sorted(merged, key=lambda each: (each[1], each[0]))),
        hidden=len(HIDDEN.findall(xml)),
        is_workbook=True,
    )


def _sheets_with_content(
    book: Workbook, archive: zipfile.ZipFile
) -> list[tuple[str, bytes, tuple[Row, ...]]]:
    """Return name, XML and rows of each visible sheet that is not blank."""
    found = []
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            # openpyxl keeps to itself which part of the file a sheet is.
            xml = archive.read(str(vars(sheet)["_worksheet_path"]))
            _refuse_too_long(xml)
            rows = tuple(islice(sheet_rows(sheet), MOST_ROWS))
            found += [(sheet.title, xml, rows)] if rows else []
    return found


def _refuse_too_long(xml: bytes) -> None:
    """Refuse a sheet that spells out more rows than can be read at once."""
    count = sum(1 for _row in ROWS.finditer(xml))
    if count > MOST_WRITTEN_ROWS:
        what = _("%(count)s rows, blank ones included") % {"count": Figure(count)}
        expected = _("at most %(most)s rows: delete the blank ones below the table")
        raise refuse(
            _("the file"), what, expected % {"most": Figure(MOST_WRITTEN_ROWS)}
        )


def sheet_rows(sheet: Any) -> Iterator[Row]:  # noqa: ANN401  # openpyxl's types and classes differ
    """Yield the rows that are not blank, as text; FileRefused for endless ones."""
    # What a sheet says of its own size may be wrong, in either direction.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(min_row=1, max_col=MOST_READ_COLUMNS)
    blank = None
    for number, cells in enumerate(rows, start=1):
        if number > LAST_ROW:
            expected = _("at most %s rows") % Figure(LAST_ROW)
            raise refuse(_("the file"), _("more rows than a sheet has"), expected)
        # Rows that are missing come as one and the same tuple, up to a million times.
        if cells is blank:
            continue
        texts = ["" if cell is EMPTY_CELL else _text(cell) for cell in cells]
        while texts and not texts[-1].strip():
            texts.pop()
        if texts:
            yield number, texts
        else:
            blank = cells


def _text(cell: object) -> str:
    """Return a cell as text; a formula as it is written, so that it can be refused."""
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    if getattr(cell, "data_type", "") == "f":
        formula = str(getattr(value, "text", None) or value)
        return formula if formula.startswith("=") else f"={formula}"
    if isinstance(value, str):
        return unescape(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number_text(value, str(getattr(cell, "number_format", "")))
    return _moment_text(value)


def _number_text(value: float, number_format: str) -> str:
    """Return a number as people typed it: a PIC is 999999999, never 999999999.0.

    A format of zeros shows the zeros a number lost in front, and so do we.
    """
    if not abs(value) < LARGEST_WHOLE or value != int(value):
        return repr(value)
    text = str(int(value))
    return text.zfill(len(number_format)) if ZEROS.fullmatch(number_format) else text


def _moment_text(value: object) -> str:
    """Return a date as a day, a moment with its time."""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)
