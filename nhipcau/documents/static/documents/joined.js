// A fact and its place in the text light up together, whichever side is touched. Without this script the numbers
// on both sides are links to each other.
const joined = [...document.querySelectorAll("[data-joins]")];
const numbersOf = (element) => element.dataset.joins.split(" ");
const inText = (element) => element.matches("mark");

function light(element, follow) {
  const numbers = new Set(numbersOf(element));
  let partner = null;
  for (const other of joined) {
    const on = numbersOf(other).some((number) => numbers.has(number));
    other.classList.toggle("on", on);
    if (on && !partner && inText(other) !== inText(element)) partner = other;
  }
  if (follow && partner) reveal(partner);
}

// Scrolls the partner's own column only: the page itself stays where the reader's hand is.
function reveal(element) {
  const column = element.closest(".scroll");
  const box = element.getBoundingClientRect();
  const view = column.getBoundingClientRect();
  if (box.top < view.top + 40 || box.bottom > view.bottom - 40) {
    column.scrollTop += box.top - view.top - view.height / 3;
  }
}

for (const element of joined) {
  element.addEventListener("pointerenter", () => light(element, false));
  element.addEventListener("focusin", () => light(element, true));
  element.addEventListener("click", (event) => {
    if (event.target.closest("a.n")) event.preventDefault();
    light(element, true);
  });
}
