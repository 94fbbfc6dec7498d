"""A difference to be read at length: long stretches that did not change are folded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import ngettext

from proposals.selectors.form.word_diff import Kind, Part

CONTEXT = 160
"""Characters at most that stay in sight on each side of a change."""
FEWEST_FOLDED = 400
"""Characters from which what did not change is worth a fold."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a difference as a page shows it."""

    kind: Kind | Literal["folded"]
    text: str
    words: str = ""
    """What a fold says: "212 unchanged words"; empty for what is in sight."""


def folded_diff(parts: Sequence[Part]) -> tuple[Stretch, ...]:
    """Return all of a difference, in its order, with folds around its changes.

    The paragraph of a change stays in sight, or as much of it as gives its sense.
    """
    last = len(parts) - 1
    return tuple(
        stretch
        for at, part in enumerate(parts)
        for stretch in _stretches(part, is_first=at == 0, is_last=at == last)
    )


def _stretches(part: Part, *, is_first: bool, is_last: bool) -> Iterator[Stretch]:
    text = part.text
    start = 0 if is_first else _end_of_sense(text)
    end = len(text) if is_last else _start_of_sense(text)
    if part.kind != "same" or end - start < FEWEST_FOLDED:
        yield Stretch(part.kind, text)
        return
    if start:
        yield Stretch("same", text[:start])
    yield Stretch("folded", text[start:end], _words(text[start:end]))
    if end < len(text):
        yield Stretch("same", text[end:])


def _end_of_sense(text: str) -> int:
    """Return where the paragraph ends that goes on behind a change, or a few words."""
    line = text.find("\n", 0, CONTEXT)
    return line if line >= 0 else max(text.rfind(" ", 0, CONTEXT), 0)


def _start_of_sense(text: str) -> int:
    """Return where the paragraph begins that leads up to a change, or a few words."""
    far = max(len(text) - CONTEXT, 0)
    line = text.rfind("\n", far)
    if line >= 0:
        return line + 1
    blank = text.find(" ", far)
    return blank + 1 if blank >= 0 else len(text)


def _words(text: str) -> str:
    number = len(text.split())
    words = ngettext("%(number)d unchanged word", "%(number)d unchanged words", number)
    return words % {"number": number}
