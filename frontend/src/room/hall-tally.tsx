import { Glyph, type GlyphName, Mark } from "../shared/ui/glyph";
import { Clock, siteName } from "./hall";
import type { RoomSession } from "./session";
import { text } from "./text";

interface Head {
  readonly glyph?: GlyphName;
  readonly word: string;
  readonly hint: string;
  readonly kind: "quiet" | "loud" | "warn";
}

/** The head that nobody can overlook: the whole frame, a shape and a word, always in this place. */
export function Tally({ session, tally }: { session: RoomSession; tally: "off" | "next" | "air" }) {
  const head = headOf(session, tally);
  return (
    <header class={`tally ${head.kind}`}>
      {head.glyph ? <Glyph name={head.glyph} className={head.glyph === "air" ? "breathe" : ""} /> : <Mark />}
      <div class="w" role="status">
        {head.word}
      </div>
      <div class="s">{head.hint}</div>
      <Clock session={session} />
    </header>
  );
}

function headOf(session: RoomSession, tally: "off" | "next" | "air"): Head {
  const view = session.live.stream.view.value;
  const where = `${siteName(session)} · ${view?.hall.title ?? session.boot.title}`;
  switch (session.connection.value) {
    case "engine":
    case "both":
      return { glyph: "warn", word: text.lostHead, hint: text.lostHeadHint, kind: "warn" };
    case "queued":
      return {
        glyph: "time",
        word: text.queuedHead,
        hint: text.queuedHint(session.live.call.ahead.value),
        kind: "quiet",
      };
    case "joining":
      return { word: text.joiningHead, hint: where, kind: "quiet" };
    case "elsewhere":
      return { glyph: "warn", word: text.elsewhereTitle, hint: where, kind: "quiet" };
    default:
  }
  if (tally === "air") {
    const camera = session.live.call.publishing.value.camera;
    return { glyph: "air", word: text.onAir, hint: camera ? text.onAirHint : text.onAirNoCamera, kind: "loud" };
  }
  if (tally === "next") return { glyph: "next", word: text.soonOnAir, hint: text.soonOnAirHint, kind: "loud" };
  if (view?.hall.phase === "waiting") return { word: text.notBegun, hint: where, kind: "quiet" };
  if (view?.stage.safe) return { word: text.safeHead, hint: text.safeHint, kind: "quiet" };
  const hand = view?.me.hand;
  if (hand) return { glyph: "hand", word: text.handUp(hand.place), hint: where, kind: "quiet" };
  return { word: text.watching, hint: where, kind: "quiet" };
}
