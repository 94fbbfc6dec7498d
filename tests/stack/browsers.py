"""Chromium through Playwright, as the machine has it, offline and without extras."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Route,
    sync_playwright,
)

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Widths of LOOKS: a desk and a phone.
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


def find_browser() -> str | None:
    """Return the path of Chromium, if there is one."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


@contextmanager
def running_browser(path: str, *flags: str) -> Iterator[Browser]:
    """Run one browser for many tests; each test opens contexts of its own."""
    with sync_playwright() as playwright:
        given = [*FLAGS, *flags]
        browser = playwright.chromium.launch(executable_path=path, args=given)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visitor:
    """A person at a browser window; remembers what the page complained about."""

    browser: Browser
    base_url: str
    complaints: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def open_page(
        self,
        *,
        phone: bool = False,
        script: bool = True,
        dark: bool = False,
        zone: str = "Europe/Brussels",
    ) -> Page:
        """Open an empty window of 1280 or 390 pixels, with or without JavaScript."""
        context = self.browser.new_context(
            base_url=self.base_url,
            viewport=PHONE if phone else DESK,  # type: ignore[arg-type]  # a plain dict is one
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id=zone,
        )
        context.set_default_timeout(5000)
        # The first page of a process waits for what it imports.
        context.set_default_navigation_timeout(20_000)
        context.route("**/*", self._stay_local)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    @property
    def pages(self) -> list[Page]:
        """Return what is open in every window."""
        return [page for each in self._contexts for page in each.pages]

    def close(self) -> None:
        """Close every window this visitor opened."""
        while self._contexts:
            self._contexts.pop().close()

    def _note_console(self, message: ConsoleMessage) -> None:
        self.console.append(f"{message.type}: {message.text}")
        # Refused and stale forms answer 422 and 409, which Chromium prints as errors.
        is_refusal = re.search(r"status of (409|422)", message.text)
        if message.type == "error" and not is_refusal:
            self.complaints.append(message.text)

    def _stay_local(self, route: Route) -> None:
        if route.request.url.startswith((self.base_url, "data:", "blob:", "about:")):
            route.continue_()
        else:
            self.complaints.append(f"left the machine: {route.request.url}")
            route.abort()


def sign_in(page: Page, session_key: str, base_url: str) -> None:
    """Carry a session of Django's test client into a window."""
    page.context.add_cookies(
        [{"name": "sessionid", "value": session_key, "url": base_url}]
    )


def require_or_explain(*, required: bool) -> str:
    """Return the browser's path; the reason to skip is an empty path."""
    path = find_browser()
    if path is None and (required or os.environ.get("CI")):
        raise AssertionError("Chromium is missing: `apt-get install chromium`.")
    return path or ""
