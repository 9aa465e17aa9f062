// Filtering the list of sites: by words without diacritics, by tier, by state. Counts on the chips stay what they are.
const toolbar = document.getElementById("loc");
if (toolbar) {
  const said = {
    vi: (count, total) => `Đang xem ${count} trong ${total}`,
    en: (count, total) => `Showing ${count} of ${total}`,
  }[document.documentElement.lang || "vi"];
  toolbar.hidden = false;
  const box = document.getElementById("tim");
  const chips = [...toolbar.querySelectorAll(".chip")];
  const groups = [...document.querySelectorAll("tbody[data-group]")];
  const shown = document.getElementById("dang-xem");
  const none = document.getElementById("khong-co");
  const total = document.querySelectorAll("tr[data-find]").length;

  const plain = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().replace(/\s+/g, " ").trim();

  const pressed = (name) =>
    chips.filter((chip) => chip.dataset[name] && chip.getAttribute("aria-pressed") === "true").map((chip) => chip.dataset[name]);

  function filter() {
    const words = plain(box.value).split(" ").filter(Boolean);
    const tiers = pressed("tier");
    const states = pressed("state");
    let count = 0;
    for (const group of groups) {
      let inGroup = 0;
      for (const row of group.querySelectorAll("tr[data-find]")) {
        const fits =
          words.every((word) => row.dataset.find.includes(word)) &&
          (tiers.length === 0 || tiers.includes(row.dataset.tier)) &&
          (states.length === 0 || states.includes(row.dataset.state));
        row.hidden = !fits;
        if (fits) inGroup += 1;
      }
      group.hidden = inGroup === 0;
      count += inGroup;
    }
    none.hidden = count > 0;
    shown.textContent = count === total ? "" : said(count, total);
  }

  box.addEventListener("input", filter);
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
      filter();
    });
  }
}
