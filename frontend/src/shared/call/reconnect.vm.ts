import type { Entrance } from "./entrance";

/** A first try again somewhere in these 5 s: 212 rooms that lost the same engine must not return as one. */
export const FIRST_SPREAD_MS = 5_000;

/**
 * How long to wait before asking for entrance again, ms. Never gives up: the count only shapes the delay.
 * `losses` counts since the last time that we were inside; `random` is in [0, 1).
 */
export function retryDelay(losses: number, random: number): number {
  if (losses <= 1) return Math.round(random * FIRST_SPREAD_MS);
  return Math.round(1_000 + random * 3_000);
}

export type Step =
  | { readonly do: "connect"; readonly url: string; readonly token: string; readonly identity: string }
  | { readonly do: "wait"; readonly ms: number; readonly ahead?: number }
  /** Not before the server's view of us changes: we are not admitted, or were removed. */
  | { readonly do: "stand-by"; readonly code: string };

/** What follows from the server's answer at the door. */
export function nextStep(answer: Entrance, losses: number, random: number): Step {
  switch (answer.kind) {
    case "in":
      return { do: "connect", url: answer.url, token: answer.token, identity: answer.identity };
    case "queue":
      return { do: "wait", ms: Math.max(100, answer.retryMs), ahead: answer.ahead };
    case "refused":
      if (answer.refusal.status === 401 || answer.refusal.status === 403 || answer.refusal.status === 410) {
        return { do: "stand-by", code: answer.refusal.code };
      }
      return { do: "wait", ms: Math.max(1_000, retryDelay(losses, random)) };
    case "unreachable":
      return { do: "wait", ms: Math.max(1_000, retryDelay(losses, random)) };
  }
}
