"""Watches whether anything moves on a page that nobody asked to move."""

import time
from typing import Any

from playwright.sync_api import Page, Route

WATCH = """window.moved = [];
new PerformanceObserver((list) => {
  for (const each of list.getEntries().filter((entry) => !entry.hadRecentInput)) {
    for (const { node, previousRect: from, currentRect: to } of each.sources) {
      const what = node?.id || node?.className || node?.nodeName || "something gone";
      const places = [from, to].map((rect) => `${rect.y}+${rect.height}`);
      window.moved.push(`${each.value.toFixed(4)} ${what}: ${places.join(" to ")}`);
    }
  }
}).observe({ type: "layout-shift", buffered: true });"""
"""The browser forgives what follows a key or a click within half a second."""
TWO_FRAMES = """new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)));
})"""
PATIENCE = 30_000
LATER = 0.8
"""Seconds until an answer comes, so that nothing it moves is forgiven."""


def watch(page: Page) -> Page:
    """Note from now on what moves, on every page this window opens."""
    page.add_init_script(WATCH)
    page.set_default_timeout(PATIENCE)
    return page


def answer_late(page: Page) -> None:
    """Let everything that scripts ask for come late."""

    def wait(route: Route) -> None:
        if route.request.resource_type in {"xhr", "fetch"}:
            time.sleep(LATER)
        route.fallback()

    page.route("**/*", wait)


def moved(page: Page, *, least: float = 0) -> list[str]:
    """Return what moved since the page was opened, and from where to where.

    The first word says how much, as browsers count layout shifts; `least` lets go what
    is less.
    """
    page.wait_for_load_state("networkidle")
    page.evaluate(
        "new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))"
    )
    found: Any = page.evaluate("window.moved")
    return [each for each in found if float(each.split()[0]) >= least]
