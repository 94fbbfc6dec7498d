/* passkey.js: joins allauth's passkey script to our forms. What needs it is hidden
   until it runs, because without script, or in an old browser, it cannot work. */
"use strict";

(function () {
  const KINDS = {
    add: (button, ids) => ({ add: button, ...ids, passwordless: "id_passwordless" }),
    authenticate: (button, ids) => ({ authenticate: button, ...ids }),
    login: (button, ids) => ({ login: button, ...ids }),
  };

  function say(words) {
    document.querySelectorAll("[data-passkey-trouble]").forEach((each) => {
      each.textContent = words;
      each.hidden = !words;
    });
  }

  function trouble(exception) {
    const place = document.querySelector("[data-passkey-trouble]").dataset;
    if (exception.name === "InvalidStateError") {
      return place.known;
    }
    return exception.name === "NotAllowedError" ? place.stopped : place.failed;
  }

  function join(form) {
    const kind = form.dataset.passkey;
    const button = document.getElementById(form.dataset.passkeyButton);
    const ids = { credential: form.elements.credential.id, data: "js_data" };
    window.allauth.webauthn.forms[`${kind}Form`]({ ids: KINDS[kind](button.id, ids) });
    button.addEventListener("click", () => say(""));
  }

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    say(trouble(event.detail.exception));
  });

  const can = Boolean(window.PublicKeyCredential);
  document.querySelectorAll("form[data-passkey]").forEach((form) => can && join(form));
  document.querySelectorAll("[data-needs-passkey]").forEach((each) => {
    each.hidden = !can;
  });
  document.querySelectorAll("[data-without-passkey]").forEach((each) => {
    each.hidden = can;
  });
})();
