"""Two texts word by word: what the second one adds and leaves out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

MOST_WORDS = 3_000
"""Longer texts are compared line by line: words would take their number squared."""

Kind = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text and what became of it."""

    kind: Kind
    text: str


def word_diff(before: str, after: str) -> tuple[Part, ...]:
    """Return the second text with what it adds to the first and leaves out of it.

    Without the removed parts it is `after`, without the added ones `before`.
    """
    old, new = _pieces(before), _pieces(after)
    if max(len(old), len(new)) > MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return tuple(_parts(old, new))


def _pieces(text: str) -> list[str]:
    """Return words and the blanks between them; joined they are the text."""
    return re.findall(r"\s+|\S+", text)


def _parts(old: list[str], new: list[str]) -> Iterator[Part]:
    # Blanks are no place to begin a match: they are everywhere, and would cost most.
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            yield Part("same", "".join(new[new_from:new_to]))
            continue
        if old_from < old_to:
            yield Part("removed", "".join(old[old_from:old_to]))
        if new_from < new_to:
            yield Part("added", "".join(new[new_from:new_to]))
