"use strict";
// Asks for news for as long as the terminal runs; a new page takes the old one's place where it was being read.
(function () {
  const news = document.getElementById("news");
  const counts = document.getElementById("counts");
  const changed = document.getElementById("changed");
  const list = document.getElementById("list");
  const page = document.getElementById("page");
  const texts = news.dataset;
  const fill = (text, number) => text.replace("{}", number);
  let number = 0;

  function line(kind, text) {
    const item = document.createElement("li");
    item.className = kind;
    item.textContent = (kind === "mended" ? "✓ " : "✗ ") + text;
    list.append(item);
  }
  function show(state) {
    if (state.failure) {
      counts.textContent = state.failure;
    } else {
      const found = [];
      if (state.errors) found.push(fill(texts.errors, state.errors));
      if (state.warnings) found.push(fill(texts.warnings, state.warnings));
      counts.textContent = found.length ? found.join("，") : texts.clean;
    }
    const told = [];
    if (state.mended.length) told.push(fill(texts.mended, state.mended.length));
    if (state.appeared.length) told.push(fill(texts.appeared, state.appeared.length));
    changed.textContent = number === 0 || state.failure ? "" : told.length ? told.join("，") : texts.same;
    list.replaceChildren();
    state.mended.forEach((text) => line("mended", text));
    state.appeared.forEach((text) => line("appeared", text));
    list.hidden = !list.children.length;
  }
  // What is out of sight has an estimated height until it is drawn: pixels alone would land elsewhere, an article does not.
  function placeRead() {
    const shown = page.contentWindow;
    const box = (article) => article.getBoundingClientRect();
    const articles = [...shown.document.querySelectorAll("article[id]")].filter((article) => !article.closest("[hidden]"));
    const read = articles.find((article) => box(article).bottom > 0 && box(article).top < shown.innerHeight);
    return { id: read ? read.id : "", top: read ? box(read).top : 0, pixels: shown.scrollY };
  }
  // The browser puts a renewed page back too, later and by pixels; a hand that scrolls meanwhile is left alone.
  function putBack(place) {
    const shown = page.contentWindow;
    let frames = 30;
    const leave = () => { frames = 0; };
    ["wheel", "touchstart", "pointerdown", "keydown"].forEach((kind) => shown.addEventListener(kind, leave, { once: true, passive: true }));
    (function settle() {
      if (frames <= 0) return;
      frames -= 1;
      const read = place.id && shown.document.getElementById(place.id);
      if (read && !read.closest("[hidden]")) shown.scrollBy(0, read.getBoundingClientRect().top - place.top);
      else shown.scrollTo(0, place.pixels);
      shown.requestAnimationFrame(settle);
    })();
  }
  function renew() {
    const place = placeRead();
    page.addEventListener("load", () => putBack(place), { once: true });
    page.contentWindow.location.reload();
  }
  async function listen() {
    for (;;) {
      let state;
      try {
        const answer = await fetch("state?after=" + number, { cache: "no-store" });
        if (!answer.ok) throw new Error(answer.statusText);
        state = await answer.json();
      } catch (gone) {
        counts.textContent = texts.ended;
        changed.textContent = "";
        list.hidden = true;
        return;
      }
      if (state.number > number) {
        show(state);
        if (number > 0 && !state.failure) renew();
        number = state.number;
      }
    }
  }
  listen();
})();
