import type { GlyphName } from "../shared/ui/glyph";
import type { RoomView } from "../shared/views";
import type { Connection } from "./connection.vm";
import { text } from "./text";

export type Tally = "off" | "next" | "air";

export interface HeadFacts {
  readonly connection: Connection;
  readonly tally: Tally;
  /** The hall is at the holding picture by the operator's order. */
  readonly safe: boolean;
  readonly view: RoomView | undefined;
  /** Our site and the conference, as they are called. */
  readonly where: string;
  /** Rooms before us at the door. */
  readonly ahead: number;
  /** Our picture leaves this machine. */
  readonly sending: boolean;
}

/** The room's head. `tally`: the colour of the frame, which may say less than what the server knows of our site. */
export interface Head {
  readonly glyph?: GlyphName;
  readonly word: string;
  readonly hint: string;
  readonly kind: "quiet" | "loud" | "warn";
  readonly tally: Tally;
}

/**
 * What the room is told of itself. Without knowledge there is no colour; at the holding picture nobody is about to
 * be seen: the site that was on the air is kept ready behind it, and is told just that.
 */
export function headOf({ connection, tally, safe, view, where, ahead, sending }: HeadFacts): Head {
  const quiet = { kind: "quiet", tally: "off" } as const;
  switch (connection) {
    case "engine":
    case "both":
      return { glyph: "warn", word: text.lostHead, hint: text.lostHeadHint, kind: "warn", tally: "off" };
    case "queued":
      return { ...quiet, glyph: "time", word: text.queuedHead, hint: text.queuedHint(ahead) };
    case "joining":
      return { ...quiet, word: text.joiningHead, hint: where };
    case "elsewhere":
      return { ...quiet, glyph: "warn", word: text.elsewhereTitle, hint: where };
    default:
  }
  if (safe) {
    const hint = tally === "next" ? text.safeHintNext : text.safeHint;
    return { ...quiet, word: text.safeHead, hint };
  }
  if (tally === "air") {
    const hint = sending ? text.onAirHint : text.onAirNoCamera;
    return { glyph: "air", word: text.onAir, hint, kind: "loud", tally };
  }
  if (tally === "next") {
    return { glyph: "next", word: text.soonOnAir, hint: text.soonOnAirHint, kind: "loud", tally };
  }
  if (view?.hall.phase === "waiting") return { ...quiet, word: text.notBegun, hint: where };
  const hand = view?.me.hand;
  if (hand) return { ...quiet, glyph: "hand", word: text.handUp(hand.place), hint: where };
  return { ...quiet, word: text.watching, hint: where };
}
