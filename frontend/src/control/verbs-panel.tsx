import type { DeskSession } from "./session";
import { text } from "./text";
import { HoldKey, VerbKey } from "./verb-key";

/** Every verb in its own place, for good. */
export function VerbsPanel({ desk }: { desk: DeskSession }) {
  const view = desk.live.stream.view.value;
  const key = text.key;
  return (
    <section id="verbs" class="panel verbs" aria-label={text.lineTitle}>
      <VerbKey desk={desk} verb="cut" cap={key.space} className="cut" hint={text.verb.cutHint}>
        <span class="t">{text.verb.cut}</span>
      </VerbKey>
      <VerbKey desk={desk} verb="preview" cap="X" />
      <VerbKey desk={desk} verb="take" cap={key.enter} />
      <VerbKey desk={desk} verb="pair" cap="⇧X" />
      <VerbKey desk={desk} verb="undo" cap="Z" {...(view?.undo ? { hint: text.undoHint(view.undo.label) } : {})} />

      <VerbKey desk={desk} verb="give" cap="M" hint={text.verb.giveHint} className="strong" />
      <VerbKey desk={desk} verb="end" cap="E" />
      <VerbKey desk={desk} verb="extend" cap="+" />
      <VerbKey desk={desk} verb="hand" cap="H" />
      <VerbKey desk={desk} verb="microphone" cap="O" />
      <VerbKey desk={desk} verb="clear" cap="⌫" />

      <HoldKey desk={desk} verb="safe" cap={key.escape} />
      <HoldKey desk={desk} verb="mute" cap="0" />
      <HoldKey desk={desk} verb="remove" cap={key.delete} />
      <HoldKey desk={desk} verb="phase" cap="P" />
    </section>
  );
}
