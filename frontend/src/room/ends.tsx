import { unbroken } from "../shared/text/phone";
import { Glyph } from "../shared/ui/glyph";
import type { Out as HowOut } from "./phase.vm";
import type { RoomSession } from "./session";
import { text } from "./text";

export function Ended() {
  return (
    <section class="endcard">
      <Glyph name="good" className="c-good" />
      <h2>{text.endedTitle}</h2>
      <p class="lead">{text.endedBody}</p>
    </section>
  );
}

/** This machine has lost its place; back in it comes by PIN, a new one or the same. */
export function Out({ session, how }: { session: RoomSession; how: HowOut }) {
  const contact = session.lastContact.value;
  const words = text.out[how];
  return (
    <section class="endcard" role="alert">
      <Glyph name={how === "removed" ? "bad" : "warn"} className={how === "removed" ? "c-air" : "c-next"} />
      <h2>{words.title}</h2>
      <p class="lead">{words.body(contact ? `${contact.name} ${unbroken(contact.phone)}` : text.outContact)}</p>
      <div class="acts">
        <button type="button" class="go" onClick={() => session.newPin()}>
          {words.again}
        </button>
      </div>
    </section>
  );
}
