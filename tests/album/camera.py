"""Takes a page in light and dark, on a desk and on a phone, and joins the pictures."""

import io
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Route
from playwright.sync_api import TimeoutError as TooLong

from tests.album.stage import NOON
from tests.stack.browsers import DESK, PHONE

TALLEST = 1800
"""Pixels of a page that are shown: two windows of a desk; what is below is cut."""
SIZES = (DESK, PHONE)
COLOURS = ("light", "dark")
SCALE = 0.55
GAP = 12
PAPER = (128, 128, 128)
QUALITY = 42
PATIENCE = 20_000


@dataclass(frozen=True, slots=True)
class Shots:
    """A page as it was seen."""

    status: int
    problems: tuple[str, ...]
    pictures: tuple[Image.Image, ...]
    """On a desk and on a phone, each in light and in dark."""


class Camera:
    """Somebody's windows on a desk and on a phone."""

    def __init__(
        self, browser: Browser, address: str, cookies: dict[str, str] | None = None
    ) -> None:
        self._address, self._problems = address, list[str]()
        self._contexts = [self._context(browser, size) for size in SIZES]
        self.carry(cookies or {})

    def close(self) -> None:
        """Close the windows."""
        for each in self._contexts:
            each.close()

    def carry(self, cookies: dict[str, str]) -> None:
        """Carry what another browser of the same person keeps into the windows."""
        for context in self._contexts:
            context.clear_cookies()
            for name, value in cookies.items():
                context.add_cookies(
                    [{"name": name, "value": value, "url": self._address}]
                )

    def take(self, path: str, body: str = "") -> Shots:
        """Take a page; with `body` what is there instead."""
        self._problems.clear()
        pictures, status = list[Image.Image](), 0
        for context, size in zip(self._contexts, SIZES, strict=True):
            page = context.pages[0] if context.pages else self._page(context)
            page.set_viewport_size(size)  # type: ignore[arg-type]  # a plain dict is one
            if body:
                fulfil = partial(Route.fulfill, body=body, content_type="text/html")
                page.route(f"**{path}", fulfil)
            answer = page.goto(self._address + path)
            status = answer.status if answer else 0
            self._settle(page)
            self._look_at_width(page)
            self._make_room(page, **size)
            pictures += [self._shoot(page, each) for each in COLOURS]
        return Shots(status, tuple(self._problems), tuple(pictures))

    def _page(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: self._problems.append(str(error)))
        return page

    @staticmethod
    def _context(browser: Browser, size: dict[str, int]) -> BrowserContext:
        context = browser.new_context(
            viewport=size,  # type: ignore[arg-type]  # a plain dict is one
            has_touch=size is PHONE,
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/Brussels",
        )
        context.set_default_timeout(PATIENCE)
        context.clock.set_fixed_time(NOON)
        return context

    @staticmethod
    def _settle(page: Page) -> None:
        with suppress(TooLong):
            page.wait_for_load_state("networkidle")

    def _look_at_width(self, page: Page) -> None:
        root = "document.documentElement"
        if page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"):
            assert page.viewport_size
            self._problems.append(f"wider than {page.viewport_size['width']} pixels")

    @staticmethod
    def _make_room(page: Page, width: int, height: int) -> None:
        """Open the window as far as the page is long: what sticks to it stays below."""
        tall = page.evaluate("document.documentElement.scrollHeight")
        size = {"width": width, "height": min(TALLEST, max(tall, height))}
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a plain dict is one

    @staticmethod
    def _shoot(page: Page, colours: str) -> Image.Image:
        page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]  # one of two
        return Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert(
            "RGB"
        )


def sheet(pictures: tuple[Image.Image, ...], scale: float = SCALE) -> Image.Image:
    """Return the pictures side by side, smaller."""
    small = [
        each.resize(
            (round(each.width * scale), round(each.height * scale)),
            Image.Resampling.LANCZOS,
        )
        for each in pictures
    ]
    width = sum(each.width for each in small) + GAP * (len(small) + 1)
    height = max(each.height for each in small) + 2 * GAP
    whole = Image.new("RGB", (width, height), PAPER)
    left = GAP
    for each in small:
        whole.paste(each, (left, GAP))
        left += each.width + GAP
    return whole


def keep(picture: Image.Image, path: Path) -> None:
    """Write a picture, unless the one that is there shows the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = io.BytesIO()
    picture.save(content, "WEBP", quality=QUALITY, method=6)
    if not path.exists() or path.read_bytes() != content.getvalue():
        path.write_bytes(content.getvalue())
