/**
 * Canned views for looking at the live pages without a server: real unit names of Lạng Sơn (as of 2021), long ones
 * included, in every state that the pages draw. Run by harness.mjs; nothing of it is shipped.
 */
import { readFileSync } from "node:fs";

const TITLE = "Hội nghị giao ban trực tuyến Thường trực Hội đồng nhân dân ba cấp quý IV năm 2021";
const unaccent = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();

function units() {
  const lines = readFileSync(new URL("../../nhipcau/organs/data/lang_son_2021.csv", import.meta.url), "utf8")
    .trim()
    .split(/\r?\n/);
  const rows = lines.filter((line) => !line.startsWith("#")).map((line) => line.split(","));
  const head = rows.shift();
  return rows.map((row) => Object.fromEntries(head.map((key, index) => [key, row[index]])));
}

const lower = (name) => name.charAt(0).toLowerCase() + name.slice(1);
const shortOf = (name) =>
  name
    .replace(/^(Xã|Huyện) /, "")
    .replace(/^Thị trấn /, "TT. ")
    .replace(/^Phường /, "P. ")
    .replace(/^Thành phố /, "TP. ");

/** `count` sites: the province, then districts, then communes in the order of the file. */
export function sites(count) {
  const found = {};
  const byCode = {};
  const all = units();
  const add = (id, o, name, tier, up, where) => {
    found[id] = {
      o,
      name,
      short: shortOf(name),
      find: unaccent(name),
      tier,
      ver: 1,
      dev: "admitted",
      device: `may${id}abcdef`,
      label: "Chrome, Windows",
      ...(up ? { up } : {}),
      ...(where ? { where } : {}),
    };
  };
  if (count > 0) add("1", 0, "Điểm cầu tỉnh Lạng Sơn", "province");
  if (count > 0) found["1"].main = true;
  let id = 2;
  for (const level of ["district", "commune"]) {
    for (const unit of all) {
      const kind = unit.level ?? unit.tier ?? unit.kind;
      const isDistrict = /^(huyện|thành phố|thị xã)/i.test(unit.name);
      const isProvince = /^tỉnh/i.test(unit.name) || kind === "province";
      if (isProvince || (level === "district") !== isDistrict || Object.keys(found).length >= count) continue;
      const parent = byCode[unit.parent ?? unit.parent_code];
      add(
        String(id),
        id,
        unit.name,
        level,
        isDistrict ? "1" : parent?.id,
        isDistrict ? undefined : lower(parent?.name ?? ""),
      );
      byCode[unit.code] = { id: String(id), name: unit.name };
      id += 1;
    }
  }
  return found;
}

const slot = (all, id) => ({
  site: id,
  name: all[id].name,
  ...(all[id].where ? { where: all[id].where } : {}),
  id: `site:${id}:${all[id].device}`,
  kind: "video",
  source: "camera",
});
const byName = (all, text) => Object.keys(all).find((id) => all[id].name.includes(text)) ?? Object.keys(all).at(-1);

export function control(count, state = "live") {
  const all = sites(count);
  const view = {
    hall: { id: "5", title: TITLE, phase: "open", started: ago(6138), lobby: true },
    stage: { rev: 41, safe: false, layout: "hold", slots: {} },
    sound: {},
    hands: {},
    tiers: { province: { o: 0, name: "Tỉnh" }, district: { o: 1, name: "Huyện" }, commune: { o: 2, name: "Xã" } },
    sites: all,
    pulse: {},
    engine: { up: true, version: "1.13.5" },
  };
  if (count === 0) return { ...view, hall: { ...view.hall, phase: "waiting" } };
  for (const id of Object.keys(all)) view.pulse[id] = { st: "ok", still: 7, shown: 41, lv: (Number(id) * 7) % 60 };
  view.desk = state === "other" ? { account: "9", name: "Bế Thị Hạnh" } : { account: "1", name: "Lăng Quốc Toản" };
  view.sound[`site:1:${all["1"].device}`] = {
    kind: "audio",
    source: "microphone",
    site: "1",
    name: all["1"].name,
    why: "chair",
  };
  if (count < 3) return view;
  const [air, next] = [byName(all, "Tân Thành"), byName(all, "Nông Trường Thái Bình")];
  view.stage = {
    rev: 41,
    safe: state === "safe",
    layout: state === "safe" ? "hold" : "single",
    slots: state === "safe" ? {} : { 1: slot(all, air) },
  };
  if (next !== air) view.next = { rev: 42, layout: "single", slots: { 1: slot(all, next) } };
  view.ready = { rev: 42, n: count > 100 ? 198 : count - 1, of: count - 1 };
  view.undo = { label: "chuyển sang Xã Tân Thành" };
  if (state !== "safe") {
    view.floor = { site: air, name: all[air].name, where: all[air].where, since: ago(378), minutes: 10 };
    view.sound[`site:${air}:${all[air].device}`] = {
      kind: "audio",
      source: "microphone",
      site: air,
      name: all[air].name,
      why: "floor",
    };
  }
  const ids = Object.keys(all);
  let place = 1;
  for (const id of ids.filter((_, index) => index % 31 === 7).slice(0, 6))
    view.hands[id] = { o: place, at: ago(900 - 120 * place++) };
  ids
    .filter((_, index) => index % 53 === 20)
    .forEach((id) => {
      view.pulse[id] = { st: "weak", still: 3, shown: 41 };
    });
  ids
    .filter((_, index) => index % 97 === 40)
    .forEach((id) => {
      view.pulse[id] = { st: "lost", still: 3 };
    });
  ids
    .filter((_, index) => index % 83 === 60)
    .forEach((id) => {
      all[id].dev = "none";
      delete all[id].device;
      view.pulse[id] = { st: "never" };
    });
  ids
    .filter((_, index) => index % (state === "lobby" ? 3 : 61) === 2 && index > 3)
    .forEach((id) => {
      if (all[id].dev === "admitted" && id !== air && id !== next) {
        all[id].dev = "waiting";
        all[id].wait = { [all[id].device]: { o: 1, label: "Edge, Windows" } };
      }
    });
  if (state === "engine") view.engine = { up: false };
  return view;
}

export function stage(count, state = "live") {
  const { hall, stage: now, next, sound, floor } = control(count, state);
  return { hall, stage: now, sound, ...(next ? { next } : {}), ...(floor ? { floor } : {}) };
}

export function room(state = "idle") {
  const all = sites(212);
  const own = byName(all, "Y Tịch");
  const view = stage(212, state === "safe" || state === "kept" ? "safe" : "live");
  const me = { device: "admitted", tally: "off", camera: false, mic: false };
  const mine = slot(all, own);
  if (state === "waiting") me.device = "waiting";
  if (state === "removed" || state === "replaced") me.device = "removed";
  if (state === "replaced") me.replaced = true;
  if (state === "kept") me.tally = "next";
  if (state === "hand") me.hand = { at: ago(480), place: 3 };
  if (state === "next") {
    me.tally = "next";
    me.camera = true;
    view.next = { rev: 42, layout: "single", slots: { 1: mine } };
  }
  if (state === "air" || state === "pair") {
    me.tally = "air";
    me.camera = me.mic = true;
    view.stage =
      state === "pair"
        ? { rev: 41, layout: "pair", slots: { 1: slot(all, "1"), 2: mine } }
        : { rev: 41, layout: "single", slots: { 1: mine } };
    view.floor = { site: own, name: all[own].name, where: all[own].where, since: ago(29), minutes: 10 };
  }
  if (state === "begin") view.hall.phase = "waiting";
  if (state === "ended") view.hall.phase = "ended";
  return {
    ...view,
    contact: { name: "Trực kỹ thuật", phone: "0900 000 168" },
    site: { id: own, name: all[own].name, short: all[own].short, tier: "commune", where: all[own].where },
    me,
  };
}
