"""The demo in a folder of its own, and a window in which pictures are taken."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.stack.browsers import DESK, PHONE
from tests.stack.servers import free_port

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "images"
MOST_BYTES = 120_000


class Album:
    """A browser window and the pictures taken in it."""

    def __init__(self, browser: Browser, address: str, *, phone: bool = False) -> None:
        context = browser.new_context(
            base_url=address,
            viewport=PHONE if phone else DESK,  # type: ignore[arg-type]  # a plain dict is one
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/Brussels",
        )
        self.page: Page = context.new_page()

    def visit(self, path: str) -> None:
        """Open a page."""
        self.page.goto(path)
        self.page.wait_for_load_state("networkidle")

    def dark(self, name: str) -> None:
        """Take the window in the dark."""
        self.page.emulate_media(color_scheme="dark")
        self.take(name)
        self.page.emulate_media(color_scheme="light")

    def phone(self, name: str) -> None:
        """Take the window on a phone."""
        self.page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a plain dict is one
        self.take(name)
        self.page.set_viewport_size(DESK)  # type: ignore[arg-type]  # as above

    def take(self, name: str, *, at: str = "") -> None:
        """Take what fits the window, from the top or from an element on."""
        self.page.evaluate("scrollTo(0, 0)")
        if at:
            self.page.locator(at).evaluate("each => each.scrollIntoView()")
        path = PICTURES / f"{name}.png"
        self.page.screenshot(path=path)
        with Image.open(path) as picture:
            keep(picture.convert("RGB"), name)


def keep(picture: Image.Image, name: str) -> None:
    """Write a picture with few colours: small, and the paper keeps its tint."""
    path = PICTURES / f"{name}.png"
    _with_few_colours(picture).save(path, optimize=True)
    size = path.stat().st_size
    assert size < MOST_BYTES, f"{path.name} has {size} bytes"
    sys.stdout.write(f"{path.relative_to(ROOT)}  {size // 1024} kB\n")


def _with_few_colours(picture: Image.Image) -> Image.Image:
    """Return a copy with 256 colours, each the commonest of those it stands for.

    They are chosen by coverage, so that a few red or brown letters keep theirs.
    """
    copy = picture.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    together: Counter[tuple[int, tuple[int, ...]]] = Counter(
        zip(copy.get_flattened_data(), picture.get_flattened_data(), strict=True)  # type: ignore[arg-type]  # RGB has three
    )
    palette = copy.getpalette() or []
    for (index, colour), _count in reversed(together.most_common()):
        palette[3 * index : 3 * index + 3] = colour
    copy.putpalette(palette)
    return copy


@contextlib.contextmanager
def running_demo() -> Iterator[str]:
    """Start the demo in an empty folder; yield its address, then end it."""
    folder = tempfile.mkdtemp(prefix="ssa-screenshots-")
    port = str(free_port())
    demo = subprocess.Popen(
        [sys.executable, "-m", "config.supervisor"],
        cwd=ROOT,
        env={
            **_plain_environment(),
            "DATA_DIR": folder,
            "DEMO": "1",
            "PORT": port,
            "LOG_LEVEL": "WARNING",
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        _wait_for_address(demo)
        yield f"http://127.0.0.1:{port}"
    finally:
        demo.terminate()
        demo.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def _plain_environment() -> dict[str, str]:
    """Return the environment without what a developer's shell may have set."""
    ours = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "MAKELEVEL", "HTTPS"}
    return {key: value for key, value in os.environ.items() if key not in ours}


def _wait_for_address(demo: subprocess.Popen[str]) -> None:
    assert demo.stdout is not None
    for line in demo.stdout:
        if line.startswith("Open "):
            return
    raise RuntimeError(f"The demo ended with status {demo.wait()}.")
