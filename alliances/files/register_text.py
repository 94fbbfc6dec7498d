"""The register as CSV, however large: read as a stream, never held in memory."""

import csv
import hashlib
import io
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alliances.files.archives import is_archive
from alliances.files.encodings import BYTE_ORDER_MARKS, CODECS, decode
from alliances.files.problems import FileRefused, refuse
from alliances.files.sheets import SEPARATORS, Rows, column_name
from alliances.phrases import Figure

MOST_REGISTER_BYTES = 64 * 1024 * 1024
"""200,000 organisations take some 20 MB."""
CHUNK = 256 * 1024
LONGEST_LINE = 100_000
"""Characters; a line of one organisation has some hundred."""
MOST_LINES = 1_048_576
"""As many rows as a spreadsheet has, blank ones counted."""
FIRST_LINES = 50
OTHER_STARTS = ((b"%PDF", _lazy("a PDF")), (b"{", _lazy("JSON")))


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a file before it is read."""

    sha256: str
    is_workbook: bool
    encoding: str = ""
    """As Python calls it; empty for a workbook."""
    guess: str = ""
    """The encoding's name where nothing proves it."""


def survey(file: BinaryIO) -> Survey:
    """Return digest, kind and encoding of a file in one pass over its bytes.

    FileRefused where it is empty, or neither a workbook nor text.
    """
    file.seek(0)
    start = file.read(16)
    _refuse_other(start)
    if is_archive(start):
        return Survey(_digest(file), is_workbook=True)
    return _survey_text(file, start)


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _survey_text(file: BinaryIO, start: bytes) -> Survey:
    marked = next(
        (name for mark, name in BYTE_ORDER_MARKS if start.startswith(mark)), ""
    )
    digest, odd = hashlib.sha256(), b""
    decoder = getincrementaldecoder(marked or "utf-8")()
    file.seek(0)
    while chunk := file.read(CHUNK):
        digest.update(chunk)
        if b"\0" in chunk and marked != "utf-16":
            raise _unreadable(_("not text in a known encoding"))
        if not odd and not _decodes(decoder, chunk, is_last=len(chunk) < CHUNK):
            odd = chunk
    if odd and marked:
        raise _unreadable(_("not text in a known encoding"))
    guess = decode(odd).guess if odd else ""
    encoding = CODECS[guess] if guess else marked or "utf-8"
    return Survey(digest.hexdigest(), is_workbook=False, encoding=encoding, guess=guess)


def _refuse_other(start: bytes) -> None:
    if not start.strip():
        what = _("blank") if start else _("empty: 0 bytes")
        raise _unreadable(what)
    for mark, name in OTHER_STARTS:
        if start.startswith(mark):
            raise _unreadable(str(name))


def _decodes(decoder: IncrementalDecoder, chunk: bytes, *, is_last: bool) -> bool:
    try:
        decoder.decode(chunk, is_last)
    except UnicodeDecodeError:
        return False
    return True


def text_rows(file: BinaryIO, encoding: str, known: Collection[str]) -> Rows:
    """Yield the rows that are not blank, numbered as a spreadsheet numbers them.

    The separator is the one that finds most of the known columns in the heading.
    FileRefused names the row after which nothing more can be read.
    """
    file.seek(0)
    # A guessed code page may leave a byte without a letter, far down in the file.
    text = io.TextIOWrapper(file, encoding, errors="replace", newline="")
    try:
        lines = _lines(text)
        first = list(islice(lines, FIRST_LINES))
        separator = max(SEPARATORS, key=lambda each: _found(first, each, known))
        yield from _separated(chain(first, lines), separator)
    finally:
        # A reader who stops early may have closed the file before this is cleared up.
        with suppress(ValueError):
            text.detach()


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """Yield lines; FileRefused before one line or all of them fill the memory."""
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            what = _("a line of more than %d characters") % LONGEST_LINE
            raise refuse(_("line %d") % number, what, _("one organisation per line"))
        if number > MOST_LINES:
            expected = _("at most %s rows") % Figure(MOST_LINES)
            raise refuse(_("the file"), _("more rows than a sheet has"), expected)
        yield line


def _separated(lines: Iterator[str], separator: str) -> Rows:
    reader = csv.reader(lines, delimiter=separator, strict=True)
    number = 0
    try:
        for cells in reader:
            number += 1
            # Nearly every row says something in its first cell.
            if cells and (cells[0].strip() or any(map(str.strip, cells))):
                yield number, cells
    except csv.Error as error:
        what = _("not CSV (%(reason)s)") % {"reason": error}
        expected = _("cells with line breaks or quotation marks in double quotes")
        raise refuse(_("row %d") % (number + 1), what, expected) from None


def _found(lines: list[str], separator: str, known: Collection[str]) -> int:
    try:
        rows = csv.reader(lines, delimiter=separator)
        heading = next((row for row in rows if any(map(str.strip, row))), [])
    except csv.Error:
        return 0
    return sum(column_name(cell) in known for cell in heading)


def _unreadable(what: str) -> FileRefused:
    expected = _("a table saved as CSV, best as UTF-8, or as .xlsx")
    return refuse(_("the file"), what, expected)
