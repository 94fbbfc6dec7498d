/* sign-out.js: before somebody leaves this computer, asks what becomes of text the server
   never got, and says on pages of a draft that there is some. Nothing is lost unasked.
   Afterwards going back shows no page of theirs: it is asked for anew. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const dialog = document.getElementById("sign-out");
  let leaving = null;
  const LEFT = "signed-out:";

  function remember(act) {
    try {
      return act(localStorage);
    } catch {
      return null; // storage is refused: pages that must not be kept say so themselves
    }
  }

  document.addEventListener("submit", (event) => {
    const person = event.target.dataset.signsOut;
    const kept = person && dialog ? journal.within(`${person}/`) : [];
    if (kept.length && !event.target.dataset.decided) {
      event.preventDefault();
      leaving = event.target;
      dialog.querySelector("[data-number]").textContent = kept.length;
      dialog.showModal();
    } else if (person) {
      remember((storage) => storage.setItem(LEFT + person, "1"));
    }
  });

  // A page that came from the server just now belongs to whoever is signed in.
  window.addEventListener("pageshow", ({ persisted }) => {
    const person = document.querySelector("[data-signs-out]")?.dataset.signsOut;
    const [way] = performance.getEntriesByType("navigation");
    if (!person) {
      return;
    }
    if (!persisted && way?.type !== "back_forward") {
      remember((storage) => storage.removeItem(LEFT + person));
    } else if (remember((storage) => storage.getItem(LEFT + person))) {
      document.documentElement.hidden = true;
      location.reload();
    }
  });

  dialog?.addEventListener("click", (event) => {
    const act = event.target.closest("[data-leave]")?.dataset.leave;
    if (!act) {
      return;
    }
    dialog.close();
    if (act === "discard") {
      journal.within(`${leaving.dataset.signsOut}/`).forEach(({ at }) => journal.remove(at));
    }
    if (act !== "stay") {
      leaving.dataset.decided = act;
      leaving.requestSubmit();
    }
  });

  // What fields of this page have kept, they bring back by themselves.
  document.querySelectorAll("[data-unsaved-note]").forEach((note) => {
    const elsewhere = journal.within(`${note.dataset.unsavedNote}/`).filter(({ key }) => {
      const field = key.replace(/:tray$/, "");
      const here = CSS.escape(field);
      return field === key && !document.querySelector(`[data-key="${here}"][data-save], [data-typed="${here}"]`);
    });
    note.hidden = !elsewhere.length;
  });
});
