import { type Signal, signal } from "@preact/signals";
import { type Clock, systemClock } from "../shared/clock";
import { HOLD_MS } from "./keys.vm";

/** A key or button that must be held: fires once after HOLD_MS, letting go earlier leaves no trace. */
export class Hold<T extends string> {
  readonly held: Signal<T | undefined> = signal(undefined);
  #by = "";
  #cancel = () => {};

  constructor(
    private readonly fire: (what: T) => void,
    private readonly clock: Clock = systemClock,
  ) {}

  /** `by` tells the finger apart: a key repeats its press while it is down, another key takes over. */
  press(what: T, by: string): void {
    if (this.held.peek() === what && this.#by === by) return;
    this.release();
    this.held.value = what;
    this.#by = by;
    this.#cancel = this.clock.after(HOLD_MS, () => {
      this.held.value = undefined;
      this.#spent = by;
      this.fire(what);
    });
  }

  release(by?: string): void {
    if (by !== undefined && by === this.#spent) this.#spent = "";
    if (by !== undefined && by !== this.#by) return;
    this.#cancel();
    this.held.value = undefined;
    this.#by = "";
  }

  /** The finger that fired is still down: its repeats mean nothing until it is lifted. */
  isSpent(by: string): boolean {
    return this.#spent === by;
  }

  #spent = "";
}
