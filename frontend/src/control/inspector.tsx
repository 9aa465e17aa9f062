import { Glyph } from "../shared/ui/glyph";
import { Meter } from "../shared/ui/parts";
import type { DeskSession } from "./session";
import { cellState } from "./sites.vm";
import { Still } from "./still";
import { text } from "./text";
import { waitingMachines } from "./verbs.vm";

/** All that is known of the selected site. */
export function Inspector({ desk }: { desk: DeskSession }) {
  const view = desk.live.stream.view.value;
  const id = desk.selected.value;
  const site = id ? view?.sites?.[id] : undefined;
  if (!view || !id || !site) {
    return (
      <section class="panel insp" aria-label={text.selected}>
        <div class="ph">
          <h2>{text.selected}</h2>
        </div>
        <div class="blank">
          <b>{text.selectedNone}</b>
          <span>{text.selectedNoneHint}</span>
        </div>
      </section>
    );
  }
  const pulse = view.pulse?.[id];
  const waiting = waitingMachines(view, id).length;
  const sound = Object.values(view.sound ?? {}).find((entry) => entry.site === id);
  const crowded = Object.values(view.crowded ?? {}).some((entry) => entry.site === id);
  const state = cellState(view, id);
  const upToDate = pulse?.shown !== undefined && pulse.shown >= view.stage.rev;
  return (
    <section class="panel insp" aria-label={text.selected}>
      <div class="ph">
        <h2>{text.selected}</h2>
        <span class="r">
          {view.hands?.[id] && (
            <span class="tag t-act">
              <Glyph name="hand" />
              {text.state.hand[0]}
            </span>
          )}
          {(state === "air" || state === "next") && (
            <span class={`tag ${state === "air" ? "t-air" : "t-next"}`}>
              <Glyph name={state} />
              {text.state[state][0]}
            </span>
          )}
        </span>
      </div>
      <div class="st">
        <Still desk={desk} site={id} />
      </div>
      <div class="b">
        <div>
          <h3 class="el" title={site.name}>
            {site.name}
          </h3>
          <span class="m el">{site.where ?? text.tier(site.tier, view.tiers?.[site.tier]?.name ?? "")}</span>
        </div>
        <dl class="kv num">
          <dt>{text.line}</dt>
          <dd>{text.pulse[pulse?.st ?? "never"]}</dd>
          <dt>{text.microphone}</dt>
          <dd class="mc">
            {sound ? text.micOpen : crowded ? text.micCrowded : text.micLocked}
            {pulse?.lv !== undefined && <Meter value={pulse.lv} />}
          </dd>
          <dt>{text.shows}</dt>
          <dd>{!pulse?.shown ? text.showsNothing : upToDate ? text.showsNow : text.showsOld}</dd>
          <dt>{text.machine}</dt>
          <dd>
            {site.dev === "admitted" ? text.machineIn : waiting > 0 ? text.machineWaiting(waiting) : text.machineNone}
            {site.label && site.dev !== "none" ? ` · ${site.label}` : ""}
          </dd>
        </dl>
      </div>
    </section>
  );
}
