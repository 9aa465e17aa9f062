import { expect, test } from "vitest";
import type { ControlSite, ControlView } from "../shared/views";
import { cellState, counts, INSIDE, neighbour, rowsOf, search, sitesLayout, unaccent } from "./sites.vm";

const names: [string, string, string | undefined][] = [
  ["Tỉnh Lạng Sơn", "province", undefined],
  ["Huyện Bắc Sơn", "district", "1"],
  ["Huyện Cao Lộc", "district", "1"],
  ...["Bắc Quỳnh", "Chiến Thắng", "Đồng Ý", "Hưng Vũ", "Long Đống", "Tân Thành", "Vũ Lễ"].map(
    (name): [string, string, string] => [`Xã ${name}`, "commune", "2"],
  ),
  ...["Bảo Lâm", "Tân Thành"].map((name): [string, string, string] => [`Xã ${name}`, "commune", "3"]),
];
const sites: Record<string, ControlSite> = Object.fromEntries(
  names.map(([name, tier, up], index) => [
    String(index + 1),
    {
      o: index,
      name,
      short: name.replace(/^(Xã|Huyện) /, ""),
      find: unaccent(name),
      tier,
      dev: "admitted",
      ver: 1,
      ...(up ? { up } : {}),
      ...(tier === "commune" ? { where: up === "2" ? "huyện Bắc Sơn" : "huyện Cao Lộc" } : {}),
      ...(index === 0 ? { main: true } : {}),
    } as ControlSite,
  ]),
);
const view: ControlView = {
  hall: { id: "1", title: "", phase: "open" },
  stage: { rev: 1, layout: "single", slots: { "1": { site: "4", name: "", kind: "video", source: "camera" } } },
  next: { rev: 2, layout: "single", slots: { "1": { site: "5", name: "", kind: "video", source: "camera" } } },
  hands: { "6": { o: 1, at: "" } },
  tiers: { province: { o: 0, name: "Tỉnh" }, district: { o: 1, name: "Huyện" }, commune: { o: 2, name: "Xã" } },
  sites,
  pulse: {
    "4": { st: "lost" },
    "7": { st: "lost" },
    "8": { st: "weak" },
    "9": { st: "ok" },
    "10": { st: "never" },
    "11": { st: "unknown" },
  },
};

test("a site of which nothing is known is not counted as inside", () => {
  const cells = sitesLayout(view).blocks.flatMap(({ cells }) => cells);
  expect(cells.filter(({ state }) => INSIDE.has(state)).map(({ id }) => id)).toEqual(["4", "5", "6", "8", "9", "12"]);
});

test("search needs no diacritics, and đ is d", () => {
  expect(search(view, "tan thanh")).toEqual(["9", "12"]);
  expect(search(view, "DONG Y")).toEqual(["6"]);
  expect(search(view, "Đồng ý")).toEqual(["6"]);
  expect(search(view, "tan cao loc")).toEqual(["12"]);
  expect(search(view, "anh")).toEqual([]);
  expect(search(view, "  ")).toEqual([]);
});

test("a site that is called so comes before those that only lie there", () => {
  expect(search(view, "b")).toEqual(["2", "4", "11", "5", "6", "7", "8", "9", "10"]);
});

test("communes stand in their district's block, in the order of the units", () => {
  const layout = sitesLayout(view);
  expect(layout.top.map(({ id }) => id)).toEqual(["1"]);
  expect(layout.blocks.map(({ head, cells }) => [head?.id, cells.map(({ id }) => id)])).toEqual([
    ["2", ["4", "5", "6", "7", "8", "9", "10"]],
    ["3", ["11", "12"]],
  ]);
});

test("a conference of two tiers has no blocks, one of no sites has nothing", () => {
  const two = Object.fromEntries(Object.entries(sites).filter(([, { tier }]) => tier !== "commune"));
  expect(sitesLayout({ ...view, sites: two }).blocks).toMatchObject([{ key: "heads" }]);
  expect(sitesLayout({ ...view, sites: {} })).toEqual({ top: [], blocks: [] });
});

test("what is on the air is red whatever else is true of it", () => {
  expect(cellState(view, "4")).toBe("air");
  expect(cellState(view, "5")).toBe("next");
  expect(cellState(view, "6")).toBe("hand");
  expect(["7", "8", "9", "10", "11"].map((id) => cellState(view, id))).toEqual([
    "lost",
    "weak",
    "good",
    "off",
    "unknown",
  ]);
});

test("the sums agree: all sites but the chair's own, each once", () => {
  const sum = [...counts(sitesLayout(view)).values()].reduce((total, count) => total + count, 0);
  expect(sum).toBe(Object.keys(sites).length - 1);
});

test("arrows go from cell to cell, across districts, and stop at the edges", () => {
  const rows = rowsOf(sitesLayout(view));
  expect(neighbour(rows, undefined, "down")).toBe("1");
  expect(neighbour(rows, "1", "down")).toBe("2");
  expect(neighbour(rows, "2", "right")).toBe("4");
  expect(neighbour(rows, "4", "down")).toBe("9");
  expect(neighbour(rows, "9", "down")).toBe("11");
  expect(neighbour(rows, "12", "right")).toBe("12");
  expect(neighbour(rows, "1", "up")).toBe("1");
  expect(neighbour(rows, "3", "up")).toBe("9");
});
