"""A picture as a file of its own: an SVG for white paper, and a PNG drawn from it.

The only place that knows resvg. It reads fonts we name and opens nothing else.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import resvg_py
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language

from proposals.catalogue import map_shapes
from proposals.documents.fetching import PACKAGES, RenderingRefused
from proposals.selectors.pictures.drawing import (
    Country,
    Drawing,
    Text,
    drawable,
    wrapped,
)
from proposals.selectors.pictures.page import PictureFile

CSS = Path(settings.BASE_DIR) / "static" / "css"
MARGIN = 24
TITLE, LINE = 28, 20
"""Height of the title, and of each line of text above and below the drawing."""
SCALE = 2
"""Pixels of a PNG for each unit of its SVG, so that it is sharp on any screen."""
TOKEN = re.compile(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}),")
USED = re.compile(r"var\(--([a-z-]+)\)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
FACES = "'Source Sans Pro', 'Source Sans 3', 'DejaVu Sans', sans-serif"
FALLBACK = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
"""Letters of alphabets that our own fonts lack; missing on some computers."""
ELSEWHERE = re.compile(r"<image|<[^>]*\bhref|<!ENTITY", re.IGNORECASE)
"""What would make a renderer open something; what people typed is escaped before."""
ROOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}"'
    ' viewBox="0 0 {width:g} {height:g}" role="img" aria-labelledby="title words"'
    ' xml:lang="{language}">\n{inside}</svg>\n'
)
LAND = "land"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file: the drawing with its title above and its source below."""

    width: float
    height: float
    title: str
    words: str
    style: str
    lines: tuple[Text, ...]
    left: float
    top: float
    drawing: Drawing
    shapes: dict[str, str]


def picture_svg(file: PictureFile) -> str:
    """Return a picture as an SVG that needs nothing beside itself."""
    sheet = _sheet(file)
    return ROOT.format(
        width=sheet.width,
        height=sheet.height,
        language=get_language() or "en",
        inside=render_to_string("documents/_picture.svg", {"sheet": sheet}),
    )


def picture_png(svg: str) -> bytes:
    """Return a file of `picture_svg` as a PNG, twice its size.

    Raises RenderingRefused where anything in it leads elsewhere: resvg opens files.
    """
    if found := ELSEWHERE.search(svg):
        raise RenderingRefused(found[0])
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=SCALE,
        background="#ffffff",
        skip_system_fonts=True,
        font_files=_font_files(),
        sans_serif_family="Source Sans Pro",
        font_family="Source Sans Pro",
    )


def _sheet(file: PictureFile) -> Sheet:
    picture, drawing = file.picture, file.picture.drawing
    if drawing is None:
        raise ValueError(picture.key)
    above = wrapped(picture.finding, drawing.width)
    below = (
        *wrapped(picture.note, drawing.width),
        *wrapped(file.source, drawing.width),
    )
    top = MARGIN + TITLE + LINE * len(above) + 16
    floor = top + drawing.height + 8
    return Sheet(
        width=drawing.width + 2 * MARGIN,
        height=floor + LINE * len(below) + MARGIN,
        title=drawable(f"{picture.title}. {file.source}"),
        words=drawable(f"{picture.finding} {drawing.words}"),
        style=paper_style(),
        lines=(
            Text(MARGIN, MARGIN + 16, drawable(picture.title), "title"),
            *_lines(above, MARGIN + TITLE, "text"),
            *_lines(below, floor, "quiet"),
        ),
        left=MARGIN,
        top=top,
        drawing=drawing,
        shapes=_shapes(drawing),
    )


def _lines(lines: tuple[str, ...], top: float, style: str) -> tuple[Text, ...]:
    return tuple(
        Text(MARGIN, top + LINE * at, words, style)
        for at, words in enumerate(lines, start=1)
    )


@cache
def paper_style() -> str:
    """Return the style sheet of drawings with the values that tokens have on paper."""
    values = dict(TOKEN.findall((CSS / "tokens.css").read_text(encoding="utf-8")))
    values["sans"] = FACES
    text = COMMENT.sub("", (CSS / "drawing.css").read_text(encoding="utf-8"))
    rules = text[text.index("{") + 1 : text.rindex("}")]
    filled = USED.sub(lambda found: values[found[1]], rules)
    return "\n".join(each.strip() for each in filled.strip().splitlines())


def _shapes(drawing: Drawing) -> dict[str, str]:
    """Return what the drawing paints of the map; the land is all the rest of it."""
    shapes = map_shapes()
    painted = {each.iso for each in drawing.marks if isinstance(each, Country)}
    own = {code: shapes[code] for code in painted if code != LAND}
    rest = "".join(path for code, path in shapes.items() if code not in own)
    return {**own, LAND: rest}


@cache
def _font_files() -> list[str]:
    own = [
        str(files(package) / "files" / f"{name}.ttf")
        for name, package in PACKAGES.items()
        if "Sans" in name
    ]
    return [*own, *([str(FALLBACK)] if FALLBACK.exists() else [])]
