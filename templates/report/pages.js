// Pages enlarged in one dialog; and what is printed: the task that is open, the sheet alone, or everything.
(function () {
  const { all } = report;
  const root = document.documentElement;
  const viewer = document.getElementById("viewer");
  const enlarged = viewer.querySelector("img");
  const title = document.getElementById("viewer-title");
  const pages = all("button.page");
  let at = 0;
  function enlarge(index) {
    at = index;
    const image = pages[at].querySelector("img");
    enlarged.src = image.src;
    enlarged.setAttribute("width", image.getAttribute("width"));
    enlarged.setAttribute("height", image.getAttribute("height"));
    enlarged.alt = title.textContent = pages[at].dataset.title;
    enlarged.hidden = false;
    enlarged.parentElement.scrollTop = 0;
    if (!viewer.open) viewer.showModal();
  }
  function step(by) {
    const next = at + by;
    if (next >= 0 && next < pages.length) enlarge(next);
  }
  document.getElementById("mend").addEventListener("click", (event) => {
    const page = event.target.closest("button.page");
    if (page) enlarge(pages.indexOf(page));
  });
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

  function printAs(name) {
    root.classList.add(name);
    print();
  }
  for (const [button, name] of [["print-sheet", "sheet-only"], ["print-all", "print-all"]]) {
    const found = document.getElementById(button);
    if (found) found.addEventListener("click", () => printAs(name));
  }
  let folded = [];
  let hidden = [];
  addEventListener("beforeprint", () => {
    hidden = root.classList.contains("print-all") ? all(".panel[hidden]") : [];
    hidden.forEach((panel) => { panel.hidden = false; });
    folded = all(".panel:not([hidden]) details:not([open]), .top details:not([open])");
    folded.forEach((box) => { box.open = true; });
  });
  addEventListener("afterprint", () => {
    folded.forEach((box) => { box.open = false; });
    hidden.forEach((panel) => { panel.hidden = "until-found"; });
    root.classList.remove("sheet-only", "print-all");
  });
})();
