"""The pack of a draft: pieces drawn side by side, kept, and bound.

After one edit most pieces are what they were, so only a few are drawn again.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import Protocol, cast

from proposals.documents.apart import Limits, Send, work_apart
from proposals.documents.binding import Binding, bind, page_numbers
from proposals.documents.feet import Foot
from proposals.documents.page import PackPage, Sheet
from proposals.documents.piece_renderer import DrawnPiece, PieceRenderer
from proposals.documents.pieces import (
    CONTENTS,
    Piece,
    bodies_of,
    contents_of,
    piece_of,
)
from proposals.documents.renderer import Progress, RenderedPdf
from proposals.enums import PackStep

PROCESSES = 2
"""Pieces drawn at the same time: a worker has as many processors."""


class Shelf(Protocol):
    """Keeps drawn pieces for the next time; it may lose any of them."""

    def get(self, key: str) -> DrawnPiece | None:
        """Return what was kept under a key."""

    def set(self, key: str, value: DrawnPiece) -> None:
        """Keep a piece."""


def draw_draft(
    page: PackPage, *, html: str, shelf: Shelf, limits: Limits, progress: Progress
) -> RenderedPdf:
    """Draw the pieces that are not on the shelf, and bind all of them.

    `progress` counts pieces and may raise to stop the work; what is drawn by then stays
    on the shelf. Raises what `work_apart` raises. The same input gives the same bytes,
    whatever was on the shelf.
    """
    desk = _Desk(shelf, limits, progress)
    bodies = bodies_of(html)
    drawn = desk.drawn(
        [piece_of(page, *each) for each in bodies.items() if each[0] != CONTENTS]
    )
    progress(PackStep.BINDING, 0, 0)
    drawn[CONTENTS] = _contents(page, bodies, drawn, desk)
    return bind([drawn[slug] for slug in bodies], _binding(page.sheet))


def _contents(
    page: PackPage,
    bodies: Mapping[str, str],
    drawn: Mapping[str, DrawnPiece],
    desk: "_Desk",
) -> DrawnPiece:
    """Draw the contents: their own length moves all that they list."""
    empty = DrawnPiece(b"", 1, {}, ())
    while True:
        places = page_numbers([drawn.get(slug, empty) for slug in bodies])
        piece = contents_of(page, bodies[CONTENTS], places=places)
        contents = desk.drawn([piece])[CONTENTS]
        if contents.pages == empty.pages:
            return contents
        empty = DrawnPiece(b"", contents.pages, {}, ())


def _binding(sheet: Sheet) -> Binding:
    return Binding(
        sheet.language, sheet.title, sheet.author, Foot(sheet.foot, sheet.of)
    )


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where the pieces of one pack are drawn."""

    shelf: Shelf
    limits: Limits
    progress: Progress

    def drawn(self, pieces: Sequence[Piece]) -> dict[str, DrawnPiece]:
        """Return each piece drawn, by its slug; what the shelf holds is not drawn."""
        kept = {each.slug: self.shelf.get(each.digest) for each in pieces}
        drawn = {slug: piece for slug, piece in kept.items() if piece}
        missing = {each.slug: each for each in pieces if each.slug not in drawn}
        works = [partial(_draw_share, share) for share in _shares(missing.values())]
        with closing(work_apart(works, limits=self.limits)) as answers:
            for answer in answers:
                if answer is not None:
                    slug, piece = cast("tuple[str, DrawnPiece]", answer)
                    self.shelf.set(missing[slug].digest, piece)
                    drawn[slug] = piece
                self.progress(PackStep.PIECES, len(drawn), len(pieces))
        return drawn


def _shares(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Deal the pieces out, the longest first, so that all shares end together."""
    shares: list[list[Piece]] = [[] for _ in range(PROCESSES)]
    for piece in sorted(pieces, key=lambda each: len(each.html), reverse=True):
        min(shares, key=_length).append(piece)
    return [share for share in shares if share]


def _length(share: Sequence[Piece]) -> int:
    return sum(len(each.html) for each in share)


def _draw_share(pieces: Sequence[Piece], send: Send) -> None:
    renderer = PieceRenderer()
    for piece in pieces:
        identifier = bytes.fromhex(piece.digest)[:16]
        send((piece.slug, renderer.draw(piece.html, identifier=identifier)))
