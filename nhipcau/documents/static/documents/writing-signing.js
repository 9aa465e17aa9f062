// The position that goes with a way to sign: proposed anew when another way is chosen, unless somebody typed one.
export function positions() {
  const way = document.querySelector('select[name="capacity"]');
  const field = document.querySelector('input[name="position"]');
  if (!way || !field) return;
  const proposed = new Set([...way.options].map((one) => one.dataset.position));
  way.addEventListener("change", () => {
    if (!field.value.trim() || proposed.has(field.value)) field.value = way.selectedOptions[0].dataset.position;
  });
}
