/* journal.js: keeps on this computer what has not reached the server yet.
   One entry per person, draft, field and the version it was written over:
   { text, use, version, at }. An entry goes once the server has said that it holds the
   same, or when its person throws it away; nobody else's are ever read. */
"use strict";

window.journal = (function () {
  const ROOT = "unsaved:";

  function name(book, key, version) {
    return `${ROOT}${book}/${key}/${version}`;
  }

  function put(book, key, entry) {
    try {
      localStorage.setItem(name(book, key, entry.version), JSON.stringify(entry));
      return true;
    } catch {
      return false; // refused or full: the page says that it must stay open
    }
  }

  function read(at) {
    try {
      const entry = JSON.parse(localStorage.getItem(at));
      return entry && typeof entry.text === "string" ? entry : null;
    } catch {
      return null; // not ours, or half-written by a crash
    }
  }

  // All of a person, a draft or a field, the newest first: `book` is "person/" or
  // "person/draft/", with a field's key behind it "person/draft/key/".
  function within(book) {
    const start = `${ROOT}${book}`;
    try {
      return Object.keys(localStorage)
        .filter((each) => each.startsWith(start))
        .map((each) => ({ at: each, key: each.slice(ROOT.length).split("/")[2], entry: read(each) }))
        .filter(({ entry }) => entry)
        .sort((one, other) => (other.entry.at || 0) - (one.entry.at || 0));
    } catch {
      return []; // storage is refused
    }
  }

  function get(book, key) {
    return within(`${book}/${key}/`)[0]?.entry || null;
  }

  function remove(at) {
    try {
      localStorage.removeItem(at);
    } catch {
      // nothing was kept either
    }
  }

  function drop(book, key, version) {
    remove(name(book, key, version));
  }

  return { put, get, within, remove, drop };
})();
