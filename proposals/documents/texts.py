"""How print writes texts that people typed, and digests."""

import re

BLANK_LINE = re.compile(r"\n(?:[ \t]*\n)+")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
"""Controls that no document may hold: a form lets them through, nobody sees them."""

GROUP = 8
"""Characters of a digest that a reader compares at a time."""


def paragraphs_of(text: str) -> tuple[tuple[str, ...], ...]:
    """Return a text as paragraphs, each as its lines, without blank ones.

    Nothing in it is read as a mark-up: an asterisk stays one.
    """
    clean = UNPRINTABLE.sub("", text.expandtabs(4))
    parts = [each.strip("\n") for each in BLANK_LINE.split(clean)]
    return tuple([tuple(each.split("\n")) for each in parts if each.strip()])


def grouped(digest: str) -> str:
    """Return a digest in groups of eight, as people compare it."""
    return " ".join(
        digest[start : start + GROUP] for start in range(0, len(digest), GROUP)
    )
