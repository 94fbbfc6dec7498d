/* combobox.js: a field with a list under it, with the keys of ARIA's combobox pattern.
   The focus never leaves the field; the list may be replaced at any time. */
"use strict";

/* `place` holds the listbox. `choose(option)` takes one; `ask()` fetches options where
   there are none; `leave()` runs when the field is left. Returns open and close:
   open(true) marks the first option, so that Enter or Tab takes it. */
window.combobox = function (field, { place, choose, ask = () => {}, leave = () => {} }) {
  let active = null;
  let takesFirst = false;

  const list = () => place.querySelector("[role=listbox]");
  const options = () => Array.from(place.querySelectorAll("[role=option]"));
  const isOpen = () => field.getAttribute("aria-expanded") === "true";

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");

  function mark(option) {
    active?.setAttribute("aria-selected", "false");
    active = option || null;
    if (!active) {
      field.removeAttribute("aria-activedescendant");
      return;
    }
    active.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView({ block: "nearest" });
  }

  function close() {
    mark(null);
    field.setAttribute("aria-expanded", "false");
    list()?.classList.remove("is-open");
  }

  function open(first) {
    close();
    if (!options().length) {
      return;
    }
    takesFirst = Boolean(first);
    field.setAttribute("aria-controls", list().id);
    field.setAttribute("aria-expanded", "true");
    list().classList.add("is-open");
    mark(takesFirst ? options()[0] : null);
  }

  function take(option) {
    if (option && option.getAttribute("aria-disabled") !== "true") {
      close();
      choose(option);
    }
  }

  function step(by) {
    const all = options();
    const from = active ? all.indexOf(active) : by < 0 ? all.length : -1;
    mark(all[(from + by + all.length) % all.length]);
  }

  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => take(active),
    Escape: close,
  };

  field.addEventListener("keydown", (event) => {
    const isArrow = event.key === "ArrowDown" || event.key === "ArrowUp";
    if (isArrow && !isOpen()) {
      event.preventDefault();
      if (options().length) {
        open();
        step(event.key === "ArrowDown" ? 1 : -1);
      } else {
        ask();
      }
    } else if (isOpen() && keys[event.key] && (event.key !== "Enter" || active)) {
      // Enter must not send the form, nor Escape close the drawer around it.
      event.preventDefault();
      event.stopPropagation();
      keys[event.key]();
    }
  });

  field.addEventListener("blur", () => {
    if (isOpen() && takesFirst) {
      take(active);
    }
    close();
    leave();
  });

  // Pressing an option must not take the focus out of the field first.
  place.addEventListener("mousedown", (event) => event.preventDefault());
  place.addEventListener("click", (event) => take(event.target.closest("[role=option]")));

  return { open, close };
};
