// Keys that spare the mouse: "/" goes to the search box.
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "/" && !typing) {
      const box = document.getElementById("global-search");
      if (box) { event.preventDefault(); box.focus(); }
    }
  });
})();
