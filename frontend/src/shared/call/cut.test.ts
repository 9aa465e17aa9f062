import { expect, test } from "vitest";
import type { Slot, Stage } from "../views";
import { look, NOTHING_SHOWN, PATIENCE_MS, readyRevision, type Shown } from "./cut.vm";

const slot = (site: string, id: string | undefined = `site:${site}:x`): Slot => ({
  site,
  name: site,
  kind: "video",
  source: "camera",
  ...(id ? { id } : {}),
});
const stage = (rev: number, ...sites: string[]): Stage => ({
  rev,
  layout: sites.length === 0 ? "hold" : sites.length === 1 ? "single" : "pair",
  slots: Object.fromEntries(sites.map((site, index) => [String(index + 1), slot(site)])),
});
const frames = (...sites: string[]) => {
  const ids = new Set(sites.map((site) => `site:${site}:x`));
  return (id: string) => ids.has(id);
};

/** Plays cuts one after the other, as the board does. */
function play(...steps: [Stage, (id: string) => boolean, number][]): Shown {
  return steps.reduce<Shown>((shown, [now, has, since]) => look(shown, now, has, since).shown, NOTHING_SHOWN);
}

test("a warm picture is on screen at once", () => {
  const shown = play([stage(1, "a"), frames("a"), 0], [stage(2, "b"), frames("a", "b"), 0]);
  expect(shown).toMatchObject({ rev: 2, complete: true });
});

test("the old picture stays until the new one has a frame", () => {
  const cold: [Stage, (id: string) => boolean, number] = [stage(2, "b"), frames("a"), 100];
  expect(play([stage(1, "a"), frames("a"), 0], cold)).toMatchObject({ rev: 1, complete: true });
  expect(play([stage(1, "a"), frames("a"), 0], cold, [stage(2, "b"), frames("a", "b"), 800])).toMatchObject({
    rev: 2,
    complete: true,
  });
});

test("a picture that never comes: its caption stands there after the patience, but the revision is not reported", () => {
  const before = play([stage(1, "a"), frames("a"), 0]);
  expect(look(before, stage(2, "b"), frames("a"), 1_000).againIn).toBe(PATIENCE_MS - 1_000);
  expect(look(before, stage(2, "b"), frames("a"), PATIENCE_MS).shown).toMatchObject({ rev: 2, complete: false });
});

test("a pair waits for both", () => {
  const before = play([stage(1, "a"), frames("a"), 0]);
  expect(look(before, stage(2, "a", "b"), frames("a"), 0).shown.rev).toBe(1);
  expect(look(before, stage(2, "a", "b"), frames("a", "b"), 0).shown.rev).toBe(2);
});

test("the holding picture waits for nothing", () => {
  expect(play([stage(1, "a"), frames("a"), 0], [stage(2), frames(), 0])).toMatchObject({
    rev: 2,
    layout: "hold",
    complete: true,
  });
});

test("a fast series of cuts ends on the last", () => {
  const shown = play(
    [stage(1, "a"), frames("a"), 0],
    [stage(2, "b"), frames("a"), 0],
    [stage(3, "c"), frames("a", "c"), 0],
    [stage(3, "c"), frames("a", "b", "c"), 50],
  );
  expect(shown).toMatchObject({ rev: 3, complete: true });
});

test("ready is said for the next revision only when all of it is decoded here", () => {
  const next = { rev: 9, layout: "pair" as const, slots: { "1": slot("a"), "2": slot("b") } };
  expect(readyRevision(next, frames("a"))).toBe(0);
  expect(readyRevision(next, frames("a", "b"))).toBe(9);
  expect(readyRevision({ rev: 9, layout: "single", slots: { "1": { ...slot("a"), id: "" } } }, frames("a"))).toBe(0);
  expect(readyRevision(undefined, frames("a"))).toBe(0);
});
