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


def bodies_of(html: str) -> dict[str, str]:
    """Split the HTML of a pack into the bodies of its pieces, by slug and in order."""
    _head, *rest = MARK.split(html.rpartition("</body>")[0])
    return dict(zip(rest[::2], rest[1::2], strict=True))


def contents_of(page: PackPage, body: str, *, places: Mapping[str, int]) -> Piece:
    """Return the contents, which say on which page each anchor of `places` stands."""
    linked = LINK.sub(lambda link: _link_out(link[1], places), body)
    return piece_of(page, CONTENTS, linked)


def piece_of(page: PackPage, slug: str, body: str) -> Piece:
    """Return the document of one piece."""
    safe = mark_safe(body)  # noqa: S308  # the pack's own template made it just now
    context = {"page": page, "body": safe}
    html = render_to_string("documents/pack/piece.html", context)
    decides = f"{house_digest()}\n{html}"
    return Piece(slug, html, hashlib.sha256(decides.encode()).hexdigest())


def _link_out(anchor: str, places: Mapping[str, int]) -> str:
    return f'href="{LINK_SCHEME}{anchor}" data-page="{places.get(anchor, "")}"'
