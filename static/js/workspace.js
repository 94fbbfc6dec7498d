/* workspace.js: opens the drawer, says when nothing was saved.
   Without script every link and button here leads to a page that does the same. */
"use strict";

(function () {
  const body = document.body;
  const drawer = document.getElementById("partner-form");

  // ---- Links that open what they lead to beside the page

  // One listener for all hundred: htmx would read each of them before the page answers.
  body.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-opens]");
    if (!link || !window.htmx || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    const { pathname, search } = new URL(link.getAttribute("href"), location.href);
    htmx.ajax("GET", `${pathname}fragment/${search}`, { source: link, event, target: `#${link.dataset.opens}` })
      .catch(() => {}); // failed() has told it
  });

  // ---- Rows of partners: a way to one that stands here does not ask for this page again

  body.addEventListener("click", (event) => {
    const link = event.target.closest('a[href*="#p"]');
    const row = link && document.getElementById(link.hash.slice(1));
    const isOtherwise = event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (row && link.pathname === location.pathname && !isOtherwise) {
      event.preventDefault();
      location.hash = link.hash;
      row.scrollIntoView(); // also where the address says so already
    }
  });

  // ---- The drawer with the form of one partner

  const form = () => drawer.querySelector("form");
  const typed = () => (form() ? new URLSearchParams(new FormData(form())).toString() : "");
  let loaded = "";

  function opened(isFresh) {
    if (!drawer.open) {
      drawer.showModal();
    }
    if (isFresh) {
      loaded = typed();
    }
    drawer.scrollTop = 0;
  }

  // What would be typed into a form on its way would go with it: it takes nothing until its
  // answer is there. Who came by keys stands where they stood when it did not come.
  let stood = null;

  function hold() {
    stood = document.activeElement;
    drawer.querySelectorAll("fieldset, .slip__foot button").forEach((each) => { each.disabled = true; });
  }

  function release() {
    drawer.querySelectorAll(":disabled").forEach((each) => { each.disabled = false; });
    stood.focus();
  }

  body.addEventListener("htmx:beforeSend", (event) => {
    if (event.detail.elt === form()) {
      hold();
    }
  });

  drawer.addEventListener("click", (event) => {
    if (event.target.closest("[data-closes]")) {
      event.preventDefault();
      drawer.close();
    }
  });

  // Esc must not throw typed text away: it asks by moving to the button that does.
  drawer.addEventListener("cancel", (event) => {
    const way = drawer.querySelector("[data-gives-up]");
    if (typed() !== loaded && document.activeElement !== way) {
      event.preventDefault();
      way.focus();
    }
  });

  // One partner after the other: the drawer stays, and asks for whom is still wanted.
  const ANOTHER = "another-partner";
  body.addEventListener(ANOTHER, (event) => {
    const address = `${drawer.dataset.add}?${event.detail.query}`;
    htmx.ajax("GET", address, { target: drawer }).catch(() => drawer.close());
  });

  drawer.addEventListener("close", () => drawer.replaceChildren());

  // ---- A note of what was just removed: who closes it stands where the list begins, and
  // ---- does not meet it again on this page opened anew

  const CLOSED = "closed-undo";
  const note = document.querySelector("[data-undo]");
  if (note && note.dataset.undo === kept(() => sessionStorage.getItem(CLOSED))) {
    note.remove();
  }

  function kept(act) {
    try {
      return act();
    } catch {
      return undefined; // the browser keeps nothing for us
    }
  }

  body.addEventListener("click", (event) => {
    if (event.target.closest("[data-dismisses]")) {
      const closed = event.target.closest("form");
      kept(() => sessionStorage.setItem(CLOSED, closed.dataset.undo));
      closed.remove();
      document.getElementById("partners").focus({ preventScroll: true });
    }
  });

  // ---- The task list as a popover: a place on this page is reached by leaving it

  body.addEventListener("click", (event) => {
    const popover = event.target.closest(".tasks:popover-open");
    if (popover && event.target.closest("a")) {
      popover.hidePopover();
    }
  });

  // ---- A title is one line, however many its box has

  body.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && event.target.matches(".facts-form textarea")) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  });

  // ---- Fields the server refused

  function markRefused(state) {
    const form = state.closest("form");
    const refused = Array.from(state.querySelectorAll('a[href^="#id_"]'), (link) => link.hash.slice(1));
    form.querySelectorAll("[aria-invalid]").forEach((each) => each.removeAttribute("aria-invalid"));
    refused.forEach((id) => document.getElementById(id)?.setAttribute("aria-invalid", "true"));
  }

  // ---- The reading a person chose while the answer with the panel travelled

  const slot = document.getElementById("panel-slot");
  let reading = { value: "", held: false };

  function noteReading() {
    const chosen = slot.querySelector("[name=reading]:checked");
    reading = { value: chosen.value, held: chosen === document.activeElement };
  }

  function keepReading() {
    const same = slot.querySelector(`[name=reading][value="${reading.value}"]`);
    same.checked = true;
    if (reading.held) {
      same.focus();
    }
  }

  // ---- Answers that did not come

  function say(which, element) {
    if (element === form()) {
      release();
    }
    // In the drawer beside its buttons, which are in sight wherever it is scrolled.
    const place = (drawer.open && drawer.querySelector(".slip__foot"))
      || element.closest("form:not(td form), section, #composition") || body;
    clear();
    const slip = document.getElementById(which).content.cloneNode(true);
    if (place.matches(".facts-form")) {
      document.getElementById("facts-state").replaceChildren(slip);
    } else {
      place.prepend(slip);
      place.querySelector(".failure").scrollIntoView({ block: "nearest" });
    }
  }

  function clear() {
    document.querySelectorAll(".failure").forEach((each) => each.remove());
  }

  body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, target, requestConfig } = event.detail;
    // Signed out, the server answers with the page to sign in: not what was asked for.
    const asked = new URL(requestConfig.path, location.href).pathname;
    if (xhr.responseURL && new URL(xhr.responseURL).pathname !== asked) {
      event.detail.shouldSwap = false;
      say("signed-out", requestConfig.elt);
      return;
    }
    if (event.detail.shouldSwap) {
      clear();
    }
    if (target.id === "composition" && !xhr.getResponseHeader("HX-Trigger-After-Settle")?.includes(ANOTHER)) {
      drawer.close(); // before the swap, so that the focus can go to the new row
    } else if (target === slot) {
      noteReading();
    }
  });

  body.addEventListener("htmx:afterSwap", (event) => {
    const target = event.detail.target;
    if (target === drawer) {
      opened(event.detail.requestConfig.verb === "get");
    } else if (target === slot) {
      keepReading();
    } else if (target.id === "facts-state") {
      markRefused(target);
    } else if (target.id === "facts") {
      document.getElementById("id_acronym").focus(); // theirs were kept: what else did they change
      htmx.trigger(body, "composition-changed");
    }
  });

  window.addEventListener("focus", () => {
    if (document.querySelector(".failure[data-renews]")) {
      renewal();
    }
  });

  function failed(event) {
    if (event.detail.elt.closest("[data-optional]")) {
      return; // the link it stands for leads to the same
    }
    say({ 403: "signed-out", 503: "not-now" }[event.detail.xhr?.status] || "no-answer", event.detail.elt);
  }

  body.addEventListener("htmx:sendError", failed);
  body.addEventListener("htmx:responseError", failed);
  body.addEventListener("htmx:timeout", failed);
})();
