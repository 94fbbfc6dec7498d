"""The files inside a PDF somebody brings, taken out within bounds.

Nothing is drawn or run. A parser unpacks whatever a file claims, so every stream is
unpacked piece by piece with one bound for all before a parser sees the file.
"""

import io
import re
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import pikepdf

from proposals.files.packed_pdfs import (
    ESCAPE,
    STREAM,
    has_index,
    has_wide_rows,
    is_encrypted,
    plainly_named,
)
from proposals.files.pdf_trial import is_deadly

MOST_BYTES = 48 * 1024 * 1024
"""Of a pack: the signed copies in one are at most 40 million."""
MOST_UNPACKED = 200_000_000
MOST_STREAMS = 20_000
MOST_FILES = 500
MOST_ESCAPES = 20_000
"""Of letters in names; forty million random bytes look like a thousand."""
FIRST_PIECE, PIECE = 1024, 256 * 1024
PDF = b"%PDF-"
OURS = "ssa-pack/"
"""How the program is named that draws packs."""
FILTER = re.compile(rb"/Filter(?!\w)")
PLAIN_FILTER = re.compile(
    rb"\s*(?:/(?:FlateDecode|DCTDecode|Adobe\.PPKLite)|\[\s*/FlateDecode\s*\])"
)
"""Of streams; and who reads a signature, which unpacks nothing."""
FLATE = "/FlateDecode"
BROKEN = (
    pikepdf.PdfError,
    AttributeError,
    KeyError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What the library raises at things that are not what they are called."""

ONE_AT_A_TIME = threading.Lock()
"""Held while a PDF is open: it may need several times its size in memory."""


class NoPdf(Exception):
    """The file is no PDF."""


class UnreadablePdf(Exception):
    """It is damaged, encrypted, too large, or packed so that no bound sees it."""


@dataclass(frozen=True, slots=True)
class PackFile:
    """What a PDF says of itself, and what lies in it."""

    is_ours: bool
    """Whether it says that it was drawn by this product, which anybody can write."""
    files: dict[str, bytes]


def read_pack_file(content: bytes) -> PackFile:
    """Return what lies inside a PDF; NoPdf and UnreadablePdf say why it cannot be."""
    if not content.startswith(PDF):
        raise NoPdf
    if len(content) > MOST_BYTES:
        raise UnreadablePdf
    with ONE_AT_A_TIME:
        _refuse_hidden(content)
        _refuse_bombs(content)
        if is_deadly(content):
            raise UnreadablePdf
        try:
            with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
                drawn_by = str(pdf.docinfo.get("/Creator", ""))
                return PackFile(drawn_by.startswith(OURS), dict(_files_in(pdf)))
        except BROKEN as error:
            raise UnreadablePdf from error


def _files_in(pdf: pikepdf.Pdf) -> Iterator[tuple[str, bytes]]:
    """Take the files out within one bound for all: many may be one stream."""
    if len(pdf.attachments) > MOST_FILES:
        raise UnreadablePdf
    left = MOST_UNPACKED
    for name, attached in pdf.attachments.items():
        stream = attached.obj.EF.F
        is_zlib = str(stream.get("/Filter", FLATE)) in {FLATE, f"[{FLATE}]"}
        if not is_zlib or "/DecodeParms" in stream:
            raise UnreadablePdf
        # Of this very stream: a library may prefer another one under the same name.
        content = stream.read_bytes()
        left -= len(content)
        if left < 0:
            raise UnreadablePdf
        yield name, content


def _refuse_hidden(content: bytes) -> None:
    """Refuse what is encrypted, and a packed index that is not plainly zlib's."""
    if _has_more_than(MOST_ESCAPES, ESCAPE, content):
        raise UnreadablePdf
    plain = plainly_named(content)
    if is_encrypted(plain):
        raise UnreadablePdf
    if not has_index(plain):
        return
    if _has_more_than(MOST_STREAMS, FILTER, plain) or has_wide_rows(plain):
        raise UnreadablePdf
    for found in FILTER.finditer(plain):
        if PLAIN_FILTER.match(plain, found.end()) is None:
            raise UnreadablePdf


def _has_more_than(most: int, pattern: re.Pattern[bytes], content: bytes) -> bool:
    return next(islice(pattern.finditer(content), most, None), None) is not None


def _refuse_bombs(content: bytes) -> None:
    left, view = MOST_UNPACKED, memoryview(content)
    for number, found in enumerate(STREAM.finditer(content)):
        left -= _unpacked_size(view[found.end() :], left)
        if left < 0 or number >= MOST_STREAMS:
            raise UnreadablePdf


def _unpacked_size(packed: memoryview, most: int) -> int:
    """Return how much a stream unpacks to, as soon as it is more than `most`."""
    unpacking, size, at, piece = zlib.decompressobj(), 0, 0, FIRST_PIECE
    held = b""
    try:
        # At its end a stream may leave something held that is none of it.
        while size <= most and not unpacking.eof:
            if not held:
                held = bytes(packed[at : at + piece])
                at, piece = at + piece, min(2 * piece, PIECE)
            if not held:
                break
            size += len(unpacking.decompress(held, PIECE))
            held = unpacking.unconsumed_tail
    except zlib.error:
        pass
    return size
