import { expect, test } from "vitest";
import { FIRST_SPREAD_MS, nextStep, retryDelay } from "./reconnect.vm";

const refusal = (status: number, code: string) =>
  ({ kind: "refused", refusal: { status, code, message: "", hint: "" } }) as const;

test("rooms that lost the same engine come back spread over five seconds", () => {
  const delays = Array.from({ length: 212 }, (_, room) => retryDelay(1, room / 212));
  expect(Math.min(...delays)).toBe(0);
  expect(Math.max(...delays)).toBeGreaterThan(FIRST_SPREAD_MS * 0.98);
  for (let second = 0; second < 5; second += 1) {
    expect(delays.filter((ms) => Math.floor(ms / 1_000) === second).length).toBeLessThan(50);
  }
});

test("it never gives up", () => {
  for (const losses of [2, 10, 1_000]) {
    const step = nextStep({ kind: "unreachable" }, losses, 0.99);
    expect(step).toMatchObject({ do: "wait" });
    expect((step as { ms: number }).ms).toBeLessThanOrEqual(4_000);
  }
});

test("the queue at the door is shown and waited out", () => {
  expect(nextStep({ kind: "queue", ahead: 37, retryMs: 1_850 }, 0, 0)).toEqual({ do: "wait", ms: 1_850, ahead: 37 });
});

test("an engine that is down is asked for again, a closed door is not knocked at", () => {
  expect(nextStep(refusal(503, "engine_down"), 1, 0.5)).toEqual({ do: "wait", ms: 2_500 });
  expect(nextStep(refusal(403, "not_admitted"), 0, 0)).toEqual({ do: "stand-by", code: "not_admitted" });
  expect(nextStep(refusal(403, "removed"), 0, 0)).toEqual({ do: "stand-by", code: "removed" });
});

test("let in, it connects with the token of this moment", () => {
  expect(nextStep({ kind: "in", url: "ws://x", token: "t", identity: "site:1:a" }, 3, 0)).toEqual({
    do: "connect",
    url: "ws://x",
    token: "t",
    identity: "site:1:a",
  });
});
