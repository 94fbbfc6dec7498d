"""How characters of an answer are counted: the same in browser, server and database.

Line ends are one character (CRLF and CR become LF), text is composed (Unicode NFC) and
what is counted are code points. `fixtures/counting.json` holds vectors for all three.
"""

import unicodedata

MOST_CHARACTERS = 40_000
"""What one answer may hold at most, far above any limit a form recommends."""


def composed(text: str) -> str:
    """Return a text as it is stored and counted; outer blanks stay, they were typed.

    NUL is no character anybody typed, and PostgreSQL stores none.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return unicodedata.normalize("NFC", lines)


def characters(text: str) -> int:
    """Return how many characters a text has, however its line ends were written."""
    return len(composed(text))
