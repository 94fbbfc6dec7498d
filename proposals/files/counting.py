"""How characters of an answer are counted: the same in browser, server and database.

Line ends are one character (CRLF and CR become LF), text is composed (Unicode NFC) and
what is counted are code points. `fixtures/counting.json` holds vectors for all three.
"""

import re
import unicodedata

BREAKS = re.compile("\r\n?|\v")
BULLETS = re.compile("[\uf0a7\uf0b7\uf0d8\uf0fc]")
SYMBOLS = re.compile("((?:^|\n)[ \t]*)[\uf020-\uf0ff]")
"""A character of a symbol font where a line begins: it marked a point."""

MOST_CHARACTERS = 40_000
"""What one answer may hold at most, far above any limit a form recommends."""


def composed(text: str) -> str:
    """Return a text as it is stored and counted; outer blanks stay, they were typed.

    NUL is no character anybody typed, and PostgreSQL stores none. What Word puts for a
    line break and for bullets of its symbol fonts no other font has a picture for.
    """
    lines = BREAKS.sub("\n", text).replace("\0", "")
    bullets = SYMBOLS.sub("\\1•", BULLETS.sub("•", lines))
    return unicodedata.normalize("NFC", bullets)


def characters(text: str) -> int:
    """Return how many characters a text has, however its line ends were written."""
    return len(composed(text))
