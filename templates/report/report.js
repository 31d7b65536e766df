"use strict";
// What every part of the page uses: finding, telling, copying, remembering.
const report = (function () {
  document.documentElement.classList.add("script");
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const said = document.getElementById("said");

  let hush = 0;
  function say(text) {
    said.textContent = text;
    said.classList.add("shown");
    clearTimeout(hush);
    hush = setTimeout(() => said.classList.remove("shown"), 2000);
  }

  // The clipboard where the browser grants it, else the old way through a text box.
  function copyOldWay(text) {
    const before = document.activeElement;
    const box = document.createElement("textarea");
    box.value = text;
    box.setAttribute("readonly", "");
    box.className = "skip";
    document.body.append(box);
    box.select();
    let done = false;
    try { done = document.execCommand("copy"); } catch (refused) { done = false; }
    box.remove();
    if (before) before.focus({ preventScroll: true });
    return done;
  }
  async function copy(text, name) {
    let done = true;
    try { await navigator.clipboard.writeText(text); } catch (refused) { done = copyOldWay(text); }
    say(done ? said.dataset.copied + (name ? " · " + name : "") : said.dataset.failed);
    return done;
  }

  // Kept in this browser, by dossier; what others may have put there does no harm.
  function memory(name) {
    const key = "zcdossier:" + document.body.dataset.key + name;
    let now = {};
    return {
      key,
      read() {
        try {
          const kept = JSON.parse(localStorage.getItem(key) || "{}");
          now = kept !== null && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
        } catch (refused) { /* what is known is kept for now */ }
        return now;
      },
      write(kept) {
        now = kept;
        try { localStorage.setItem(key, JSON.stringify(kept)); } catch (refused) { /* then only for now */ }
      },
    };
  }
  return { all, say, copy, memory, texts: said.dataset };
})();
