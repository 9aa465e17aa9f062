/**
 * The heartbeat runs in a Worker: browsers slow the timers of a page that lies in the background down to one a
 * minute, and a hall that watches its screen on another tab must not look lost. Sends at once when something that
 * the operator waits for has changed, else every two seconds.
 */
const EVERY_MS = 2_000;
const GIVE_UP_MS = 4_000;

interface Orders {
  readonly url: string;
  readonly token: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Changes of this text go out at once. */
  readonly urgent: string;
}

let orders: Orders | undefined;
let sending = false;
let again = false;

async function beat(): Promise<void> {
  if (!orders) return;
  if (sending) {
    again = true;
    return;
  }
  sending = true;
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), GIVE_UP_MS);
  try {
    const response = await fetch(orders.url, {
      method: "POST",
      headers: { Authorization: `Bearer ${orders.token}`, "Content-Type": "application/json" },
      body: JSON.stringify(orders.body),
      cache: "no-store",
      signal: giveUp.signal,
    });
    const answer: unknown = response.ok ? await response.json() : undefined;
    postMessage({ ok: response.ok, status: response.status, answer });
  } catch {
    postMessage({ ok: false, status: 0 });
  } finally {
    clearTimeout(timer);
    sending = false;
  }
  if (again) {
    again = false;
    void beat();
  }
}

addEventListener("message", (event: MessageEvent<Orders>) => {
  const before = orders;
  orders = event.data;
  if (before?.urgent !== orders.urgent) void beat();
});

setInterval(() => void beat(), EVERY_MS);
