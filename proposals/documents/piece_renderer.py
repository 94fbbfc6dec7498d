"""Pieces of a draft by WeasyPrint: untagged, many with one reading of the style."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from proposals.documents.fetching import InsideFetcher, RenderingRefused
from proposals.documents.glyphs import printable
from proposals.documents.renderer import STYLE_SHEET, house_style

if TYPE_CHECKING:
    from weasyprint import Document, Page

POINTS_A_PIXEL = 0.75


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading in the outline; `page` counts from 0, `top` in points from below."""

    level: int
    title: str
    page: int
    top: float


@dataclass(frozen=True, slots=True)
class DrawnPiece:
    """A piece of a draft with what its binding must know."""

    content: bytes
    pages: int
    anchors: Mapping[str, tuple[int, float]]
    """Page and height of every place that links may lead to, as in a bookmark."""
    bookmarks: tuple[Bookmark, ...]


class PieceRenderer:
    """Draws pieces of one pack after another, reading fonts and style sheet once."""

    def __init__(self) -> None:
        self.fetcher = InsideFetcher()
        self.fonts, self.style = house_style(self.fetcher, STYLE_SHEET)

    def draw(self, html: str, *, identifier: bytes) -> DrawnPiece:
        """Draw a piece without tags; the same input gives the same bytes.

        Raises RenderingRefused like `render_pdf`.
        """
        from weasyprint import HTML  # loads Pango: only a worker needs it
        from weasyprint.urls import FatalURLFetchingError  # as above

        try:
            document = HTML(string=printable(html), url_fetcher=self.fetcher).render(
                font_config=self.fonts, stylesheets=[self.style]
            )
            content = document.write_pdf(pdf_identifier=identifier)
        except FatalURLFetchingError as error:
            raise RenderingRefused(str(error)) from error
        if self.fetcher.refused:
            raise RenderingRefused(self.fetcher.refused[0])
        return DrawnPiece(
            content, len(document.pages), _anchors(document), _bookmarks(document)
        )


def _anchors(document: "Document") -> dict[str, tuple[int, float]]:
    return {
        name: (number, _from_below(page, y))
        for number, page in enumerate(document.pages)
        for name, (_x, y, *_) in page.anchors.items()
    }


def _bookmarks(document: "Document") -> tuple[Bookmark, ...]:
    return tuple(
        [
            Bookmark(level, title, number, _from_below(page, y))
            for number, page in enumerate(document.pages)
            for level, title, (_x, y), _state in page.bookmarks
        ]
    )


def _from_below(page: "Page", y: float) -> float:
    """Return a height as PDF counts it; the layout counts pixels from above."""
    return float(round((page.height - y) * POINTS_A_PIXEL, 2))
