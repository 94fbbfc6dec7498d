"""What a PDF writes about its own packing, read as text before a parser sees it.

A parser unpacks by itself only the index of a file and the objects packed with it. What
these say of their packing stands in plain text, where it can be bounded.
"""

import re

STREAM = re.compile(rb"stream[\x00\t\f\v ]*(?:\r\n|\r|\n)")
"""Also as parsers take it that forgive a blank, or a missing half of a line end."""
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")

PARAMETERS = re.compile(rb"/DecodeParms(?!\w)")
DICTIONARY = rb"<<[^<>\[\]]*>>"
DIRECT = re.compile(rb"\s*(?:null\b|<<|\[(?:\s*(?:null\b|" + DICTIONARY + rb"))*\s*\])")
"""What stands here and now: a reference may lead to what is packed itself."""
WIDTH = re.compile(rb"/(Columns|Colors|BitsPerComponent)(?!\w)")
FEW = {
    b"Columns": re.compile(rb"\s+\d{1,5}(?=\s*[/>])"),
    b"Colors": re.compile(rb"\s+\d(?=\s*[/>])"),
    b"BitsPerComponent": re.compile(rb"\s+\d{1,2}(?=\s*[/>])"),
}
"""Parsers make room for two rows at once, as wide as a file says: gigabytes of them."""


def plainly_named(content: bytes) -> bytes:
    """Return a file with the letters of its names that were written as numbers."""
    return ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), content)


def is_encrypted(plain: bytes) -> bool:
    """Say whether a file is encrypted: then nothing else of it can be read here."""
    return b"/Encrypt" in plain


def has_index(plain: bytes) -> bool:
    """Say whether a file has a packed index, whose objects a parser unpacks."""
    return b"/XRef" in plain


def has_wide_rows(plain: bytes) -> bool:
    """Say whether unpacked rows may be wider than any picture, or as wide as unseen."""
    if any(
        DIRECT.match(plain, each.end()) is None for each in PARAMETERS.finditer(plain)
    ):
        return True
    widths = WIDTH.finditer(plain)
    return any(FEW[each[1]].match(plain, each.end()) is None for each in widths)
