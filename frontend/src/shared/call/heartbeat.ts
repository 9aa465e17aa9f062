import { type Signal, signal } from "@preact/signals";

/** What a room tells the server every two seconds. */
export interface Beat {
  /** Stage revision on screen; 0 before the first. */
  readonly rev: number;
  /** Revision of the next picture when all of it is decoded here, else 0. */
  readonly ready: number;
  readonly engine: "connected" | "connecting" | "off";
  /** Level of our microphone as the engine receives it, 0..100. */
  readonly level?: number;
}

export interface BeatAnswer {
  readonly now: number;
  readonly rev: number;
  readonly id: string;
}

/** Sends heartbeats from a Worker and says what came back. */
export class Heartbeat {
  readonly answer: Signal<BeatAnswer | undefined> = signal(undefined);
  /** False while the last heartbeat did not reach the server. */
  readonly heard: Signal<boolean> = signal(true);
  #worker: Worker | undefined;

  constructor(
    private readonly url: string,
    private readonly token: () => string,
  ) {}

  tell(beat: Beat): void {
    this.#worker ??= this.#start();
    const urgent = `${beat.rev} ${beat.ready} ${beat.engine}`;
    // A Worker has no page to resolve addresses against.
    const url = new URL(this.url, location.href).href;
    this.#worker.postMessage({ url, token: this.token(), body: beat, urgent });
  }

  close(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #start(): Worker {
    const worker = new Worker(new URL("./heartbeat.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = (event: MessageEvent<{ ok: boolean; answer?: BeatAnswer }>) => {
      this.heard.value = event.data.ok;
      if (event.data.answer) this.answer.value = event.data.answer;
    };
    return worker;
  }
}
