// Keeps the card of the simulated sites up to date while some are there or on their way.
const place = document.getElementById("mo-phong");
const EVERY_MS = 2000;

const active = () => place.querySelector("[data-active='1']") !== null;

async function refresh() {
  // Never under the hand of somebody who is about to press its button.
  if (!document.hidden && !place.contains(document.activeElement)) {
    try {
      const answer = await fetch(place.dataset.refresh, { cache: "no-store" });
      if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
    } catch {
      // The server is away for a moment; the card keeps what it last knew and asks again.
    }
  }
  if (active()) setTimeout(refresh, EVERY_MS);
}
if (place && active()) setTimeout(refresh, EVERY_MS);
