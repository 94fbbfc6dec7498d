/* partner.js: the form of one partner suggests organisations and finds countries.
   Without it the same form looks up by a button and has a plain list of countries. */
"use strict";

(function () {
  const PAUSE = 150; // milliseconds without a key before the server is asked
  const FEWEST_LETTERS = 2;
  let asked = 0; // the newest question; answers to older ones are dropped

  const changed = (control) => control.dispatchEvent(new Event("change", { bubbles: true }));

  // ---- The organisation: by name or PIC, from the register and earlier alliances

  function suggestOrganisations(form) {
    const field = form.querySelector("#id_name");
    const place = form.querySelector("#suggestions");
    const status = form.querySelector("#suggestions-status");
    let pause;

    function ask() {
      asked += 1;
      if (field.value.trim().length < FEWEST_LETTERS) {
        box.close();
        place.replaceChildren();
        status.textContent = "";
      } else {
        htmx.trigger(place, "look-up");
      }
    }

    function fillIn({ dataset }) {
      field.value = dataset.name;
      form.elements.organisation.value = dataset.organisation;
      form.elements.pic.value = dataset.pic || form.elements.pic.value;
      if (dataset.types) {
        const types = dataset.types.split("|");
        form.querySelectorAll("[name=types]").forEach((each) => { each.checked = types.includes(each.value); });
      }
      if (dataset.country) {
        form.elements.country.value = dataset.country;
        changed(form.elements.country);
      }
      status.textContent = dataset.name;
      changed(field);
    }

    const box = combobox(field, { place, choose: fillIn, ask });
    field.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(ask, PAUSE);
    });
    place.addEventListener("htmx:configRequest", (event) => { event.detail.sequence = asked; });
    place.addEventListener("htmx:beforeSwap", (event) => {
      if (event.detail.requestConfig.sequence !== asked) {
        event.detail.shouldSwap = false;
      }
    });
    place.addEventListener("htmx:afterSwap", () => {
      status.textContent = place.firstElementChild.dataset.count;
      if (document.activeElement === field) {
        box.open();
      }
    });
    // What stands there already is not read aloud anew.
    const twins = form.querySelector("#twins");
    twins.addEventListener("htmx:beforeSwap", ({ detail }) => {
      const next = new DOMParser().parseFromString(detail.serverResponse, "text/html").body;
      detail.shouldSwap &&= next.textContent.trim() !== twins.textContent.trim();
    });
    // A suggestion that does not come is no failure to save.
    ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach((name) => {
      form.querySelectorAll("#suggestions, #twins").forEach((each) => {
        each.addEventListener(name, (event) => event.stopPropagation());
      });
    });
  }

  // ---- The country: by former and native names and the codes of the EU

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

  function fits(option, typed) {
    const { name, code, others } = option.dataset;
    const names = [name, ...others.split("|")].filter(Boolean).map(plain);
    if (plain(code) === typed || option.value.toLowerCase() === typed) {
      return 0;
    }
    if (names.some((each) => each.startsWith(typed))) {
      return 1;
    }
    return names.some((each) => ` ${each}`.includes(` ${typed}`)) ? 2 : 3;
  }

  function item(option, index) {
    const made = document.createElement("li");
    made.id = `country-${index}`;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    made.dataset.iso = option.value;
    const name = document.createElement("span");
    name.textContent = `${option.dataset.name} (${option.dataset.code})`;
    const note = document.createElement("span");
    note.className = "listbox__note";
    note.textContent = option.dataset.standing;
    made.append(name, note);
    return made;
  }

  function searchCountries(form) {
    const select = form.elements.country;
    const known = Array.from(select.options).filter((each) => each.dataset.name);
    const words = form.dataset;
    const parts = document.getElementById("country-search").content.cloneNode(true);
    const [field, place, status, standing] = parts.children;
    const chosen = () => select.selectedOptions[0];
    const list = place.querySelector("[role=listbox]");

    const isStray = () => Boolean(field.value.trim()) && !select.value;

    function show() {
      field.value = chosen().dataset.name || "";
      field.removeAttribute("aria-invalid");
      standing.textContent = chosen().dataset.standing || "";
    }

    function refuse() {
      field.setAttribute("aria-invalid", "true");
      standing.textContent = words.stray;
    }

    function offer(typed) {
      const found = known.map((each) => [fits(each, typed), each]).filter(([fit]) => fit < 3);
      found.sort(([one], [other]) => one - other);
      list.replaceChildren(...found.map(([, each], index) => item(each, index)));
      const count = { 0: words.none, 1: words.one }[found.length] || words.many;
      status.textContent = typed ? count.replace("%s", found.length) : "";
    }

    function choose({ dataset }) {
      select.value = dataset.iso;
      changed(select);
    }

    const box = combobox(field, {
      place,
      choose,
      ask() {
        offer("");
        box.open();
      },
      leave() {
        if (!field.value.trim() && select.value) {
          select.value = "";
          changed(select);
        }
        list.replaceChildren();
        if (isStray()) {
          refuse();
        } else {
          show();
        }
      },
    });
    // A country nobody knows is neither dropped nor saved: the words stay to be corrected.
    form.addEventListener("submit", (event) => {
      if (isStray()) {
        event.preventDefault();
        event.stopImmediatePropagation();
        refuse();
        field.focus();
      }
    }, true);
    field.addEventListener("input", () => {
      offer(plain(field.value));
      if (field.value.trim()) {
        box.open(true);
      } else {
        box.close();
      }
    });
    select.addEventListener("change", show);
    field.placeholder = select.options[0].text;
    field.id = select.id; // its label and the summary of errors lead to it
    select.id += "_list";
    select.className = "";
    select.hidden = true;
    select.before(field, place, status, standing);
    show();
  }

  // What was refused and is corrected now, also by a suggestion, is red no longer.
  function forgive({ target }) {
    const field = target.closest("[id^=div_id_]");
    field?.querySelectorAll(".invalid-feedback").forEach((each) => each.remove());
    field?.querySelectorAll(".is-invalid").forEach((each) => {
      each.classList.remove("is-invalid");
      each.removeAttribute("aria-invalid");
    });
    field?.querySelectorAll("[id]").forEach(({ id }) => mended(document.querySelector(`.errors a[href="#${id}"]`)));
  }

  // The box above names it no longer, and goes with the last one.
  function mended(link) {
    const box = link?.closest(".errors");
    link?.closest("li").remove();
    if (box && !box.querySelector("li")) {
      box.remove();
    }
  }

  // ---- The added value: asked where the country is a Partner country, counted as stored

  const characters = (text) => Array.from(text.trim().replace(/\r\n?/g, "\n").normalize("NFC")).length;

  function askOnlyPartnerCountries(form) {
    const { country: select, added_value: text } = form.elements;
    const field = text.closest("[id^=div_id_]");
    const show = () => {
      const asked = select.selectedOptions[0]?.dataset.kind === "partner";
      field.hidden = !asked && !text.value.trim() && !text.matches(".is-invalid");
    };
    const [counted, spoken] = ["p", "p"].map((name) => document.createElement(name));
    counted.className = "form-text";
    spoken.className = "vh";
    spoken.setAttribute("role", "status");
    let voice = 0;
    const most = Number(text.dataset.most);
    const count = () => {
      const left = most - characters(text.value);
      const words = form.dataset[left < 0 ? "over" : "left"].replace("%s", Math.abs(left).toLocaleString(document.documentElement.lang));
      counted.textContent = words;
      clearTimeout(voice);
      voice = setTimeout(() => { spoken.textContent = left < 100 ? words : ""; }, 1000); // aloud as in counter.js
    };
    field.append(counted, spoken);
    select.addEventListener("change", show);
    text.addEventListener("input", count);
    show();
    count();
  }

  function enhance(form) {
    form.addEventListener("change", forgive);
    form.querySelectorAll("[data-without-script]").forEach((each) => each.remove());
    suggestOrganisations(form);
    searchCountries(form);
    askOnlyPartnerCountries(form);
  }

  document.addEventListener("htmx:afterSwap", (event) => {
    const form = event.detail.target.id === "partner-form" && event.detail.target.querySelector(".partner-form");
    if (form) {
      enhance(form);
    }
  });
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".partner-form").forEach(enhance);
  });
})();
