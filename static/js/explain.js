/* explain.js: opens a clause beside the page and gives the focus back afterwards.
   Without script a clause's title leads to a page with the same content. */
"use strict";

(function () {
  const body = document.body;
  const sheet = document.getElementById("explain");
  let opener = "";

  // Back closes the drawer and does not leave the page it stands on.
  function close() {
    shut();
    if (history.state?.explains) {
      window.addEventListener("popstate", show, { once: true });
      history.back();
    }
  }

  // Going back scrolls to where the drawer was opened, away from what has the focus now.
  function show() {
    requestAnimationFrame(() => document.activeElement.scrollIntoView({ block: "nearest" }));
  }

  function shut() {
    const inUse = document.activeElement;
    const isBehind = inUse !== body && !sheet.contains(inUse);
    sheet.close();
    sheet.replaceChildren();
    if (isBehind) {
      return; // who works on the page behind stays where they are
    }
    // The panel may have been drawn anew: the link is found by its clause.
    const reading = Array.from(document.querySelectorAll(`#eligibility [data-clause="${opener}"] .clause__title a`));
    reading.find((each) => each.offsetParent)?.focus();
  }

  sheet.addEventListener("click", (event) => {
    if (event.target.closest("[data-closes]")) {
      close();
    }
  });

  // A dialog that is not modal does not close by itself; a form above it goes first.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && sheet.open && !document.querySelector("dialog:modal, :popover-open")) {
      close();
    }
  });

  // The page behind stays in use; what has the focus there is never under the drawer.
  document.addEventListener("focusin", ({ target }) => {
    const isElsewhere = !sheet.contains(target) && !target.closest("dialog:modal, :popover-open");
    if (sheet.open && isElsewhere && target.matches(":focus-visible")
      && target.getBoundingClientRect().right > sheet.getBoundingClientRect().left) {
      close();
    }
  });

  window.addEventListener("popstate", () => {
    if (sheet.open && !history.state?.explains) {
      shut();
    }
  });

  body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== sheet) {
      return;
    }
    const cause = event.detail.requestConfig.triggeringEvent;
    if (cause?.type === "composition-changed") {
      return; // it follows a change; the focus stays with who made it
    }
    opener = sheet.querySelector("[data-clause]")?.dataset.clause ?? "";
    if (!sheet.open) {
      sheet.show();
      history.pushState({ explains: true }, "");
    }
    sheet.scrollTop = 0;
    sheet.querySelector("[data-closes]").focus();
  });
})();
