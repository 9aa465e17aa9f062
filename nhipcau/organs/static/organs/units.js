// Opens the tree of units level by level; what was fetched once stays. Without it the names lead to each unit's page.
const ready = (root) => {
  for (const button of root.querySelectorAll(".twist")) button.hidden = false;
};

async function open(button) {
  const item = button.closest("li");
  let below = item.querySelector(":scope > .tree");
  if (!below) {
    button.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(button.dataset.below, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      item.insertAdjacentHTML("beforeend", await answer.text());
    } catch {
      // Not reached: the unit's own page says why, and lists the same.
      window.location.assign(item.querySelector("a").href);
      return;
    } finally {
      button.removeAttribute("aria-busy");
    }
    below = item.querySelector(":scope > .tree");
    ready(below);
  }
  const opening = button.getAttribute("aria-expanded") !== "true";
  button.setAttribute("aria-expanded", String(opening));
  below.hidden = !opening;
}

const tree = document.getElementById("cay");
if (tree) {
  ready(tree);
  tree.addEventListener("click", (event) => {
    const button = event.target.closest(".twist");
    if (button) open(button);
  });
}
