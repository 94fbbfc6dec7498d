"""docs/album.md: every page with its picture, and what has none with the reason."""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from tests.album.pages import ROOT, Page
from tests.album.people import SAID

INDEX = ROOT / "docs" / "album.md"
PICTURES = ROOT / "docs" / "album"
COMMAND = "make album PAGES="
HEAD = """# Album

Every page of the product, on a desk (1280 pixels wide) and on a phone (390), each in
light and in dark, as the person sees it who is named. `make album` takes all pictures
anew from the demo, `make album PAGES="workspace left"` some of them, by the names of
their addresses; both write this page. The clock of the album stands and its chance
repeats, so that a picture changes only where its page does. Long pages are cut after
two windows. A test fails for a page that is missing here.
"""
LEFT_OUT = "Without a picture"
ROW = re.compile(
    r"^\| `(?P<name>[^`]+)` \| `[^`]*` \| (?P<why>[^|]+) \|$", re.MULTILINE
)
PICTURE = re.compile(r"^!\[.*\]\(album/(?P<name>[^)]+)\.webp\)$", re.MULTILINE)


def pictured(text: str) -> list[str]:
    """Return the names of the pages an index shows."""
    return PICTURE.findall(text)


def left_out(text: str) -> dict[str, str]:
    """Return the names of the pages without a picture in an index, with the reasons."""
    return {name: why.strip() for name, why in ROW.findall(text)}


def reasons() -> dict[str, str]:
    """Return the reasons the present index gives."""
    return left_out(INDEX.read_text("utf-8")) if INDEX.exists() else {}


def write(pages: Iterable[Page], why: Mapping[str, str]) -> None:
    """Write the index: what has a picture, and why the others have none."""
    INDEX.write_text(as_text(pages, why), "utf-8")


def as_text(pages: Iterable[Page], why: Mapping[str, str]) -> str:
    """Return the index as text."""
    pages = list(pages)
    shown = [each for each in pages if each.name not in why]
    parts = [HEAD]
    for place, found in groupby(shown, key=lambda each: each.place):
        parts.append(f"## {place}\n")
        parts += [_entry(each) for each in found]
    rows = [
        f"| `{each.name}` | `{each.shown_path}` | {why[each.name]} |"
        for each in pages
        if each.name in why
    ]
    table = ["| Address | Where | Why |", "| --- | --- | --- |", *rows]
    parts += [f"## {LEFT_OUT}\n", "\n".join(table) + "\n"]
    return "\n".join(parts)


def _entry(page: Page) -> str:
    where = f"`{page.shown_path}`, " if page.path else ""
    return (
        f"### {page.name}\n\n{where}{SAID[page.who]}\n\n"
        f"![{page.name}](album/{page.name}.webp)\n"
    )
