// On a small screen the menu of sections is a strip that is wider than the screen: bring the open section into sight.
const strip = document.querySelector(".edit-menu ul");
const current = strip?.querySelector("[aria-current]");
if (strip && current) {
  const [around, inside] = [strip.getBoundingClientRect(), current.getBoundingClientRect()];
  strip.scrollLeft += inside.left - around.left - (around.width - inside.width) / 2;
}
