// "Chép để gửi Zalo": puts the text of the element named by data-copies on the clipboard; where the browser refuses
// (no HTTPS), selects it so that Ctrl+C does.
const copying = {
  vi: { done: "Đã chép", byHand: "Bấm Ctrl+C để chép" },
  en: { done: "Copied", byHand: "Press Ctrl+C to copy" },
}[document.documentElement.lang || "vi"];
for (const button of document.querySelectorAll("[data-copies]")) {
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copies);
    try {
      await navigator.clipboard.writeText(source.value);
      button.textContent = copying.done;
    } catch {
      source.hidden = false;
      source.focus();
      source.select();
      button.textContent = copying.byHand;
    }
    setTimeout(() => {
      button.textContent = words;
    }, 4000);
  });
}
for (const button of document.querySelectorAll("[data-prints]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
