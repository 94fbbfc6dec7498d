/* copy.js: a button that copies a field, or a text. Without it the text is marked by hand. */
"use strict";

(function () {
  function show(root) {
    root.querySelectorAll("[data-copies]").forEach((each) => { each.hidden = !navigator.clipboard; });
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copies]");
    if (button) {
      const field = document.getElementById(button.dataset.copies);
      await navigator.clipboard.writeText(field.value ?? field.textContent);
      button.textContent = button.dataset.done;
    }
  });
  document.addEventListener("htmx:afterSwap", (event) => show(event.detail.target));
  document.addEventListener("DOMContentLoaded", () => show(document));
})();
