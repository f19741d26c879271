// Charts of the monthly report. Figures come from data attributes; the table beside each chart holds the same ones.
(() => {
  "use strict";
  const BLUE = "#1d4f91", GOLD = "#b07a00", GRID = { left: 64, right: 72, top: 36, bottom: 48 };

  const trend = (f) => ({
    animation: false, color: [BLUE, GOLD], grid: GRID, legend: { top: 0, data: ["人数", "金额（万元）"] },
    xAxis: { type: "category", data: f.labels },
    yAxis: [{ type: "value", name: "人", scale: true }, { type: "value", name: "万元", scale: true, splitLine: { show: false } }],
    series: [
      { name: "人数", type: "line", data: f.persons, symbol: "circle" },
      { name: "金额（万元）", type: "line", yAxisIndex: 1, data: f.amount.map((yuan) => yuan / 10000), symbol: "rect", lineStyle: { type: "dashed" } }],
  });

  const towns = (f) => ({
    animation: false, color: [BLUE], grid: { ...GRID, right: 24, bottom: 84 },
    xAxis: { type: "category", data: f.labels, axisLabel: { rotate: 45, interval: 0, formatter: (name) => name.replace(/（.*/, "") } },
    yAxis: { type: "value", name: "人" },
    series: [{ name: "人数", type: "bar", data: f.persons }],
  });

  const kinds = { trend, towns };
  document.querySelectorAll("[data-chart]").forEach((box) => {
    const chart = echarts.init(box, null, { renderer: "svg" });
    chart.setOption(kinds[box.dataset.chart](JSON.parse(box.dataset.figures)));
    new ResizeObserver(() => chart.resize()).observe(box);
  });
})();
