import { Glyph } from "../shared/ui/glyph";
import type { RoomSession } from "./session";
import { text } from "./text";

/** The link leads nowhere (any more). */
export function Closed({ state }: { state: string }) {
  const kind = state === "ended" || state === "withdrawn" ? state : "unknown";
  return (
    <section class="endcard">
      <Glyph name={kind === "ended" ? "good" : "warn"} className={kind === "ended" ? "c-good" : "c-next"} />
      <h2>{text.closedTitle[kind]}</h2>
      <p class="lead">{text.closedBody[kind]}</p>
    </section>
  );
}

export function Ended() {
  return (
    <section class="endcard">
      <Glyph name="good" className="c-good" />
      <h2>{text.endedTitle}</h2>
      <p class="lead">{text.endedBody}</p>
    </section>
  );
}

export function Removed({ session }: { session: RoomSession }) {
  const contact = session.lastContact.value;
  return (
    <section class="endcard" role="alert">
      <Glyph name="bad" className="c-air" />
      <h2>{text.removedTitle}</h2>
      <p class="lead">{text.removedBody(contact ? `${contact.name} ${contact.phone}` : text.removedContact)}</p>
      <div class="acts">
        <button type="button" class="go" onClick={() => session.newPin()}>
          {text.removedAgain}
        </button>
      </div>
    </section>
  );
}
