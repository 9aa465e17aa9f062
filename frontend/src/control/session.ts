import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { PictureBoard } from "../shared/call/picture-board";
import { type LiveProgramme, startProgramme } from "../shared/call/programme";
import { ticker } from "../shared/ticker";
import { type ControlView, inOrder } from "../shared/views";
import { Commands } from "./commands";
import { Hold } from "./hold.vm";
import { type KeyAction, keyAction } from "./keys.vm";
import { neighbour, rowsOf, type SitesLayout, search, sitesLayout } from "./sites.vm";
import { StillStore } from "./still-store";
import { type DeskFacts, type Verb, type VerbId, verbs } from "./verbs.vm";

export interface ControlBoot {
  readonly token: string;
  readonly hall: string;
  readonly account: { readonly id: string; readonly name: string };
  /** Address that takes commands. */
  readonly commands: string;
  readonly csrf: string;
}

const EMPTY: SitesLayout = { top: [], blocks: [] };

/** One operator's desk: what is selected, searched, held, and the verbs as they stand. */
export class DeskSession {
  readonly live: LiveProgramme<ControlView>;
  readonly preview = new PictureBoard();
  readonly commands: Commands;
  readonly hold: Hold<VerbId>;
  readonly stills: StillStore;
  readonly selected: Signal<string | undefined> = signal(undefined);
  readonly query: Signal<string> = signal("");
  readonly searching: Signal<boolean> = signal(false);
  /** Machines (`site:device`) whose still was seen on this screen. */
  readonly seen: Signal<ReadonlySet<string>> = signal(new Set());
  readonly listening: Signal<boolean> = signal(false);
  /** When the stage last changed before this page's eyes (server time, ms). */
  readonly cutAt: Signal<number | undefined> = signal(undefined);
  readonly clock: Signal<number>;
  readonly layout: ReadonlySignal<SitesLayout>;
  readonly found: ReadonlySignal<readonly string[]>;
  /** What the verbs follow from; undefined before the first view. */
  readonly facts: ReadonlySignal<DeskFacts | undefined>;
  readonly verbs: ReadonlySignal<Readonly<Record<VerbId, Verb>> | undefined>;

  constructor(readonly boot: ControlBoot) {
    const token = () => boot.token;
    this.live = startProgramme<ControlView>("control", token, { small: true });
    this.live.call.audible = false;
    this.stills = new StillStore(token);
    this.commands = new Commands({ url: boot.commands, csrf: boot.csrf, storage: sessionStorage });
    this.hold = new Hold<VerbId>((verb) => this.give(verb));
    const { stream, call, now } = this.live;
    this.clock = ticker(() => stream.now());
    this.layout = computed(() => (stream.view.value ? sitesLayout(stream.view.value) : EMPTY));
    this.found = computed(() => (stream.view.value ? search(stream.view.value, this.query.value) : []));
    this.facts = computed(() => {
      const view = stream.view.value;
      const status = stream.status.value;
      if (!view) return undefined;
      return {
        view,
        account: boot.account.id,
        selected: this.selected.value,
        seen: this.seen.value,
        online: status === "streaming" || status === "polling",
      };
    });
    this.verbs = computed(() => this.facts.value && verbs(this.facts.value));
    effect(() => {
      const next = now.value?.next;
      const stage = next ?? { rev: 0, layout: "hold" as const, slots: {} };
      this.preview.update({ stage }, call.videos.value);
    });
    let rev: number | undefined;
    effect(() => {
      const shown = stream.view.value?.stage.rev;
      if (rev !== undefined && shown !== rev) this.cutAt.value = stream.now();
      rev = shown;
    });
    this.commands.resume();
  }

  /** Carries a verb out where it can be; where it cannot, its reason stands on its key and in the line. */
  give(id: VerbId): void {
    const verb = this.verbs.peek()?.[id];
    if (!verb) return;
    if (verb.request) this.commands.give(id, verb.label, verb.request.verb, verb.request.args);
    else this.refuse(id, verb);
  }

  select(site: string | undefined): void {
    this.selected.value = site;
  }

  see(machine: string): void {
    if (!this.seen.peek().has(machine)) this.seen.value = new Set(this.seen.peek()).add(machine);
  }

  async listen(on: boolean): Promise<void> {
    this.live.call.audible = on;
    this.listening.value = on;
    if (on) await this.live.call.allowSound();
  }

  startSearch(): void {
    this.query.value = "";
    this.searching.value = true;
  }

  endSearch(choose: boolean): void {
    if (choose && this.found.peek()[0]) this.select(this.found.peek()[0]);
    this.searching.value = false;
    this.query.value = "";
  }

  /** True when the key was ours: the browser must not see it. */
  keyDown(event: KeyboardEvent): boolean {
    const action = keyAction({
      code: event.code,
      shift: event.shiftKey,
      modified: event.ctrlKey || event.altKey || event.metaKey,
      // Whoever has pressed "/" types a name, also before the field has the focus.
      typing:
        this.searching.peek() ||
        (event.target instanceof HTMLElement && event.target.matches("input, textarea, select")),
    });
    if (!action) return false;
    if (action.do === "move" || action.do === "next-hand" || !event.repeat) this.#act(action, event.code);
    return true;
  }

  keyUp(event: KeyboardEvent): void {
    this.hold.release(event.code);
  }

  #act(action: KeyAction, code: string): void {
    switch (action.do) {
      case "verb":
        this.give(action.verb);
        break;
      case "hold":
        this.press(action.verb, code);
        break;
      case "move":
        this.select(neighbour(rowsOf(this.layout.peek()), this.selected.peek(), action.to));
        break;
      case "search":
        this.startSearch();
        break;
      case "listen":
        void this.listen(!this.listening.peek());
        break;
      case "next-hand":
        this.#nextHand();
        break;
    }
  }

  /** A held key begins: one that could do nothing says so at once instead of filling up. */
  press(id: VerbId, by: string): void {
    const verb = this.verbs.peek()?.[id];
    if (verb?.request) this.hold.press(id, by);
    else if (verb) this.refuse(id, verb);
  }

  refuse(id: VerbId, verb: Verb): void {
    this.commands.outcome.value = {
      kind: "refused",
      command: { key: "", id, label: verb.label, verb: "", args: {}, at: 0 },
      refusal: { code: "not_now", message: verb.why ?? "", hint: "", status: 0 },
    };
  }

  #nextHand(): void {
    const hands = inOrder(this.live.stream.view.peek()?.hands).map(([site]) => site);
    const at = hands.indexOf(this.selected.peek() ?? "");
    this.select(hands[(at + 1) % hands.length] ?? this.selected.peek());
  }
}
