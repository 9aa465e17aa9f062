import { clockTime, weekday } from "../shared/text/time";
import { Glyph, Mark } from "../shared/ui/glyph";
import type { Head } from "./head.vm";
import type { RoomSession } from "./session";

/** The head that nobody can overlook: the whole frame, a shape and a word, always in this place. */
export function Tally({ session, head }: { session: RoomSession; head: Head }) {
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

function Clock({ session }: { session: RoomSession }) {
  const now = session.clock.value;
  return (
    <div class="clock num">
      <b>{clockTime(now)}</b>
      <span>{weekday(now)}</span>
    </div>
  );
}
