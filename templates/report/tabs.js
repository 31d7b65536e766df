// Three tasks, one at a time: the address says which, so that a link, a reload and the way back find it again.
(function () {
  const bar = document.querySelector(".tabs");
  const tabs = report.all("a", bar);
  const panels = tabs.map((tab) => document.getElementById(tab.hash.slice(1)));
  let at = -1;

  bar.querySelector("ul").setAttribute("role", "tablist");
  bar.querySelector("ul").setAttribute("aria-label", bar.getAttribute("aria-label"));
  report.all("li", bar).forEach((item) => item.setAttribute("role", "presentation"));
  tabs.forEach((tab, index) => {
    tab.id = "tab-" + panels[index].id;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panels[index].id);
    panels[index].setAttribute("role", "tabpanel");
    panels[index].setAttribute("aria-labelledby", tab.id);
  });

  function select(index) {
    at = index;
    tabs.forEach((tab, other) => {
      tab.setAttribute("aria-selected", String(other === index));
      tab.tabIndex = other === index ? 0 : -1;
      // Searching the page finds what is in a hidden part too, where the browser can.
      panels[other].hidden = other === index ? false : "until-found";
    });
  }
  function target() {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch (broken) { /* taken as it is */ }
    return name ? document.getElementById(name) : null;
  }
  function show(place) {
    const index = panels.findIndex((panel) => panel.contains(place));
    if (index < 0) return;
    if (index !== at) select(index);
    for (let box = place.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    if (place !== panels[index]) place.scrollIntoView();
  }
  function toTop() {
    if (bar.getBoundingClientRect().top <= 0) scrollTo(0, bar.previousElementSibling.offsetTop + bar.previousElementSibling.offsetHeight);
  }
  function choose(index, focused) {
    select(index);
    history.replaceState(null, "", tabs[index].hash);
    toTop();
    if (focused) tabs[index].focus({ preventScroll: true });
  }
  bar.addEventListener("click", (event) => {
    const index = tabs.indexOf(event.target.closest("a"));
    if (index < 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(index, false);
  });
  bar.addEventListener("keydown", (event) => {
    const count = tabs.length;
    const next = { ArrowRight: (at + 1) % count, ArrowLeft: (at + count - 1) % count, Home: 0, End: count - 1 }[event.key];
    if (event.key === " ") choose(at, true);
    else if (next !== undefined) choose(next, true);
    else return;
    event.preventDefault();
  });
  // A link of the first screen to a whole task is as good as its tab.
  document.querySelector(".steps").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const index = link ? tabs.findIndex((tab) => tab.hash === link.hash) : -1;
    if (index < 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(index, true);
    bar.scrollIntoView();
  });
  panels.forEach((panel, index) => panel.addEventListener("beforematch", () => select(index)));
  addEventListener("hashchange", () => { const place = target(); if (place) show(place); });
  // Where the address names the place that it names already, nothing changes and yet somebody clicked.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && !event.defaultPrevented && link.hash === location.hash) { const place = target(); if (place) show(place); }
  });

  select(0);
  const first = target();
  if (first) show(first);
})();
