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

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const text = form.elements.text;
  let timer = 0;
  let busy = false;
  let again = false;
  async function save() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    const body = new FormData(form);
    body.set("act", "save");
    body.set("autosave", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.ok) {
        form.elements.seen.value = (await answer.json()).revision;
        const now = new Date();
        const two = (number) => String(number).padStart(2, "0");
        tell(`${said.saved} ${two(now.getHours())}:${two(now.getMinutes())}`);
      } else {
        tell(answer.status === 409 ? said.clash : said.failed);
      }
    } catch {
      tell(said.failed);
    }
    busy = false;
    if (again) {
      again = false;
      save();
    }
  }
  text.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}
