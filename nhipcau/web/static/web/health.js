// Says on every office page when the media server is not there (yet): the pages work, calls do not.
const banner = document.getElementById("he-thong");
const words = banner.querySelector("span");
const LOOK_AGAIN_MS = 5000;

async function look() {
  let message = "";
  try {
    const answer = await fetch(banner.dataset.health, { cache: "no-store" });
    const health = await answer.json();
    message = health.building || "";
    if (!message && !health.engine.up) {
      message = banner.dataset.engineAway;
    }
  } catch {
    message = banner.dataset.unknown;
  }
  if (words.textContent !== message) words.textContent = message;
  banner.hidden = !message;
  if (message) setTimeout(look, LOOK_AGAIN_MS);
}
look();
