/**
 * Whether the hall hears us: never from intent, only from what the engine receives.
 * `locked`: no permission · `opening`: allowed, not yet out · `heard` · `quiet`: nobody speaks ·
 * `crowded`: open, but the rooms take other microphones ·
 * `unheard`: this machine has sound, the engine receives none · `dead`: the microphone gives no signal ·
 * `none`: no microphone · `away`: no engine.
 */
export type Heard = "locked" | "opening" | "heard" | "quiet" | "crowded" | "unheard" | "dead" | "none" | "away";

export interface HeardFacts {
  readonly allowed: boolean;
  readonly crowded: boolean;
  readonly hasMicrophone: boolean;
  readonly inside: boolean;
  readonly sending: boolean;
  /** Milliseconds since sending began. */
  readonly sendingFor: number;
  /** Levels on this machine over the last seconds, 0..100. */
  readonly own: readonly number[];
  /** Milliseconds since the engine last reported a level of ours; undefined: never since sending began. */
  readonly engineSilentFor: number | undefined;
}

/** The engine reports speakers every 0.4 s and only while they are loud enough. */
export const HEARD_FOR_MS = 2_500;
/** Time that a fresh track may take until its first level. */
export const OPENING_MS = 3_000;
/** A live microphone in a silent room is above this (−54 dB); a dead or switched-off one is not. */
export const DEAD_BELOW = 4;
/** Somebody speaks into the microphone (about −33 dB). */
export const SPEAKING_ABOVE = 45;
/** A knock or a cough is no speech: the engine counts as speaking who is loud for this share of the time. */
export const SPEAKING_SHARE = 0.4;

export function heard(facts: HeardFacts): Heard {
  if (!facts.inside) return "away";
  if (!facts.allowed) return "locked";
  if (!facts.hasMicrophone) return "none";
  if (facts.crowded) return "crowded";
  if (!facts.sending) return "opening";
  if (facts.engineSilentFor !== undefined && facts.engineSilentFor <= HEARD_FOR_MS) return "heard";
  if (facts.sendingFor < OPENING_MS) return "opening";
  if (Math.max(0, ...facts.own) < DEAD_BELOW) return "dead";
  const loud = facts.own.filter((level) => level >= SPEAKING_ABOVE).length;
  return loud >= facts.own.length * SPEAKING_SHARE ? "unheard" : "quiet";
}
