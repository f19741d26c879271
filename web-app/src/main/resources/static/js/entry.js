// What makes keying quick: a number fills what it tells, an amount shows itself in capital figures, and Alt+N
// opens the next entry.
(() => {
  "use strict";

  // The answer to a keyed identity number carries what it tells; the fields around it take that over.
  document.addEventListener("htmx:afterSwap", (event) => {
    const told = event.target.querySelector("[data-told-sex]");
    const form = event.target.closest("form");
    if (!told || !form) return;
    const field = (name) => [...form.elements].find((e) => e.name === name || e.name.endsWith(`.${name}`));
    const sex = field("sex");
    const birthDate = field("birthDate");
    if (sex) sex.value = told.dataset.toldSex;
    if (birthDate) birthDate.value = told.dataset.toldBirthDate;
  });

  const DIGITS = "零壹贰叁肆伍陆柒捌玖";
  const group = (digits) => {
    let words = "";
    let zero = false;
    [...digits].forEach((digit, i) => {
      const unit = ["", "拾", "佰", "仟"][digits.length - 1 - i];
      if (digit === "0") { zero = words !== ""; return; }
      words += (zero ? "零" : "") + DIGITS[digit] + unit;
      zero = false;
    });
    return words;
  };
  const inCapitals = (yuan, fen) => {
    let words = "";
    const groups = yuan.replace(/^0+/, "").replace(/\B(?=(\d{4})+$)/g, ",").split(",");
    groups.forEach((digits, i) => {
      const part = digits ? group(digits) : "";
      if (!part) return;
      words += (words && digits.startsWith("0") ? "零" : "") + part + ["", "万", "亿"][groups.length - 1 - i];
    });
    const jiao = fen[0] === "0" ? "" : `${DIGITS[fen[0]]}角`;
    const cents = fen[1] === "0" ? "" : `${DIGITS[fen[1]]}分`;
    const whole = words ? `${words}元` : "";
    if (!jiao && !cents) return whole ? `${whole}整` : "零元整";
    return whole + (whole && !jiao ? "零" : "") + jiao + cents;
  };
  const PLAIN_AMOUNT = /^(\d{1,9})(?:\.(\d{1,2}))?$/;
  const amountIn = (field) => PLAIN_AMOUNT.exec(field.value.replace(/[,\s]/g, ""));
  // While the amount is typed: a line that came only with the click would push the clicked button away.
  document.addEventListener("input", (event) => {
    const field = event.target.closest("input[data-money]");
    if (!field) return;
    const amount = amountIn(field);
    let note = field.parentElement.querySelector(".capital-amount");
    if (!amount) {
      if (note) note.remove();
      return;
    }
    if (!note) {
      note = document.createElement("p");
      note.className = "hint capital-amount";
      note.setAttribute("role", "status");
      field.after(note);
    }
    note.textContent = inCapitals(amount[1], (amount[2] || "").padEnd(2, "0"));
  });
  document.addEventListener("focusout", (event) => {
    const field = event.target.closest("input[data-money]");
    const amount = field && amountIn(field);
    if (!amount) return;
    const yuan = amount[1].replace(/^0+(?=\d)/, "").replace(/\B(?=(\d{3})+$)/g, ",");
    field.value = `${yuan}.${(amount[2] || "").padEnd(2, "0")}`;
  });

  // A file that is too large is refused before it is sent.
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.type !== "file") return;
    const most = Number(field.dataset.mostMb ?? 50);
    const tooLarge = [...field.files].some((file) => file.size > most * 1024 * 1024);
    field.setCustomValidity(tooLarge ? `文件超过 ${most} MB，没有上传。请压缩或拆成几个文件。` : "");
    if (tooLarge) field.reportValidity();
  });

  // One answer for every row of the form that has none yet.
  document.addEventListener("change", (event) => {
    const rest = event.target.closest("[data-fill-rest]");
    if (!rest || !rest.value) return;
    for (const field of rest.form.querySelectorAll("select[name]")) if (!field.value) field.value = rest.value;
  });

  // A village is chosen by its code; its name stands beside the label, and the only one that fits what was typed is taken.
  const areaFields = () => [...document.querySelectorAll('input[list="areas"]')];
  const nameArea = (field, left) => {
    const options = [...(field.list?.options ?? [])];
    const typed = field.value.trim();
    if (left && typed && options.length === 1) field.value = options[0].value;
    const chosen = options.find((option) => option.value === field.value);
    const label = field.labels?.[0];
    if (!label) return;
    let name = label.querySelector(".area-name");
    if (!name) {
      name = document.createElement("b");
      name.className = "area-name";
      name.setAttribute("role", "status");
      label.append(" ", name);
    }
    name.textContent = chosen ? chosen.textContent.replace(/^\S+ /, "") : "";
  };
  document.addEventListener("input", (event) => {
    if (event.target.matches('input[list="areas"]')) nameArea(event.target, false);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.matches('input[list="areas"]')) nameArea(event.target, true);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id === "areas") areaFields().forEach((field) => nameArea(field, field !== document.activeElement));
  });
  for (const field of areaFields()) {
    if (field.value) htmx.ajax("GET", `${field.getAttribute("hx-get")}?area=${encodeURIComponent(field.value)}`, { target: "#areas" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.altKey && event.key.toLowerCase() === "n") {
      const entry = document.querySelector("details[data-next-entry]");
      if (!entry) return;
      event.preventDefault();
      entry.open = true;
      const field = entry.querySelector("input:not([type=hidden]), select");
      if (field) field.focus();
    }
  });
})();
