import { expect, test } from "vitest";
import type { Slot } from "../views";
import { newer, type Programme, readMetadata, wantedTracks } from "./wanted";

const slot = (site: string, id?: string): Slot => ({
  site,
  name: `Xã ${site}`,
  kind: "video",
  source: "camera",
  ...(id ? { id } : {}),
});
const sound = (site: string, why: "chair" | "floor") =>
  ({ kind: "audio", source: "microphone", site, name: site, why }) as const;

const programme: Programme = {
  stage: { rev: 4, layout: "single", slots: { "1": slot("17", "site:17:a") } },
  next: { rev: 5, layout: "pair", slots: { "1": slot("17", "site:17:a"), "2": slot("18", "site:18:b") } },
  sound: { "site:1:c": sound("1", "chair"), "site:17:a": sound("17", "floor") },
};

test("exactly the listed pictures and microphones are wanted, the stage's in full, the next one's warm", () => {
  const wanted = [...wantedTracks(programme, "").values()].map(({ identity, kind, source, grade }) => [
    identity,
    kind,
    source,
    grade,
  ]);
  expect(wanted).toEqual([
    ["site:17:a", "video", "camera", "full"],
    ["site:18:b", "video", "camera", "warm"],
    ["site:1:c", "audio", "microphone", "full"],
    ["site:17:a", "audio", "microphone", "full"],
  ]);
});

test("sound that calls itself a camera is not what is listed", () => {
  expect(wantedTracks(programme, "").has("audio|camera|site:17:a")).toBe(false);
  expect(wantedTracks(programme, "").has("audio|microphone|site:18:b")).toBe(false);
});

test("nobody receives himself, and a site without a machine is not asked for", () => {
  const lonely: Programme = { stage: { rev: 1, layout: "single", slots: { "1": slot("9") } } };
  expect(wantedTracks(lonely, "").size).toBe(0);
  expect([...wantedTracks(programme, "site:17:a").keys()]).toEqual([
    "video|camera|site:18:b",
    "audio|microphone|site:1:c",
  ]);
});

test("the holding picture wants no picture at all", () => {
  const hold: Programme = { stage: { rev: 6, layout: "hold", slots: { "1": slot("17", "site:17:a") } } };
  expect(wantedTracks(hold, "").size).toBe(0);
});

test("of two tellings the greater turn wins, whoever tells it", () => {
  const told = (turn: number, rev = 4): Programme => ({ turn, stage: { rev, layout: "hold" } });
  const [earlier, closed] = [told(7), told(8)];
  expect(newer(earlier, closed), "only a microphone was closed").toBe(closed);
  expect(newer(closed, earlier)).toBe(closed);
  expect(newer(told(9), told(8, 5))?.turn, "the turn counts before the revision").toBe(9);
  expect(newer(undefined, earlier)).toBe(earlier);
});

test("on the same turn the greater stage revision wins, and otherwise the stream", () => {
  const older: Programme = { stage: { rev: 3, layout: "hold" } };
  expect(newer(programme, older)).toBe(programme);
  expect(newer(older, programme)).toBe(programme);
  const [stream, ridden] = [{ ...older }, { ...older }];
  expect(newer(stream, ridden)).toBe(stream);
});

test("room metadata that is none of ours is left alone", () => {
  expect(readMetadata("")).toBeUndefined();
  expect(readMetadata("{broken")).toBeUndefined();
  expect(readMetadata('{"stage":{"rev":7,"layout":"hold"},"stage_rev":7}')?.stage.rev).toBe(7);
});
