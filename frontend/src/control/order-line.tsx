import { Glyph } from "../shared/ui/glyph";
import { orderWords } from "./order-line.vm";
import type { DeskSession } from "./session";
import { text } from "./text";
import { deskHeld } from "./verbs.vm";

/** The one fixed line that answers every command: on its way, done, or why not and what to do. */
export function OrderLine({ desk }: { desk: DeskSession }) {
  const facts = desk.facts.value;
  const { glyph, tone, head, body } = orderWords({
    outcome: desk.commands.outcome.value,
    refused: desk.live.stream.status.value === "refused",
    held: facts && deskHeld(facts),
  });
  return (
    <section class={`line ${tone}`} role="status" aria-label={text.lineTitle}>
      <Glyph name={glyph} />
      <p>
        <b>{head}</b>
        {body && `. ${body}`}
      </p>
    </section>
  );
}
