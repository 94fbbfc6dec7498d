"""HTML to PDF by WeasyPrint: whole documents."""

import hashlib
import logging
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from proposals.documents.archival import (
    EmbeddedFile,
    associate,
    attachments_of,
    say_it_is_accessible_too,
)
from proposals.documents.fetching import InsideFetcher, RenderingRefused
from proposals.documents.glyphs import missing_glyphs, printable
from proposals.enums import PackForm, PackStep

if TYPE_CHECKING:
    from pydyf import PDF
    from weasyprint import CSS, Document, Page
    from weasyprint.text.fonts import FontConfiguration

DRAWING = 10
"""Grows when the same content shall be drawn differently."""

LIBRARIES = ("WeasyPrint", "pydyf", "openpyxl", "pikepdf", "reportlab")
"""What draws and writes pages, writes the tables inside, and binds pieces of drafts."""

ARCHIVAL = "pdf/a-3a"
VARIANTS = {
    PackForm.ARCHIVAL: ARCHIVAL,
    PackForm.TAGGED: "pdf/ua-1",
    PackForm.PLAIN: None,
}
STYLE_SHEET = Path(__file__).with_name("pack.css")
PAPER = Path(__file__).with_name("paper.css")
"""Stands before every style sheet."""
PROGRESS_LOGGER = "weasyprint.progress"
LAYOUT_PAGE = re.compile(r"Step 5 - Creating layout - Page (\d+)")

BOX, SIGNATURE = "/Btn", "/Sig"

Progress = Callable[[PackStep, int, int], None]
"""Told the present step, how much of it is done, and of how much (0: not known)."""


@dataclass(frozen=True, slots=True)
class RenderedPdf:
    """A finished document."""

    content: bytes
    pages: int
    form: PackForm = PackForm.TAGGED


def renderer_version() -> str:
    """Name everything that decides the bytes besides the content."""
    return f"ssa-pack/{DRAWING} {_libraries()}"


@cache
def _libraries() -> str:
    """Name what is installed, which stays as it is while a process runs."""
    return " ".join(f"{each}/{metadata.version(each)}" for each in LIBRARIES)


def load_libraries() -> None:
    """Load what draws into this process: what is forked from it begins at once.

    Else every drawing of a worker, and every piece of a draft, took half a second more.
    """
    import weasyprint  # noqa: F401  # loads Pango: only a worker needs it


def render_pdf(
    html: str,
    *,
    identifier: bytes,
    progress: Progress,
    style_sheet: Path = STYLE_SHEET,
    form: PackForm = PackForm.TAGGED,
    files: Sequence[EmbeddedFile] = (),
) -> RenderedPdf:
    """Draw a PDF of a form, with files inside; the same input gives the same bytes.

    Boxes to tick become fields for signatures: no document of ours is ticked.
    Characters no font has are printed by their number, which takes a second drawing.
    Raises RenderingRefused when the document asks for a file or an address. `progress`
    may raise to stop the work.
    """
    options = {"pdf_variant": VARIANTS[form], "pdf_identifier": identifier}
    draw = partial(_drawn, style_sheet=style_sheet, files=files, options=options)
    with _reported(progress), missing_glyphs() as missing:
        drawing = draw(printable(html), progress)
        if missing and form is not PackForm.PLAIN:
            drawing = draw(printable(html, frozenset(missing)), progress)
    return RenderedPdf(*drawing, form)


def _drawn(
    html: str,
    progress: Progress,
    *,
    style_sheet: Path,
    files: Sequence[EmbeddedFile],
    options: Mapping[str, Any],
) -> tuple[bytes, int]:
    """Return the bytes and the number of pages."""
    from weasyprint import HTML  # loads Pango: only a worker needs it
    from weasyprint.urls import FatalURLFetchingError  # as above

    fetcher = InsideFetcher()
    fonts, style = house_style(fetcher, style_sheet)
    source = HTML(string=html, url_fetcher=fetcher)
    look = {"font_config": fonts, "stylesheets": [style], **options}
    try:
        document = source.render(**look)
        _report_painting(document, progress)
        if options["pdf_variant"] == ARCHIVAL:
            say_it_is_accessible_too(document)
        content = document.write_pdf(
            attachments=attachments_of(files),
            finisher=partial(_finish, files),
            **options,
        )
    except FatalURLFetchingError as error:
        raise RenderingRefused(str(error)) from error
    if fetcher.refused:
        raise RenderingRefused(fetcher.refused[0])
    return content, len(document.pages)


def _finish(files: Sequence[EmbeddedFile], _document: "Document", pdf: "PDF") -> None:
    associate(pdf, files)
    _sign_here(pdf)


def _sign_here(pdf: "PDF") -> None:
    """Turn boxes to tick into fields for signatures, which WeasyPrint does not draw.

    Of all its fields these alone need no font, which it would embed whole.
    """
    if "AcroForm" not in pdf.catalog:
        return
    # Nothing is filled in, so a reader has no appearance to make.
    del pdf.catalog["AcroForm"]["NeedAppearances"]
    for each in pdf.objects:
        if isinstance(each, dict) and each.get("FT") == BOX:
            each["FT"] = SIGNATURE
            for of_boxes in ("AP", "AS", "MK", "V"):
                del each[of_boxes]


def house_style(
    fetcher: InsideFetcher, style_sheet: Path
) -> "tuple[FontConfiguration, CSS]":
    """Read fonts and style sheet.

    Every time: 30 ms against a folder of fonts that a killed worker leaves behind.
    """
    from weasyprint import CSS  # loads Pango: only a worker needs it
    from weasyprint.text.fonts import FontConfiguration  # as above

    fonts = FontConfiguration()
    text = _style_text(style_sheet)
    return fonts, CSS(string=text, url_fetcher=fetcher, font_config=fonts)


def _style_text(style_sheet: Path) -> str:
    return "".join(each.read_text(encoding="utf-8") for each in (PAPER, style_sheet))


@cache
def house_digest() -> str:
    """Return a digest of what decides the bytes of a piece besides its HTML."""
    decides = f"{renderer_version()}\n{_style_text(STYLE_SHEET)}"
    return hashlib.sha256(decides.encode()).hexdigest()


class _ProgressHandler(logging.Handler):
    """Turns WeasyPrint's own log of steps into progress, for one thread."""

    def __init__(self, progress: Progress) -> None:
        super().__init__(logging.INFO)
        self.progress = progress
        self.thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Report one logged step; an exception of `progress` stops the drawing."""
        if record.thread != self.thread:
            return
        if page := LAYOUT_PAGE.match(record.getMessage()):
            self.progress(PackStep.LAYOUT, int(page[1]), 0)
        else:
            self.progress(PackStep.PREPARING, 0, 0)


@contextmanager
def _reported(progress: Progress) -> Iterator[None]:
    """Listen to WeasyPrint's progress for as long as one document is drawn."""
    logger = logging.getLogger(PROGRESS_LOGGER)
    handler = _ProgressHandler(progress)
    level, propagate = logger.level, logger.propagate
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate


def _report_painting(document: "Document", progress: Progress) -> None:
    """Have every page report when it is painted; WeasyPrint itself keeps silent."""
    total = len(document.pages)

    def paint(page: "Page", number: int, *arguments: object) -> None:
        type(page).paint(page, *arguments)
        progress(PackStep.PAINTING, number, total)

    for number, page in enumerate(document.pages, start=1):
        page.paint = partial(paint, page, number)
