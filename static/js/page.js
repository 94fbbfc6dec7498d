/* page.js: the person's menu and the chosen colours. It runs before the page is drawn,
   so that a dark page does not flash. Nothing here is needed to do the work. */
"use strict";

(function () {
  const root = document.documentElement;
  const KEY = "colours";

  function stored() {
    try {
      return localStorage.getItem(KEY) || "";
    } catch {
      return ""; // storage is refused: the system decides
    }
  }

  function show(colours) {
    if (colours) {
      root.dataset.theme = colours;
    } else {
      delete root.dataset.theme;
    }
    document.querySelectorAll(".menu__theme button").forEach((each) => {
      each.setAttribute("aria-pressed", String(each.dataset.theme === colours));
    });
  }

  function choose(colours) {
    try {
      localStorage.setItem(KEY, colours);
    } catch {
      // Without storage the choice lasts for this page.
    }
    show(colours);
  }

  show(stored());

  document.addEventListener("DOMContentLoaded", () => {
    const menu = document.querySelector(".menu");
    if (!menu) {
      return;
    }
    const themes = menu.querySelector(".menu__theme");
    themes.hidden = false;
    themes.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) {
        choose(button.dataset.theme);
      }
    });
    show(stored());
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
  });
})();
