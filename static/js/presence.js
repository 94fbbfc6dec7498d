/* presence.js: says who else is on this section, and that we are. Polite: it never takes
   the focus, blocks nothing, and is silent when the network is away. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const line = document.querySelector("[data-presence]");
  if (!line) {
    return;
  }
  const EVERY = 20000;
  const LEAST = 2000; // walking through fields with Tab must not knock at each of them
  let question = "";
  let timer = 0;
  let last = 0;

  function say(text) {
    if (line.textContent !== text) {
      line.textContent = text;
    }
  }

  async function beat() {
    clearTimeout(timer);
    timer = setTimeout(beat, EVERY);
    if (document.hidden) {
      return;
    }
    last = Date.now();
    await ask(true);
  }

  async function ask(isFirst) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ question });
    try {
      const answer = await fetch(line.dataset.presence, { method: "POST", body, headers: { "X-CSRFToken": token } });
      if (answer.status === 403 && isFirst && await renewal()) {
        await ask(false);
        return;
      }
      const isOurs = answer.ok && !answer.redirected;
      say(isOurs ? (await answer.json()).said : "");
    } catch {
      say(""); // no network: nobody knows who is here
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(beat, Math.max(0, last + LEAST - Date.now()));
  }

  document.addEventListener("focusin", (event) => {
    const now = event.target.closest("[data-key]")?.dataset.key.split("--")[0] || "";
    if (now && now !== question) {
      question = now;
      soon();
    }
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { soon(); } });
  beat();
});
