import type { Refusal } from "../shared/refusal";
import type { RoomView } from "../shared/views";

/**
 * Where a machine stands on its way into the hall.
 * `pin` · `devices` · `connecting`: the lobby, not told anything yet · `waiting`: for the operator ·
 * `door`: let in, about to enter · `hall` · `removed`: put out, the PIN has changed ·
 * `replaced`: another machine of the site has its place, the PIN has not changed · `ended`.
 */
export type Phase = "pin" | "devices" | "connecting" | "waiting" | "door" | "hall" | Out | "ended";

/** How a machine lost its place. */
export type Out = "removed" | "replaced";

export interface PhaseFacts {
  readonly hasPass: boolean;
  /** The person has looked at picture and sound (or this machine was inside before). */
  readonly devicesDone: boolean;
  readonly entered: boolean;
  readonly view: RoomView | undefined;
  readonly refusal: Refusal | undefined;
  /** The pass was taken from us before this page's eyes. */
  readonly out: Out | undefined;
}

export function phaseOf(facts: PhaseFacts): Phase {
  if (facts.out) return facts.out;
  if (facts.view?.hall.phase === "ended" || facts.refusal?.code === "ended") return "ended";
  if (!facts.hasPass) return "pin";
  if (!facts.devicesDone) return "devices";
  if (!facts.view) return "connecting";
  if (facts.view.me.device === "waiting") return "waiting";
  return facts.entered ? "hall" : "door";
}

/** What a refused stream means for the pass of this machine. */
export function passAfter(refusal: Refusal | undefined, view: RoomView | undefined): "keep" | Out | "forget" {
  if (view?.me.device === "removed") return view.me.replaced ? "replaced" : "removed";
  if (refusal?.code === "removed" || refusal?.code === "replaced") return refusal.code;
  if (refusal && refusal.code !== "ended") return "forget";
  return "keep";
}
