"""Takes the pictures of the README from the demo: `make screenshots`.

It starts the demo as `make run` does, in a folder of its own, walks through it as
its coordinator, and ends it. Pictures show one window, so they stay small.
"""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from proposals.demo import COORDINATOR
from tests.stack.browsers import DESK, PHONE, find_browser, running_browser

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "images"
CHARTER = ROOT / "fixtures" / "consortia" / "charter-2020-lot-2.json"
REHEARSAL = "rehearsal/lot-2/standard"
PATIENCE = 60_000
MOST_BYTES = 300_000


def main() -> int:
    """Write every picture; return the exit status."""
    path = find_browser()
    if path is None:
        sys.stderr.write("There is no Chromium: `apt-get install chromium`.\n")
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with running_demo() as address, running_browser(path) as browser:
        walk(Album(browser, address))
    return 0


def walk(album: "Album") -> None:
    """Go the way of a coordinator: import, look, submit, fetch the pack."""
    page = album.page
    album.sign_in()
    workspace = album.import_charter()
    album.visit("/")
    album.take("alliances")
    album.visit(workspace)
    album.take_everywhere("workspace")
    album.visit(f"{workspace}submit/")
    album.take_everywhere("submit")
    page.get_by_label("I submit although").check()
    page.get_by_label("I may act").check()
    page.get_by_role("button", name="Submit CHARTER").click()
    expect(page.get_by_role("heading", name="CHARTER is submitted")).to_be_visible()
    album.take_everywhere("receipt")
    page.get_by_role("button", name="Draw the application pack").click()
    expect(page.locator("#pack-step")).to_contain_text(re.compile("layout|page"))
    album.take("pack-progress")
    ready = page.get_by_role("heading", name="The pack is ready")
    expect(ready).to_be_visible(timeout=PATIENCE)
    album.take_everywhere("pack")


class Album:
    """A browser window and the pictures taken in it."""

    def __init__(self, browser: Browser, address: str) -> None:
        context = browser.new_context(
            base_url=address,
            viewport=DESK,  # type: ignore[arg-type]  # a plain dict is one
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/Brussels",
        )
        self.page: Page = context.new_page()

    def sign_in(self) -> None:
        """Sign in as the coordinator of the demo."""
        self.visit("/")
        self.page.get_by_label("Email").fill(COORDINATOR.email)
        self.page.locator("[name=password]").fill(COORDINATOR.password)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("heading", name="My alliances")).to_be_visible()

    def import_charter(self) -> str:
        """Import CHARTER into the open call, state the grant; return its address."""
        self.visit("/alliances/import/")
        self.page.get_by_label("Consortium file").set_input_files(CHARTER)
        self.page.get_by_label("Call, Lot and type of project").select_option(REHEARSAL)
        self.page.get_by_role("button", name="Import the file").click()
        self.page.get_by_label("Grant requested").fill("3,900,000")
        self.page.get_by_role("button", name="Save").click()
        expect(self.page.locator("body")).not_to_contain_text("no grant is stated")
        found = re.search(r"/alliances/[0-9a-f-]{36}/", self.page.url)
        assert found, f"no workspace: {self.page.url}"
        return found.group()

    def visit(self, path: str) -> None:
        """Open a page."""
        self.page.goto(path)

    def take_everywhere(self, name: str) -> None:
        """Take a page at the desk in light and dark, and on a phone."""
        self.take(name)
        self.page.emulate_media(color_scheme="dark")
        self.take(f"{name}-dark")
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a plain dict is one
        self.take(f"{name}-phone")
        self.page.set_viewport_size(DESK)  # type: ignore[arg-type]  # as above

    def take(self, name: str) -> None:
        """Take what fits the window."""
        path = PICTURES / f"{name}.png"
        self.page.evaluate("scrollTo(0, 0)")
        self.page.screenshot(path=path)
        with Image.open(path) as picture:
            # Without transparency; fewer colours would shift the tint of the paper.
            opaque = picture.convert("RGB")
        opaque.save(path, optimize=True)
        size = path.stat().st_size
        assert size < MOST_BYTES, f"{path.name} has {size} bytes"
        sys.stdout.write(f"{path.relative_to(ROOT)}  {size // 1024} KB\n")


@contextlib.contextmanager
def running_demo() -> Iterator[str]:
    """Start the demo in an empty folder; yield its address, then end it."""
    folder = tempfile.mkdtemp(prefix="ssa-screenshots-")
    port = str(_free_port())
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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
