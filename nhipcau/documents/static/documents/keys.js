// Through the uncertain facts by the keyboard: next, previous, right, back to what was read. Without this script each
// of them leads to the next by a link, and is ticked off by its box.
const sheetOfFacts = document.getElementById("phieu");
const doubtful = [...sheetOfFacts.querySelectorAll(".fact[data-doubtful]")];
const left = document.getElementById("con-lai");
const make = document.getElementById("lap");

const controlsOf = (row) => [...row.querySelectorAll(".fact-inputs :is(input, select, textarea)")];
const boxOf = (row) => row.querySelector(".check-off input");
const asRead = (control) =>
  control.type === "checkbox"
    ? control.checked === control.defaultChecked
    : control.tagName === "SELECT"
      ? [...control.options].every((option) => option.selected === option.defaultSelected) ||
        (control.selectedIndex === 0 && ![...control.options].some((option) => option.defaultSelected))
      : control.value === control.defaultValue;
const changed = (row) => controlsOf(row).some((control) => !asRead(control));
const done = (row) => boxOf(row).checked || changed(row);

function tell() {
  const remaining = doubtful.filter((row) => !done(row)).length;
  left.textContent = remaining > 0 ? `${remaining} ${left.dataset.left}` : left.dataset.none;
}

// What a row says of itself: as it was read, found right, or typed anew.
function describe(row) {
  const certainty = row.querySelector(".cert");
  certainty.classList.toggle("seen", boxOf(row).checked);
  certainty.classList.toggle("changed", changed(row));
  const { right, typed } = sheetOfFacts.dataset;
  const looked = changed(row) ? typed : boxOf(row).checked ? right : row.dataset.doubtful;
  certainty.querySelector(".cert-words").textContent = looked;
}

// The next row in this direction that nobody has looked at, seen from where the reader is; at the end the button.
function go(step) {
  const here = document.activeElement;
  const order = step > 0 ? doubtful : [...doubtful].reverse();
  const follows = step > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const open = order.filter((row) => !done(row) && !row.contains(here));
  const inSheet = sheetOfFacts.contains(here);
  const target = open.find((row) => !inSheet || here.compareDocumentPosition(row) & follows) ?? open[0];
  if (target === undefined) {
    make.focus();
    return;
  }
  const control = controlsOf(target)[0];
  control.focus();
  if (control.select) control.select();
}

function restore(row) {
  for (const control of controlsOf(row)) {
    if (control.type === "checkbox") control.checked = control.defaultChecked;
    else if (control.tagName === "SELECT") for (const option of control.options) option.selected = option.defaultSelected;
    else control.value = control.defaultValue;
  }
}

if (doubtful.length > 0) {
  document.addEventListener("keydown", (event) => {
    const row = event.target.closest(".fact");
    if (event.key === "Escape" && row !== null) {
      restore(row);
      row.dispatchEvent(new Event("change", { bubbles: true }));
      return;
    }
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    if (event.key === "Enter" && row !== null && doubtful.includes(row)) {
      boxOf(row).checked = true;
      row.dispatchEvent(new Event("change", { bubbles: true }));
    }
    go(step);
  });
  for (const kind of ["input", "change"]) {
    sheetOfFacts.addEventListener(kind, (event) => {
      const row = event.target.closest(".fact[data-doubtful]");
      if (row !== null) describe(row);
      tell();
    });
  }
}
