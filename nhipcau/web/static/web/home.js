// Keeps the countdowns of the home page right while it stays open. The words are those of web/pages/home/countdown.py
// and its translation; the time is the server's, carried on by this machine's clock of elapsed time, so that a wrong wall clock tells nobody
// a wrong hour.
const page = document.querySelector("[data-now]");
const opened = performance.now();
const DAY = 86400;
const VIETNAM = 7 * 3600;

const said = {
  vi: {
    hours: (n) => `${n} giờ`,
    minutes: (n) => `${n} phút`,
    daysLeft: (n) => `còn ${n} ngày`,
    tomorrow: "ngày mai",
    tomorrowIn: (hours) => `ngày mai, còn ${hours} giờ`,
    longOver: "đã qua ngày họp",
    daysOver: (n) => `đã qua ${n} ngày`,
    today: "hôm nay",
    late: (time) => `đã quá giờ họp ${time}`,
    now: "đến giờ họp",
    left: (time) => `còn ${time}`,
  },
  en: {
    hours: (n) => `${n} h`,
    minutes: (n) => `${n} min`,
    daysLeft: (n) => `in ${n} days`,
    tomorrow: "tomorrow",
    tomorrowIn: (hours) => `tomorrow, in ${hours} h`,
    longOver: "the day has passed",
    daysOver: (n) => `days ago: ${n}`,
    today: "today",
    late: (time) => `${time} past the hour`,
    now: "starting now",
    left: (time) => `in ${time}`,
  },
}[document.documentElement.lang || "vi"];

function span(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours ? said.hours(hours) : "", rest || !hours ? said.minutes(rest) : ""].filter(Boolean).join(" ");
}

function remaining(start, whole, now) {
  const days = Math.floor((start + VIETNAM) / DAY) - Math.floor((now + VIETNAM) / DAY);
  const minutes = Math.floor((start - now) / 60);
  if (days > 1) return said.daysLeft(days);
  if (days === 1) return whole ? said.tomorrow : said.tomorrowIn(Math.max(1, Math.floor(minutes / 60)));
  if (days < 0) return -days > 99 ? said.longOver : said.daysOver(-days);
  if (whole) return said.today;
  if (minutes < 0) return said.late(span(-minutes));
  return minutes === 0 ? said.now : said.left(span(minutes));
}

function refresh() {
  const now = Number(page.dataset.now) + (performance.now() - opened) / 1000;
  for (const one of document.querySelectorAll("[data-start]")) {
    const words = remaining(Number(one.dataset.start), "whole" in one.dataset, now);
    if (one.textContent !== words) one.textContent = words;
  }
}

if (page) {
  refresh();
  setInterval(refresh, 15000);
}
