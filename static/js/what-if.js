/* what-if.js: says when a change did not arrive. Without script every button here
   leads to the page that does the same. */
"use strict";

(function () {
  const body = document.body;
  const part = document.getElementById("what-if");

  function clear() {
    document.querySelectorAll(".failure").forEach((each) => each.remove());
  }

  function say(which, element) {
    clear();
    const place = element.closest("section") || part;
    place.prepend(document.getElementById(which).content.cloneNode(true));
  }

  body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    // Signed out, the server answers with the page to sign in: not what was asked for.
    const asked = new URL(requestConfig.path, location.href).pathname;
    if (xhr.responseURL && new URL(xhr.responseURL).pathname !== asked) {
      event.detail.shouldSwap = false;
      say("signed-out", requestConfig.elt);
    }
  });

  function failed(event) {
    say({ 403: "signed-out", 503: "not-now" }[event.detail.xhr?.status] || "no-answer", event.detail.elt);
  }

  body.addEventListener("htmx:sendError", failed);
  body.addEventListener("htmx:responseError", failed);
  body.addEventListener("htmx:timeout", failed);
})();
