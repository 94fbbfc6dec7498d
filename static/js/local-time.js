/* local-time.js: beside a moment in Brussels time, the same where the reader is. */
"use strict";

document.querySelectorAll("time[data-local]").forEach((time) => {
  const moment = new Date(time.dateTime);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { lang } = document.documentElement;
  // Days stand before months in the English of these pages.
  const language = lang === "en" ? "en-GB" : lang;
  const words = (timeZone) =>
    moment.toLocaleString(language, {
      timeZone,
      day: "numeric",
      month: "long",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  if (here && words(here) !== words("Europe/Brussels")) {
    const beside = document.createElement("span");
    beside.className = "quiet local-time";
    beside.textContent = ` (${time.dataset.local} ${words(here)}, ${here})`;
    time.after(beside);
  }
});
