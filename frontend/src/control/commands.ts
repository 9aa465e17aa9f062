import { type Signal, signal } from "@preact/signals";
import { type Clock, pause, systemClock } from "../shared/clock";
import { type Refusal, readRefusal } from "../shared/refusal";

/** One command on its way. Kept until the server has answered, across a reload of the page. */
export interface Command {
  /** Same key, same command: a repeated one has no second effect. */
  readonly key: string;
  readonly id: string;
  readonly label: string;
  readonly verb: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly at: number;
}

/** What the fixed line says about the last command. */
export type Outcome =
  | { readonly kind: "calm" }
  | { readonly kind: "sending" | "done" | "unknown"; readonly command: Command }
  | { readonly kind: "refused"; readonly command: Command; readonly refusal: Refusal };

const STORE = "nhipcau.commands";
/** After a reload, older commands are not sent again: the operator has seen the stage since. */
const STALE_MS = 10_000;
const TRIES = 4;
const GIVE_UP_MS = 4_000;

export interface CommandsOptions {
  readonly url: string;
  readonly csrf: string;
  readonly storage: Storage;
  readonly clock?: Clock;
  readonly fetch?: typeof fetch;
  readonly key?: () => string;
}

/** Sends the control room's commands, each once; shows which are on their way. */
export class Commands {
  /** Commands that the server has not answered, by verb of the panel. */
  readonly pending: Signal<ReadonlyMap<string, Command>> = signal(new Map());
  readonly outcome: Signal<Outcome> = signal({ kind: "calm" });
  readonly #clock: Clock;
  readonly #fetch: typeof fetch;
  readonly #key: () => string;

  constructor(private readonly options: CommandsOptions) {
    this.#clock = options.clock ?? systemClock;
    this.#fetch = options.fetch ?? ((...args) => fetch(...args));
    this.#key = options.key ?? (() => crypto.randomUUID());
  }

  /** Sends again, under their old keys, the commands that a reload of the page has cut off. */
  resume(): void {
    const stored = this.options.storage.getItem(`${STORE}.${this.options.url}`);
    if (!stored) return;
    let commands: Command[] = [];
    try {
      commands = JSON.parse(stored) as Command[];
    } catch {
      // Written by an older page: nothing to take up.
    }
    this.options.storage.removeItem(`${STORE}.${this.options.url}`);
    for (const command of commands) if (this.#clock.now() - command.at < STALE_MS) void this.#send(command);
  }

  /** A second press while the first is on its way is the same press. */
  give(id: string, label: string, verb: string, args: Readonly<Record<string, unknown>>): void {
    const waiting = this.pending.peek().get(id);
    if (waiting && JSON.stringify(waiting.args) === JSON.stringify(args)) return;
    void this.#send({ key: this.#key(), id, label, verb, args, at: this.#clock.now() });
  }

  async #send(command: Command): Promise<void> {
    this.#keep(new Map(this.pending.peek()).set(command.id, command));
    this.outcome.value = { kind: "sending", command };
    const result = await this.#deliver(command);
    if (this.pending.peek().get(command.id)?.key === command.key) {
      const left = new Map(this.pending.peek());
      left.delete(command.id);
      this.#keep(left);
    }
    this.outcome.value = result;
  }

  async #deliver(command: Command): Promise<Outcome> {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const giveUp = new AbortController();
      const cancel = this.#clock.after(GIVE_UP_MS, () => giveUp.abort());
      try {
        const response = await this.#fetch(this.options.url, {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-CSRFToken": this.options.csrf },
          body: JSON.stringify({ verb: command.verb, args: command.args, key: command.key }),
          credentials: "same-origin",
          cache: "no-store",
          signal: giveUp.signal,
        });
        if (response.ok) return { kind: "done", command };
        if (response.status < 500) return { kind: "refused", command, refusal: await readRefusal(response) };
      } catch {
        // No answer: it may have arrived. The same key makes the next try harmless.
      } finally {
        cancel();
      }
      if (attempt < TRIES) await pause(this.#clock, 250 * 2 ** attempt);
    }
    return { kind: "unknown", command };
  }

  #keep(pending: ReadonlyMap<string, Command>): void {
    this.pending.value = pending;
    const key = `${STORE}.${this.options.url}`;
    if (pending.size === 0) this.options.storage.removeItem(key);
    else this.options.storage.setItem(key, JSON.stringify([...pending.values()]));
  }
}
