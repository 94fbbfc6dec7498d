/* typed.js: keeps in the journal what was typed into a form of a draft until it is saved, and
   puts it back where that form is opened again, over the version it was typed over.
   Answers and ticks that save by themselves are kept by their own scripts. */
"use strict";

(function () {
  const person = document.querySelector("[data-signs-out]")?.dataset.signsOut;
  const draft = location.pathname.match(/[0-9a-f]{8}-[0-9a-f-]{27}/)?.[0];
  const book = `${person}/${draft}`;
  const SENT = "sent-form"; // of this tab: the entry of the form that was sent last, its page and where it went
  const TYPED = "textarea, input:is(:not([type]), [type=text], [type=email], [type=url], [type=tel], [type=number], [type=date])";
  const FORM = "main form[method=post]:not([data-journal]), dialog form[method=post]";
  const stored = new WeakMap(); // what the server holds of a form, as far as its page knows
  const touched = new WeakSet(); // typed into since it was sent
  let isUnkept = false;

  function inTab(act) {
    try {
      return act(sessionStorage);
    } catch {
      return null; // storage is refused: then nothing was kept either
    }
  }

  // A refused form is answered by its own page, a saved one leads on to another: but not who
  // has to sign in or set something up first, and never whoever did so in somebody's place.
  // What no server answered is not saved, wherever its tab is led later on.
  const [sent, ...ways] = (inTab((tab) => tab.getItem(SENT)) || "").split(" ");
  inTab((tab) => tab.removeItem(SENT));
  const isBack = Boolean(document.querySelector("[data-kept-note]"));
  const isRefused = Boolean(document.querySelector(".messages :is(.note--unknown, .note--not-met)")); // as where a colleague removed it
  const [way] = performance.getEntriesByType("navigation");
  const isTheirs = Boolean(sent.startsWith(`unsaved:${person}/`)) && !location.pathname.startsWith("/accounts/");
  const isAnswered = Boolean(document.referrer) && ways.includes(new URL(document.referrer).pathname);
  const isSaved = Boolean(isTheirs && isAnswered && way?.redirectCount && !isBack && !isRefused);
  if (isSaved) {
    journal.remove(sent);
  }
  if (!person || !draft) {
    return;
  }

  const place = (form) => new URL(form.getAttribute("action") || "", location.href).pathname;

  function key(form) {
    const same = Array.from(document.querySelectorAll(FORM)).filter((each) => place(each) === place(form));
    return `form:${encodeURIComponent(place(form))}:${same.indexOf(form)}`;
  }

  const controls = (form) => Array.from(form.elements).filter((each) => each.name && !each.matches(":disabled, button, [type=password], [type=file], [name=csrfmiddlewaretoken]"));
  const isOn = (each) => !/^(checkbox|radio)$/.test(each.type) || each.checked;

  function values(form) {
    return controls(form).filter(isOn).flatMap((each) => (each.options
      ? Array.from(each.selectedOptions, ({ value }) => [each.name, value])
      : [[each.name, each.value]]));
  }

  function seen(form, pairs) {
    const hidden = new Set(controls(form).filter(({ type }) => type === "hidden").map(({ name }) => name));
    return JSON.stringify(pairs.filter(([name]) => !hidden.has(name)));
  }

  function fill(form, pairs) {
    const left = pairs.slice();
    const take = (name) => left.splice(left.findIndex((each) => each[0] === name), 1)[0][1];
    const has = (name, value) => pairs.some((each) => each[0] === name && each[1] === value);
    controls(form).forEach((each) => {
      if (each.options) {
        Array.from(each.options).forEach((option) => { option.selected = has(each.name, option.value); });
        each.dispatchEvent(new Event("change")); // to a search drawn over it, and to nobody above
      } else if (/^(checkbox|radio)$/.test(each.type)) {
        each.checked = has(each.name, each.value);
      } else if (left.some(([name]) => name === each.name)) {
        each.value = take(each.name);
      }
    });
  }

  function keep(form) {
    const now = values(form);
    if (seen(form, now) === stored.get(form)) {
      journal.drop(book, key(form), 0);
      return;
    }
    const isDrawer = form.closest("dialog");
    const title = (isDrawer || document).querySelector(isDrawer ? "h2" : "h1")?.textContent.trim() || document.title;
    const page = isDrawer ? place(form) : location.pathname;
    const texts = controls(form).filter((each) => each.matches(TYPED) && each.value.trim());
    const changed = texts.filter((each) => each.value !== each.defaultValue);
    const said = (changed.length ? changed : texts).map(({ value }) => value);
    const isKept = journal.put(book, key(form), { text: JSON.stringify(now), said, title, page, version: 0, at: Date.now() });
    isUnkept = !isKept;
  }

  function pairsOf(entry) {
    try {
      return JSON.parse(entry.text);
    } catch {
      return []; // not written by us
    }
  }

  function putBack(form) {
    const before = values(form);
    const kept = journal.own(book, key(form));
    form.dataset.typed = key(form);
    const isMerged = !form.closest("dialog") && Boolean(document.querySelector("main .conflict"));
    const isAnswer = isMerged || Boolean(sent && !isSaved) || isBack; // it shows what was typed, and nobody has saved it
    stored.set(form, isAnswer && kept ? "" : seen(form, before));
    if (!form.querySelector(TYPED) || !controls(form).length) {
      return;
    }
    if (kept && isMerged) {
      keep(form); // with what a colleague changed beside it, which filling it again would undo
      return;
    }
    journal.left(book, key(form)).then((left) => left && offer(form, { left, before, isAnswer }));
  }

  function offer(form, { left, before, isAnswer }) {
    const pairs = pairsOf(left);
    if (seen(form, pairs) === seen(form, before)) {
      if (!isAnswer) {
        journal.drop(book, key(form), 0);
      }
      return;
    }
    fill(form, pairs);
    form.prepend(document.getElementById("typed-again").content.cloneNode(true));
    form.querySelector("[data-drops]").addEventListener("click", (event) => {
      fill(form, before);
      journal.drop(book, key(form), 0);
      event.target.parentElement.remove();
      form.querySelector(TYPED).focus();
    });
  }

  document.addEventListener("input", ({ target }) => {
    const form = target.form;
    if (form?.matches(FORM) && !target.closest("[data-carried]") && (target.matches(TYPED) || journal.own(book, key(form)))) {
      touched.add(form);
      inTab((tab) => tab.removeItem(SENT));
      keep(form);
    }
  });

  document.addEventListener("submit", (event) => {
    const kept = event.target.matches(FORM) && journal.own(book, key(event.target));
    if (kept && !event.defaultPrevented) { // else a script sends it
      inTab((tab) => tab.setItem(SENT, [kept.at, location.pathname, place(event.target)].join(" ")));
      isUnkept = false;
    }
  });

  document.addEventListener("click", ({ target }) => {
    const form = target.closest("[data-gives-up]")?.closest(FORM);
    if (form) {
      journal.drop(book, key(form), 0);
      isUnkept = false;
    }
  });

  document.addEventListener("htmx:beforeSend", ({ detail }) => touched.delete(detail.elt));
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const { xhr, requestConfig } = detail;
    const { elt } = requestConfig; // that of the event is what is swapped
    const isOurs = !xhr.responseURL || new URL(xhr.responseURL).pathname === new URL(requestConfig.path, location.href).pathname;
    if (requestConfig.verb === "post" && elt.matches(FORM) && xhr.status < 300 && isOurs && !touched.has(elt)) {
      journal.drop(book, key(elt), 0);
      stored.set(elt, seen(elt, values(elt)));
    }
  });
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.requestConfig.verb === "get") {
      detail.target.querySelectorAll(FORM).forEach(putBack);
    }
  });
  window.addEventListener("beforeunload", (event) => { // where the browser keeps nothing
    if (isUnkept) {
      event.preventDefault();
    }
  });

  document.querySelectorAll(FORM).forEach(putBack);
})();
