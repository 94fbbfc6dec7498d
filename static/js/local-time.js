/* local-time.js: beside a moment in Brussels time, the same where the reader is. */
"use strict";

(function () {
  // Beside its day a Serbian month is in the genitive, of which browsers know nothing:
  // "septembra" for "septembar", "maja" for "maj", in either letters.
  function genitive(month) {
    const stem = month.replace(/([bб])[aа]([rр])$/u, "$1$2");
    return /[aа]$/u.test(stem) ? stem : stem + (/^[a-z]/.test(stem) ? "a" : "а");
  }

  function tellLocalTime(time) {
    const moment = new Date(time.dateTime);
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const { lang } = document.documentElement;
    // Days stand before months in the English of these pages.
    const language = lang === "en" ? "en-GB" : lang;
    const words = (timeZone) => {
      const parts = new Intl.DateTimeFormat(language, {
        timeZone,
        day: "numeric",
        month: "long",
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
      }).formatToParts(moment);
      const isSerbian = /^sr\b/.test(lang);
      return parts.map(({ type, value }) => (isSerbian && type === "month" ? genitive(value) : value)).join("");
    };
    if (here && words(here) !== words("Europe/Brussels")) {
      const beside = document.createElement("span");
      beside.className = "quiet local-time";
      beside.textContent = ` (${time.dataset.local} ${words(here)}, ${here})`;
      time.after(beside);
    }
  }

  // The masthead before the rest is there, so that nothing is pushed down by its new line.
  const told = Array.from(document.querySelectorAll("time[data-local]"));
  told.forEach(tellLocalTime);
  document.addEventListener("DOMContentLoaded", () => {
    const all = Array.from(document.querySelectorAll("time[data-local]"));
    all.filter((each) => !told.includes(each)).forEach(tellLocalTime);
  });
})();
