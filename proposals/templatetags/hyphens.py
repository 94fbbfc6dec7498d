"""Where long words may part in a narrow column, with a hyphen.

Not every browser has a dictionary of each of our languages; print has them all.
"""

import re
from functools import cache, lru_cache

from django import template
from django.utils.translation import get_language
from pyphen import Pyphen, language_fallback

register = template.Library()

LONG = re.compile(r"\w{12,}")
SOFT = "\N{SOFT HYPHEN}"


@register.filter
def parted(text: str) -> str:
    """Put soft hyphens into the long words of a text in the reader's language."""
    return _parted(text, get_language() or "en")


@lru_cache(maxsize=1024)  # every row of a table says the same few words
def _parted(text: str, language: str) -> str:
    words = _dictionary(language)
    if words is None:
        return text
    return LONG.sub(lambda found: words.inserted(found[0], SOFT), text)


@cache
def _dictionary(language: str) -> Pyphen | None:
    known = language_fallback(language.replace("-", "_"))
    return Pyphen(lang=known, left=4, right=4) if known else None
