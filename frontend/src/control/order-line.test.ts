import { expect, test } from "vitest";
import { orderWords } from "./order-line.vm";
import { text } from "./text";

const command = { key: "k", id: "cut", label: "CHUYỂN", verb: "cut", args: {}, at: 0 } as const;
const facts = { outcome: { kind: "calm" }, refused: false, held: undefined } as const;

test("the line promises to take commands only while it can", () => {
  expect(orderWords(facts)).toMatchObject({ tone: "calm", head: text.lineCalm });
  expect(orderWords({ ...facts, held: text.why.web })).toMatchObject({
    tone: "warn",
    head: text.lineHeld,
    body: text.why.web,
  });
  expect(orderWords({ ...facts, refused: true })).toMatchObject({ tone: "bad", head: text.refused });
});

test("a command's answer stands whatever came after it, and what holds now stands beside", () => {
  const done = { kind: "done", command } as const;
  expect(orderWords({ ...facts, outcome: done, held: text.why.ended })).toMatchObject({
    head: text.lineDone("CHUYỂN"),
    body: text.why.ended,
  });
  const refusal = { code: "not_here", message: "Chưa có máy.", hint: "Gọi kỹ thuật.", status: 409 };
  expect(orderWords({ ...facts, outcome: { kind: "refused", command, refusal } }).body).toBe(
    "Chưa có máy. Gọi kỹ thuật.",
  );
});
