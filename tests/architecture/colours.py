"""The colours of the style sheets, and how far apart they are to an eye (WCAG 2.2)."""

import re
from pathlib import Path

from tests.architecture.sources import BASE

CSS = BASE / "static" / "css"
DOCUMENT = BASE / "docs" / "design.md"
SCHEMES = ("light", "dark", "light, more", "dark, more")
TOKEN = re.compile(
    r"--([a-z-]+): (?:light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)|(#[0-9a-f]{6}));"
)
ROW = re.compile(
    r"^\| `([a-z-]+)` on `([a-z-]+)` \| ([a-z]+) \| (.+) \|$", re.MULTILINE
)
Table = dict[tuple[str, str], tuple[str, tuple[float, ...]]]


def tokens() -> dict[str, dict[str, str]]:
    """Return the colours by scheme and name; more contrast replaces what it names."""
    plain = _pairs(CSS / "tokens.css")
    more = plain | _pairs(CSS / "contrast.css")
    values = [
        {name: pair[side] for name, pair in pairs.items()}
        for pairs in (plain, more)
        for side in (0, 1)
    ]
    return dict(zip(SCHEMES, values, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the ratio of two colours (`#rrggbb`), between 1 and 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def measured(text: str, ground: str) -> tuple[float, ...]:
    """Return the ratio of two tokens in each scheme, as the table prints it."""
    return tuple(
        round(contrast(each[text], each[ground]), 1) for each in tokens().values()
    )


def stated() -> Table:
    """Return the rows of docs/design.md: what each pair is for, and its figures."""
    return {
        (text, ground): (use, tuple(float(each) for each in figures.split(" | ")))
        for text, ground, use, figures in ROW.findall(
            DOCUMENT.read_text(encoding="utf-8")
        )
    }


def written(property_name: str) -> set[str]:
    """Return the tokens that a property of any style sheet of a page is given."""
    found = re.compile(rf"(?<![-\w]){property_name}: var\(--([a-z-]+)\)")
    return {
        name
        for path in CSS.rglob("*.css")
        for name in found.findall(path.read_text(encoding="utf-8"))
    }


def _pairs(path: Path) -> dict[str, tuple[str, str]]:
    return {
        name: (light or both, dark or both)
        for name, light, dark, both in TOKEN.findall(path.read_text(encoding="utf-8"))
    }


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
