import { clockTime, duration } from "../shared/text/time";
import { Glyph } from "../shared/ui/glyph";
import { HoldPicture, Meter, MissingPictures, Mount } from "../shared/ui/parts";
import { type Slot, slotsOf } from "../shared/views";
import { readyOf } from "./ready.vm";
import type { DeskSession } from "./session";
import { Still } from "./still";
import { text } from "./text";

/** Preview left, programme right, equally large. When the engine is away neither has a colour. */
export function Monitors({ desk }: { desk: DeskSession }) {
  return (
    <div class="mons">
      <Preview desk={desk} />
      <Programme desk={desk} />
    </div>
  );
}

function Preview({ desk }: { desk: DeskSession }) {
  const view = desk.live.stream.view.value;
  const next = view?.next;
  const slots = slotsOf(next);
  const shown = desk.preview.shown.value;
  const here = next !== undefined && shown.rev === next.rev && shown.complete;
  const ready = readyOf(view ?? {});
  return (
    <section class={`mon pvw${next ? "" : " empty"}`} aria-label={text.preview}>
      <div class="h">
        <Glyph name="next" />
        {text.preview}
        <span class="r num" data-ready={ready.count}>
          {ready.all && <Glyph name="good" />} {ready.words}
        </span>
      </div>
      <div class="vp">
        <Mount element={desk.preview.host} />
        {!next && (
          <div class="nopic">
            <b>{text.previewNone}</b>
            <span>{text.previewNoneHint}</span>
          </div>
        )}
        {next && !here && <Warming desk={desk} slots={slots} />}
        {view?.engine?.up === false && <EngineVeil />}
      </div>
      <Foot slots={slots} cap="X" />
    </section>
  );
}

/** Until the picture itself is decoded here, the room's still stands in its place and says that it is one. */
function Warming({ desk, slots }: { desk: DeskSession; slots: readonly Slot[] }) {
  return (
    <div class={`warming n${slots.length}`}>
      {slots.map((slot) => (
        <div key={slot.site}>
          <Still desk={desk} site={slot.site} />
          <span class="tag">
            <Glyph name="cam" />
            {text.still}
          </span>
        </div>
      ))}
    </div>
  );
}

function Programme({ desk }: { desk: DeskSession }) {
  const { board, stream, call, loudspeaker } = desk.live;
  const view = stream.view.value;
  const shown = board.shown.value;
  const slots = slotsOf(view?.stage);
  const hold = !view || shown.layout === "hold";
  const down = view?.engine?.up === false;
  const cutAt = desk.cutAt.value;
  const level = slots.reduce((most, slot) => Math.max(most, call.levels.value.get(slot.id ?? "") ?? 0), 0) * 100;
  return (
    <section class={`mon pgm${hold ? " holding" : ""}`} aria-label={text.programme}>
      <div class="h">
        <Glyph name={down || hold ? "off" : "air"} className={down || hold ? "" : "breathe"} />
        {text.programme}
        <span class="r num">
          {down
            ? text.notKnown
            : cutAt !== undefined && !hold
              ? `${duration(desk.clock.value - cutAt)} ${text.onAirFor}`
              : cutAt !== undefined
                ? clockTime(cutAt, true)
                : ""}
        </span>
        <button
          type="button"
          class="listen"
          tabIndex={-1}
          aria-pressed={desk.listening.value}
          onClick={() => void desk.listen(!desk.listening.value)}
        >
          <Glyph name="spk" />
          {desk.listening.value ? text.listening : text.listen} <kbd>L</kbd>
        </button>
      </div>
      <div class="vp">
        <Mount element={board.host} />
        <Mount element={loudspeaker} />
        {!down && <MissingPictures shown={shown} line={() => text.pictureComing} />}
        {hold && !down && (
          <HoldPicture
            title={view?.hall.title ?? ""}
            line={view?.hall.phase === "ended" ? text.holdEnded : text.holdLine}
          />
        )}
        {!hold && <Meter value={level} upright />}
        {down && <EngineVeil />}
      </div>
      <Foot slots={slots} cap="Z" {...(hold ? { none: text.holdPicture } : {})} />
    </section>
  );
}

function EngineVeil() {
  return (
    <div class="veil">
      <b>{text.engineVeil}</b>
      <span>{text.engineVeilLine}</span>
    </div>
  );
}

function Foot({ slots, cap, none }: { slots: readonly Slot[]; cap: string; none?: string }) {
  return (
    <div class="f">
      <div class="el">
        <b class="el">{slots.length > 0 ? slots.map(({ name }) => name).join(" + ") : (none ?? "–")}</b>
        <small class="el">
          {slots
            .map(({ where }) => where)
            .filter(Boolean)
            .join(" + ")}
        </small>
      </div>
      <kbd>{cap}</kbd>
    </div>
  );
}
