"""Files that came back signed: what one is by its content, and what it may not be.

Nothing is drawn or run. A PDF is unpacked with a bound before a parser sees it, since
parsers unpack whatever a file claims.
"""

import io
import re
import threading
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from PIL import Image, ImageFile

from proposals.enums import CopyKind
from proposals.errors.formal_documents import (
    CopyActive,
    CopyBroken,
    CopyEncrypted,
    CopyPacked,
    CopyTooLarge,
    CopyTooLong,
    OtherFile,
)
from proposals.files.packed_pdfs import (
    STREAM,
    has_index,
    has_wide_rows,
    is_encrypted,
    plainly_named,
)
from proposals.files.pdf_trial import is_deadly

MOST_PAGES = 20
MOST_OBJECTS = 20_000
MOST_UNPACKED = 200_000_000
"""Bytes of all streams of a PDF; twenty pages in colour as scanners write them."""
MOST_PIXELS = 40_000_000
"""A4 at 600 dots per inch has 35 million."""

BEGINNINGS = {
    b"%PDF-": CopyKind.PDF,
    b"\xff\xd8\xff": CopyKind.JPEG,
    b"\x89PNG\r\n\x1a\n": CopyKind.PNG,
}
NAME = rb"/[^\s\x00/\[\]<>(){}%]+"
FILTER = re.compile(rb"/Filter(?![\w])")
FILTERS = re.compile(rb"\s*(?:(?:" + NAME + rb")|\[(?:\s*" + NAME + rb")*\s*\])")
ENCODINGS = {
    *(b"ASCIIHexDecode", b"ASCII85Decode", b"LZWDecode", b"RunLengthDecode"),
    *(b"AHx", b"A85", b"LZW", b"RL"),
}
"""Filters that hide what zlib packed, or pack without it."""
ZLIB = 0x78
"""The first byte of what was packed by zlib."""
ACTIVE_KEYS = {"/JS", "/JavaScript", "/EF", "/EmbeddedFiles", "/XFA", "/RichMedia"}
ACTIVE_VALUES = {
    "/S": {
        *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR"),
        *("/Rendition", "/Movie", "/Sound", "/RichMediaExecute"),
    },
    "/Subtype": {"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/3D", "/Sound"},
}
BROKEN = (pikepdf.PdfError, KeyError, RuntimeError, TypeError, ValueError)
"""What the library raises at pages and objects that are not what they are called."""
MARK = re.compile(r"ssa-signed-data:([0-9a-f]{64})")
"""How our own files carry the digest of what is signed."""

FORGIVING = threading.Lock()
"""Held by who changes what Pillow forgives: it is one setting for all threads."""


@dataclass(frozen=True, slots=True)
class SignedFile:
    """What is known of a file that is taken."""

    kind: CopyKind
    pages: int
    covered_digest: str
    """What the file itself says it is a signature on; empty for a scan."""


def read_signed_file(content: bytes) -> SignedFile:
    """Return what a file is; a CopyRefused says what it may not be."""
    for beginning, kind in BEGINNINGS.items():
        if content.startswith(beginning):
            is_pdf = kind is CopyKind.PDF
            return _read_pdf(content) if is_pdf else _read_picture(content, kind)
    raise OtherFile


def _read_pdf(content: bytes) -> SignedFile:
    plain = plainly_named(content)
    if is_encrypted(plain):
        raise CopyEncrypted
    if has_index(plain):
        _refuse_hidden(plain)
    _refuse_bombs(content)
    if is_deadly(content):
        raise CopyBroken
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
            return _look_through(pdf)
    except BROKEN as error:
        raise CopyBroken from error


def _look_through(pdf: pikepdf.Pdf) -> SignedFile:
    if pdf.is_encrypted:
        raise CopyEncrypted
    if len(pdf.objects) > MOST_OBJECTS:
        raise CopyTooLarge
    if not 1 <= len(pdf.pages) <= MOST_PAGES:
        raise CopyTooLong
    if any(_is_active(each) for each in _dictionaries(pdf)):
        raise CopyActive
    said = MARK.search(str(pdf.docinfo.get("/Keywords", "")))
    return SignedFile(CopyKind.PDF, len(pdf.pages), said[1] if said else "")


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Return every dictionary of a file, however deep it lies in another."""
    waiting: list[object] = [*pdf.objects, pdf.trailer]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            yield each
            inside: list[object] = [value for _key, value in each.items()]
        elif isinstance(each, pikepdf.Array):
            inside = list(each)
        else:
            continue
        # What is indirect stands among the objects itself; numbers hold nothing.
        waiting += [held for held in inside if not getattr(held, "is_indirect", True)]


def _is_active(held: pikepdf.Object) -> bool:
    if ACTIVE_KEYS & set(held.keys()):
        return True
    return any(str(held.get(key, "")) in names for key, names in ACTIVE_VALUES.items())


def _refuse_hidden(plain: bytes) -> None:
    """Refuse packed objects whose filters are not plainly zlib: no bound sees them.

    Every filter must stand where it is read, and be none that wraps another.
    """
    if has_wide_rows(plain):
        raise CopyPacked
    for found in FILTER.finditer(plain):
        named = FILTERS.match(plain, found.end())
        if named is None:
            raise CopyBroken
        if ENCODINGS & set(re.findall(rb"\w+", named[0])):
            raise CopyPacked


def _refuse_bombs(content: bytes) -> None:
    """Unpack every stream, and what is packed in it, within one bound for all."""
    left = MOST_UNPACKED
    view = memoryview(content)
    for found in STREAM.finditer(content):
        packed: bytes | memoryview = view[found.end() :]
        while len(packed) and packed[0] & 0x0F == ZLIB & 0x0F:
            packed = _unpacked(packed, left + 1)
            left -= len(packed)
            if left < 0:
                raise CopyTooLarge


def _unpacked(packed: bytes | memoryview, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""


def _read_picture(content: bytes, kind: CopyKind) -> SignedFile:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[kind.label]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise CopyTooLarge
                _load_whole(picture)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise CopyTooLarge from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise CopyBroken from error
    return SignedFile(kind, 1, "")


def _load_whole(picture: Image.Image) -> None:
    """Unpack a picture; OSError if its end is missing.

    WeasyPrint has Pillow forgive that for its whole process, so it is told anew.
    """
    with FORGIVING:
        before = ImageFile.LOAD_TRUNCATED_IMAGES
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        try:
            picture.load()
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before
