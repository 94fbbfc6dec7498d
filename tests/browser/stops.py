"""The keyboard alone, with a look at each stop: is it seen, is it the next one?

WCAG 2.2: 2.1.2 (no trap), 2.4.3 (order), 2.4.7 (visible) and 2.4.11 (not obscured).
"""

from collections import Counter

from playwright.sync_api import Locator, Page

from tests.browser.hands import MOST_PRESSES, Keys

MOVES = ("Tab", "Shift+Tab", "ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft")

LOOK = """key => {
  const it = document.activeElement;
  // Where Tab turns round at the end of a page, and of a dialog, is no control.
  if (!it || it.matches("body, dialog")) { window.lastStop = null; return []; }
  const label = it.labels?.[0]?.innerText || it.ariaLabel || it.innerText;
  const name = (label || it.name || it.id).trim().replace(/\\s+/g, " ").slice(0, 60);
  const what = `${it.localName} "${name}"`;
  const probe = document.body.appendChild(document.createElement("i"));
  const colour = token => {
    probe.style.color = `var(${token})`; return getComputedStyle(probe).color;
  };
  const [ring, line] = [colour("--focus"), colour("--focus-line")];
  probe.remove();
  const shows = [it, ...(it.labels ?? [])];
  const isSeen = shows.some(each => {
    const style = getComputedStyle(each);
    return style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 3
      && style.outlineColor === ring && style.boxShadow.includes(line);
  });
  const isOwn = above => shows.some(one => one.contains(above));
  const isAt = ([x, y]) => isOwn(document.elementFromPoint(x, y));
  const boxes = shows.flatMap(each => [...each.getClientRects()]);
  const middle = box => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const corners = box => [box.left + 2, box.right - 2]
    .flatMap(x => [[x, box.top + 2], [x, box.bottom - 2]]);
  const isHidden = !boxes.some(box => [middle(box), ...corners(box)].some(isAt));
  let cover = boxes.length ? document.elementFromPoint(...middle(boxes[0])) : null;
  const isBar = each => ["sticky", "fixed"].includes(getComputedStyle(each).position);
  while (cover && !isOwn(cover) && !cover.contains(it) && !isBar(cover))
    cover = cover.parentElement;
  const isUnder = cover && !isOwn(cover) && !cover.contains(it);
  // Round the end of a page the focus is on nothing, for one press.
  const last = window.lastStop?.isConnected ? window.lastStop : it;
  const wrong = {Tab: Node.DOCUMENT_POSITION_PRECEDING,
    "Shift+Tab": Node.DOCUMENT_POSITION_FOLLOWING}[key];
  const isJump = last.compareDocumentPosition(it) & wrong;
  window.lastStop = it;
  return [
    !isSeen && `${what}: no ring of the focus`,
    isHidden && `${what}: hidden`,
    isUnder && `${what}: under ${cover.className || cover.id}`,
    isJump && `${what}: out of order`,
  ].filter(Boolean);
}"""
"""Looks at the control that has the focus, and remembers it for the next look."""

ORDER = """() => {
  const marks = [...document.querySelectorAll("header, nav, main, aside, footer")]
    .filter(each => each.checkVisibility() && each.getClientRects().length
      && !["sticky", "fixed"].includes(getComputedStyle(each).position));
  const box = each => each.getBoundingClientRect();
  const name = each => `${each.localName}.${each.className}`;
  const wrong = [];
  marks.forEach((first, at) => marks.slice(at + 1).forEach(next => {
    if (first.contains(next)) return;
    const [a, b] = [box(first), box(next)];
    const isAbove = b.bottom <= a.top + 1 && b.left < a.right && a.left < b.right;
    const isLeft = b.right <= a.left + 1 && b.top < a.bottom && a.top < b.bottom;
    if (isAbove || isLeft) wrong.push(`${name(next)} stands before ${name(first)}`);
  }));
  return wrong;
}"""
"""Says which landmarks are read in another order than they stand on the page."""


class WatchedKeys(Keys):
    """Keys that note what is wrong with a stop of the focus, and what was pressed."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.troubles: set[str] = set()
        self.pressed: Counter[str] = Counter()

    def go_to(self, control: Locator, *, within_its_group: bool = False) -> None:
        """Press Tab until the focus is on a control, and look at the page it is on."""
        super().go_to(control, within_its_group=within_its_group)
        self.troubles.update(self.page.evaluate(ORDER))
        self._look()

    def go_back_to(self, control: Locator) -> None:
        """Press Shift+Tab until the focus is on a control."""
        for _press in range(MOST_PRESSES):
            if control.evaluate("each => each === document.activeElement"):
                return
            self.step("Shift+Tab")
        raise AssertionError(f"The keyboard does not lead back to {control}")

    def go_round(self) -> int:
        """Press Tab until the focus is back where it was; count the stops.

        A page that holds the focus in one place has a trap.
        """
        start = self.page.evaluate_handle("document.activeElement")
        for stop in range(1, MOST_PRESSES):
            self.step("Tab")
            if start.evaluate("each => each === document.activeElement"):
                return stop
        raise AssertionError("The keyboard does not come round")

    def step(self, key: str) -> None:
        """Press a key; if it moves the focus, look where it led."""
        self.pressed[key] += 1
        self.page.keyboard.press(key)
        if key in MOVES:
            self._look(key)

    def _look(self, key: str = "") -> None:
        # Who sees a page has its style; on a busy machine a key is pressed before that.
        self.page.wait_for_load_state()
        self.troubles.update(self.page.evaluate(LOOK, key))
