import { expect, test } from "vitest";
import { type HeardFacts, heard, OPENING_MS } from "./heard.vm";
import { loudness } from "./own-level";

const speaking: HeardFacts = {
  allowed: true,
  crowded: false,
  hasMicrophone: true,
  inside: true,
  sending: true,
  sendingFor: 20_000,
  own: [60, 55, 20, 62],
  engineSilentFor: 300,
};
const but = (facts: Partial<HeardFacts>) => heard({ ...speaking, ...facts });

test("heard is what the engine receives, not what we send", () => {
  expect(heard(speaking)).toBe("heard");
  expect(but({ engineSilentFor: undefined })).toBe("unheard");
  expect(but({ engineSilentFor: 9_000 })).toBe("unheard");
});

test("silence in the room is no alarm, a microphone without signal is one", () => {
  expect(but({ engineSilentFor: 9_000, own: [20, 12, 80, 9] })).toBe("quiet");
  expect(but({ engineSilentFor: 9_000, own: [0, 0, 0] })).toBe("dead");
});

test("a fresh microphone has a moment to get through", () => {
  expect(but({ sendingFor: OPENING_MS - 1, engineSilentFor: undefined })).toBe("opening");
  expect(but({ sending: false, sendingFor: 0, engineSilentFor: undefined })).toBe("opening");
});

test("an open microphone that the rooms do not take is not heard, however well the engine receives it", () => {
  expect(but({ crowded: true })).toBe("crowded");
  expect(but({ crowded: true, hasMicrophone: false })).toBe("none");
});

test("without permission, microphone or engine, each says so", () => {
  expect(but({ allowed: false })).toBe("locked");
  expect(but({ hasMicrophone: false })).toBe("none");
  expect(but({ inside: false, allowed: false })).toBe("away");
});

test("loudness runs from silence to full scale", () => {
  expect(loudness(new Float32Array(64))).toBe(0);
  expect(loudness(new Float32Array(64).fill(1))).toBe(100);
  expect(loudness(new Float32Array(64).fill(0.0316))).toBe(50);
});
