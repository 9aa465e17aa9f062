import { type Signal, signal } from "@preact/signals";

/** A signal that changes `perSecond` times a second with the time that `now` tells (ms). */
export function ticker(now: () => number, perSecond = 1): Signal<number> {
  const tick = signal(now());
  setInterval(() => {
    tick.value = now();
  }, 1000 / perSecond);
  return tick;
}
