/* journal.js: keeps on this computer what has not reached the server yet.
   One entry per person, draft, field, the version it was written over, and tab:
   { text, use, version, at }. An entry goes once the server has said that it holds the
   same, or when its person throws it away; nobody else's are ever read. Of two tabs with
   one field each keeps its own; what no open page holds goes to whichever asks first. */
"use strict";

window.journal = (function () {
  const ROOT = "unsaved:";
  const TAB = "journal-tab";
  const OPEN = "journal-open"; // while a page of the tab is: a double begins with its copy
  const mine = new Map(); // what this page keeps: where it stands → book, key and entry
  const [former, isTaken] = [inTab((kept) => kept.getItem(TAB)), inTab((kept) => kept.getItem(OPEN))];
  let tab = named(isTaken && newName()); // or its page crashed: then it gets back what it held

  function newName() {
    return `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`; // also without TLS
  }

  function inTab(act) {
    try {
      return act(sessionStorage);
    } catch {
      return null; // storage is refused
    }
  }

  function named(name) {
    const known = name || inTab((kept) => kept.getItem(TAB)) || newName();
    inTab((kept) => [[TAB, known], [OPEN, "1"]].forEach((each) => kept.setItem(...each)));
    return known; // the same after a reload
  }

  function placeOf(book, key, version) {
    return `${ROOT}${book}/${key}/${version}/${tab}`;
  }

  const isOwn = ({ at }) => at.endsWith(`/${tab}`);

  // Held as long as it is kept and its page lives: a crash lets go too.
  function hold(at, kept) {
    const held = mine.get(at) || {};
    if (!held.letGo) {
      const gone = new Promise((done) => { held.letGo = done; });
      navigator.locks?.request(at, () => gone).catch(() => {});
    }
    mine.set(at, { ...held, ...kept });
  }

  function letGo(at) {
    mine.get(at)?.letGo();
    mine.delete(at);
  }

  async function heldPlaces() {
    try {
      return (await navigator.locks.query()).held.map(({ name }) => name);
    } catch {
      return []; // no such thing without TLS: then each page may be offered each entry
    }
  }

  function put(book, key, entry) {
    const at = placeOf(book, key, entry.version);
    try {
      localStorage.setItem(at, JSON.stringify(entry));
    } catch {
      return false; // refused or full: the page says that it must stay open
    }
    hold(at, { book, key, entry });
    return true;
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

  // What this tab kept of a field.
  function own(book, key) {
    return within(`${book}/${key}/`).find(isOwn) || null;
  }

  // The same, else of what no open page holds that of before, or the newest: it is this
  // tab's from now on.
  async function left(book, key) {
    const kept = own(book, key);
    if (kept) {
      put(book, key, kept.entry); // this page holds it now
      return kept.entry;
    }
    const held = await heldPlaces();
    const free = own(book, key) ? [] : within(`${book}/${key}/`).filter(({ at }) => !held.includes(at));
    const found = free.find(({ at }) => at.endsWith(`/${former}`)) || free[0];
    if (!found) {
      return null; // or something was typed while that was asked
    }
    if (put(book, key, found.entry)) {
      remove(found.at);
    }
    return found.entry;
  }

  function remove(at) {
    letGo(at);
    try {
      localStorage.removeItem(at);
    } catch {
      // nothing was kept either
    }
  }

  function drop(book, key, version) {
    remove(placeOf(book, key, version));
  }

  window.addEventListener("pagehide", () => inTab((kept) => kept.removeItem(OPEN)));
  window.addEventListener("pageshow", ({ persisted }) => { tab = persisted ? named() : tab; });

  // Doubled while no page of it was open, as without a network: who is written over goes on
  // under another name.
  window.addEventListener("storage", ({ key: at, newValue }) => {
    if (newValue && at?.startsWith(ROOT) && isOwn({ at })) {
      tab = named(newName());
      Array.from(mine).filter(([before]) => read(before)).forEach(([before, { book, key, entry }]) => {
        if (before === at) {
          letGo(at); // it is the double's now
        } else {
          remove(before);
        }
        put(book, key, entry);
      });
    }
  });

  return { put, own, left, within, remove, drop };
})();
