// The bar below a list: how many rows are ticked, how many persons and how much money they stand for. Sums in fen.
(() => {
  "use strict";
  const bar = document.querySelector("[data-tick-bar]");
  const form = document.getElementById("ticks");
  if (!bar || !form) return;
  const fen = (text) => Math.round(Number(text ?? "0") * 100);
  const show = () => {
    const ticked = [...form.querySelectorAll("input[name=ticked]:checked")];
    const sum = ticked.reduce((total, box) => total + fen(box.dataset.amount), 0);
    bar.hidden = ticked.length === 0;
    bar.querySelector("[data-tick-rows]").textContent = String(ticked.length);
    bar.querySelector("[data-tick-persons]").textContent = String(ticked.reduce((total, box) => total + Number(box.dataset.persons ?? "0"), 0));
    bar.querySelector("[data-tick-sum]").textContent = (sum / 100).toLocaleString("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  };
  form.addEventListener("change", show);
  show();
  // Back from a case: the row one came from is in sight.
  document.querySelector("tr.row-marked")?.scrollIntoView({ block: "center" });
})();
