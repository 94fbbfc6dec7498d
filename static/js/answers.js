/* answers.js: the answers of a section together: what leaving, coming back and signing in
   again mean for them. Without script the page's button saves. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-journal]");
  if (!form) {
    return;
  }
  const page = { form, book: form.dataset.journal, words: document.getElementById("answer-words").dataset };
  const fields = Array.from(form.querySelectorAll("[data-save]"), (box) => answerField(box, page));

  async function goOn() {
    if (form.querySelector(".reply--trouble")) {
      await renewal();
      fields.forEach((each) => each.hurry());
    }
  }

  // The first answer begins a section; how far it is then, the next page says.
  form.addEventListener("answered", () => document.querySelectorAll("[data-begun]").forEach((each) => {
    each.textContent = each.dataset.begun;
    each.classList.add("wait");
    each.removeAttribute("data-begun");
  }));
  window.addEventListener("online", () => fields.forEach((each) => each.hurry()));
  window.addEventListener("focus", goOn);
  window.addEventListener("storage", ({ key }) => { // another tab learned how long its session lasts
    if (key?.startsWith("session-end:")) {
      goOn();
    }
  });
  window.addEventListener("pagehide", () => fields.forEach((each) => each.send()));
  form.querySelectorAll("[data-with-script]").forEach((each) => { each.hidden = false; });
});
