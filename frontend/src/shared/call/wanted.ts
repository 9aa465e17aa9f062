import { type Sound, type StageView, slotsOf } from "../views";

/** How much of a picture is asked for: `warm` is the lowest layer, kept decoding for the next cut. */
export type Grade = "full" | "half" | "warm";

/** One track that the server lists. Nothing else is ever subscribed to. */
export interface Wanted {
  readonly identity: string;
  readonly kind: "video" | "audio";
  readonly source: "camera" | "microphone";
  readonly grade: Grade;
}

export const trackKey = (identity: string, kind: string, source: string): string => `${kind}|${source}|${identity}`;

/** The stage, what stands in preview, and the open microphones. */
export type Programme = Pick<StageView, "turn" | "stage" | "next" | "sound">;

/**
 * What to subscribe to, by key: exactly the (identity, kind, source) of stage, next and sound. A picture that
 * stands in both is taken for the stage. `own` is left out: nobody receives himself. `best`: the grade of a single picture on stage.
 */
export function wantedTracks(
  programme: Programme | undefined,
  own: string,
  best: "full" | "half" = "full",
): ReadonlyMap<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  if (!programme) return wanted;
  const add = (identity: string | undefined, kind: Wanted["kind"], source: Wanted["source"], grade: Grade) => {
    if (identity && identity !== own) {
      const key = trackKey(identity, kind, source);
      if (!wanted.has(key)) wanted.set(key, { identity, kind, source, grade });
    }
  };
  const grade = programme.stage.layout === "pair" ? "half" : best;
  for (const slot of slotsOf(programme.stage)) add(slot.id, slot.kind, slot.source, grade);
  for (const slot of slotsOf(programme.next)) add(slot.id, slot.kind, slot.source, "warm");
  for (const [identity, sound] of Object.entries<Sound>(programme.sound ?? {})) {
    add(identity, sound.kind, sound.source, "full");
  }
  return wanted;
}

/**
 * The newer of two tellings of the programme: the live stream's view and the copy that rides in the engine's room
 * metadata. The greater turn wins: it rises also when only the next picture or a microphone changed. On the same turn
 * the greater stage revision does: it rises also when only the machine of a site on the stage is another one.
 */
export function newer<V extends Programme>(
  view: V | undefined,
  ridden: Programme | undefined,
): V | Programme | undefined {
  if (!view) return ridden;
  if (!ridden) return view;
  const ahead = (ridden.turn ?? 0) - (view.turn ?? 0) || ridden.stage.rev - view.stage.rev;
  return ahead > 0 ? ridden : view;
}

/** The programme inside the engine's room metadata; undefined for anything that is none. */
export function readMetadata(metadata: string | undefined): Programme | undefined {
  if (!metadata) return undefined;
  try {
    const data = JSON.parse(metadata) as Partial<Programme>;
    return typeof data.stage?.rev === "number" ? (data as Programme) : undefined;
  } catch {
    return undefined; // Not ours: an engine shared with others may carry anything.
  }
}
