"""The texts of the product in other languages: `make messages`, compiling, chunks.

Catalogues are text (`locale/<language>/LC_MESSAGES/django.po`) and kept in the history;
what Django reads (`.mo`) is made from them where the product is set up. Everything here
works without the programs of GNU gettext.
"""

import functools
from pathlib import Path

BASE = Path(__file__).resolve().parents[2]
LOCALE = BASE / "locale"

LANGUAGES = ("de", "fr", "sr")
"""Languages somebody translates into; Serbian in Cyrillic."""

_FEW = "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20)"
PLURALS = {
    "de": (2, "(n != 1)"),
    "fr": (2, "(n > 1)"),
    "sr": (
        3,
        f"(n%10==1 && n%100!=11 ? 0 : {_FEW} ? 1 : 2)",
    ),
}
"""How many forms a number takes and which one it takes, as gettext writes it."""

DERIVED = {"sr_Latn": "sr"}
"""Catalogues nobody writes: made from another one when it is compiled."""


def text_file(language: str) -> Path:
    """Return where the catalogue of a language is written."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def compiled_file(language: str) -> Path:
    """Return where Django looks for a language."""
    return LOCALE / language / "LC_MESSAGES" / "django.mo"


@functools.cache
def short(path: Path) -> str:
    """Return a file as catalogues name it."""
    return path.relative_to(BASE).as_posix()
