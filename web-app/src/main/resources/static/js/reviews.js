// Looking at many households again without the mouse: a key chooses what was found, Ctrl+Enter saves and opens the next.
(() => {
  "use strict";
  const all = document.querySelector("[data-tick-all]");
  if (all) {
    all.addEventListener("change", () => {
      const boxes = [...document.querySelectorAll("input[name=ticked]")];
      boxes.forEach((box) => { box.checked = all.checked; });
      if (boxes.length) boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  const form = document.querySelector("form[data-review]");
  if (!form) return;
  const answers = [...form.querySelectorAll("input[name=answer]")];
  const note = form.querySelector("[name=note]");
  const save = form.querySelector("button:not([type=button])");
  const choose = (index) => {
    const answer = answers[index];
    if (!answer) return;
    answer.checked = true;
    if (answer.dataset.usual) {
      if (note.value.trim() === "") note.value = note.dataset.default;
      save.focus();
      return;
    }
    if (note.value === note.dataset.default) note.value = "";
    note.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.ctrlKey && event.key === "Enter") {
      event.preventDefault();
      form.requestSubmit(save);
      return;
    }
    if (event.ctrlKey || event.target.closest("textarea, select, input:not([type=radio]):not([type=checkbox])")) return;
    const way = form.querySelector("select[data-cycle]");
    if (way && event.key.toLowerCase() === way.dataset.cycle) {
      event.preventDefault();
      way.selectedIndex = (way.selectedIndex + 1) % way.options.length;
      return;
    }
    if (event.key.toLowerCase() === "a") { event.preventDefault(); choose(0); }
    if (/^[1-4]$/.test(event.key)) { event.preventDefault(); choose(Number(event.key) - 1); }
  });
})();
