"""What a drawing is made of: marks, each with a place and a style, and nothing else.

Styles are names; `static/css/drawing.css` says how they look, on pages and in files.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from proposals.selectors.plan.gantt import UNDRAWABLE

WIDTH = 640
"""Of a drawing, in units of its box; a page draws a unit a little larger than 1 px."""
SIZE = 13
"""Height of text in the same units."""
NARROW, WIDE = frozenset("iljtfrI.,:;'|!()[]{} "), frozenset("mwMWЖШЩЮжшщю@%€—")
SHARES = (0.36, 0.95, 0.73, 0.62)
"""Width of a letter as a share of its height, in the widest of common faces: narrow
letters, wide ones, capitals, all others. What nobody measured is taken for a square."""
LAST_MEASURED = "\u058f"
ELLIPSIS = "…"
MOST_LINES = 3
"""Of a name; the table has the few that need more."""
LEADING = 15
"""From one line of a name to the next."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words on one line; `more` is what a narrow screen has no room for.

    `whole` is the text of which they are a part; empty where they are all of it.
    """

    kind: ClassVar[str] = "text"
    x: float
    y: float
    words: str
    style: str = "text"
    anchor: str = "start"
    more: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    kind: ClassVar[str] = "box"
    x: float
    y: float
    width: float
    height: float
    style: str


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    kind: ClassVar[str] = "line"
    x: float
    y: float
    to_x: float
    to_y: float
    style: str = "grid"


@dataclass(frozen=True, slots=True)
class Path:
    """A shape of its own, as path data."""

    kind: ClassVar[str] = "path"
    data: str
    style: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle."""

    kind: ClassVar[str] = "dot"
    x: float
    y: float
    radius: float
    style: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country of the map by its ISO code; "land" is all of it."""

    kind: ClassVar[str] = "country"
    iso: str
    style: str


Mark = Text | Box | Line | Path | Dot | Country


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks in the order of painting, in a box of this size."""

    height: float
    marks: tuple[Mark, ...]
    words: str
    """The whole of it in words, for who does not see it."""
    width: float = WIDTH


def verdict_marks(mark: str, x: float, y: float) -> Iterator[Mark]:
    """Draw an outcome by its outline: circle met, square not met, diamond open.

    `y` is the base line of the words beside it.
    """
    middle = y - 4.5
    if mark == "met":
        yield Dot(x, middle, 5, "met")
    elif mark == "not-met":
        yield Box(x - 4.5, middle - 4.5, 9, 9, "not-met")
    elif mark:
        yield Path(f"M{x} {middle - 6}l6 6-6 6-6-6z", "unknown")


def drawable(text: str) -> str:
    """Return a text without the characters that no XML may contain."""
    return UNDRAWABLE.sub("", text)


def width_of(text: str, size: float = SIZE) -> float:
    """Return the width a text takes at most, in the units of a box."""
    return sum(_share(each) for each in text) * size


def _share(letter: str) -> float:
    narrow, wide, capital, other = SHARES
    if letter > LAST_MEASURED and letter not in "–’…€":
        return 1
    if letter in NARROW:
        return narrow
    if letter in WIDE:
        return wide
    return capital if letter.isupper() else other


def fitted(text: str, width: float, size: float = SIZE) -> str:
    """Return a text that fits: a long one ends in "…", its table has it whole."""
    text = drawable(text)
    if width_of(text, size) <= width:
        return text
    kept = text
    while kept and width_of(kept + ELLIPSIS, size) > width:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def names(x: float, y: float, text: str, width: float, style: str) -> tuple[Text, ...]:
    """Write a name in up to three lines, the first on `y`; what is cut stays whole."""
    lines, whole = list(wrapped(text, width)), ""
    if " ".join(lines) != " ".join(drawable(text).split()) or len(lines) > MOST_LINES:
        whole = drawable(text)
        rest = " ".join(lines[MOST_LINES - 1 :])
        lines = [*lines[: MOST_LINES - 1], *([fitted(rest, width)] if rest else [])]
    return tuple(
        Text(x, y + LEADING * at, each, style, whole=whole)
        for at, each in enumerate(lines)
    )


def taller(lines: Sequence[Text]) -> float:
    """Return what a row grows by for the lines of its name after the first."""
    return LEADING * max(len(lines) - 1, 0)


def wrapped(text: str, width: float, size: float = SIZE) -> tuple[str, ...]:
    """Return a text in lines that fit; a word that does not is shortened."""
    lines: list[str] = []
    for word in drawable(text).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(fitted(word, width, size))
    return tuple(lines)
