"""The pack of a draft in pieces: each is a document that can be drawn alone."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from proposals.documents.page import PackPage
from proposals.documents.renderer import house_digest

MARK = re.compile(r"<!-- piece: ([\w-]+) -->")
"""What the pack's templates write before each piece; text has its brackets escaped."""

CONTENTS = "contents"
LINK = re.compile(r'href="#([\w-]+)"')

LINK_SCHEME = "piece:"
"""What an address begins with that leads to another piece, until they are bound."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece as a whole HTML document."""

    slug: str
    html: str
    digest: str
    """SHA-256 of all that decides its bytes, in hexadecimal."""


def pieces_of(
    page: PackPage, *, html: str, places: Mapping[str, int] | None = None
) -> tuple[Piece, ...]:
    """Split the HTML of a pack; `places` are the numbers that its contents print.

    Without them the contents say no page: they are known once the rest is drawn.
    """
    _head, *rest = MARK.split(html.rpartition("</body>")[0])
    pieces = zip(rest[::2], rest[1::2], strict=True)
    return tuple([_piece(page, slug, body, places or {}) for slug, body in pieces])


def _piece(page: PackPage, slug: str, body: str, places: Mapping[str, int]) -> Piece:
    if slug == CONTENTS:
        body = LINK.sub(lambda link: _link_out(link[1], places), body)
    safe = mark_safe(body)  # noqa: S308  # the pack's own template made it just now
    context = {"page": page, "body": safe}
    html = render_to_string("documents/pack/piece.html", context)
    decides = f"{house_digest()}\n{html}"
    return Piece(slug, html, hashlib.sha256(decides.encode()).hexdigest())


def _link_out(anchor: str, places: Mapping[str, int]) -> str:
    return f'href="{LINK_SCHEME}{anchor}" data-page="{places.get(anchor, "")}"'
