/* counter.js: counts a text as the server does, and says how much is left: in sight at
   each key, aloud a second after the last one and only near the limit. */
"use strict";

window.counter = (function () {
  const ALOUD = 1000;
  const NEAR = 100;

  // As the server composes and counts: line ends of one character, NFC, code points.
  function composed(text) {
    return tidied(text.replace(/\r\n?/g, "\n")).replace(/\0/g, "").normalize("NFC");
  }

  // What Word puts for a line break and for bullets; as many characters as before.
  function tidied(text) {
    return text.replace(/\v/g, "\n").replace(/[\uF0A7\uF0B7\uF0D8\uF0FC]/g, "•")
      .replace(/((?:^|\n)[ \t]*)[\uF020-\uF0FF]/g, "$1•");
  }

  function tidy(area) {
    const text = tidied(area.value);
    if (text !== area.value) {
      const { selectionStart, selectionEnd } = area;
      area.value = text;
      area.setSelectionRange(selectionStart, selectionEnd);
    }
  }

  // `words` holds the sentences, with NUMBER, LIMIT and EXCESS for the figures.
  function counterOf(box, words) {
    const shown = box.querySelector(".reply__count");
    const spoken = box.querySelector(".reply__spoken");
    const limit = Number(box.dataset.limit);
    const language = document.documentElement.lang;
    let voice = 0;

    return function count(text) {
      const size = [...text].length;
      const over = size - limit;
      const figures = { NUMBER: size, LIMIT: limit, EXCESS: over };
      const sentence = (over > 0 ? words.over : words.count)
        .replace(/[A-Z]{5,}/g, (name) => figures[name].toLocaleString(language));
      shown.textContent = sentence;
      shown.classList.toggle("reply__count--over", over > 0);
      clearTimeout(voice);
      voice = setTimeout(() => { spoken.textContent = over > -NEAR ? sentence : ""; }, ALOUD);
    };
  }

  return { composed, tidy, of: counterOf };
})();
