import type { CallState } from "../shared/call/hall-call";
import type { StreamStatus } from "../shared/stream/live-stream";

/**
 * What works and what does not, said in one word.
 * `web`: orders and clock are missing, picture and sound run · `engine`: the other way round · `both`.
 */
export type Connection = "good" | "joining" | "queued" | "web" | "engine" | "both" | "elsewhere";

export function connectionOf(stream: StreamStatus, beats: boolean, call: CallState): Connection {
  if (call === "elsewhere") return "elsewhere";
  const webLost = stream === "lost" || (stream === "connecting" && !beats);
  const engineLost = call === "lost" || call === "resuming";
  if (webLost) return engineLost || call !== "inside" ? "both" : "web";
  if (engineLost) return "engine";
  if (call === "queued") return "queued";
  return call === "inside" ? "good" : "joining";
}
