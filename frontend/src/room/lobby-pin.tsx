import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Glyph } from "../shared/ui/glyph";
import { fullName } from "../shared/views";
import { pinWords } from "./pin.vm";
import type { RoomSession } from "./session";
import { text } from "./text";

const DIGITS = 6;

/** Six digits in one field drawn as six boxes: pasting, deleting and screen readers work as in any field. */
export function PinStep({ session }: { session: RoomSession }) {
  const [pin, setPin] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const refusal = session.pinRefusal.value;
  const left = secondsLeft(session);
  const words = refusal && pinWords(refusal, left);
  const blocked = left > 0 || session.pinBusy.value;

  useEffect(() => field.current?.focus(), []);
  // A wrong PIN is typed anew; one that did not reach the server stays. Cleared before the next key can arrive.
  useLayoutEffect(() => {
    if (refusal && refusal.code !== "offline") setPin("");
    if (left === 0) field.current?.focus();
  }, [refusal, left === 0]);

  const send = (event: Event) => {
    event.preventDefault();
    if (pin.length === DIGITS && !blocked) void session.enterPin(pin);
  };
  return (
    <form onSubmit={send} class="stepform">
      <h2>{text.pinTitle}</h2>
      <p class="lead">{text.pinLead}</p>
      <label class={`pin num${refusal ? " bad" : ""}`}>
        <span class="sr">{text.pinLabel}</span>
        <input
          ref={field}
          name="pin"
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={DIGITS}
          pattern="[0-9]{6}"
          value={pin}
          disabled={blocked}
          aria-describedby="pin-error"
          onInput={(event) => setPin(event.currentTarget.value.replace(/\D/g, "").slice(0, DIGITS))}
        />
        {Array.from({ length: DIGITS }, (_, place) => (
          <i key={place} aria-hidden="true" class={`${place === pin.length ? "at" : ""}${place === 3 ? " gap" : ""}`}>
            {pin[place] ?? ""}
          </i>
        ))}
      </label>
      <div id="pin-error" role="alert" class="errbox">
        {words && (
          <div class="err">
            <Glyph name="bad" />
            <div>
              <b>{words.head}</b> <span class="num">{words.hint}</span>
            </div>
          </div>
        )}
      </div>
      {session.boot.site && <p class="quiet">{text.pinRightPlace(fullName(session.boot.site))}</p>}
      <div class="acts">
        <button type="submit" class="go" disabled={blocked || pin.length < DIGITS}>
          {session.pinBusy.value ? text.pinChecking : text.pinGo}
        </button>
        <span class="w-only quiet">{text.pinRemembered}</span>
      </div>
    </form>
  );
}

function secondsLeft(session: RoomSession): number {
  void session.clock.value; // counts down with the page's clock
  return Math.max(0, Math.ceil((session.pinAgainAt.value - Date.now()) / 1_000));
}
