"""What axe-core objects to on a page, and what does not fit it."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = (
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"),
    "best-practice",
)
"""By their tags: all of WCAG 2.2 up to AA that axe knows, and what it recommends."""
ASKED = """asked => axe.run(document, {...asked, resultTypes: ["violations"]})
  .then(({violations}) => violations.flatMap(({help, nodes}) =>
    nodes.map(({target}) => `${help}: ${target.flat().join(" ")}`)))"""


def violations(page: Page, *, leaving_out: tuple[str, ...] = ()) -> list[str]:
    """Return what axe objects to, with the places, in lines one can act on.

    A rule is left out where a page cannot keep it by what it is.
    """
    # A click waits until the next page begins to arrive, not until all of it is there.
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    rules = {rule: {"enabled": False} for rule in leaving_out}
    found: Any = page.evaluate(ASKED, {"runOnly": list(RULES), "rules": rules})
    return [str(each) for each in found]


NARROW = {"width": 320, "height": 800}
"""A window of 1280 pixels at 400 % (WCAG 1.4.10)."""
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
"""What WCAG 1.4.12 has readers set by themselves."""
MISFITS = """async () => {
  // page.js sees in the next frame which tables scroll, and lets keys reach these.
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const found = [], say = (what, e) => found.push(
    `${what}: ${e.tagName.toLowerCase()}${e.id && "#" + e.id}.${e.className}`);
  const width = document.scrollingElement.scrollWidth;
  if (width > innerWidth) found.push(`the page is ${width} wide`);
  for (const e of document.body.querySelectorAll("*:not(select, input, textarea)")) {
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    if (box.width < 2 || style.clipPath !== "none" || !e.textContent.trim()) continue;
    const isOver = [
      e.scrollWidth > e.clientWidth + 1, e.scrollHeight > e.clientHeight + 1];
    const hides = [style.overflowX, style.overflowY].map(
      each => each === "hidden" || each === "clip");
    if (isOver.some((each, axis) => each && hides[axis])) say("cut", e);
    if (isOver[0] && ["auto", "scroll"].includes(style.overflowX)) {
      const isNamed = e.ariaLabel || e.getAttribute("aria-labelledby");
      if (!(e.tabIndex >= 0 && isNamed) && !e.querySelector("a, button, input"))
        say("scrolls without name or focus", e);
    }
  }
  return found;
}"""


def misfits(page: Page) -> list[str]:
    """Return what does not fit the page's window, as it is and with wider spacing."""
    found: Any = page.evaluate(MISFITS)
    style = page.add_style_tag(content=SPACING)
    found += page.evaluate(MISFITS)
    style.evaluate("each => each.remove()")
    return [str(each) for each in found]
