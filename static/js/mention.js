/* mention.js: "@" and some letters in a comment offer the people it can name. What is
   chosen is written into the text; whole names are read by the server, also without
   script. The focus never leaves the text. */
"use strict";

(() => {
  const MOST = 8;
  const BEGUN = /(?:^|[\s(])@([^\s@][^@\n]*)?$/u;

  function setUp(text) {
    const names = Array.from(document.getElementById(text.dataset.mentions).options)
      .filter((each) => each.value)
      .map((each) => each.textContent.slice(1));
    const list = document.createElement("ul");
    const status = document.createElement("p");
    let active = -1;

    list.className = "mention__list";
    list.id = `${text.id}-people`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", text.dataset.label);
    status.className = "vh";
    status.setAttribute("role", "status");
    text.setAttribute("aria-autocomplete", "list");
    text.setAttribute("aria-controls", list.id);
    text.after(list, status);

    const begun = () => BEGUN.exec(text.value.slice(0, text.selectionStart));

    function mark(at) {
      active = at;
      Array.from(list.children).forEach((each, place) => {
        each.setAttribute("aria-selected", String(place === at));
      });
      if (at < 0) {
        text.removeAttribute("aria-activedescendant");
      } else {
        text.setAttribute("aria-activedescendant", list.children[at].id);
        list.children[at].scrollIntoView({ block: "nearest" });
      }
    }

    function close() {
      mark(-1);
      list.hidden = true;
      status.textContent = "";
    }

    function offer(found) {
      list.replaceChildren(
        ...found.map((name, place) => {
          const option = document.createElement("li");
          option.id = `${list.id}-${place}`;
          option.setAttribute("role", "option");
          option.textContent = name;
          return option;
        }),
      );
      list.hidden = false;
      status.textContent = text.dataset.said;
      mark(0);
    }

    function look() {
      const match = begun();
      const typed = match ? (match[1] || "").toLowerCase() : "";
      const found = match
        ? names.filter((each) => ` ${each.toLowerCase()}`.includes(` ${typed}`))
        : [];
      if (!found.length || (found.length === 1 && found[0].toLowerCase() === typed)) {
        close();
      } else {
        offer(found.slice(0, MOST));
      }
    }

    function take(option) {
      const end = text.selectionStart;
      const start = end - (begun()[1] || "").length;
      close();
      text.setRangeText(`${option.textContent} `, start, end, "end");
      text.focus();
    }

    const keys = {
      ArrowDown: () => mark((active + 1) % list.children.length),
      ArrowUp: () => mark((active || list.children.length) - 1),
      Enter: () => take(list.children[active]),
      Escape: close,
    };

    text.addEventListener("input", look);
    text.addEventListener("blur", close);
    text.addEventListener("keydown", (event) => {
      if (!list.hidden && keys[event.key]) {
        event.preventDefault();
        event.stopPropagation();
        keys[event.key]();
      }
    });
    // Pressing a name must not take the focus out of the text first.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) {
        take(option);
      }
    });
  }

  document.querySelectorAll("[data-mentions]").forEach(setUp);
})();
