"""Addresses of the pages of one alliance: asked of the router once for each page.

A page leads to fifty others, and asking for each took as long as a query. What differs
between two alliances is the identifier in the address alone.
"""

import uuid
from functools import lru_cache

from django.urls import get_script_prefix, reverse

NOBODY = uuid.UUID(int=0)
"""The identifier of no alliance: its place in an address is where another's goes."""
SIGN = str(NOBODY)
MOST_KEPT = 2048
"""Pages, each with what it names within an alliance: sections, questions, partners."""


def address_of(name: str, public_id: uuid.UUID, *within: str | int | None) -> str:
    """Return the address of a page of an alliance, as `reverse` does.

    `within` is what the page is of, such as a section or the number of a partner.
    """
    pattern = _pattern(name, within, get_script_prefix())
    return pattern.replace(SIGN, str(public_id), 1)


@lru_cache(maxsize=MOST_KEPT)
def _pattern(name: str, within: tuple[str | int | None, ...], _prefix: str) -> str:
    return reverse(name, args=[NOBODY, *within])
