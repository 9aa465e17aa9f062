import { Glyph, type GlyphName } from "../shared/ui/glyph";
import type { DeskSession } from "./session";
import { text } from "./text";

/** The one fixed line that answers every command: on its way, done, or why not and what to do. */
export function OrderLine({ desk }: { desk: DeskSession }) {
  const { glyph, tone, head, body } = words(desk);
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

function words(desk: DeskSession): { glyph: GlyphName; tone: string; head: string; body: string } {
  if (desk.live.stream.status.value === "refused") return { glyph: "bad", tone: "bad", head: text.refused, body: "" };
  const outcome = desk.commands.outcome.value;
  switch (outcome.kind) {
    case "calm":
      return { glyph: "off", tone: "calm", head: text.lineCalm, body: "" };
    case "sending":
      return { glyph: "time", tone: "calm", head: text.lineSending(outcome.command.label), body: "" };
    case "done":
      return { glyph: "good", tone: "good", head: text.lineDone(outcome.command.label), body: "" };
    case "unknown":
      return { glyph: "warn", tone: "warn", head: text.lineUnknown(outcome.command.label), body: text.lineUnknownHint };
    case "refused": {
      const { message, hint } = outcome.refusal;
      return {
        glyph: "bad",
        tone: "bad",
        head: text.lineNot(outcome.command.label),
        body: [message, hint].filter(Boolean).join(" "),
      };
    }
  }
}
