import { floorTime } from "../shared/call/floor-time";
import { duration } from "../shared/text/time";
import { Glyph } from "../shared/ui/glyph";
import { Meter } from "../shared/ui/parts";
import { inOrder, type Sound } from "../shared/views";
import type { DeskSession } from "./session";
import { text } from "./text";

/** Who speaks and for how long; below, who asked for the floor, in order. */
export function FloorPanel({ desk }: { desk: DeskSession }) {
  const view = desk.live.stream.view.value;
  const hands = inOrder(view?.hands);
  return (
    <section id="floor" class="panel floor" aria-label={text.floorTitle}>
      <div class="ph">
        <h2>{text.floorTitle}</h2>
        <span class="num">{text.handsTitle(hands.length)}</span>
        <span class="r">
          <kbd>Tab</kbd>
          {text.handsNext}
        </span>
      </div>
      <Speaking desk={desk} />
      <ol class="q">
        {hands.length === 0 && <li class="none">{text.handsNone}</li>}
        {hands.map(([id, hand], index) => {
          const site = view?.sites?.[id];
          return (
            <li key={id}>
              <button
                type="button"
                tabIndex={-1}
                class={desk.selected.value === id ? "sel" : ""}
                onClick={() => desk.select(id)}
              >
                <span class="i num">{index + 1}</span>
                <span class="el">
                  <b class="el">{site?.name}</b>
                  <small class="el">{site?.where ?? ""}</small>
                </span>
                <small class="num">
                  {text.waited} {duration(desk.clock.value - Date.parse(hand.at))}
                </small>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Speaking({ desk }: { desk: DeskSession }) {
  const floor = desk.live.stream.view.value?.floor;
  if (!floor) {
    return (
      <div class="now idle">
        <span class="m">{text.floorNone}</span>
      </div>
    );
  }
  const time = floorTime(floor, desk.clock.value);
  return (
    <div class="now">
      <div class="el">
        <small>
          <Glyph name="air" className="c-air" /> {text.floorNow}
        </small>
        <b class="el">{floor.name}</b>
        <small class="el">{floor.where ?? ""}</small>
      </div>
      <div>
        <div class={`t num${time.over ? " c-next" : ""}`}>
          {time.over ? "+" : ""}
          {duration(Math.abs(time.left))}
        </div>
        <small class="tl">{time.over ? text.floorOver(floor.minutes) : text.floorLeft(floor.minutes)}</small>
      </div>
      <div class="bar">
        <i class={time.over ? "over" : ""} style={{ width: `${time.used * 100}%` }} />
      </div>
    </div>
  );
}

const ORDER = { chair: 0, floor: 1, grant: 2 } as const;

/** Microphones in the order of their right to be heard. */
function ranked(microphones: Readonly<Record<string, Sound>> | undefined): [string, Sound][] {
  return Object.entries(microphones ?? {}).sort(
    ([, a], [, b]) => ORDER[a.why] - ORDER[b.why] || a.name.localeCompare(b.name, "vi"),
  );
}

/** Open microphones with their levels as the engine receives them; below, those that no room takes. */
export function SoundPanel({ desk }: { desk: DeskSession }) {
  const view = desk.live.stream.view.value;
  const open = ranked(view?.sound);
  const crowded = ranked(view?.crowded);
  return (
    <section id="mics" class="panel mics" aria-label={text.micsTitle}>
      <div class="ph">
        <h2>{text.micsTitle}</h2>
        <span class="r num">{open.length + crowded.length}</span>
      </div>
      <div class="mlist">
        {open.length === 0 && (
          <p class="none">
            <Glyph name="micoff" /> {text.micsNone}
          </p>
        )}
        {open.map(([identity, sound]) => (
          <Microphone key={identity} desk={desk} identity={identity} sound={sound} />
        ))}
        {crowded.length > 0 && (
          <p class="crowd c-next" title={text.micsCrowdedHint}>
            <Glyph name="warn" /> {text.micsCrowded(crowded.length)}
          </p>
        )}
        {crowded.map(([identity, sound]) => (
          <Microphone key={identity} desk={desk} sound={sound} />
        ))}
      </div>
    </section>
  );
}

/** One open microphone; without an identity it is one that nobody hears. */
function Microphone({ desk, identity, sound }: { desk: DeskSession; identity?: string; sound: Sound }) {
  const level = identity === undefined ? undefined : (desk.live.call.levels.value.get(identity) ?? 0) * 100;
  return (
    <button
      type="button"
      tabIndex={-1}
      class={`mic${desk.selected.value === sound.site ? " sel" : ""}`}
      onClick={() => desk.select(sound.site)}
    >
      <Glyph name="mic" className={level === undefined ? "c-next" : "c-good"} />
      <span class="who" title={sound.name}>
        <span class="el">{sound.name}</span>
        <small class="m">{text.why2[sound.why]}</small>
      </span>
      {level !== undefined && <Meter value={level} />}
    </button>
  );
}
