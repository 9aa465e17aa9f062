import { floorTime } from "../shared/call/floor-time";
import { duration } from "../shared/text/time";
import { Glyph } from "../shared/ui/glyph";
import { Meter } from "../shared/ui/parts";
import { inOrder } from "../shared/views";
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

/** Open microphones with their levels as the engine receives them. */
export function SoundPanel({ desk }: { desk: DeskSession }) {
  const view = desk.live.stream.view.value;
  const levels = desk.live.call.levels.value;
  const open = Object.entries(view?.sound ?? {});
  const order = { chair: 0, floor: 1, grant: 2 } as const;
  open.sort(([, a], [, b]) => order[a.why] - order[b.why] || a.name.localeCompare(b.name, "vi"));
  return (
    <section id="mics" class="panel mics" aria-label={text.micsTitle}>
      <div class="ph">
        <h2>{text.micsTitle}</h2>
        <span class="r num">{open.length}</span>
      </div>
      <div class="mlist">
        {open.length === 0 && (
          <p class="none">
            <Glyph name="micoff" /> {text.micsNone}
          </p>
        )}
        {open.map(([identity, sound]) => (
          <button
            key={identity}
            type="button"
            tabIndex={-1}
            class={`mic${desk.selected.value === sound.site ? " sel" : ""}`}
            onClick={() => desk.select(sound.site)}
          >
            <Glyph name="mic" className="c-good" />
            <span class="who" title={sound.name}>
              <span class="el">{sound.name}</span>
              <small class="m">{text.why2[sound.why]}</small>
            </span>
            <Meter value={(levels.get(identity) ?? 0) * 100} />
          </button>
        ))}
      </div>
    </section>
  );
}
