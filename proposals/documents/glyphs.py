"""Characters that no font has: printed by their number, or a file breaks PDF/A.

Somebody pastes them into an answer: bullets of an office suite, a name in a script
that no partner country writes. The frozen content keeps them as they are.
"""

import logging
import re
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager

LOGGER = "weasyprint"
MISSING = ".notdef"
"""How WeasyPrint begins what it logs of a character without a glyph."""

PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
"""What a character of private use looks like is a secret between two programs."""
BULLETS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓"}
"""Of Symbol and Wingdings, as pasted lists have them."""


def printable(html: str, missing: Collection[int] = ()) -> str:
    """Return a document with characters no font has as U+ and their number."""
    words = {code: f"[U+{code:04X}]" for code in missing}
    return PRIVATE.sub(lambda found: _in_public(found[0]), html).translate(words)


def _in_public(character: str) -> str:
    code = ord(character)
    return BULLETS.get(code, f"[U+{code:04X}]")


@contextmanager
def missing_glyphs() -> Iterator[set[int]]:
    """Collect the characters that were drawn without a glyph in this thread."""
    handler = _Collector()
    logger = logging.getLogger(LOGGER)
    logger.addHandler(handler)
    try:
        yield handler.found
    finally:
        logger.removeHandler(handler)


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: set[int] = set()
        self.thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the number of a character, whatever else is logged."""
        if record.thread != self.thread or not str(record.msg).startswith(MISSING):
            return
        codes = record.args if isinstance(record.args, tuple) else ()
        self.found.update(each for each in codes if isinstance(each, int))
