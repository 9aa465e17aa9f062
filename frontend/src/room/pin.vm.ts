import type { Refusal } from "../shared/refusal";
import { text } from "./text";

/**
 * What a PIN that was not taken says. `left`: seconds until the next try. Where the server slows us down its own
 * hint names the whole wait, which is wrong a second later: the countdown stands in its place.
 */
export function pinWords(refusal: Refusal, left: number): { readonly head: string; readonly hint: string } {
  if (refusal.code === "offline") return { head: text.pinOffline, hint: text.pinOfflineHint };
  const slowed = refusal.retryAfter !== undefined;
  const hint = left > 0 ? text.pinAgainIn(left) : slowed || !refusal.hint ? text.pinAgainNow : refusal.hint;
  return { head: refusal.message || text.pinWrong, hint };
}
