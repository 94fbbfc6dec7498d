"""Two texts word by word: what the second one adds and leaves out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

MOST_WORDS = 3_000
"""Longer texts are compared line by line: words would take their number squared."""
MOST_LINES = 3_000
"""Texts of more lines, which nobody writes, are compared as a whole."""

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
    if max(len(old), len(new)) > MOST_LINES:
        old, new = [before], [after]
    return tuple(_parts(old, new))


def _pieces(text: str) -> list[str]:
    """Return words and the blanks between them; joined they are the text."""
    return re.findall(r"\s+|\S+", text)


def _parts(old: list[str], new: list[str]) -> Iterator[Part]:
    removed, added = "", ""
    for kept, before, after in _stretches(old, new):
        is_between = bool(removed or added) and kept.isspace()
        if is_between and (before or after):
            # A blank between two changes is no island worth stopping at.
            removed, added = removed + kept + before, added + kept + after
            continue
        yield from _changed(removed, added)
        if kept:
            yield Part("same", kept)
        removed, added = before, after
    yield from _changed(removed, added)


def _changed(removed: str, added: str) -> Iterator[Part]:
    if removed:
        yield Part("removed", removed)
    if added:
        yield Part("added", added)


def _stretches(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what is kept, and what is left out and added right behind it."""
    kept, before, after = "", "", ""
    # In C and linear for texts alike: a page may compare two hundred pairs of them.
    for each in Indel.opcodes(old, new):
        was = "".join(old[each.src_start : each.src_end])
        now = "".join(new[each.dest_start : each.dest_end])
        if each.tag == "equal":
            yield kept, before, after
            kept, before, after = now, "", ""
        else:
            before += was if each.tag in {"delete", "replace"} else ""
            after += now if each.tag in {"insert", "replace"} else ""
    yield kept, before, after
