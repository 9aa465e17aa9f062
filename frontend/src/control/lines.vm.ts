import type { CallState } from "../shared/call/hall-call";
import type { StreamStatus } from "../shared/stream/live-stream";
import type { GlyphName } from "../shared/ui/glyph";
import type { ControlView } from "../shared/views";
import { text } from "./text";

export interface LineFacts {
  readonly stream: StreamStatus;
  readonly call: CallState;
  readonly engine: ControlView["engine"];
  /** The conference has ended. */
  readonly over: boolean;
}

export interface LineTag {
  readonly key: "web" | "engine" | "call";
  readonly tone: string;
  readonly glyph: GlyphName;
  readonly word: string;
}

/** How the desk's two lines are: to the web server, and to the engine. After the end nobody misses the second. */
export function linesOf({ stream, call, engine, over }: LineFacts): readonly LineTag[] {
  const tags: LineTag[] = [];
  if (stream === "lost") tags.push({ key: "web", tone: "t-bad", glyph: "bad", word: text.webLost });
  if (stream === "refused") tags.push({ key: "web", tone: "t-bad", glyph: "bad", word: text.refused });
  if (stream === "polling") tags.push({ key: "web", tone: "t-warn", glyph: "time", word: text.webPolling });
  if (over) return tags;
  if (engine && !engine.up) tags.push({ key: "engine", tone: "t-bad", glyph: "bad", word: text.noEngine });
  else if (call === "lost" || call === "resuming") {
    tags.push({ key: "call", tone: "t-warn", glyph: "warn", word: text.callLost });
  } else if (call !== "inside") tags.push({ key: "call", tone: "", glyph: "time", word: text.callJoining });
  else if (engine) tags.push({ key: "engine", tone: "t-good", glyph: "good", word: text.engineGood });
  return tags;
}
