"""Binds the pieces of a draft's pack: pages, lines below, links and outline."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

from proposals.documents.feet import Foot, feet
from proposals.documents.piece_renderer import DrawnPiece
from proposals.documents.pieces import LINK_SCHEME
from proposals.documents.renderer import RenderedPdf
from proposals.enums import PackForm

GENERATE = pikepdf.ObjectStreamMode.generate

COVERS = 1
"""Pages in front that carry no line below."""


@dataclass(frozen=True, slots=True)
class Binding:
    """What surrounds the pages of a bound pack."""

    language: str
    title: str
    author: str
    foot: Foot


def page_numbers(pieces: Sequence[DrawnPiece]) -> dict[str, int]:
    """Return on which page of the whole every anchor stands, counted from 1."""
    return {
        anchor: start + page + 1
        for start, piece in _placed(pieces)
        for anchor, (page, _top) in piece.anchors.items()
    }


def bind(pieces: Sequence[DrawnPiece], binding: Binding) -> RenderedPdf:
    """Return one PDF of all pieces; the same pieces give the same bytes."""
    with pikepdf.new() as pdf:
        for piece in pieces:
            with pikepdf.open(io.BytesIO(piece.content)) as source:
                pdf.pages.extend(source.pages)
        _number(pdf, binding.foot)
        _link(pdf, _destinations(pdf, pieces))
        _outline(pdf, pieces)
        pdf.Root.Lang = pikepdf.String(binding.language)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.docinfo[Name.Title] = binding.title
        pdf.docinfo[Name.Author] = binding.author
        bound = io.BytesIO()
        pdf.save(bound, deterministic_id=True, object_stream_mode=GENERATE)
        return RenderedPdf(bound.getvalue(), len(pdf.pages), PackForm.PLAIN)


def _placed(pieces: Sequence[DrawnPiece]) -> Iterator[tuple[int, DrawnPiece]]:
    """Yield every piece with the number of pages before it."""
    start = 0
    for piece in pieces:
        yield start, piece
        start += piece.pages


def _number(pdf: pikepdf.Pdf, foot: Foot) -> None:
    below = feet(foot, pages=len(pdf.pages), first=COVERS + 1)
    with pikepdf.open(io.BytesIO(below)) as source:
        pages = list(pdf.pages)[COVERS:]
        for number, (page, line) in enumerate(zip(pages, source.pages, strict=True)):
            # `add_overlay` of the library draws a name by lot, and the bytes differ.
            # One for each page: those of a piece share their resources.
            name = Name(f"/Foot{number}")
            drawn = pdf.copy_foreign(line.as_form_xobject())
            page.add_resource(drawn, Name.XObject, name)
            page.contents_add(b"q", prepend=True)
            page.contents_add(b"Q q %s Do Q" % bytes(name))


def _destinations(pdf: pikepdf.Pdf, pieces: Sequence[DrawnPiece]) -> dict[str, Array]:
    return {
        anchor: _to(pdf, start + page, top)
        for start, piece in _placed(pieces)
        for anchor, (page, top) in piece.anchors.items()
    }


def _to(pdf: pikepdf.Pdf, page: int, top: float) -> Array:
    return Array([pdf.pages[page].obj, Name.XYZ, None, top, None])


def _link(pdf: pikepdf.Pdf, destinations: Mapping[str, Array]) -> None:
    """Lead the links from one piece to another to their places."""
    for page in pdf.pages:
        for link in page.obj.get(Name.Annots, ()):
            address = str(link.A.URI) if Name.A in link else ""
            if address.startswith(LINK_SCHEME):
                link.Dest = destinations[address.removeprefix(LINK_SCHEME)]
                del link[Name.A]


def _outline(pdf: pikepdf.Pdf, pieces: Sequence[DrawnPiece]) -> None:
    """Write the outline; a heading belongs under the last one of a lower level."""
    with pdf.open_outline() as outline:
        open_items: list[tuple[int, OutlineItem]] = []
        for start, piece in _placed(pieces):
            for mark in piece.bookmarks:
                to = _to(pdf, start + mark.page, mark.top)
                item = OutlineItem(mark.title, to)
                while open_items and open_items[-1][0] >= mark.level:
                    open_items.pop()
                siblings = open_items[-1][1].children if open_items else outline.root
                siblings.append(item)
                open_items.append((mark.level, item))
