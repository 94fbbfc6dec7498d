/* conflict.js: two versions of one answer, both shown in full; and the text that was not
   chosen, kept below its answer until somebody throws it away. */
"use strict";

window.conflict = (function () {
  let answered = () => {};

  // `clash` holds title, said and text of theirs, and diff: how ours changes it.
  function show(clash, choose) {
    const dialog = document.getElementById("conflict");
    const part = (which) => dialog.querySelector(`[data-part="${which}"]`);
    part("title").textContent = clash.title;
    part("said").textContent = clash.said;
    part("theirs").textContent = clash.text;
    part("yours").replaceChildren(...clash.diff.map(([kind, text]) => {
      const piece = document.createElement({ same: "span", added: "ins", removed: "del" }[kind]);
      piece.textContent = text;
      return piece;
    }));
    answered = choose;
    dialog.showModal();
  }

  document.addEventListener("DOMContentLoaded", () => {
    const dialog = document.getElementById("conflict");
    dialog?.addEventListener("click", (event) => {
      const choice = event.target.closest("[data-choice]")?.dataset.choice;
      if (choice) {
        dialog.close(choice);
      }
    });
    dialog?.addEventListener("close", () => {
      answered(dialog.returnValue || "theirs"); // Esc keeps theirs
      dialog.returnValue = "";
    });
  });

  return { show };
})();

window.leftovers = (function () {
  // The journal keeps the text too: it must survive this page.
  function show(box, text, book, key, putBack) {
    box.querySelector(".tray")?.remove();
    if (!text.trim()) {
      return;
    }
    journal.put(book, `${key}:tray`, { text, version: 0, at: Date.now() });
    box.append(document.getElementById("answer-tray").content.cloneNode(true));
    const tray = box.querySelector(".tray");
    const area = tray.querySelector("textarea");
    area.value = text;
    area.setAttribute("aria-label", tray.querySelector("b").textContent);
    tray.addEventListener("click", (event) => {
      const act = event.target.closest("[data-act]")?.dataset.act;
      if (act) {
        tray.remove();
        journal.drop(book, `${key}:tray`, 0);
      }
      if (act === "put-back") {
        putBack(text);
      }
    });
  }

  return { show };
})();
