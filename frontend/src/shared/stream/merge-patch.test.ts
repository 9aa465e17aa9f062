import { expect, test } from "vitest";
import { applyMergePatch, type Json } from "./merge-patch";

// The examples of RFC 7396, appendix A, without those that use lists: views have none.
const EXAMPLES: [Json, Json, Json][] = [
  [{ a: "b" }, { a: "c" }, { a: "c" }],
  [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
  [{ a: "b" }, { a: null }, {}],
  [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
  [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
  [{ a: "foo" }, "bar", "bar"],
  [{ e: "x" }, { a: 1 }, { e: "x", a: 1 }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

test.each(EXAMPLES)("%j patched by %j is %j", (document, patch, result) => {
  expect(applyMergePatch(document, patch)).toEqual(result);
});

test("a patch leaves the old view as it was and shares what did not change", () => {
  const old = { sites: { "1": { st: "ok" }, "2": { st: "ok" } } };
  const next = applyMergePatch(old, { sites: { "2": { st: "lost" } } }) as typeof old;
  expect(old.sites["2"].st).toBe("ok");
  expect(next.sites["1"]).toBe(old.sites["1"]);
});
