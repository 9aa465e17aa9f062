import { type Layout, type Next, type Slot, type Stage, slotsOf } from "../views";

/** How long the old picture may stand in for one that does not come. */
export const PATIENCE_MS = 4_000;

/** What stands on screen. `complete`: every picture of `rev` is decoded; only then is the revision reported. */
export interface Shown {
  readonly rev: number;
  readonly layout: Layout;
  readonly slots: readonly Slot[];
  readonly complete: boolean;
}

export const NOTHING_SHOWN: Shown = { rev: 0, layout: "hold", slots: [], complete: false };

export interface Look {
  readonly shown: Shown;
  /** Ask again after this many ms at the latest (the patience with a missing picture); undefined: no need. */
  readonly againIn?: number;
}

/**
 * What to show now. The old picture stays until every picture of the new stage has a decoded frame; after
 * PATIENCE_MS the new stage stands without it (a caption in its place). The holding picture needs no decoding.
 */
export function look(before: Shown, stage: Stage, hasFrame: (id: string) => boolean, sinceCutMs: number): Look {
  const slots = slotsOf(stage);
  const ready = slots.every((slot) => slot.id !== undefined && hasFrame(slot.id));
  const now: Shown = { rev: stage.rev, layout: stage.layout, slots, complete: ready };
  const nobodyToWaitFor = slots.every((slot) => slot.id === undefined);
  const sameAsBefore = before.rev === stage.rev;
  if (ready || nobodyToWaitFor || sameAsBefore || before.rev === 0) {
    return { shown: { ...now, complete: ready || nobodyToWaitFor } };
  }
  if (sinceCutMs >= PATIENCE_MS) return { shown: now };
  return { shown: before, againIn: PATIENCE_MS - sinceCutMs };
}

/** The revision of the next picture when all of it is decoded here, else 0. */
export function readyRevision(next: Next | undefined, hasFrame: (id: string) => boolean): number {
  if (!next) return 0;
  const slots = slotsOf(next);
  return slots.length > 0 && slots.every((slot) => slot.id !== undefined && hasFrame(slot.id)) ? next.rev : 0;
}
