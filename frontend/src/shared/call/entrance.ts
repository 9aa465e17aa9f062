import { type Refusal, readRefusal } from "../refusal";

/** The server's answer to "may I enter the engine's room now?". */
export type Entrance =
  | { readonly kind: "in"; readonly url: string; readonly token: string; readonly identity: string }
  | { readonly kind: "queue"; readonly ahead: number; readonly retryMs: number }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "unreachable" };

/** Asks for a place in the engine's room; a fresh token each time, minted from the hall's state of this moment. */
export async function askEntrance(
  audience: "room" | "control" | "stage",
  token: string,
  signal: AbortSignal,
  request: typeof fetch = fetch,
): Promise<Entrance> {
  let response: Response;
  try {
    response = await request(`/live/${audience}/enter`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
      cache: "no-store",
      credentials: "same-origin",
      signal,
    });
    if (response.status === 202) {
      const { ahead, retry_ms } = (await response.json()) as { ahead: number; retry_ms: number };
      return { kind: "queue", ahead, retryMs: retry_ms };
    }
    if (response.ok) {
      const { url, token: ticket, identity } = (await response.json()) as Record<"url" | "token" | "identity", string>;
      return { kind: "in", url, token: ticket, identity };
    }
  } catch {
    return { kind: "unreachable" };
  }
  return { kind: "refused", refusal: await readRefusal(response) };
}
