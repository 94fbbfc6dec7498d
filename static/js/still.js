/* still.js: keeps what a person has in hand where it is on the screen while a part of
   the page is exchanged and something above it grows or goes. */
"use strict";

(function () {
  let held = null;

  const top = (each) => each.getBoundingClientRect().top;

  document.addEventListener("htmx:beforeSwap", () => {
    const { activeElement } = document;
    held = activeElement?.id ? { id: activeElement.id, top: top(activeElement) } : null;
  });

  document.addEventListener("htmx:afterSwap", () => {
    const now = document.activeElement;
    // Elsewhere the answer moved the focus: to an error, a new row, a dialog.
    if (held && now?.id === held.id) {
      window.scrollBy({ top: top(now) - held.top, behavior: "instant" });
    }
    held = null;
  });
})();
