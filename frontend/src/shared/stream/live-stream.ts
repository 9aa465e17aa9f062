import { type Signal, signal } from "@preact/signals";
import { createParser } from "eventsource-parser";
import { type Clock, pause, systemClock } from "../clock";
import { type Refusal, readRefusal } from "../refusal";
import { applyMergePatch, type Json } from "./merge-patch";
import { takeStreamSlot } from "./slots";

/**
 * - `connecting`: nothing heard yet · `streaming`: patches come as they happen · `polling`: asked every second ·
 *   `lost`: no answer, trying again for ever · `refused`: the server does not want this token any more.
 */
export type StreamStatus = "connecting" | "streaming" | "polling" | "lost" | "refused";

/** The snapshot is sent at once: silence this long means that something in between holds the stream back. */
export const FIRST_WORD_MS = 6_000;
/** The server pings every 10 s; two and a half of them missing is a dead line. */
export const SILENCE_MS = 25_000;
export const POLL_MS = 1_000;
/** While polling, a stream is tried again this often: the obstacle may have gone. */
export const RETRY_STREAM_MS = 120_000;
const FIRST_RETRY_MS = 5_000;

export interface LiveStreamOptions {
  /** Address without query, for example `/live/room/stream`. */
  readonly url: string;
  readonly token: () => string;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly locks?: LockManager | undefined;
  readonly fetch?: typeof fetch;
}

interface Word {
  readonly id?: string | undefined;
  readonly now?: number;
  readonly view?: Json;
  readonly patch?: Json;
}

/** Ends one connection for a reason that the loop has to look at. */
class Ended extends Error {
  constructor(readonly why: "buffered" | "silent" | "closed" | "poll") {
    super(why);
  }
}

/**
 * The view of one audience, kept equal to the server's by snapshot and merge patches (RFC 7396). Knows nothing of
 * what a view contains. Recovers from anything by itself; only a refused token (401, 403, 410) ends it.
 */
export class LiveStream<V> {
  readonly view: Signal<V | undefined> = signal(undefined);
  readonly status: Signal<StreamStatus> = signal("connecting");
  readonly refusal: Signal<Refusal | undefined> = signal(undefined);
  /** Server's clock minus this machine's, ms; the smallest delay seen wins. */
  readonly offset: Signal<number> = signal(0);
  /** When the line was lost (this machine's clock), while it is. */
  readonly lostAt: Signal<number | undefined> = signal(undefined);

  #document: Json | undefined;
  #id = "";
  #retryMs = FIRST_RETRY_MS;
  #stop = new AbortController();
  #current: AbortController | undefined;
  #bestOffset: { value: number; at: number } | undefined;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #fetch: typeof fetch;

  constructor(private readonly options: LiveStreamOptions) {
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.#fetch = options.fetch ?? ((...args) => fetch(...args));
  }

  /** Runs until `close`; a second call after a close starts anew (same view, resumed by its id). */
  start(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.refusal.value = undefined;
    void this.#run(this.#stop.signal);
  }

  close(): void {
    this.#stop.abort();
  }

  /** Drops what was told so far: the next token may belong to somebody else. */
  forget(): void {
    this.close();
    this.#document = undefined;
    this.#id = "";
    this.view.value = undefined;
    this.refusal.value = undefined;
    this.status.value = "connecting";
  }

  /** Somebody else heard that the server is further than we are: the stream is being held back, so poll. */
  heldBack(): void {
    if (this.status.value === "streaming") this.#current?.abort(new Ended("poll"));
  }

  /** Server time now, ms since the epoch. */
  now(): number {
    return this.#clock.now() + this.offset.value;
  }

  async #run(stop: AbortSignal): Promise<void> {
    let mayStream = await takeStreamSlot(this.options.locks, stop);
    let streamAgainAt = mayStream ? 0 : Number.POSITIVE_INFINITY;
    let failures = 0;
    while (!stop.aborted) {
      try {
        if (mayStream && this.#clock.now() >= streamAgainAt) {
          failures = await this.#stream(stop, failures);
        } else {
          await this.#poll(stop, streamAgainAt);
          failures = 0;
        }
        continue;
      } catch (error) {
        if (stop.aborted || this.status.value === "refused") return;
        if (error instanceof Ended && (error.why === "buffered" || error.why === "poll")) {
          streamAgainAt = this.#clock.now() + RETRY_STREAM_MS;
          mayStream = true;
          continue;
        }
        failures += 1;
      }
      this.#lost();
      // The first try again is spread over the whole span, so that 212 pages do not come back as one.
      const span = failures <= 1 ? this.#retryMs : Math.min(this.#retryMs * 2, 10_000);
      await pause(this.#clock, Math.max(150, this.#random() * span), stop);
    }
  }

  #headers(accept: string): Record<string, string> {
    return { Authorization: `Bearer ${this.options.token()}`, Accept: accept };
  }

  async #request(url: string, init: RequestInit): Promise<Response> {
    const response = await this.#fetch(url, { ...init, cache: "no-store", credentials: "same-origin" });
    if (response.ok) return response;
    const refusal = await readRefusal(response);
    if (response.status === 401 || response.status === 403 || response.status === 410) {
      this.refusal.value = refusal;
      this.status.value = "refused";
    }
    throw new Error(`${refusal.status} ${refusal.code}`);
  }

  /** One streaming connection. Returns 0 when it had worked and ended in order; throws otherwise. */
  async #stream(stop: AbortSignal, failures: number): Promise<number> {
    const current = new AbortController();
    this.#current = current;
    const end = () => current.abort(stop.reason);
    stop.addEventListener("abort", end, { once: true });
    let heard = false;
    let cancelWatch = () => {};
    const watch = (ms: number, why: "buffered" | "silent") => {
      cancelWatch();
      cancelWatch = this.#clock.after(ms, () => current.abort(new Ended(why)));
    };
    const parser = createParser({
      onEvent: (event) => {
        if (!heard) this.#found("streaming");
        heard = true;
        this.#take({ id: event.id, ...(JSON.parse(event.data) as Word) });
      },
      onRetry: (ms) => {
        this.#retryMs = ms;
      },
    });
    try {
      watch(FIRST_WORD_MS, "buffered");
      const headers = this.#headers("text/event-stream");
      if (this.#id) headers["Last-Event-ID"] = this.#id;
      const response = await this.#request(this.options.url, { headers, signal: current.signal });
      if (!response.body) throw new Ended("buffered");
      const reader = response.body
        .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
        .getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) throw new Ended("closed");
        parser.feed(value);
        // A resumed stream may have nothing to say: a ping is a word too.
        if (!heard && this.#document !== undefined && this.#id) this.#found("streaming");
        if (heard || this.#document !== undefined) watch(SILENCE_MS, "silent");
      }
    } catch (error) {
      const reason: unknown = current.signal.aborted ? current.signal.reason : error;
      if (reason instanceof Ended && reason.why === "closed" && heard && failures === 0) {
        this.#lost();
        await pause(this.#clock, this.#random() * this.#retryMs, stop);
        return 0;
      }
      throw reason;
    } finally {
      cancelWatch();
      stop.removeEventListener("abort", end);
      current.abort();
    }
  }

  /** Polls until a stream may be tried again. */
  async #poll(stop: AbortSignal, until: number): Promise<void> {
    while (!stop.aborted && this.#clock.now() < until) {
      const since = this.#id ? `&since=${encodeURIComponent(this.#id)}` : "";
      const current = new AbortController();
      const end = () => current.abort();
      stop.addEventListener("abort", end, { once: true });
      const cancelWatch = this.#clock.after(FIRST_WORD_MS, end);
      try {
        const response = await this.#request(`${this.options.url}?poll=1${since}`, {
          headers: this.#headers("application/json"),
          signal: current.signal,
        });
        this.#take((await response.json()) as Word);
      } finally {
        cancelWatch();
        stop.removeEventListener("abort", end);
      }
      this.#found("polling");
      await pause(this.#clock, POLL_MS, stop);
    }
  }

  #take(word: Word): void {
    if (word.id) this.#id = word.id;
    if (word.view !== undefined) this.#document = word.view;
    else if (word.patch !== undefined) this.#document = applyMergePatch(this.#document, word.patch);
    if (typeof word.now === "number") this.#tune(word.now);
    this.view.value = this.#document as V | undefined;
  }

  /** A word that travelled longer makes the server look earlier: keep the largest offset of the last five minutes. */
  #tune(serverNow: number): void {
    const now = this.#clock.now();
    const value = serverNow - now;
    if (!this.#bestOffset || value > this.#bestOffset.value || now - this.#bestOffset.at > 300_000) {
      this.#bestOffset = { value, at: now };
      this.offset.value = value;
    }
  }

  #found(status: "streaming" | "polling"): void {
    this.status.value = status;
    this.lostAt.value = undefined;
  }

  #lost(): void {
    this.status.value = "lost";
    this.lostAt.value ??= this.#clock.now();
  }
}
