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

from proposals.files.signed_files import ESCAPE, STREAM

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
    if len(content) > MOST_BYTES or b"/Encrypt" in content:
        raise UnreadablePdf
    with ONE_AT_A_TIME:
        _refuse_hidden(content)
        _refuse_bombs(content)
        try:
            with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
                drawn_by = str(pdf.docinfo.get("/Creator", ""))
                return PackFile(drawn_by.startswith(OURS), dict(_files_in(pdf)))
        except BROKEN as error:
            raise UnreadablePdf from error


def _files_in(pdf: pikepdf.Pdf) -> Iterator[tuple[str, bytes]]:
    if len(pdf.attachments) > MOST_FILES:
        raise UnreadablePdf
    for name, attached in pdf.attachments.items():
        stream = attached.obj.EF.F
        if str(stream.get("/Filter", FLATE)) not in {FLATE, f"[{FLATE}]"}:
            raise UnreadablePdf
        yield name, attached.get_file().read_bytes()


def _refuse_hidden(content: bytes) -> None:
    """Refuse a file with a packed index whose filters are not plainly zlib's."""
    if _has_more_than(MOST_ESCAPES, ESCAPE, content):
        raise UnreadablePdf
    plain = ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), content)
    if b"/XRef" not in plain:
        return
    if _has_more_than(MOST_STREAMS, FILTER, plain):
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
    try:
        while not unpacking.eof and at < len(packed) and size <= most:
            held = bytes(packed[at : at + piece])
            at, piece = at + piece, min(2 * piece, PIECE)
            while held and size <= most:
                size += len(unpacking.decompress(held, PIECE))
                held = unpacking.unconsumed_tail
    except zlib.error:
        pass
    return size
