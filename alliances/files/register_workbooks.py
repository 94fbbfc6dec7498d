"""The register as XLSX: one sheet read row by row, weighed before it is unpacked."""

import warnings
import zipfile
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook

from alliances.files.archives import check_archive
from alliances.files.problems import FileRefused, refuse, shown
from alliances.files.sheets import Row, Rows
from alliances.files.workbooks import MERGED, sheet_rows

MOST_UNPACKED = 128 * 1024 * 1024
"""Bytes; 200,000 organisations take some 60 MB, so names may be twice as long.

The sheet streams, but its shared texts are read into memory as a whole.
"""
CHUNK = 1024 * 1024
LONGEST_MERGED = 500
"""Bytes of one element of merged cells, which a chunk may cut in two."""
MOST_MERGED = 20


def check_register_archive(file: BinaryIO) -> None:
    """Refuse what is no workbook, and one that would unpack to too much."""
    try:
        check_archive(file, most_unpacked=MOST_UNPACKED)
    except FileRefused as refused:
        expected = _("the sheet saved as .xlsx or CSV, up to 64 MB")
        raise refuse(_("the file"), refused.problems[0].what, expected) from refused


def workbook_rows(file: BinaryIO) -> Rows:
    """Yield the rows of the one visible sheet with content.

    Raises FileRefused and no other exception, whatever the bytes: also for several
    sheets with content and for merged cells, since what is meant would be a guess.
    """
    check_register_archive(file)
    with warnings.catch_warnings():
        # Styles and validations it does not know are no concern of the reader.
        warnings.simplefilter("ignore")
        try:
            yield from _rows(file)
        except FileRefused:
            raise
        except Exception as error:
            expected = _("a workbook that a spreadsheet opens, saved anew as .xlsx")
            what = _("a workbook that cannot be read")
            raise refuse(_("the file"), what, expected) from error


def _rows(file: BinaryIO) -> Rows:
    book = load_workbook(file, read_only=True, keep_links=False)
    try:
        found = _sheets_with_content(book)
        if len(found) > 1:
            names = ", ".join(shown(sheet.title) for sheet, _first, _rest in found[:5])
            expected = _("one visible sheet with content; hide or delete the others")
            raise refuse(_("the file"), _("several sheets: %s") % names, expected)
        for sheet, first, rest in found:
            # openpyxl keeps to itself which part of the file a sheet is.
            _refuse_merged(file, str(vars(sheet)["_worksheet_path"]), first[0])
            yield from chain([first], rest)
    finally:
        book.close()


def _sheets_with_content(book: Workbook) -> list[tuple[Any, Row, Rows]]:
    """Return each visible sheet that is not blank, its first row and the rest."""
    found = []
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            rows = sheet_rows(sheet)
            first = next(rows, None)
            found += [(sheet, first, rows)] if first else []
    return found


def _refuse_merged(file: BinaryIO, path: str, heading: int) -> None:
    """Refuse cells merged into one from the heading on, naming the first of them."""
    ranges = sorted(
        {name.decode() for name, last in _merged(file, path) if int(last) >= heading}
    )
    if ranges:
        what = _("cells merged into one: %s") % ", ".join(ranges[:MOST_MERGED])
        raise refuse(_("the file"), what, _("one cell for each value"))


def _merged(file: BinaryIO, path: str) -> Iterator[tuple[bytes, bytes]]:
    with zipfile.ZipFile(file) as archive, archive.open(path) as part:
        rest = b""
        while chunk := part.read(CHUNK):
            text = rest + chunk
            yield from MERGED.findall(text)
            rest = text[-LONGEST_MERGED:]
