import { expect, test } from "vitest";
import type { Next } from "../shared/views";
import { readyOf } from "./ready.vm";
import { text } from "./text";

const next: Next = { rev: 5, layout: "single" };

test("ready rooms are counted for the picture that stands in preview", () => {
  expect(readyOf({ next, ready: { rev: 5, n: 198, of: 211 } })).toEqual({
    words: text.previewCount(198, 211),
    all: false,
    count: "198/211",
  });
  expect(readyOf({ next, ready: { rev: 5, n: 211, of: 211 } }).all).toBe(true);
});

test("a count of another picture is no count", () => {
  expect(readyOf({ next, ready: { rev: 4, n: 211, of: 211 } })).toMatchObject({
    words: text.previewWarming,
    all: false,
  });
  expect(readyOf({ next })).toMatchObject({ words: text.previewWarming, count: "" });
  expect(readyOf({})).toEqual({ words: "", all: false, count: "" });
});

test("where nobody else is in the hall there is nobody to wait for, and no 0/0", () => {
  const alone = readyOf({ next, ready: { rev: 5, n: 0, of: 0 } });
  expect(alone.all).toBe(true);
  expect(alone.words).toBe(text.previewAlone);
  expect(alone.words).not.toMatch(/\d/);
});
