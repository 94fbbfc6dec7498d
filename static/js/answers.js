/* answers.js: saves each answer by itself and never over a colleague's.
   A field has one request under way; what was typed meanwhile is sent after it. Until
   the server has it, the journal keeps it. Without script the page's button saves. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-journal]");
  if (!form) {
    return;
  }
  const book = form.dataset.journal;
  const words = document.getElementById("answer-words").dataset;
  const language = document.documentElement.lang;
  const PAUSE = 800;
  const RETRIES = [1000, 2000, 5000, 10000, 30000];
  const fields = Array.from(form.querySelectorAll("[data-save]"), answerField);

  function slip(id) {
    return document.getElementById(id).content.cloneNode(true);
  }

  // As the server composes and counts: line ends of one character, NFC, code points.
  function composed(text) {
    return text.replace(/\r\n?/g, "\n").replace(/\0/g, "").normalize("NFC");
  }

  function answerField(box) {
    const area = box.querySelector("textarea");
    const uses = Array.from(box.querySelectorAll("input[type=radio]"));
    const [state, spoken] = [box.querySelector(".reply__state"), box.querySelector(".reply__spoken")];
    const counter = box.querySelector(".reply__count");
    const limit = Number(box.dataset.limit);
    const { key, save } = box.dataset;
    let version = Number(box.dataset.version);
    let stored = value();
    let sending = false;
    let tries = 0;
    let timer = 0;
    let voice = 0;
    let clash = null;
    let since = 0;

    function value() {
      const use = uses.find((each) => each.checked);
      return { text: composed(area.value), use: use ? use.value : "" };
    }

    function isStored() {
      const now = value();
      return now.text === stored.text && now.use === stored.use;
    }

    function fill({ text, use }) {
      area.value = text;
      uses.forEach((each) => { each.checked = each.value === use; });
      count();
    }

    function say(text, extra) {
      state.replaceChildren(text, ...(extra || []).map(slip));
      box.classList.toggle("reply--trouble", Boolean(extra));
    }

    function count() {
      const size = [...value().text].length;
      const over = size - limit;
      const sentence = over > 0 ? words.over : words.count;
      const figures = { NUMBER: size, LIMIT: limit, EXCESS: over };
      const text = sentence.replace(/[A-Z]{5,}/g, (name) => figures[name].toLocaleString(language));
      counter.textContent = text;
      counter.classList.toggle("reply__count--over", over > 0);
      clearTimeout(voice);
      voice = setTimeout(() => { spoken.textContent = over > -100 ? text : ""; }, 1000);
    }

    function changed() {
      count();
      if (clash) {
        return keep();
      }
      if (isStored() && !sending) {
        journal.drop(book, key);
        return say(since ? state.textContent : "");
      }
      keep();
      say(words.unsaved);
      wait(PAUSE);
    }

    function keep() {
      journal.put(book, key, { ...value(), version, at: Date.now() });
    }

    function wait(pause) {
      clearTimeout(timer);
      timer = setTimeout(send, pause);
    }

    async function send() {
      clearTimeout(timer);
      if (sending || clash || isStored()) {
        return;
      }
      sending = true;
      const sent = value();
      say(words.saving);
      const body = new URLSearchParams({ ...sent, version });
      const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
      let answer = null;
      try {
        answer = await fetch(save, {
          method: "POST", body, headers: { "X-CSRFToken": token }, signal: AbortSignal.timeout(15000),
          keepalive: sent.text.length < 15000, // a larger body may not outlive its page
        });
      } catch {
        // no network, no server, or no answer in time
      }
      sending = false;
      await heard(answer, sent);
    }

    async function heard(answer, sent) {
      const isOurs = answer && !answer.redirected && answer.headers.get("content-type")?.includes("json");
      if (answer && (answer.redirected || answer.status === 403)) {
        return say(words.signedOut, ["answer-sign-in", "answer-retry"]);
      }
      if (!isOurs || answer.status === 429 || answer.status >= 500) {
        return again();
      }
      const said = await answer.json();
      if (answer.status === 409) {
        clash = { ...said, mine: sent };
        say(words.choose, ["answer-choose"]);
        return offer();
      }
      if (!answer.ok) {
        return say(`${words.refused} ${said.message}`, ["answer-retry"]);
      }
      [version, stored, tries, since] = [said.version, sent, 0, Date.now()];
      form.querySelector(`[name="${key}-version"]`).value = version;
      if (isStored()) {
        journal.drop(book, key);
        return say(said.said);
      }
      keep();
      return wait(0);
    }

    function again() {
      const pause = RETRIES[Math.min(tries, RETRIES.length - 1)] * (0.8 + 0.4 * Math.random());
      tries += 1;
      say(navigator.onLine ? words.again : words.offline, ["answer-retry"]);
      wait(pause);
    }

    // Never over what somebody is typing elsewhere: the next key could choose for them.
    function offer() {
      const at = document.activeElement;
      if (at === area || at === document.body || !form.contains(at)) {
        open();
      }
    }

    function open() {
      const title = box.querySelector(".reply__title").textContent;
      conflict.show({ title, ...clash }, choose);
    }

    function choose(which) {
      const mine = value();
      const theirs = { text: clash.text, use: clash.use };
      version = clash.version;
      stored = theirs;
      clash = null;
      if (which === "theirs") {
        tray(mine.text);
        fill(theirs);
        journal.drop(book, key);
        form.querySelector(`[name="${key}-version"]`).value = version;
        say("");
      } else {
        if (which === "both") {
          fill({ text: `${theirs.text}\n\n${mine.text}`, use: mine.use });
        }
        keep();
        wait(0);
      }
      area.focus();
    }

    function tray(text) {
      leftovers.show(box, text, book, key, (kept) => { area.value = kept; changed(); area.focus(); });
    }

    box.addEventListener("input", (event) => { if (!event.target.closest(".tray")) { changed(); } });
    box.addEventListener("focusout", () => { if (!isStored()) { send(); } });
    box.addEventListener("click", (event) => {
      const act = event.target.closest("[data-act]")?.dataset.act;
      if (act === "retry") { tries = 0; send(); }
      if (act === "choose") { open(); }
    });

    const left = journal.get(book, key);
    if (left && (left.text !== stored.text || left.use !== stored.use)) {
      version = left.version; // if a colleague was faster, the server says so and both are shown
      fill(left);
      say(words.restored);
      wait(0);
    } else if (left) {
      journal.drop(book, key);
    }
    tray(journal.get(book, `${key}:tray`)?.text || "");
    return { send, hurry: () => { tries = 0; send(); } };
  }

  // Signing in anew, in another tab, changes the token that this page carries.
  async function renewed() {
    const answer = await fetch(location.pathname).catch(() => null);
    if (answer?.ok && !answer.redirected) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      form.querySelector("[name=csrfmiddlewaretoken]").value = fresh.querySelector("[name=csrfmiddlewaretoken]").value;
    }
  }

  window.addEventListener("online", () => fields.forEach((each) => each.hurry()));
  window.addEventListener("focus", async () => {
    if (form.querySelector(".reply--trouble")) {
      await renewed();
      fields.forEach((each) => each.hurry());
    }
  });
  window.addEventListener("pagehide", () => fields.forEach((each) => each.send()));
  form.querySelectorAll("[data-with-script]").forEach((each) => { each.hidden = false; });
});
