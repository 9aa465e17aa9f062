/**
 * Browsers allow six HTTP/1.1 connections a host. Each live page holds one for its stream, so pages count
 * themselves across tabs with Web Locks: four may stream, the others poll.
 */
export const STREAMS_PER_BROWSER = 4;

/** True while this page holds one of the places; kept until `signal` aborts or the page goes away. */
export async function takeStreamSlot(
  locks: LockManager | undefined,
  signal: AbortSignal,
  places = STREAMS_PER_BROWSER,
): Promise<boolean> {
  if (!locks) return true;
  for (let place = 0; place < places; place += 1) {
    const got = await new Promise<boolean>((resolve) => {
      locks
        .request(`nhipcau-stream-${place}`, { ifAvailable: true }, async (lock) => {
          if (!lock) return resolve(false);
          resolve(true);
          await new Promise<void>((release) => signal.addEventListener("abort", () => release(), { once: true }));
        })
        .catch(() => resolve(true)); // Locks refused by the browser: counting is a courtesy, streaming goes on.
    });
    if (got) return true;
  }
  return false;
}
