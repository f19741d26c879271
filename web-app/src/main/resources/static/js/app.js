// Small habits every page shares. No inline script anywhere: the content policy forbids it.
(() => {
  "use strict";

  // The size of print changes under what is being typed: nothing is loaded anew, nothing keyed is lost.
  const changePrint = (form) => {
    const size = form.elements.large;
    const large = size.value === "true";
    fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual", keepalive: true });
    document.documentElement.classList.toggle("large-print", large);
    size.value = String(!large);
    form.querySelector("button").textContent = large ? "标准版" : "大字版";
  };

  // Where the menu is longer than the screen, the entry of this page is in sight.
  const menu = document.querySelector(".app-nav-list");
  const here = menu?.querySelector(".active");
  if (here && here.offsetTop + 2 * here.offsetHeight > menu.clientHeight) {
    menu.scrollTop = here.offsetTop - menu.clientHeight / 2;
  }

  // A form that was sent is not sent twice by a second click.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-print-size]")) {
      event.preventDefault();
      changePrint(form);
      return;
    }
    if (form.dataset.sent === "yes") {
      event.preventDefault();
      return;
    }
    if (form.method === "post") {
      form.dataset.sent = "yes";
      setTimeout(() => { delete form.dataset.sent; }, 4000);
    }
  });

  // Forms marked data-enter="next": Enter goes to the next field, and sends from the last one.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    const field = event.target;
    const form = field.form;
    if (!form || form.dataset.enter !== "next" || !["INPUT", "SELECT"].includes(field.tagName)) return;
    const fields = [...form.elements].filter((e) => e.type !== "hidden" && !e.disabled && e.offsetParent);
    const next = fields[fields.indexOf(field) + 1];
    if (next && next.type !== "submit" && next.tagName !== "BUTTON") {
      event.preventDefault();
      next.focus();
      if (next.select) next.select();
    }
  });

  // Buttons with data-open="id" open the dialog of that id; data-close closes the dialog they stand in.
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) document.getElementById(opener.dataset.open).showModal();
    const closer = event.target.closest("[data-close]");
    if (closer) closer.closest("dialog").close();
    const printer = event.target.closest("[data-print]");
    if (printer) window.print();
    if (event.target.closest("[data-back]")) history.back();
  });
  if (history.length > 1) for (const back of document.querySelectorAll("[data-back]")) back.hidden = false;

  // What is missing is asked for by the name of its field, in Chinese whatever language the browser speaks.
  document.addEventListener("invalid", (event) => {
    const field = event.target;
    if (field.validity.customError) return;
    if (field.validity.patternMismatch && field.title) {
      field.setCustomValidity(field.title);
      field.addEventListener("input", () => field.setCustomValidity(""), { once: true });
      return;
    }
    if (!field.validity.valueMissing) return;
    const name = (field.labels?.[0]?.firstChild?.textContent ?? field.getAttribute("aria-label") ?? "").trim().replace(/（.*/, "");
    const verb = field.type === "radio" || field.type === "checkbox" || field.tagName === "SELECT" || field.type === "file" ? "请选择" : "请填写";
    field.setCustomValidity(field.type === "radio" ? verb : name.includes("请") ? name : verb + name);
    const clear = () => field.setCustomValidity("");
    field.addEventListener("input", clear, { once: true });
    field.addEventListener("change", clear, { once: true });
  }, true);

  // A form that comes back with a mistake is at the first one.
  const wrong = document.querySelector("main .is-invalid");
  if (wrong) {
    wrong.closest("details")?.setAttribute("open", "");
    wrong.focus();
  }

  // What of the menu is folded away stays so, on this machine.
  const folds = [...document.querySelectorAll("[data-menu]")];
  for (const fold of folds) {
    fold.addEventListener("toggle", () => {
      const away = folds.filter((f) => !f.open).map((f) => f.dataset.menu).join(".");
      document.cookie = `menu=${away}; path=/; max-age=31536000; samesite=lax`;
    });
  }

  // Dates, months, times, sums and numbers of files stay in one line, in the largest print too, as do short words in lists.
  const WHOLE = /\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?|\d{4}年\d{1,2}月(?:\d{1,2}日)?|[A-Z]{2}-\d{6}-(?=\d)|[A-Z]*\d+-[A-Z]?\d+(?:-\d+)*|[+−-]?\d[\d,]*\.\d{2}(?: 元)?/g;
  const keepWhole = (within) => {
    for (const cell of within.querySelectorAll(".app-table td, .app-table th")) {
      if (cell.textContent.trim().length <= 4) cell.classList.add("text-nowrap");
    }
    const texts = document.createTreeWalker(within.querySelector("main") ?? within, NodeFilter.SHOW_TEXT, (node) =>
      node.data.search(WHOLE) < 0 || node.parentElement.closest("script, option, textarea, code, svg, .num, .pill, .btn, .text-nowrap")
        ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const found = [];
    while (texts.nextNode()) found.push(texts.currentNode);
    for (const text of found) {
      const parts = document.createDocumentFragment();
      let from = 0;
      for (const match of text.data.matchAll(WHOLE)) {
        const whole = document.createElement("span");
        whole.className = "text-nowrap";
        whole.textContent = match[0];
        parts.append(text.data.slice(from, match.index), whole);
        if (match[0].endsWith("-")) parts.append(document.createElement("wbr")); // a run's number breaks after the county
        from = match.index + match[0].length;
      }
      parts.append(text.data.slice(from));
      text.replaceWith(parts);
    }
  };
  keepWhole(document);
  document.addEventListener("htmx:afterSwap", (event) => keepWhole(event.target));
})();
