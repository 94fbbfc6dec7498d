/* unsaved.js: the page of what this computer kept of one draft and the server never got.
   All of it is restored or nothing; only what the server has confirmed leaves the journal. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const page = document.querySelector("[data-unsaved-page]");
  if (!page) {
    return;
  }
  const words = page.dataset;
  const list = page.querySelector(".unsaved__list");
  const said = page.querySelector(".unsaved__said");
  const acts = page.querySelector(".actions");
  const sure = page.querySelector("[data-sure]");
  let kept = [];

  const isForm = ({ key }) => key.startsWith("form:");

  // What was put aside at a conflict is shown below its answer.
  const all = () => journal.within(`${words.unsavedPage}/`).filter(({ key }) => !key.endsWith(":tray"));

  // Of an answer the newest; of a form what each tab kept.
  function newest() {
    const seen = new Set();
    return all().filter((each) => {
      const isFirst = !seen.has(each.key);
      seen.add(each.key);
      return isFirst || isForm(each);
    });
  }

  // A form is filled again where it stands: here it is shown, and led to.
  function formSection({ entry }) {
    const made = document.getElementById("unsaved-form").content.cloneNode(true);
    const link = made.querySelector("a");
    [link.textContent, link.href] = [entry.title, new URL(entry.page, location.href).pathname];
    const place = made.querySelector("section");
    entry.said.forEach((text) => {
      place.append(Object.assign(document.createElement("p"), { className: "versions__text gap-t", textContent: text }));
    });
    return made;
  }

  function say(text, names) {
    const items = (names || []).map((name) => Object.assign(document.createElement("li"), { textContent: name }));
    said.replaceChildren(text);
    said.nextElementSibling.matches("ul") && said.nextElementSibling.remove();
    if (items.length) {
      const made = document.createElement("ul");
      made.append(...items);
      said.after(made);
    }
    said.focus();
  }

  async function ask(address, texts) {
    const token = page.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ texts: JSON.stringify(texts) });
    const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token } }).catch(() => null);
    return answer && !answer.redirected && answer.status !== 403 ? answer : null;
  }

  function offer({ some, away }) {
    acts.hidden = !some;
    acts.querySelector("[data-act=again]").hidden = !away;
    acts.querySelector("[data-act=restore]").hidden = away || !list.querySelector("[data-restorable]");
  }

  async function show() {
    kept = newest();
    list.replaceChildren();
    if (!kept.length) {
      said.textContent = said.textContent || words.none;
      return offer({ some: false, away: false });
    }
    list.append(...kept.filter(isForm).map(formSection));
    const answers = kept.filter((each) => !isForm(each));
    if (!answers.length) {
      return offer({ some: true, away: false });
    }
    const answer = await ask(words.compare, answers.map(({ key, entry }) => ({
      key, text: entry.text, use: entry.use || "", version: entry.version,
    })));
    if (!answer?.ok) {
      say(words.away);
      return offer({ some: true, away: true });
    }
    const made = document.createElement("template");
    made.innerHTML = await answer.text(); // our own server's page, escaped there
    list.append(made.content);
    return offer({ some: true, away: false });
  }

  async function restore() {
    const shown = Array.from(list.querySelectorAll("[data-restorable]"), ({ dataset }) => ({
      ...dataset, ...kept.find(({ key }) => key === dataset.key),
    }));
    const answer = await ask(words.restore, shown.map(({ key, version, entry }) => ({
      key, version: Number(version), text: entry.text, use: entry.use || "",
    })));
    if (!answer) {
      return say(words.away);
    }
    if (!answer.ok) {
      const isOurs = answer.headers.get("content-type")?.includes("json");
      say(isOurs ? (await answer.json()).message : words.away);
      return show();
    }
    shown.forEach(({ at }) => journal.remove(at));
    say(words.restored, shown.map(({ title }) => title));
    return show();
  }

  function discard() {
    all().forEach(({ at }) => journal.remove(at));
    sure.hidden = true;
    say(words.discarded);
    show();
  }

  page.addEventListener("click", (event) => {
    const act = event.target.closest("[data-act]")?.dataset.act;
    if (act === "discard") {
      sure.hidden = false;
      sure.querySelector("[data-act=keep]").focus();
    }
    if (act === "keep") {
      sure.hidden = true;
      acts.querySelector("[data-act=discard]").focus();
    }
    ({ restore, sure: discard, again: show })[act]?.();
  });
  show();
});
