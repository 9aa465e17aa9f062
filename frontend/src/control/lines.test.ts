import { expect, test } from "vitest";
import { type LineFacts, linesOf } from "./lines.vm";
import { text } from "./text";

const facts: LineFacts = { stream: "streaming", call: "inside", engine: { up: true }, over: false };
const words = (more: Partial<LineFacts> = {}) => linesOf({ ...facts, ...more }).map(({ word }) => word);

test("each line is named by itself, the engine's loss before our own", () => {
  expect(words()).toEqual([text.engineGood]);
  expect(words({ call: "lost" })).toEqual([text.callLost]);
  expect(words({ engine: { up: false }, call: "lost" })).toEqual([text.noEngine]);
  expect(words({ stream: "lost", call: "connecting" })).toEqual([text.webLost, text.callJoining]);
});

test("once the conference has ended nobody is warned of a call that is over", () => {
  expect(words({ over: true, call: "lost" })).toEqual([]);
  expect(words({ over: true, stream: "lost" })).toEqual([text.webLost]);
});
