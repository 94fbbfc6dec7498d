/* answer-field.js: one answer of a section, saved by itself and never over a colleague's.
   It has one request under way; what was typed meanwhile is sent after it. Until the
   server has it, the journal keeps it. */
"use strict";

window.answerField = (function () {
  const PAUSE = 800;
  const RETRIES = [1000, 2000, 5000, 10000, 30000];
  const LASTING = 5000; // a failure that lasts offers a way to carry the text off

  function slip(id) {
    return document.getElementById(id).content.cloneNode(true);
  }

  // `book` names the person and the draft in the journal, `words` hold the sentences.
  return function answerField(box, { form, book, words }) {
    const area = box.querySelector("textarea");
    const uses = Array.from(box.querySelectorAll("input[type=radio]"));
    const state = box.querySelector(".reply__state");
    const tell = counter.of(box, words);
    const { key, save } = box.dataset;
    let version = Number(box.dataset.version);
    let stored = value();
    let sending = false;
    let tries = 0;
    let timer = 0;
    let clash = null;
    let since = 0;
    let failing = 0; // since when, or 0
    let asked = false; // for the token of now, since the last save
    let line = null; // what stands there is not said again: it would be read aloud at each key

    function value() {
      const use = uses.find((each) => each.checked);
      return { text: counter.composed(area.value), use: use ? use.value : "" };
    }

    function isStored() {
      const now = value();
      return now.text === stored.text && now.use === stored.use;
    }

    function fill({ text, use }) {
      area.value = text;
      uses.forEach((each) => { each.checked = each.value === use; });
      tell(value().text);
    }

    function say(text, extra) {
      const next = [text, ...(extra || [])].join();
      if (next === line) {
        return;
      }
      line = next;
      const held = state.contains(document.activeElement) && document.activeElement.dataset;
      state.replaceChildren(text, ...(extra || []).map(slip));
      if (held) { // a line said anew keeps the keyboard's place, or gives it back to the text
        (state.querySelector(`[data-act="${held.act}"]`) || area).focus({ preventScroll: true });
      }
      box.classList.toggle("reply--trouble", Boolean(extra));
    }

    function changed() {
      counter.tidy(area);
      tell(value().text);
      if (clash) {
        return keep();
      }
      if (isStored() && !sending) {
        journal.drop(book, key, version);
        return say(since ? state.textContent : "");
      }
      keep();
      say(words.unsaved);
      wait(PAUSE);
    }

    function keep() {
      journal.put(book, key, { ...value(), version, at: Date.now() });
    }

    // The entry moves with the version it is written over; the new one is put first.
    function goOnFrom(next) {
      const before = version;
      version = next;
      form.querySelector(`[name="${key}-version"]`).value = version;
      const isThere = isStored();
      if (!isThere) {
        keep();
      }
      if (isThere || before !== version) {
        journal.drop(book, key, before);
      }
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
      if (!tries) {
        say(words.saving); // while it fails, the trouble stays told
      }
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
        if (!asked && await renewal()) {
          asked = true;
          return send();
        }
        return say(words.signedOut, ["answer-sign-in", "answer-retry", "answer-copy"]);
      }
      const said = isOurs ? await answer.json().catch(() => ({})) : {};
      if (!isOurs || answer.status === 429 || answer.status >= 500) {
        return again(answer?.status === 503, said.why);
      }
      if (answer.status === 409) {
        clash = { ...said, mine: sent };
        say(words.choose, ["answer-choose"]);
        return offer();
      }
      if (!answer.ok) {
        return say(`${words.refused} ${said.message}`, [said.kept ? "answer-kept" : "answer-retry", "answer-copy"]);
      }
      [stored, tries, failing, since, asked] = [sent, 0, 0, Date.now(), false];
      box.querySelector(".reply__history").hidden = false; // the first save begins it
      if (sent.text.trim() || sent.use) { form.dispatchEvent(new Event("answered")); }
      goOnFrom(said.version);
      return isStored() ? say(said.said) : wait(0);
    }

    function again(isNotNow, because) {
      const pause = RETRIES[Math.min(tries, RETRIES.length - 1)] * (0.8 + 0.4 * Math.random());
      tries += 1;
      failing ||= Date.now();
      const lasts = Date.now() - failing + pause >= LASTING; // or will before the next answer
      const why = isNotNow ? [words.notNow, because].filter(Boolean).join(" ") : words.again;
      say(navigator.onLine ? why : words.offline, ["answer-retry", ...(lasts ? ["answer-copy"] : [])]);
      wait(pause);
    }

    async function carryOff(button) {
      try {
        await navigator.clipboard.writeText(area.value);
        button.textContent = words.copied;
      } catch {
        area.focus();
        area.select(); // no clipboard here: the keyboard's or phone's own copying does it
        button.textContent = words.marked;
      }
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
      const now = clash.version;
      stored = theirs;
      clash = null;
      if (which === "theirs") {
        tray(mine.text);
        fill(theirs);
        say("");
      }
      if (which === "both") {
        fill({ text: `${theirs.text}\n\n${mine.text}`, use: mine.use });
      }
      goOnFrom(now);
      if (which !== "theirs") {
        wait(0);
      }
      area.focus();
    }

    function tray(text) {
      leftovers.show(box, text, book, key, (kept) => { area.value = kept; changed(); area.focus(); });
    }

    box.addEventListener("input", (event) => { if (!event.target.closest(".tray")) { changed(); } });
    // What is being pressed in the line of the state must not go away under the pointer,
    // nor the text be sent that a button there has marked.
    box.addEventListener("focusout", ({ relatedTarget: to }) => { if (!isStored() && !box.contains(to)) { send(); } });
    box.addEventListener("click", (event) => {
      const act = event.target.closest("[data-act]")?.dataset.act;
      if (act === "retry") { tries = 0; renewal().then(send); }
      if (act === "choose") { open(); }
      if (act === "copy") { carryOff(event.target.closest("button")); }
    });

    journal.left(book, key).then((left) => {
      if (left && (left.text !== stored.text || left.use !== stored.use)) {
        version = left.version; // if a colleague was faster, the server says so and both are shown
        fill(left);
        say(words.restored);
        wait(0);
      } else if (left) {
        journal.drop(book, key, left.version);
      }
    });
    journal.left(book, `${key}:tray`).then((put) => tray(put?.text || ""));
    return { send, hurry: () => { tries = 0; send(); } };
  };
})();
