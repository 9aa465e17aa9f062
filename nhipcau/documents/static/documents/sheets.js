// Brings the sheets of the annexes once somebody scrolls to the end of the others. Without this script the link there does.
async function bring(link) {
  const answer = await fetch(link.href, { redirect: "manual" }).catch(() => null);
  if (!answer?.ok) return;
  const whole = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".sheets");
  if (whole && link.isConnected) link.closest(".sheets").replaceChildren(...document.importNode(whole, true).childNodes);
}

const seen = new IntersectionObserver((entries) => {
  for (const one of entries) {
    if (!one.isIntersecting) continue;
    seen.unobserve(one.target);
    bring(one.target);
  }
});
const place = document.querySelector(".sheets")?.parentElement;

function look() {
  const link = place.querySelector("[data-more-sheets]");
  if (link) seen.observe(link);
}

if (place) {
  look();
  // While others write, the page is made anew in place.
  new MutationObserver(look).observe(place, { childList: true, subtree: true });
}
