/* session.js: says five minutes before that the session ends, with one button that
   lengthens it, and afterwards that it has ended. What was asked is kept for all tabs. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const note = document.getElementById("session");
  if (!note) {
    return;
  }
  const WARNING = 300 * 1000;
  const SETTLED = 5 * 1000; // a page that is left at once asks nothing
  const LONGEST = 24 * 3600 * 1000; // a timer holds 24 days at most, and a sleeping computer stops it
  const MINUTE = 60 * 1000;
  const KEY = `session-end:${note.dataset.person}`;
  const said = note.querySelector("[data-said]");
  let timer = 0;
  let from = null; // where the person was at work before coming to the notice

  function known() {
    try {
      return Number(localStorage.getItem(KEY)) - Date.now();
    } catch {
      return 0; // storage is refused: each page asks
    }
  }

  async function ask(options) {
    const answer = await fetch(note.action, options).catch(() => null);
    if (!answer) {
      return null; // no network: nothing is known
    }
    const isOurs = answer.ok && !answer.redirected;
    const left = isOurs ? (await answer.json()).left * 1000 : 0;
    try {
      localStorage.setItem(KEY, Date.now() + left);
    } catch {
      // as above
    }
    return left;
  }

  function plan(pause) {
    clearTimeout(timer);
    timer = setTimeout(look, Math.min(pause, LONGEST));
  }

  function tell(left) {
    const ended = left <= 0;
    const minutes = Math.ceil(left / MINUTE);
    const { soon, one, over } = note.dataset;
    const words = ended ? over : minutes === 1 ? one : soon.replace("NUMBER", minutes);
    if (said.textContent !== words) {
      said.textContent = words;
    }
    note.querySelector("button").hidden = ended;
    note.querySelector("a").hidden = !ended;
    note.hidden = false;
  }

  async function look() {
    const left = known() > WARNING ? known() : await ask();
    if (left === null) {
      return plan(MINUTE);
    }
    if (left > WARNING) {
      note.hidden = true;
      return plan(left - WARNING);
    }
    tell(left);
    return plan(MINUTE);
  }

  note.addEventListener("submit", async (event) => {
    event.preventDefault();
    await ask({ method: "POST", body: new FormData(note) });
    (from || document.getElementById("content")).focus({ preventScroll: true });
    look();
  });
  // By pointer one comes straight from there; by Tab through all that lies between.
  note.addEventListener("focusin", ({ relatedTarget }) => { from = relatedTarget?.closest("main") || !from ? relatedTarget : from; });
  document.addEventListener("keydown", ({ key, target }) => { from = target.closest("main") && !["Tab", "Shift"].includes(key) ? target : from; });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { look(); } });
  plan(SETTLED);
});
