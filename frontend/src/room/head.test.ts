import { expect, test } from "vitest";
import type { RoomView } from "../shared/views";
import { type HeadFacts, headOf } from "./head.vm";
import { text } from "./text";

const view: RoomView = {
  hall: { id: "5", title: "Hội nghị", phase: "open" },
  stage: { rev: 1, layout: "hold" },
  site: { id: "17", name: "Xã Y Tịch", short: "Y Tịch", tier: "commune" },
  me: { device: "admitted", tally: "off", camera: false, mic: false },
};
const facts: HeadFacts = {
  connection: "good",
  tally: "off",
  safe: false,
  view,
  where: "Xã Y Tịch · Hội nghị",
  ahead: 0,
  sending: true,
};

test("on the air and next are loud and coloured", () => {
  expect(headOf({ ...facts, tally: "air" })).toMatchObject({ word: text.onAir, kind: "loud", tally: "air" });
  expect(headOf({ ...facts, tally: "next" })).toMatchObject({ word: text.soonOnAir, kind: "loud", tally: "next" });
  expect(headOf({ ...facts, tally: "air", sending: false }).hint).toBe(text.onAirNoCamera);
});

test("at the holding picture nobody is about to be seen, and who was on the air keeps its seat", () => {
  const kept = headOf({ ...facts, tally: "next", safe: true });
  expect(kept).toMatchObject({ word: text.safeHead, hint: text.safeHintNext, kind: "quiet", tally: "off" });
  expect(headOf({ ...facts, safe: true }).hint).toBe(text.safeHint);
});

test("without knowledge there is no colour, whatever was known before", () => {
  for (const connection of ["engine", "both", "queued", "joining", "elsewhere"] as const) {
    expect(headOf({ ...facts, connection, tally: "air" }).tally, connection).toBe("off");
  }
  expect(headOf({ ...facts, connection: "web", tally: "air" }).tally).toBe("air");
});

test("a raised hand says its place, and only while the hall is open", () => {
  const me = { ...view.me, hand: { at: "2021-12-24T01:00:00Z", place: 3 } };
  expect(headOf({ ...facts, view: { ...view, me } }).word).toBe(text.handUp(3));
  const waiting = { ...view, hall: { ...view.hall, phase: "waiting" as const } };
  expect(headOf({ ...facts, view: waiting }).word).toBe(text.notBegun);
});
