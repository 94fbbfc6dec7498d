"""What a page makes a browser fetch, and what that weighs as the product sends it."""

import functools
import gzip
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import brotli
from django.contrib.staticfiles import finders

STATIC = "/static/"
NEEDED = {"stylesheet", "icon"}
SMALL_ALREADY = {".png", ".jpg", ".gif", ".woff2"}
"""Files that go out as they are."""
DOCUMENT = b"<!DOCTYPE html>"


@dataclass
class Page:
    """A page or a part of one, as it came."""

    size: int
    """Of its answer, compressed."""
    is_whole: bool
    """Whether it is a document; else it is put into one that is there."""
    files: set[str] = field(default_factory=set)
    """Static files it needs."""
    ahead: set[str] = field(default_factory=set)
    """Static files it has fetched for the next page."""
    parts: set[str] = field(default_factory=set)
    """Addresses it asks for as soon as it is there."""


class _Reader(HTMLParser):
    """Notes everything a browser fetches by itself."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        rel = given.get("rel", "")
        if tag == "link" and rel in NEEDED:
            self._note(self.page.files, given["href"])
        elif tag == "link" and rel == "prefetch":
            self._note(self.page.ahead, given["href"])
        elif tag in {"use", "image"}:
            self._note(self.page.files, given.get("href", ""))
        elif tag != "a":
            self._note(self.page.files, given.get("src", ""))
        if "load" in given.get("hx-trigger", "").split(",")[0].split():
            self.page.parts.add(given["hx-get"])

    def _note(self, names: set[str], address: str) -> None:
        path = address.partition("#")[0].partition("?")[0]
        if path.startswith(STATIC):
            names.add(path.removeprefix(STATIC))
        elif path and not path.startswith("data:"):
            raise AssertionError(f"{address} is no static file: count it as well")


def page_of(content: bytes, *, is_compressed: bool) -> Page:
    """Read an answer as it was sent."""
    text = gzip.decompress(content) if is_compressed else content
    page = Page(size=len(content), is_whole=text.lstrip().startswith(DOCUMENT))
    _Reader(page).feed(text.decode())
    return page


@functools.cache
def weight_of(name: str) -> int:
    """Return the bytes of a static file as WhiteNoise sends it to a browser."""
    path = finders.find(name)
    assert isinstance(path, str), f"{name} is missing"
    content = Path(path).read_bytes()
    if Path(path).suffix in SMALL_ALREADY:
        return len(content)
    return min(len(content), len(brotli.compress(content)))


def weight_with(page: Page, pages: dict[str, Page], *, known: set[str]) -> int:
    """Return the bytes of a page, of its parts, and of the files not `known`."""
    parts = [pages[address] for address in page.parts]
    files = page.files.union(page.ahead, *(each.files for each in parts)) - known
    return sum(each.size for each in (page, *parts)) + sum(map(weight_of, files))
