/* page.js: the menu of the person closes by a click beside it and by Esc; on paper what was
   typed or chosen stands as text; an answer that takes over a second is said to be waited for; a table
   that fits is no stop by keyboard; what was changed before scripts had come is sent too. */
"use strict";

(function () {
  document.addEventListener("DOMContentLoaded", () => {
    const menu = document.querySelector(".menu");
    if (!menu) {
      return;
    }
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

(function () {
  // A box shows what fits it, in one line or on one sheet; text wraps and breaks. A select
  // that is hidden has a field that stands for it.
  const TYPED = "main textarea, main select:not([hidden]), main input:is([type=text], [type=email], [type=url], :not([type]))";

  function write() {
    erase(); // some browsers tell of one printing twice
    document.querySelectorAll(TYPED).forEach((box) => {
      if (box.value) {
        const text = document.createElement("div");
        text.className = "printed";
        text.textContent = box.selectedOptions?.[0].text || box.value;
        box.after(text);
      }
    });
  }

  function erase() {
    document.querySelectorAll(".printed").forEach((text) => text.remove());
  }

  window.addEventListener("beforeprint", write);
  window.addEventListener("afterprint", erase);
})();

(function () {
  // What stood there stays until the answer comes, so a short wait needs no word.
  const PATIENCE = 1000;
  const BY_ITSELF = '[data-optional], [hx-trigger^="every"]'; // nobody waits for these
  const waiting = new Set();
  let timer = 0;

  function tell() {
    const note = document.getElementById("wait");
    note.showPopover(); // above a dialog too
    note.textContent = note.dataset.words;
  }

  function over() {
    clearTimeout(timer);
    const note = document.getElementById("wait");
    note.textContent = "";
    note.hidePopover();
  }

  document.addEventListener("htmx:beforeSend", (event) => {
    const { xhr } = event.detail;
    if (event.target.matches(BY_ITSELF) || !document.getElementById("wait")) {
      return;
    }
    if (!waiting.size) {
      timer = setTimeout(tell, PATIENCE);
    }
    waiting.add(xhr);
    xhr.addEventListener("loadend", () => {
      waiting.delete(xhr);
      if (!waiting.size) {
        over();
      }
    });
  });
})();

(function () {
  // Without script every table that might scroll is a stop, so that keys can scroll it.
  const watched = new ResizeObserver((changes) => {
    new Set(changes.map(({ target }) => target.closest(".scroll"))).forEach((region) => {
      if (region.scrollWidth > region.clientWidth) {
        region.tabIndex = 0;
      } else if (region !== document.activeElement) {
        region.removeAttribute("tabindex");
      }
    });
  });

  function watch() {
    document.querySelectorAll(".scroll[tabindex]").forEach((region) => {
      watched.observe(region);
      watched.observe(region.firstElementChild);
    });
  }

  document.addEventListener("DOMContentLoaded", watch);
  document.addEventListener("htmx:afterSettle", watch);
})();

(function () {
  // On a slow line people type before htmx listens, and nobody would tell it.
  const SAVES_BY_ITSELF = 'form[hx-trigger^="change"]';

  document.addEventListener("htmx:load", () => {
    document.querySelectorAll(SAVES_BY_ITSELF).forEach((form) => {
      if (form.querySelector(":is(:user-valid, :user-invalid):not(:focus)")) {
        form.dispatchEvent(new Event("change"));
      }
    });
  }, { once: true });
})();
