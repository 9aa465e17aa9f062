import { expect, test } from "vitest";
import { TestClock } from "../shared/test-clock";
import { Hold } from "./hold.vm";
import { HOLD_MS, type KeyPress, keyAction } from "./keys.vm";

const press = (code: string, more: Partial<KeyPress> = {}) =>
  keyAction({ code, shift: false, modified: false, typing: false, ...more });

test.each([
  ["Space", "cut"],
  ["KeyX", "preview"],
  ["Enter", "take"],
  ["KeyM", "give"],
  ["KeyE", "end"],
  ["Equal", "extend"],
  ["NumpadAdd", "extend"],
  ["KeyO", "microphone"],
  ["KeyZ", "undo"],
  ["KeyW", "admit"],
])("%s gives %s at once", (code, verb) => {
  expect(press(code)).toEqual({ do: "verb", verb });
});

test.each([
  ["Escape", "safe"],
  ["Digit0", "mute"],
  ["Delete", "remove"],
  ["F12", "desk"],
  ["Backquote", "desk"],
])("%s must be held for %s", (code, verb) => {
  expect(press(code)).toEqual({ do: "hold", verb });
});

test("in a text field letters are letters, and the browser's own keys are never ours", () => {
  expect(press("KeyX", { typing: true })).toBeUndefined();
  expect(press("Space", { typing: true })).toBeUndefined();
  expect(press("KeyZ", { modified: true })).toBeUndefined();
  expect(press("F12", { typing: true })).toEqual({ do: "hold", verb: "desk" });
});

test("shift makes another verb, or none", () => {
  expect(press("KeyX", { shift: true })).toEqual({ do: "verb", verb: "pair" });
  expect(press("KeyW", { shift: true })).toEqual({ do: "verb", verb: "admitSeen" });
  expect(press("KeyM", { shift: true })).toBeUndefined();
});

test("a held key acts after a second, once; let go earlier it leaves no trace", async () => {
  const clock = new TestClock();
  const fired: string[] = [];
  const hold = new Hold<string>((what) => fired.push(what), clock);
  hold.press("safe", "Escape");
  await clock.pass(HOLD_MS - 1);
  hold.release("Escape");
  await clock.pass(5_000);
  expect(fired).toEqual([]);
  hold.press("safe", "Escape");
  await clock.pass(HOLD_MS);
  expect(fired).toEqual(["safe"]);
  expect(hold.held.value).toBeUndefined();
  await clock.pass(5_000);
  expect(fired).toEqual(["safe"]);
});

test("another key takes over from a held one; its release does not end the new one", async () => {
  const clock = new TestClock();
  const fired: string[] = [];
  const hold = new Hold<string>((what) => fired.push(what), clock);
  hold.press("safe", "Escape");
  await clock.pass(500);
  hold.press("mute", "Digit0");
  hold.release("Escape");
  await clock.pass(HOLD_MS);
  expect(fired).toEqual(["mute"]);
});
