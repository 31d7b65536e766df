// Questions answered on the page. An answer given here is a draft: kept in this browser, shown in place of what the
// manifest says, and handed back as one block to paste. It is dropped as soon as the manifest says something else.
(function () {
  const panel = document.getElementById("confirm");
  if (!panel) return;
  const { all } = report;
  const inRows = panel.dataset.rows === "1";
  const drafts = report.memory(":answers");
  const questions = all(".question", panel);
  const items = all(".item", panel);
  const given = all("#given li", panel).map((line) => line.dataset);
  const clauseOf = (item) => item.closest(".question").dataset.clause;
  const nameOf = (item) => clauseOf(item) + "\n" + item.dataset.key;

  // What is answered now: the draft, if the manifest still says what it said then.
  function draftOf(item, kept) {
    const draft = kept[nameOf(item)];
    const counts = draft && draft.base === item.dataset.text && draft.text !== item.dataset.text;
    return counts ? draft.text : undefined;
  }
  function answerOf(item, kept) {
    const draft = draftOf(item, kept);
    return draft === undefined ? item.dataset.text : draft;
  }
  function split(text) {
    const match = /^(是|否|不适用)(?:（(.+)）)?$/s.exec(text);
    return match ? { reply: match[1], remark: match[2] || "" } : { reply: "", remark: "" };
  }
  const join = (reply, remark) => (reply && remark ? reply + "（" + remark + "）" : reply);
  function answer(changed, reply, remark) {
    const kept = drafts.read();
    for (const item of changed) {
      const before = split(answerOf(item, kept));
      const text = join(reply === undefined ? before.reply : reply, (remark === undefined ? before.remark : remark).trim());
      // Two questions of one clause about one record have one answer.
      for (const same of items.filter((other) => nameOf(other) === nameOf(item))) {
        kept[nameOf(same)] = { text, base: same.dataset.text };
      }
    }
    drafts.write(kept);
    showAll();
  }

  // The controls: made from the templates, for many records only once they are looked at.
  const make = (name) => document.getElementById(name).content.firstElementChild.cloneNode(true);
  let groups = 0;
  function choices(place, name, changed) {
    const group = make("choices");
    groups += 1;
    group.setAttribute("aria-label", name);
    for (const input of all("input", group)) input.name = "answer-" + groups;
    group.addEventListener("change", (event) => answer(changed, event.target.value));
    place.append(group);
  }
  function remark(place, name, item) {
    const input = make("remark");
    input.setAttribute("aria-label", input.dataset.name + name);
    input.addEventListener("change", () => answer([item], undefined, input.value));
    place.append(input);
  }
  function choice(item) {
    const name = item.querySelector("bdi").textContent;
    const place = item.querySelector(".choose");
    const select = make("choice");
    select.setAttribute("aria-label", name);
    select.addEventListener("change", () => answer([item], select.value));
    place.append(select);
    remark(place, name, item);
  }
  for (const question of questions.filter((one) => one.dataset.asked)) {
    const own = all(".item", question);
    const place = question.querySelector(".choose");
    const text = question.dataset.question;
    const details = question.querySelector("details");
    if (details) {
      const about = make("for-all");
      about.textContent = about.textContent.replace("{}", place.dataset.all);
      place.append(about);
      choices(place, about.textContent + text, own);
      details.addEventListener("toggle", () => {
        if (details.open && !details.querySelector("select")) {
          own.forEach(choice);
          show(question, drafts.read());
        }
      });
    } else {
      choices(place, text, own);
      remark(place, text, own[0]);
    }
  }

  function sign(place, texts, changed) {
    const { wanted } = place.closest(".question").dataset;
    const open = texts.some((text) => !text);
    const good = texts.every((text) => [wanted, "不适用"].includes(split(text).reply));
    const mark = place.querySelector(".sign");
    if (mark.dataset.first === undefined) mark.dataset.first = mark.className + "|" + mark.textContent;
    const [look, text] = changed ? (open ? ["sign doubtful", "?"] : good ? ["sign good", "✓"] : ["sign bad", "✕"]) : mark.dataset.first.split("|");
    mark.className = look;
    mark.textContent = text;
  }
  function fill(place, { reply, remark: said }) {
    for (const input of all("input[type=radio]", place)) input.checked = input.value === reply;
    for (const select of all("select", place)) select.value = reply;
    for (const input of all(".note", place)) {
      if (input !== document.activeElement) input.value = said;
      input.disabled = !reply;
    }
  }
  function show(question, kept) {
    const own = all(".item", question);
    const texts = own.map((item) => answerOf(item, kept));
    const open = texts.filter((text) => !text).length;
    sign(question.querySelector(".what"), texts, own.some((item) => draftOf(item, kept) !== undefined));
    own.forEach((item, index) => {
      fill(item, split(texts[index]));
      const drafted = draftOf(item, kept) !== undefined;
      if (item.matches("li")) sign(item, [texts[index]], drafted);
      // What the manifest says is said once: by the control, unless that shows something else.
      const chip = (item.matches("li") ? item : question).querySelector(".chip");
      if (chip) chip.classList.toggle("known", !drafted && split(item.dataset.text).reply !== "");
    });
    const left = question.querySelector(".left");
    if (left) {
      left.textContent = open ? left.dataset.open.replace("{}", open) : left.dataset.none;
      const replies = new Set(texts.map((text) => split(text).reply));
      fill(question.querySelector(".choose"), { reply: replies.size === 1 ? [...replies][0] : "", remark: "" });
    }
    return open;
  }
  function showAll() {
    const kept = drafts.read();
    const open = questions.map((question) => show(question, kept));
    const now = questions.map((question, index) => (question.dataset.asked === "now" ? open[index] : -1)).filter((count) => count >= 0);
    const waiting = now.filter((count) => count > 0).length;
    document.getElementById("answered").textContent = String(now.length - waiting);
    const tab = document.getElementById("tab-open");
    tab.textContent = String(waiting);
    tab.classList.toggle("doubtful", waiting > 0);
    const changed = new Set(items.filter((item) => draftOf(item, kept) !== undefined).map(clauseOf));
    const way = document.getElementById("to-handback");
    document.getElementById("handback").hidden = way.hidden = !changed.size;
    way.querySelector("b").textContent = String(changed.size);
    const told = document.getElementById("new-answers");
    told.textContent = told.dataset.text.replace("{}", changed.size);
    const block = inRows ? rows(changed, kept) : mapping(changed, kept);
    document.getElementById("answers-block").textContent = block.text;
    const clear = document.getElementById("to-clear");
    clear.hidden = !block.clear.length;
    clear.textContent = clear.dataset.text + block.clear.join("、");
  }

  // What is handed back. A clause has one answer where all that it is asked of have the same.
  function answersOf(clause, kept) {
    const own = items.filter((item) => clauseOf(item) === clause);
    const answers = new Map(own.map((item) => [item.dataset.key, answerOf(item, kept)]));
    const aliases = own.flatMap((item) => item.closest(".question").dataset.aliases.split(" "));
    const elsewhere = given.some((line) => line.at && aliases.includes(line.clause));
    const texts = new Set(answers.values());
    return { answers, alike: texts.size === 1 && !elsewhere ? [...texts][0] : "" };
  }
  // Double quotes as in JSON, which YAML reads, but for breaks and marks that only YAML knows.
  function quoted(text) {
    const escape = (char) => "\\u" + char.charCodeAt(0).toString(16).padStart(4, "0");
    return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, escape);
  }
  const plain = (text) => (["是", "否", "不适用"].includes(text) ? text : quoted(text));
  const key = (clause) => (/^[A-Za-z][\w.-]*$/.test(clause) ? clause : quoted(clause));
  function mapping(changed, kept) {
    const clauses = new Set([...given.map((line) => line.clause), ...changed]);
    const lines = ["answers:"];
    for (const clause of clauses) {
      const said = given.filter((line) => line.clause === clause);
      let pairs = said.map((line) => [line.at, line.text]);
      if (changed.has(clause)) {
        const { answers, alike } = answersOf(clause, kept);
        const asked = alike ? [["", alike]] : [...answers].filter((pair) => pair[1]);
        const others = pairs.filter((pair) => pair[0] && !answers.has(pair[0]) && !/^(sections|attachments|texts)\./.test(pair[0]));
        pairs = [...asked, ...others];
      }
      if (pairs.length === 1 && !pairs[0][0]) {
        lines.push("  " + key(clause) + ": " + plain(pairs[0][1]));
      } else if (pairs.length) {
        lines.push("  " + key(clause) + ":");
        pairs.forEach((pair) => lines.push("    " + quoted(pair[0]) + ": " + plain(pair[1])));
      }
    }
    return { text: lines.length > 1 ? lines.join("\n") + "\n" : "answers: {}\n", clear: [] };
  }
  // A cell of a table that is pasted: on one line, never a formula.
  function cell(text) {
    const flat = text.replace(/\s+/g, " ").trim();
    if (/^[=+@-]/.test(flat)) return " " + flat;
    return flat.startsWith('"') ? '"' + flat.replaceAll('"', '""') + '"' : flat;
  }
  function rows(changed, kept) {
    const lines = [];
    const clear = [];
    for (const clause of changed) {
      const own = items.filter((item) => clauseOf(item) === clause);
      const { alike } = answersOf(clause, kept);
      const asked = alike ? [own[0]] : own.filter((item) => draftOf(item, kept) !== undefined);
      const written = new Set();
      for (const item of asked) {
        const at = alike ? "" : item.dataset.key;
        const text = answerOf(item, kept);
        const { question, asks } = item.closest(".question").dataset;
        const { reply, remark: said } = split(text);
        if (given.some((line) => line.clause === clause && (alike || line.at === at))) clear.push(at ? clause + " " + at : clause);
        if (text && !written.has(at)) lines.push([clause, at, question, asks, reply || text, said].map(cell).join("\t"));
        written.add(at);
      }
    }
    return { text: lines.map((line) => line + "\n").join(""), clear: [...new Set(clear)] };
  }

  document.getElementById("copy-answers").addEventListener("click", () => report.copy(document.getElementById("answers-block").textContent, ""));
  document.getElementById("drop-answers").addEventListener("click", () => {
    drafts.write({});
    showAll();
    document.getElementById("next-open").focus();
  });
  let at = null;
  panel.addEventListener("focusin", (event) => { at = event.target.closest(".question") || at; });
  const next = document.getElementById("next-open");
  next.addEventListener("click", () => {
    const kept = drafts.read();
    const asked = questions.filter((question) => question.dataset.asked === "now");
    const start = at ? asked.indexOf(at) + 1 : 0;
    const isOpen = (question) => all(".item", question).some((item) => !answerOf(item, kept));
    const question = [...asked.slice(start), ...asked.slice(0, start)].find(isOpen);
    if (!question) {
      report.say(next.dataset.all);
      return;
    }
    question.scrollIntoView();
    question.querySelector("input").focus({ preventScroll: true });
  });
  addEventListener("storage", (event) => { if (event.key === drafts.key) showAll(); });
  showAll();
})();
