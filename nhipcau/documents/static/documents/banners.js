// Shows the banner as it would be while one types; keys for saving and moving. Without this script “Xem thử” does it.
const WAIT_MS = 350;
const picture = document.getElementById("phong");
const told = document.getElementById("phong-noi");
const said = {
  vi: "Đang xem thử, chưa lưu.",
  en: "A trial, not saved.",
}[document.documentElement.lang] ?? "";
let asked = null;
let timer = 0;

async function show(form) {
  asked?.abort();
  asked = new AbortController();
  const body = new FormData(form);
  try {
    const answer = await fetch(form.dataset.preview, { method: "POST", body, signal: asked.signal });
    if (!answer.ok) {
      const refusal = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
      told.textContent = `${refusal.message ?? ""} ${refusal.hint ?? ""}`;
      return;
    }
    const before = picture.src;
    picture.src = URL.createObjectURL(await answer.blob());
    if (before.startsWith("blob:")) URL.revokeObjectURL(before);
    picture.removeAttribute("width");
    picture.removeAttribute("height");
    told.textContent = said;
  } catch (wrong) {
    if (wrong.name !== "AbortError") told.textContent = String(wrong.message);
  }
}

for (const form of document.querySelectorAll("form[data-live]")) {
  form.addEventListener("input", () => {
    form.querySelector(".save")?.classList.add("btn-primary");
    clearTimeout(timer);
    timer = setTimeout(() => show(form), WAIT_MS);
  });
  form.addEventListener("keydown", (event) => {
    const act = event.ctrlKey && event.key === "Enter" ? "save" : event.altKey ? { ArrowUp: "up", ArrowDown: "down" }[event.key] : "";
    const button = act && form.querySelector(`button[value="${act}"]:not(.vh):not(:disabled)`);
    if (!button) return;
    event.preventDefault();
    form.requestSubmit(button);
  });
}
for (const name of ["width", "height"]) {
  const field = document.querySelector(`input[name="${name}"]`);
  field?.addEventListener("input", () => (document.getElementById("kho").value = "own"));
}
document.getElementById("xem-o")?.addEventListener("change", (event) => event.target.form.requestSubmit());
