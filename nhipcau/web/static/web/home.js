// Keeps the countdowns of the home page right while it stays open. The words are those of web/pages/home/countdown.py;
// the time is the server's, carried on by this machine's clock of elapsed time, so that a wrong wall clock tells nobody
// a wrong hour.
const page = document.querySelector("[data-now]");
const opened = performance.now();
const DAY = 86400;
const VIETNAM = 7 * 3600;

function span(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours ? `${hours} giờ` : "", rest || !hours ? `${rest} phút` : ""].filter(Boolean).join(" ");
}

function remaining(start, whole, now) {
  const days = Math.floor((start + VIETNAM) / DAY) - Math.floor((now + VIETNAM) / DAY);
  const minutes = Math.floor((start - now) / 60);
  if (days > 1) return `còn ${days} ngày`;
  if (days === 1) return whole ? "ngày mai" : `ngày mai, còn ${Math.max(1, Math.floor(minutes / 60))} giờ`;
  if (days < 0) return -days > 99 ? "đã qua ngày họp" : `đã qua ${-days} ngày`;
  if (whole) return "hôm nay";
  if (minutes < 0) return `đã quá giờ họp ${span(-minutes)}`;
  return minutes === 0 ? "đến giờ họp" : `còn ${span(minutes)}`;
}

function refresh() {
  const now = Number(page.dataset.now) + (performance.now() - opened) / 1000;
  for (const one of document.querySelectorAll("[data-start]")) {
    const said = remaining(Number(one.dataset.start), "whole" in one.dataset, now);
    if (one.textContent !== said) one.textContent = said;
  }
}

// In another language the words stay as the server wrote them.
if (page && (document.documentElement.lang || "vi") === "vi") {
  refresh();
  setInterval(refresh, 15000);
}
