/* journal.js: keeps on this computer what has not reached the server yet.
   One entry per person, draft and field: { text, use, version, at }. An entry goes once
   the server has said that it holds the same; signing out here wipes all of one's own. */
"use strict";

window.journal = (function () {
  const ROOT = "unsaved:";

  function name(book, key) {
    return `${ROOT}${book}/${key}`;
  }

  function put(book, key, entry) {
    try {
      localStorage.setItem(name(book, key), JSON.stringify(entry));
      return true;
    } catch {
      return false; // refused or full: the page says that it must stay open
    }
  }

  function get(book, key) {
    try {
      return JSON.parse(localStorage.getItem(name(book, key)));
    } catch {
      return null; // not ours, or half-written by a crash
    }
  }

  function drop(book, key) {
    try {
      localStorage.removeItem(name(book, key));
    } catch {
      // nothing was kept either
    }
  }

  return { put, get, drop };
})();
