"""Documents of word processors (DOCX) as lines of text, nothing run or fetched.

What is packed is weighed before it is unpacked, as a workbook is. Read are the words
that stand: also inserted ones whose change nobody accepted yet, not the deleted ones.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element  # nosec B405  # a type; defusedxml parses

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from alliances.files.archives import (
    CONTENT_TYPES,
    ENCRYPTED_PART,
    MOST_PARTS,
    OLD_START,
    is_bomb,
)
from alliances.files.problems import FileRefused, refuse, refuse_if_too_large

BODY = "word/document.xml"
ASIDE = re.compile(r"word/(footnotes|endnotes|comments|(header|footer)\d*)\.xml")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MOST_PARAGRAPHS = 20_000
MOST_TAGS = 1_000_000
"""In all that is read: a tag unpacks from a byte and takes a hundred in memory."""
DEEPEST = 60
"""Levels inside a paragraph or table; nobody nests deeper, and a stack ends."""
BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
SKIPPED = {f"{W}del", f"{W}moveFrom", f"{W}txbxContent", f"{MC}Fallback", f"{W}pPr"}


@dataclass(frozen=True, slots=True)
class DocxText:
    """The text of a document."""

    lines: tuple[str, ...]
    """Paragraph by paragraph; a row of a table is a line, its cells apart by a bar."""
    aside: tuple[str, ...]
    """Of text boxes, notes, comments, headers and footers, which stand at no place."""


def read_docx(content: bytes) -> DocxText:
    """Return the text of a document.

    Raises FileRefused and no other exception, whatever the bytes.
    """
    refuse_if_too_large(content)
    if content.startswith(OLD_START):
        is_locked = ENCRYPTED_PART in content
        raise _refuse(
            _("a document protected by a password")
            if is_locked
            else _("a document of the old format .doc")
        )
    try:
        return _read(content)
    except FileRefused:
        raise
    except (DefusedXmlException, RecursionError) as error:
        raise _refuse(_("a document that holds more than text")) from error
    except Exception as error:  # zipfile and the parser raise much on odd bytes
        raise _refuse(_("a document that cannot be read")) from error


def _read(content: bytes) -> DocxText:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = {each.filename for each in archive.infolist()}
        _check_kind(names, archive)
        asides = sorted(each for each in names if ASIDE.fullmatch(each))
        parts = [archive.read(each) for each in (BODY, *asides)]
    if sum(each.count(b"<") for each in parts) > MOST_TAGS:
        raise _refuse(_("a document that unpacks to far more than a text"))
    body, *notes = [fromstring(each) for each in parts]
    _check_size(sum(1 for _each in body.iter(f"{W}p")))
    boxes = list(body.iter(f"{W}txbxContent"))
    aside = [line for each in (*boxes, *notes) for line in _blocks(each, 0)]
    lines = tuple(_blocks(body, 0))
    return DocxText(lines, tuple(dict.fromkeys(filter(str.strip, aside))))


def _check_size(paragraphs: int) -> None:
    if not paragraphs:
        raise _refuse(_("a document without a paragraph"))
    if paragraphs > MOST_PARAGRAPHS:
        raise _refuse(_("a document of more paragraphs than any proposal has"))


def _check_kind(names: set[str], archive: zipfile.ZipFile) -> None:
    if any(each.lower().endswith("vbaproject.bin") for each in names):
        raise _refuse(_("a document with macros"))
    if "mimetype" in names and "content.xml" in names:
        raise _refuse(_("a file of the format %s") % ".odt")
    if CONTENT_TYPES not in names or BODY not in names:
        raise _refuse(_("an archive that is not a document"))
    if len(names) > MOST_PARTS or is_bomb(archive.infolist()):
        raise _refuse(_("a document that unpacks to far more than a text"))
    if b"macroEnabled" in archive.read(CONTENT_TYPES):
        raise _refuse(_("a document with macros"))


def _blocks(element: Element, depth: int) -> Iterator[str]:
    """Yield the lines of paragraphs and tables, in order."""
    if depth > DEEPEST:
        raise _refuse(_("a document nested too deeply"))
    for each in element:
        if each.tag == f"{W}p":
            yield from "".join(_words(each, depth)).split("\n")
        elif each.tag == f"{W}tr":
            cells = (" ".join(_blocks(cell, depth + 1)) for cell in _cells(each))
            yield " | ".join(cells)
        elif each.tag not in SKIPPED:
            yield from _blocks(each, depth + 1)


def _cells(row: Element) -> Iterator[Element]:
    """Yield the cells of one row, not those of a table inside one of them."""
    for each in row:
        if each.tag == f"{W}tc":
            yield each
        elif each.tag not in SKIPPED:
            yield from _cells(each)


def _words(element: Element, depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        raise _refuse(_("a document nested too deeply"))
    for each in element:
        if each.tag == f"{W}t":
            yield each.text or ""
        elif each.tag in BREAKS:
            yield BREAKS[each.tag]
        elif each.tag not in SKIPPED:
            yield from _words(each, depth + 1)


def _refuse(what: str) -> FileRefused:
    expected = _("the form as .docx, saved by a word processor, up to 5 MB")
    return refuse(_("the file"), what, expected)
