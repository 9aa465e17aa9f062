import { Glyph } from "../shared/ui/glyph";
import { inOrder } from "../shared/views";
import type { DeskSession } from "./session";
import { Still } from "./still";
import { text } from "./text";
import { HoldKey, VerbKey } from "./verb-key";
import { waitingMachines } from "./verbs.vm";

/** Machines that wait to be let in, each with its room's still: one by one, a tier, or all that were looked at. */
export function LobbyPanel({ desk }: { desk: DeskSession }) {
  const view = desk.live.stream.view.value;
  const waiting = inOrder(view?.sites).filter(([id]) => view && waitingMachines(view, id).length > 0);
  return (
    <section id="lobby" class="panel lobbyp" aria-label={text.lobbyTitle}>
      <div class="ph">
        <h2>
          {text.lobbyTitle} <span class="num">{waiting.length}</span>
        </h2>
      </div>
      <div class="lk">
        <VerbKey desk={desk} verb="admit" cap="W" />
        <VerbKey desk={desk} verb="admitSeen" cap="⇧W" />
        <HoldKey desk={desk} verb="admitTier" cap="T" />
      </div>
      <div class="lg">
        {waiting.length === 0 && <p class="none">{view?.hall.lobby === false ? text.lobbyOff : text.lobbyNone}</p>}
        {waiting.map(([id, site]) => {
          const machine = view ? waitingMachines(view, id)[0] : undefined;
          const seen = machine !== undefined && desk.seen.value.has(machine);
          return (
            <button
              key={`${id}:${machine}`}
              type="button"
              tabIndex={-1}
              class={`lm${desk.selected.value === id ? " sel" : ""}`}
              title={[site.name, site.where, site.label].filter(Boolean).join(", ")}
              onClick={() => desk.select(id)}
            >
              <Still desk={desk} site={id} onSeen={() => machine && desk.see(machine)} />
              <span class="el">
                {seen && <Glyph name="good" className="c-good" />} <b>{site.short}</b>
              </span>
              <small class="el">{site.where ?? ""}</small>
            </button>
          );
        })}
      </div>
    </section>
  );
}
