import type { Refusal } from "../shared/refusal";
import type { RoomView } from "../shared/views";

/**
 * Where a machine stands on its way into the hall.
 * `closed`: the link leads nowhere · `pin` · `devices` · `connecting`: the lobby, not told anything yet ·
 * `waiting`: for the operator · `door`: let in, about to enter · `hall` · `removed` · `ended`.
 */
export type Phase = "closed" | "pin" | "devices" | "connecting" | "waiting" | "door" | "hall" | "removed" | "ended";

export interface PhaseFacts {
  readonly link: string;
  readonly hasPass: boolean;
  /** The person has looked at picture and sound (or this machine was inside before). */
  readonly devicesDone: boolean;
  readonly entered: boolean;
  readonly view: RoomView | undefined;
  readonly refusal: Refusal | undefined;
  /** The pass was taken from us: this page saw its removal. */
  readonly removed: boolean;
}

const CLOSED_LINKS = new Set(["ended", "withdrawn", "unknown"]);

export function phaseOf(facts: PhaseFacts): Phase {
  if (facts.removed) return "removed";
  if (facts.view?.hall.phase === "ended" || facts.refusal?.code === "ended") return "ended";
  if (CLOSED_LINKS.has(facts.link)) return "closed";
  if (!facts.hasPass) return "pin";
  if (!facts.devicesDone) return "devices";
  if (!facts.view) return "connecting";
  if (facts.view.me.device === "waiting") return "waiting";
  return facts.entered ? "hall" : "door";
}

/** What a refused stream means for the pass of this machine. */
export function passAfter(refusal: Refusal | undefined, view: RoomView | undefined): "keep" | "removed" | "forget" {
  if (refusal?.code === "removed" || view?.me.device === "removed") return "removed";
  if (refusal && refusal.code !== "ended") return "forget";
  return "keep";
}
