// The entry sheet: a click or Enter on a value copies it; ticks hold for what an entry said when they were made.
(function () {
  const sheet = document.getElementById("fill");
  if (!sheet) return;
  const { all } = report;
  const copied = report.memory(":copied");
  const ticks = report.memory("");
  const entries = all(".entry", sheet);
  const values = all(".value", sheet);
  let last = null;

  function placeOf(value) {
    return value.closest(".entry").dataset.key + "\n" + value.dataset.label;
  }
  function mark(value) {
    if (last) {
      last.closest(".field").classList.remove("last");
      last.querySelector(".copy-word").textContent = report.texts.copy;
    }
    last = value;
    value.closest(".field").classList.add("last");
    value.querySelector(".copy-word").textContent = report.texts.last;
  }
  async function copy(value) {
    const text = value.querySelector(".text");
    const exact = text.dataset.copied;
    if (await report.copy(exact === undefined ? text.textContent : exact, value.dataset.label)) {
      mark(value);
      copied.write({ at: placeOf(value) });
    }
  }
  for (const value of values) {
    value.setAttribute("role", "button");
    value.tabIndex = 0;
    value.querySelector(".copy-word").textContent = report.texts.copy;
  }
  sheet.addEventListener("click", (event) => {
    const value = event.target.closest(".value");
    if (value && getSelection().isCollapsed) copy(value);
  });
  sheet.addEventListener("keydown", (event) => {
    if (event.target.classList.contains("value") && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      copy(event.target);
    }
  });
  const before = copied.read().at;
  const marked = before === undefined ? undefined : values.find((value) => placeOf(value) === before);
  if (marked) mark(marked);

  // Ticks.
  const box = (entry) => entry.querySelector(".tick input");
  const counters = ["ticked", "tab-ticked"].map((name) => document.getElementById(name));
  function show(entry, kept) {
    const ticked = kept[entry.dataset.key] === entry.dataset.state;
    box(entry).checked = ticked;
    entry.querySelector(".changed").hidden = ticked || !(entry.dataset.key in kept);
    entry.classList.toggle("ticked", ticked);
  }
  function count() {
    const done = entries.filter((entry) => box(entry).checked).length;
    counters[0].textContent = String(done);
    counters[1].textContent = done + "/";
    for (const counter of all("[data-done]", sheet)) {
      const form = document.getElementById(counter.dataset.done).closest(".form");
      const own = all(".tick input", form);
      const ticked = own.filter((input) => input.checked).length;
      counter.textContent = ticked + "/";
      counter.closest("li").classList.toggle("done", own.length > 0 && ticked === own.length);
    }
  }
  function showAll() {
    const kept = ticks.read();
    entries.forEach((entry) => show(entry, kept));
    count();
  }
  sheet.addEventListener("change", (event) => {
    const entry = event.target.closest(".entry");
    if (!entry || event.target !== box(entry)) return;
    const kept = ticks.read();
    if (event.target.checked) kept[entry.dataset.key] = entry.dataset.state; else delete kept[entry.dataset.key];
    ticks.write(kept);
    show(entry, kept);
    entry.querySelector(".changed").hidden = true;
    count();
  });
  addEventListener("storage", (event) => { if (event.key === ticks.key) showAll(); });
  showAll();

  // The next entry without a tick, from where somebody is; the key works inside the sheet only.
  const next = document.getElementById("next-unticked");
  let at = null;
  sheet.addEventListener("focusin", (event) => { at = event.target.closest(".entry") || at; });
  function goOn() {
    const from = at || (last && last.closest(".entry"));
    const start = from ? entries.indexOf(from) + 1 : 0;
    const entry = [...entries.slice(start), ...entries.slice(0, start)].find((other) => !box(other).checked);
    if (!entry) {
      report.say(next.dataset.all);
      return;
    }
    at = entry;
    entry.scrollIntoView();
    (entry.querySelector(".value") || box(entry)).focus({ preventScroll: true });
  }
  next.addEventListener("click", goOn);
  sheet.addEventListener("keydown", (event) => {
    if (event.key !== "n" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    goOn();
  });
})();
