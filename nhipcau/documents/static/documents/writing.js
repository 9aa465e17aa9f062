// Saves a block a moment after the last key, so that nothing typed is lost. Without this script the button saves.
const WAIT = 1500;
const place = document.getElementById("da-luu");
const said = {
  vi: { saved: "Đã tự lưu lúc", clash: "Người khác vừa sửa khối này: bấm “Lưu khối” để xem cả hai bản.", failed: "Chưa tự lưu được: bấm “Lưu khối”." },
  en: { saved: "Saved at", clash: "Somebody else has just changed this block: press save to see both.", failed: "Not saved: press save." },
}[document.documentElement.lang] ?? {};

function tell(words) {
  if (place) place.textContent = words;
}

const unsaved = new Map(); // form → what saves it; true once there is nothing left to save

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const text = form.elements.text;
  let timer = 0;
  let running = null;
  async function send() {
    const typed = text.value;
    const body = new FormData(form);
    body.set("act", "save");
    body.set("autosave", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.ok) {
        tell(answer.status === 409 ? said.clash : said.failed);
        return false;
      }
      form.elements.seen.value = (await answer.json()).revision;
      const now = new Date();
      const two = (number) => String(number).padStart(2, "0");
      tell(`${said.saved} ${two(now.getHours())}:${two(now.getMinutes())}`);
      if (text.value === typed) unsaved.delete(form);
      return true;
    } catch {
      tell(said.failed);
      return false;
    }
  }
  async function save() {
    clearTimeout(timer);
    while (unsaved.has(form)) {
      running ??= send().finally(() => {
        running = null;
      });
      if (!(await running)) return false;
    }
    return true;
  }
  text.addEventListener("input", () => {
    unsaved.set(form, save);
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}

// Another form of the page takes its reader away: what was typed into a block and is not saved yet goes first.
document.addEventListener("submit", async (event) => {
  const others = [...unsaved].filter(([form]) => form !== event.target);
  if (!others.length) {
    unsaved.delete(event.target);
    return;
  }
  event.preventDefault();
  const saved = await Promise.all(others.map(([, save]) => save()));
  if (saved.every(Boolean)) event.target.requestSubmit(event.submitter);
  else others[saved.indexOf(false)][0].elements.text.focus();
});
addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});
