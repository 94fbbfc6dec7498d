"""What people write for our columns, roles, types and answers, in their languages."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import filterfalse
from pathlib import Path
from typing import Any

WORDS_FILE = Path(__file__).parents[2] / "fixtures" / "partner_words.toml"
APART = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Return words as they are compared: small, without accents and signs."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    if not letters.isascii():
        letters = "".join(filterfalse(unicodedata.combining, letters))
    return APART.sub(" ", letters).strip()


def headings() -> Mapping[str, frozenset[str]]:
    """Return the headings for each of our columns, in the order they are tried."""
    return {key: frozenset(words) for key, words in _words()["headings"].items()}


def other_columns() -> frozenset[str]:
    """Return words of headings that are about something else."""
    return frozenset(_words()["other_columns"]["words"])


def unknown_words() -> frozenset[str]:
    """Return what people write where they do not know."""
    return frozenset(_words()["unknown"]["words"])


@cache
def codes_by_word(key: str) -> Mapping[str, str]:
    """Return the code by each way to write it, the code itself included."""
    return {
        word: code
        for code, written in _words()[key].items()
        for word in (plain(code), *written)
    }


@cache
def _words() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(WORDS_FILE.read_text(encoding="utf-8"))
