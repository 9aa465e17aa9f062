import { clockTime, dayOf } from "../shared/text/time";
import { Glyph, Mark } from "../shared/ui/glyph";
import { LanguageSwitch } from "../shared/ui/language-switch";
import { linesOf } from "./lines.vm";
import type { DeskSession } from "./session";
import { counts, INSIDE } from "./sites.vm";
import { text } from "./text";
import { HoldKey } from "./verb-key";

/** Title, clock, how many are ready, the state of both lines, and who has the desk. */
export function Top({ desk }: { desk: DeskSession }) {
  const view = desk.live.stream.view.value;
  const now = desk.clock.value;
  const found = counts(desk.layout.value);
  const inside = [...INSIDE].reduce((sum, state) => sum + (found.get(state) ?? 0), 0);
  const all = [...found.values()].reduce((sum, count) => sum + count, 0);
  return (
    <header class="top">
      <Mark />
      <h1 class="el" title={view?.hall.title}>
        {view?.hall.title ?? text.connecting}
      </h1>
      <span class="m num w-only">{dayOf(now)}</span>
      <i class="sep" />
      <span class="big num">{clockTime(now, true)}</span>
      {view &&
        (view.stage.safe ? <b class="m">{text.safeNow}</b> : <span class="m">{text.phase[view.hall.phase]}</span>)}
      <i class="sep" />
      <span class="ready">
        {all === 0 && view ? (
          <span class="m">{text.alone}</span>
        ) : (
          <>
            <span class="m">{text.connected}</span>
            <span class="n num">
              {inside}/{all}
            </span>
          </>
        )}
      </span>
      <span class="sp" />
      <Lines desk={desk} />
      <i class="sep" />
      <DeskState desk={desk} />
      <LanguageSwitch />
    </header>
  );
}

function Lines({ desk }: { desk: DeskSession }) {
  const { stream, call } = desk.live;
  const view = stream.view.value;
  const tags = linesOf({
    stream: stream.status.value,
    call: call.state.value,
    engine: view?.engine,
    over: view?.hall.phase === "ended",
  });
  return (
    <>
      {tags.map(({ key, tone, glyph, word }) => (
        <span key={key} class={`tag ${tone}`} role={tone === "t-bad" ? "alert" : undefined} title={word}>
          <Glyph name={glyph} />
          <span class="el">{word}</span>
        </span>
      ))}
    </>
  );
}

function DeskState({ desk }: { desk: DeskSession }) {
  const held = desk.live.stream.view.value?.desk;
  const mine = held?.account === desk.boot.account.id;
  return (
    <>
      <span class="holder">
        <b class={`el ${mine ? "c-good" : held ? "c-next" : ""}`}>
          {mine ? text.deskMine : held ? text.deskOther(held.name) : text.deskNone}
        </b>
        <small class="m el">{desk.boot.account.name}</small>
      </span>
      {!mine && <HoldKey desk={desk} verb="desk" cap={text.key.backquote} compact />}
    </>
  );
}
