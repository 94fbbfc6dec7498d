/* workspace.js: keeps what a person opened across a refreshed panel, and focus in sight.
   Nothing here is needed to do the work: without it the same page is loaded again. */
"use strict";

(function () {
  const slot = document.getElementById("panel-slot");
  let open = [];

  const clauses = () => Array.from(slot.querySelectorAll("details"));
  const name = (element) => element.closest("section").className + element.querySelector(".clause__title").textContent;

  if (slot) {
    document.body.addEventListener("htmx:beforeSwap", (event) => {
      if (event.detail.target === slot) {
        open = clauses().filter((each) => each.open).map(name);
      }
    });
    document.body.addEventListener("htmx:afterSwap", (event) => {
      if (event.detail.target === slot) {
        clauses().forEach((each) => { each.open = open.includes(name(each)); });
      }
    });
  }

  // A network failure must be said; the typed text stays in its control.
  const failed = (event) => {
    const state = document.getElementById("facts-state");
    if (state && event.detail.elt.closest(".facts-form")) {
      state.textContent = document.querySelector(".facts-form").dataset.failed;
    }
  };
  document.body.addEventListener("htmx:sendError", failed);
  document.body.addEventListener("htmx:responseError", failed);
})();
