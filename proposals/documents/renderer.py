"""HTML to PDF: the only module that drives WeasyPrint."""

import logging
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from proposals.documents.fetching import InsideFetcher, RenderingRefused
from proposals.enums import PackStep

if TYPE_CHECKING:
    from pydyf import PDF
    from weasyprint import CSS, Document, Page
    from weasyprint.text.fonts import FontConfiguration

DRAWING = 3
"""Grows when the same content shall be drawn differently."""

VARIANT = "pdf/ua-1"
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


def renderer_version() -> str:
    """Name everything that decides the bytes besides the content."""
    return f"ssa-pack/{DRAWING} WeasyPrint/{metadata.version('weasyprint')}"


def render_pdf(
    html: str,
    *,
    identifier: bytes,
    progress: Progress,
    style_sheet: Path = STYLE_SHEET,
) -> RenderedPdf:
    """Draw tagged PDF/UA-1; the same input gives the same bytes.

    Boxes to tick become fields for signatures: no document of ours is ticked.
    Raises RenderingRefused when the document asks for a file or an address. `progress`
    may raise to stop the work.
    """
    from weasyprint import HTML  # loads Pango: only a worker needs it
    from weasyprint.urls import FatalURLFetchingError  # as above

    fetcher = InsideFetcher()
    fonts, style = _house_style(fetcher, style_sheet)
    try:
        with _reported(progress):
            document = HTML(string=html, url_fetcher=fetcher).render(
                font_config=fonts, stylesheets=[style], pdf_variant=VARIANT
            )
            _report_painting(document, progress)
            content = document.write_pdf(
                pdf_variant=VARIANT, pdf_identifier=identifier, finisher=_sign_here
            )
    except FatalURLFetchingError as error:
        raise RenderingRefused(str(error)) from error
    if fetcher.refused:
        raise RenderingRefused(fetcher.refused[0])
    return RenderedPdf(content, len(document.pages))


def _sign_here(_document: "Document", pdf: "PDF") -> None:
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


def _house_style(
    fetcher: InsideFetcher, style_sheet: Path
) -> "tuple[FontConfiguration, CSS]":
    """Read fonts and style sheet.

    Every time: 30 ms against a folder of fonts that a killed worker leaves behind.
    """
    from weasyprint import CSS  # loads Pango: only a worker needs it
    from weasyprint.text.fonts import FontConfiguration  # as above

    fonts = FontConfiguration()
    text = "".join(each.read_text(encoding="utf-8") for each in (PAPER, style_sheet))
    return fonts, CSS(string=text, url_fetcher=fetcher, font_config=fonts)


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
