import { Glyph, type GlyphName } from "../shared/ui/glyph";
import { type ControlView, inOrder, slotsOf } from "../shared/views";
import type { DeskSession } from "./session";
import { text } from "./text";

interface Alert {
  readonly key: string;
  readonly glyph: GlyphName;
  readonly tone: string;
  readonly head: string;
  readonly names: readonly (readonly [string, string])[];
}

/** What needs the operator's eye, the gravest first. */
export function alertsOf(view: ControlView): Alert[] {
  const found: Alert[] = [];
  const stage = new Set(slotsOf(view.stage).map((slot) => slot.site));
  const withLine = (line: string) =>
    inOrder(view.sites)
      .filter(([id, site]) => !site.withdrawn && view.pulse?.[id]?.st === line)
      .map(([id, site]) => [id, site.short] as const);
  const lost = withLine("lost");
  for (const [id, name] of lost.filter(([site]) => stage.has(site))) {
    found.push({ key: `air-${id}`, glyph: "bad", tone: "c-air", head: text.alertAirLost(name), names: [[id, name]] });
  }
  if (lost.length > 0)
    found.push({ key: "lost", glyph: "bad", tone: "c-air", head: text.alertLost(lost.length), names: lost });
  const weak = withLine("weak");
  if (weak.length > 0)
    found.push({ key: "weak", glyph: "warn", tone: "c-next", head: text.alertWeak(weak.length), names: weak });
  return found;
}

export function Alerts({ desk }: { desk: DeskSession }) {
  const view = desk.live.stream.view.value;
  const alerts = view ? alertsOf(view) : [];
  return (
    <section id="alerts" class="panel alerts" aria-label={text.alertsTitle}>
      <div class="ph">
        <h2>{text.alertsTitle}</h2>
      </div>
      <div class="alist">
        {alerts.length === 0 && <p class="none">{text.alertsNone}</p>}
        {alerts.map(({ key, glyph, tone, head, names }) => (
          <div key={key} class="al">
            <Glyph name={glyph} className={tone} />
            <b>{head}</b>
            <small>
              {names.slice(0, 8).map(([id, name], index) => (
                <button key={id} type="button" tabIndex={-1} onClick={() => desk.select(id)}>
                  {index > 0 ? "· " : ""}
                  {name}
                </button>
              ))}
              {names.length > 8 ? ` … +${names.length - 8}` : ""}
            </small>
          </div>
        ))}
      </div>
    </section>
  );
}
