// A box in a table's head ticks every box of a name below it.
document.addEventListener("change", event => {
  const name = event.target.dataset ? event.target.dataset.tickAll : undefined;
  if (name) {
    document.querySelectorAll(`input[type=checkbox][name="${name}"]`).forEach(box => {
      box.checked = event.target.checked;
    });
  }
});
