"""A form on paper as files: DOCX for word processors, and plain text."""

import io
import re
from collections.abc import Iterable, Iterator
from textwrap import fill

from docx import Document
from docx.document import Document as Docx
from docx.shared import Pt, RGBColor

from proposals.files.paper import Line, LineKind

STYLES = {
    LineKind.TITLE: "Title",
    LineKind.SECTION: "Heading 1",
    LineKind.QUESTION: "Heading 2",
    LineKind.PARTNER: "Heading 3",
}
QUIET = RGBColor(0x57, 0x60, 0x6A)
SMALL = Pt(9)
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WIDTH = 80
RULES = {LineKind.TITLE: "=", LineKind.SECTION: "="}


def write_docx(lines: Iterable[Line], *, language: str) -> bytes:
    """Return lines as a word processor's document, in an order of headings."""
    document = Document()
    properties = document.core_properties
    properties.author, properties.comments, properties.language = "", "", language
    for line in lines:
        if line.kind is LineKind.TITLE:
            properties.title = _printable(line.text)
        _add(document, line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: Docx, line: Line) -> None:
    paragraph = document.add_paragraph(style=STYLES.get(line.kind))
    run = paragraph.add_run(_printable(line.text))
    if line.kind in {LineKind.NOTE, LineKind.GUIDANCE, LineKind.MARK}:
        run.font.size = SMALL
        run.font.color.rgb = QUIET
    if line.kind is LineKind.GUIDANCE:
        run.italic = True


def _printable(text: str) -> str:
    """Leave out what no document may hold: somebody may paste it into an answer."""
    return NOT_IN_XML.sub("", text)


def write_text(lines: Iterable[Line]) -> bytes:
    """Return lines as plain text in UTF-8; guidance is wrapped, answers are not."""
    return "\n".join(_text_lines(lines)).encode()


def _text_lines(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        if line.kind in {LineKind.TEXT, LineKind.MARK}:
            yield line.text
            continue
        yield ""
        yield fill(line.text, WIDTH) if line.kind is LineKind.GUIDANCE else line.text
        if line.kind in RULES:
            yield RULES[line.kind] * min(len(line.text), WIDTH)
    yield ""
