import { floorTime } from "../shared/call/floor-time";
import type { Heard } from "../shared/call/heard.vm";
import { clockTime, duration } from "../shared/text/time";
import { Glyph, type GlyphName } from "../shared/ui/glyph";
import { Meter } from "../shared/ui/parts";
import type { RoomSession } from "./session";
import { text } from "./text";

const LOOK: Readonly<Record<Heard, { readonly glyph: GlyphName; readonly tone: string; readonly loud: boolean }>> = {
  locked: { glyph: "lock", tone: "c-off", loud: false },
  opening: { glyph: "mic", tone: "c-off", loud: false },
  heard: { glyph: "good", tone: "c-good", loud: true },
  quiet: { glyph: "mic", tone: "c-good", loud: true },
  crowded: { glyph: "mic", tone: "c-next", loud: true },
  unheard: { glyph: "warn", tone: "c-next", loud: true },
  dead: { glyph: "warn", tone: "c-next", loud: true },
  none: { glyph: "micoff", tone: "c-next", loud: true },
  away: { glyph: "warn", tone: "c-next", loud: false },
};

/** Whether the hall hears us, as the engine receives it; and the one big button. */
export function Foot({ session }: { session: RoomSession }) {
  return (
    <footer class="foot">
      <HeardLine session={session} />
      <BigButton session={session} />
    </footer>
  );
}

function HeardLine({ session }: { session: RoomSession }) {
  const { call } = session.live;
  const state = session.heard.value;
  const look = LOOK[state];
  const key = state === "locked" && session.tally.value === "next" && !session.safe.value ? "lockedNext" : state;
  const [word, hint] = text.heard[key];
  const open = state === "heard" || state === "quiet" || state === "unheard" || state === "dead";
  // Open: what the engine receives. Locked: this machine's own level, grey, so that a technician can test.
  const level = open ? (call.levels.value.get(call.identity.value) ?? 0) * 100 : session.ownLevel.level.value;
  return (
    <div class={`heard${look.loud ? "" : " quiet"}`} role="status">
      <Glyph name={look.glyph} className={look.tone} />
      <div>
        <b class={look.loud ? look.tone : ""}>{word}</b>
        <span class="s">{hint}</span>
      </div>
      <Meter value={level} grey={!open} />
    </div>
  );
}

function BigButton({ session }: { session: RoomSession }) {
  const view = session.live.stream.view.value;
  const hand = view?.me.hand;
  const status = session.live.stream.status.value;
  const small =
    session.hand.value === "sending" ? text.sending : session.hand.value === "failed" ? text.handFailed : "";
  if (!view || status === "lost" || status === "connecting") {
    return <Off word={hand ? text.takeBack : text.ask} hint={text.askOffline} />;
  }
  if (view.hall.phase !== "open") return <Off word={text.ask} hint={text.askNotYet} />;
  if (view.floor && view.floor.site === view.site.id) {
    const { left, over } = floorTime(view.floor, session.clock.value);
    const word = `${text.speaking} · ${over ? `${text.floorOver} ` : ""}${duration(Math.abs(left))}`;
    return <Off word={word} hint={text.speakingHint} />;
  }
  const pending = session.hand.value === "sending" ? " pending" : "";
  if (hand) {
    return (
      <button type="button" class={`big sec${pending}`} onClick={() => void session.raiseHand(false)}>
        {text.takeBack}
        <small class="num">{small || text.takeBackHint(clockTime(Date.parse(hand.at)), hand.place - 1)}</small>
      </button>
    );
  }
  return (
    <button type="button" class={`big${pending}`} onClick={() => void session.raiseHand(true)}>
      {text.ask}
      {small && <small>{small}</small>}
    </button>
  );
}

function Off({ word, hint }: { word: string; hint: string }) {
  return (
    <button type="button" class="big num" disabled>
      {word}
      <small>{hint}</small>
    </button>
  );
}
