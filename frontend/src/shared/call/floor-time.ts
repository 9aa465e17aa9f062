import type { Floor } from "../views";

export interface FloorTime {
  /** Milliseconds left; negative once the time is over. */
  readonly left: number;
  /** Share of the time that is used, 0..1. */
  readonly used: number;
  readonly over: boolean;
}

/** How the speaker's time stands at `now` (server time, ms). */
export function floorTime(floor: Floor, now: number): FloorTime {
  const whole = floor.minutes * 60_000;
  const used = Math.max(0, now - Date.parse(floor.since));
  return { left: whole - used, used: whole > 0 ? Math.min(1, used / whole) : 1, over: used > whole };
}
