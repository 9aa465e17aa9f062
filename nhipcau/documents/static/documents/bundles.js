// While a file is made its progress is fetched again; without this script the link “Xem lại tiến độ” does it.
const EVERY_MS = 1000;

async function look() {
  const list = document.getElementById("cac-tep");
  if (!list || !("running" in list.dataset)) return;
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("cac-tep");
    if (fresh) {
      const held = list.contains(document.activeElement) ? document.activeElement.id : "";
      list.replaceWith(fresh);
      if (held) (document.getElementById(held) ?? fresh.querySelector("a.btn"))?.focus();
      if (!("running" in fresh.dataset)) {
        const told = fresh.querySelector("#tien-do-noi");
        setTimeout(() => (told.textContent = fresh.querySelector(".how .st")?.textContent.trim() ?? ""), 50);
      }
    }
  } catch {
    // Asked again below: the server restarts, or the line is down for a moment.
  }
  setTimeout(look, EVERY_MS);
}
setTimeout(look, EVERY_MS);
