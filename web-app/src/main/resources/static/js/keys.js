// Keys that spare the mouse. A page marks what a key means with data-key="a" and so on; nothing is ever decided by one
// key alone: A and R lead to the button, Enter presses it.
(() => {
  "use strict";
  // Every key there is; a key that is not here does nothing, and one that is here does what it says.
  const KEYS = [
    ["/", "到查找框"], ["g d", "回我的工作台"], ["J", "下一行；办件页上是下一件"], ["K", "上一行；办件页上是上一件"], ["Enter", "打开选中的一行；填表时到下一格"],
    ["Ctrl+1…6、Alt+1…6", "换页签"], ["A", "到“同意”，再按 Enter 办理"], ["R", "到“退回”，选环节和原因后再按"], ["Ctrl+S", "保存、提交正在填的表"],
    ["Alt+N", "增加一人、一项"], ["1…4", "复核：选复核结果（A 为无变化）"], ["Ctrl+Enter", "复核：保存并打开下一户"], ["Esc", "关闭弹出的窗口"], ["?", "看全部按键"],
  ];
  let after = "";

  const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const marked = (key) => document.querySelector(`[data-key="${key}"]`);

  const lead = (element) => {
    if (!element) return;
    if (element.disabled) {
      const why = document.getElementById(element.getAttribute("aria-describedby"));
      if (why) { why.tabIndex = -1; why.focus(); }
      return;
    }
    element.scrollIntoView({ block: "center" });
    element.focus();
  };

  // The link by which a row opens: the one marked, else the first there is.
  const opens = (row) => row.querySelector("[data-open-row]") ?? row.querySelector("td a[href], th a[href]");

  // On a list J and K walk the rows; on a page that has neighbours they open those.
  const walk = (by) => {
    let rows = [...document.querySelectorAll("tr[data-row]")].filter(opens);
    if (rows.length === 0) {
      if (marked("j") || marked("k")) {
        marked(by > 0 ? "j" : "k")?.click();
        return;
      }
      rows = [...document.querySelectorAll("main .app-table tbody tr")].filter((row) => opens(row) && row.offsetParent);
      if (rows.length === 0) return;
    }
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    const marked_ = rows.findIndex((row) => row.classList.contains("row-marked"));
    const from = here >= 0 ? here : marked_ >= 0 && by > 0 ? marked_ - 1 : marked_ >= 0 ? marked_ + 1 : by > 0 ? -1 : rows.length;
    const row = rows[Math.min(rows.length - 1, Math.max(0, from + by))];
    opens(row).focus();
  };

  const help = () => {
    let dialog = document.getElementById("keys-help");
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.id = "keys-help";
      const title = document.createElement("h2");
      title.textContent = "按键";
      const list = document.createElement("dl");
      list.className = "facts";
      for (const [key, meaning] of KEYS) {
        const term = document.createElement("dt");
        const cap = document.createElement("kbd");
        cap.textContent = key;
        term.append(cap);
        const words = document.createElement("dd");
        words.textContent = meaning;
        list.append(term, words);
      }
      const close = document.createElement("button");
      close.type = "button";
      close.className = "btn btn-sm btn-outline-primary mt-2";
      close.dataset.close = "";
      close.textContent = "关闭";
      dialog.setAttribute("aria-label", "按键");
      dialog.append(title, list, close);
      document.body.append(dialog);
    }
    dialog.showModal();
  };

  document.addEventListener("click", (event) => { if (event.target.closest("[data-keys]")) help(); });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.metaKey) return;
    if ((event.ctrlKey || event.altKey) && /^[1-6]$/.test(event.key)) {
      const tab = document.querySelectorAll("main .nav-tabs a")[Number(event.key) - 1];
      if (tab) { event.preventDefault(); tab.click(); }
      return;
    }
    if (event.altKey) return;
    if (event.ctrlKey) {
      if (event.key.toLowerCase() !== "s") return;
      const form = document.activeElement.closest("form") || document.querySelector("form[data-save]");
      if (!form || form.closest(".app-top, .app-nav")) return;
      event.preventDefault();
      const button = form.querySelector("button:not([disabled]):not([type=button])");
      if (form.hasAttribute("data-save")) lead(button);
      else form.requestSubmit(button ?? undefined);
      return;
    }
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const pair = `${after} ${key}`;
    after = key === "g" ? "g" : "";
    if (pair === "g d") { event.preventDefault(); window.location.assign("/desk"); return; }
    const acts = {
      "/": () => lead(document.getElementById("global-search")),
      "j": () => walk(1),
      "k": () => walk(-1),
      "a": () => lead(marked("a")),
      "r": () => { const to = document.getElementById("toStep"); lead(marked("r")?.disabled ? marked("r") : to ?? marked("r")); },
      "?": help,
      "？": help,
    };
    if (acts[key]) { event.preventDefault(); acts[key](); }
  });
})();
