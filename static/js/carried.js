/* carried.js: saves which work packages carry an activity out, at each tick.
   Ticks made meanwhile go in the next request. Without script the page's button saves. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-carried]").forEach((box) => {
    const seen = box.querySelector("input[type=hidden]");
    const state = box.querySelector(".carried__state");
    if (!seen) {
      return;
    }
    let sending = false;
    let again = false;
    let asked = false; // for the token of now, since the last save

    async function send() {
      if (sending) {
        again = true;
        return;
      }
      sending = true;
      const body = new FormData();
      box.querySelectorAll("input:checked").forEach((each) => body.append("work_package", each.value));
      body.append("seen", seen.value);
      const token = box.form.querySelector("[name=csrfmiddlewaretoken]").value;
      const answer = await fetch(box.dataset.carried, {
        method: "POST", body, headers: { "X-CSRFToken": token }, keepalive: true,
      }).catch(() => null);
      if (answer?.status === 403 && !asked && await renewal()) {
        [sending, asked] = [false, true];
        send();
        return;
      }
      const isOurs = answer && !answer.redirected && answer.headers.get("content-type")?.includes("json");
      const said = isOurs ? await answer.json() : {};
      if (answer?.ok && isOurs) {
        seen.value = said.seen;
        asked = false;
      }
      state.textContent = said.said || box.dataset.refused;
      sending = false;
      if (again) {
        again = false;
        send();
      }
    }

    box.addEventListener("change", (event) => {
      event.stopPropagation();
      send();
    });
  });
});
