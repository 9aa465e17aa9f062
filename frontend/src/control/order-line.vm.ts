import type { GlyphName } from "../shared/ui/glyph";
import type { Outcome } from "./commands";
import { text } from "./text";

export interface LineFacts {
  readonly outcome: Outcome;
  /** The session is no longer good. */
  readonly refused: boolean;
  /** Why this desk can give no command at all just now. */
  readonly held: string | undefined;
}

export interface OrderWords {
  readonly glyph: GlyphName;
  readonly tone: "calm" | "good" | "warn" | "bad";
  readonly head: string;
  readonly body: string;
}

/** What the one fixed line says. It promises to take commands only while it can. */
export function orderWords({ outcome, refused, held }: LineFacts): OrderWords {
  if (refused) return { glyph: "bad", tone: "bad", head: text.refused, body: "" };
  switch (outcome.kind) {
    case "calm":
      return held === undefined
        ? { glyph: "off", tone: "calm", head: text.lineCalm, body: "" }
        : { glyph: "warn", tone: "warn", head: text.lineHeld, body: held };
    case "sending":
      return { glyph: "time", tone: "calm", head: text.lineSending(outcome.command.label), body: "" };
    case "done":
      return { glyph: "good", tone: "good", head: text.lineDone(outcome.command.label), body: held ?? "" };
    case "unknown":
      return { glyph: "warn", tone: "warn", head: text.lineUnknown(outcome.command.label), body: text.lineUnknownHint };
    case "refused": {
      const { message, hint } = outcome.refusal;
      const body = [message, hint].filter(Boolean).join(" ");
      return { glyph: "bad", tone: "bad", head: text.lineNot(outcome.command.label), body };
    }
  }
}
