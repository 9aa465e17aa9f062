// The draft without a mouse.
import { act, save, textOf } from "./writing-saving.js";

const blocks = () => [...document.querySelectorAll("details.blk[id^=khoi-]")];

// A choice that is open is not made by a reflex.
function pressed(form) {
  const choice = form.querySelector(".both button, .gone button");
  if (choice) choice.focus();
  else save(form, "told");
  return !choice;
}

function open(block) {
  block.open = true;
  const field = textOf(block.querySelector("form[data-autosave]"));
  field.focus();
  block.scrollIntoView({ block: "nearest" });
}

function beside(block, step) {
  const all = blocks();
  return all[all.indexOf(block) + step];
}

export function keys(draft) {
  document.getElementById("phim-tat").hidden = false;
  document.addEventListener("keydown", (event) => {
    const block = event.target.closest?.("details.blk[id^=khoi-]");
    const form = block?.querySelector("form[data-autosave]");
    const ctrl = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (ctrl && event.key.toLowerCase() === "s") {
      event.preventDefault();
      if (form) pressed(form);
      return;
    }
    if (!form || !draft.contains(block)) return;
    const vertical = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (ctrl && event.key === "Enter") {
      event.preventDefault();
      const next = beside(block, event.shiftKey ? -1 : 1);
      if (pressed(form) && next) open(next);
    } else if (event.altKey && !ctrl && vertical) {
      event.preventDefault();
      act(form, vertical < 0 ? "up" : "down");
    } else if (event.key === "Escape" && event.target === textOf(form)) {
      save(form);
      block.open = false;
      block.querySelector("summary").focus();
    } else if (vertical && event.target.matches("summary")) {
      const next = beside(block, vertical);
      if (!next) return;
      event.preventDefault();
      next.querySelector("summary").focus();
    }
  });
}
