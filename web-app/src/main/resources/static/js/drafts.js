// Forms marked data-draft="name" are saved on the server every few seconds, and offered again after a time-out or a
// restart. A hidden field draftKey of the same name lets the server drop the draft once the form is accepted.
(() => {
  "use strict";
  const EVERY = 8000;
  const skipped = new Set(["_csrf", "requestKey", "draftKey", "password"]);

  const fieldsOf = (form) => [...form.elements].filter((e) => e.name && !skipped.has(e.name) && e.type !== "file" && e.type !== "hidden");
  const read = (form) => {
    const values = {};
    for (const e of fieldsOf(form)) {
      if (e.type === "checkbox" || e.type === "radio") {
        if (e.checked) (values[e.name] ??= []).push(e.value);
      } else {
        (values[e.name] ??= []).push(e.value);
      }
    }
    return JSON.stringify(values);
  };
  const write = (form, values) => {
    const taken = {};
    for (const e of fieldsOf(form)) {
      const saved = values[e.name];
      if (e.type === "checkbox" || e.type === "radio") {
        e.checked = !!saved && saved.includes(e.value);
      } else if (saved) {
        const at = taken[e.name] ?? 0;
        if (at < saved.length) e.value = saved[at];
        taken[e.name] = at + 1;
      }
    }
  };
  const post = (form, path, body) => fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRF-TOKEN": form.elements._csrf.value },
    body: new URLSearchParams(body),
  });

  for (const form of document.querySelectorAll("form[data-draft]")) {
    const path = `/drafts/${form.dataset.draft}`;
    const note = document.createElement("p");
    note.className = "hint draft-note";
    note.setAttribute("role", "status");
    form.append(note);
    let last = read(form);

    fetch(path).then((answer) => (answer.status === 200 ? answer.json() : null)).then((draft) => {
      if (!draft || draft.content === last) return;
      const offer = document.createElement("div");
      offer.className = "alert alert-info draft-offer";
      offer.setAttribute("role", "status");
      const words = document.createElement("span");
      words.textContent = `您有一份未提交的内容（保存于 ${draft.savedAt}）。`;
      const take = document.createElement("button");
      take.type = "button"; take.className = "btn btn-sm btn-primary mx-2"; take.textContent = "恢复";
      take.addEventListener("click", () => { write(form, JSON.parse(draft.content)); last = read(form); offer.remove(); });
      const drop = document.createElement("button");
      drop.type = "button"; drop.className = "btn btn-sm btn-outline-secondary"; drop.textContent = "不要了";
      drop.addEventListener("click", () => { post(form, `${path}/discard`, {}); offer.remove(); });
      offer.append(words, take, drop);
      form.prepend(offer);
    });

    setInterval(() => {
      const now = read(form);
      if (now === last) return;
      post(form, path, { content: now }).then((answer) => (answer.ok ? answer.json() : null)).then((saved) => {
        if (saved) { last = now; note.textContent = `已保存 ${saved.savedAt}`; }
        else { note.textContent = "没有保存成功：请重新登录后再继续，已填内容请先不要关闭。"; }
      }).catch(() => { note.textContent = "没有保存成功：网络不通。"; });
    }, EVERY);
  }
})();
