/* renewal.js: signing in anew, in another tab, changes the token that a page carries. The page
   takes the new one up where the same person is signed in, and for nobody else: what was
   typed here is theirs. */
"use strict";

window.renewal = (function () {
  const TOKEN = "[name=csrfmiddlewaretoken]";
  const person = (page) => page.querySelector("[data-signs-out]")?.dataset.signsOut;
  let asking = null; // fields that fail together ask once

  async function take() {
    const answer = await fetch(location.pathname).catch(() => null);
    if (!answer?.ok || answer.redirected) {
      return false;
    }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = fresh.querySelector(TOKEN)?.value;
    if (!token || !person(document) || person(fresh) !== person(document)) {
      return false;
    }
    document.querySelectorAll(TOKEN).forEach((each) => { each.value = token; });
    document.body.setAttribute("hx-headers", fresh.body.getAttribute("hx-headers"));
    return true;
  }

  // Says whether there is a new token.
  function renewed() {
    asking ||= take().finally(() => { asking = null; });
    return asking;
  }

  return renewed;
})();
