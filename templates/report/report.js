"use strict";
// What the page does beyond being read: copying, ticking off, enlarging, printing the sheet alone.
(function () {
  const root = document.documentElement;
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  root.classList.add("script");

  // Copying: the clipboard where the browser grants it, else the old way through a text box.
  const said = document.getElementById("said");
  let hush = 0;
  function say(text) {
    said.textContent = text;
    said.classList.add("shown");
    clearTimeout(hush);
    hush = setTimeout(() => said.classList.remove("shown"), 2000);
  }
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
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (refused) {
      return copyOldWay(text);
    }
  }
  for (const button of all(".copy")) {
    button.addEventListener("click", async () => {
      const source = button.parentElement.querySelector(".text");
      const exact = source.dataset.copied;
      const done = await copy(exact === undefined ? source.textContent : exact);
      say(done ? said.dataset.copied : said.dataset.failed);
      button.classList.toggle("done", done);
    });
  }

  // Ticks: kept in this browser, by dossier; a tick holds for what the entry said when it was made.
  const key = "zcdossier:" + document.body.dataset.key;
  function remembered() {
    try {
      const kept = JSON.parse(localStorage.getItem(key) || "{}");
      return kept !== null && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
    } catch (refused) {
      return {};
    }
  }
  function remember(id, state) {
    const kept = remembered();
    if (state) kept[id] = state; else delete kept[id];
    try { localStorage.setItem(key, JSON.stringify(kept)); } catch (refused) { /* then only for now */ }
  }
  const entries = all(".entry");
  const counter = document.getElementById("ticked");
  function show(entry, kept) {
    const ticked = kept[entry.dataset.key] === entry.dataset.state;
    entry.querySelector(".tick input").checked = ticked;
    entry.querySelector(".changed").hidden = ticked || !(entry.dataset.key in kept);
    entry.classList.toggle("ticked", ticked);
  }
  function count() {
    if (counter) counter.textContent = String(all(".tick input:checked").length);
  }
  function showAll() {
    const kept = remembered();
    entries.forEach((entry) => show(entry, kept));
    count();
  }
  for (const entry of entries) {
    entry.querySelector(".tick input").addEventListener("change", (event) => {
      const ticked = event.target.checked;
      remember(entry.dataset.key, ticked ? entry.dataset.state : "");
      entry.querySelector(".changed").hidden = true;
      entry.classList.toggle("ticked", ticked);
      count();
    });
  }
  addEventListener("storage", (event) => { if (event.key === key) showAll(); });
  showAll();

  // Enlarging: one dialog, the pages of all records in a row.
  const viewer = document.getElementById("viewer");
  const shown = viewer.querySelector("img");
  const title = document.getElementById("viewer-title");
  const pages = all("button.page");
  let at = 0;
  function visible(page) { return page.getClientRects().length > 0; }
  function enlarge(index) {
    at = index;
    const image = pages[at].querySelector("img");
    shown.src = image.src;
    shown.width = image.width;
    shown.height = image.height;
    shown.setAttribute("width", image.getAttribute("width"));
    shown.setAttribute("height", image.getAttribute("height"));
    shown.alt = title.textContent = pages[at].dataset.title;
    shown.hidden = false;
    shown.parentElement.scrollTop = 0;
    if (!viewer.open) viewer.showModal();
  }
  function step(by) {
    let next = at + by;
    while (next >= 0 && next < pages.length && !visible(pages[next])) next += by;
    if (next >= 0 && next < pages.length) enlarge(next);
  }
  pages.forEach((page, index) => page.addEventListener("click", () => enlarge(index)));
  all("[data-step]", viewer).forEach((button) => button.addEventListener("click", () => step(Number(button.dataset.step))));
  viewer.querySelector("[data-close]").addEventListener("click", () => viewer.close());
  viewer.addEventListener("click", (event) => { if (event.target === viewer) viewer.close(); });
  viewer.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight" || event.key === "PageDown") step(1);
    else if (event.key === "ArrowLeft" || event.key === "PageUp") step(-1);
    else return;
    event.preventDefault();
  });
  viewer.addEventListener("close", () => { if (pages[at]) pages[at].focus(); });

  // Only what has problems; the sheet alone on paper; what is folded is unfolded for printing.
  const only = document.getElementById("only-problems");
  if (only) only.addEventListener("change", () => root.classList.toggle("only-problems", only.checked));
  const printing = document.getElementById("print-sheet");
  if (printing) printing.addEventListener("click", () => {
    root.classList.add("sheet-only");
    print();
  });
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    folded.forEach((one) => { one.open = true; });
  });
  addEventListener("afterprint", () => {
    folded.forEach((one) => { one.open = false; });
    root.classList.remove("sheet-only");
  });
})();
