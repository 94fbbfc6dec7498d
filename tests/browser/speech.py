"""What a screen reader is told by itself: each change of a live region, in order."""

from playwright.sync_api import Page

LISTEN = """() => {
  const LIVE = "[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]";
  const words = each => each.innerText.trim().replace(/\\s+/g, " ");
  window.heard = [];
  const regionsIn = node => node.nodeType !== Node.ELEMENT_NODE ? []
    : [...(node.matches(LIVE) ? [node] : []), ...node.querySelectorAll(LIVE)];
  new MutationObserver(changes => {
    const told = new Set();
    for (const {target, addedNodes, type} of changes) {
      const at = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      const around = at?.closest(LIVE);
      if (around && (type === "characterData" || addedNodes.length)) told.add(around);
      if (!around) [...addedNodes].flatMap(regionsIn).forEach(each => told.add(each));
    }
    for (const each of told)
      // A wait is told of where a machine is slow, which is no part of what is done.
      if (each.isConnected && each.id !== "wait" && each.checkVisibility()
        && words(each)) window.heard.push(words(each));
  }).observe(document.body, {childList: true, characterData: true, subtree: true});
}"""
"""Notes the whole of a region whenever part of it is new: both roles are atomic.

What is put there twice in the same words is noted twice, as it is read twice.
"""


def listen(page: Page) -> None:
    """Begin to note what is said on this page."""
    page.evaluate(LISTEN)


def heard(page: Page) -> list[str]:
    """Return what was said since, once nothing travels any more."""
    page.wait_for_load_state("networkidle")
    words: list[str] = page.evaluate("window.heard")
    return words
