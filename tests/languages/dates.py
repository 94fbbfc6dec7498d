"""How days end in Serbian: with a dot, which is the last of a sentence too."""

import re

TAG = re.compile(r"<(script|style).*?</\1>|<[^<>]*>", re.DOTALL)
DAY = r"\b\d\d?\. (?:[^\W\d]+|\d\d?\.) \d{4}"
ILL_DATED = re.compile(DAY + r"(?!\.(?! ?[.,;:)]))")
"""A day whose year has no dot, or another sign after it."""


def ill_dated(text: str) -> list[str]:
    """Return the days in a page or a text that are not written so."""
    return ILL_DATED.findall(" ".join(TAG.sub("", text).split()))
