import { type ControlView, slotsOf } from "../shared/views";
import { text } from "./text";

export type VerbId =
  | "cut"
  | "preview"
  | "pair"
  | "take"
  | "clear"
  | "undo"
  | "give"
  | "end"
  | "extend"
  | "microphone"
  | "hand"
  | "admit"
  | "admitSeen"
  | "admitTier"
  | "safe"
  | "mute"
  | "remove"
  | "phase"
  | "desk";

/** A verb as it stands now: what it would send, or why it cannot. */
export interface Verb {
  readonly label: string;
  readonly request?: { readonly verb: string; readonly args: Readonly<Record<string, unknown>> };
  readonly why?: string;
}

export interface DeskFacts {
  readonly view: ControlView;
  readonly account: string;
  readonly selected: string | undefined;
  /** Machines (`site:device`) whose still was on this screen. */
  readonly seen: ReadonlySet<string>;
  /** The live stream stands: commands reach the server. */
  readonly online: boolean;
}

const can = (label: string, verb: string, args: Readonly<Record<string, unknown>> = {}): Verb => ({
  label,
  request: { verb, args },
});
const cannot = (label: string, why: string): Verb => ({ label, why });

/** Machines that wait at a site, as `admit` names them; the longest waiting first. */
export function waitingMachines(view: ControlView, site: string): string[] {
  const row = view.sites?.[site];
  if (!row) return [];
  if (row.wait) return Object.keys(row.wait).map((device) => `${site}:${device}`);
  return row.dev === "waiting" && row.device ? [`${site}:${row.device}`] : [];
}

/** Why this desk can give no command at all; undefined where it can. */
export function deskHeld({ view, account, online }: DeskFacts): string | undefined {
  if (!online) return text.why.web;
  if (view.hall.phase === "ended") return text.why.ended;
  return view.desk && view.desk.account !== account ? text.why.desk(view.desk.name) : undefined;
}

/** Every verb of the control room in its present state. Pure: the panel draws it, the keys read it. */
export function verbs(facts: DeskFacts): Readonly<Record<VerbId, Verb>> {
  const { view, selected } = facts;
  const words = text.verb;
  const safe = view.stage.safe === true;
  const site = selected ? view.sites?.[selected] : undefined;
  const onStage = new Set(slotsOf(view.stage).map((slot) => slot.site));
  const onNext = slotsOf(view.next).map((slot) => slot.site);
  const engineUp = view.engine?.up !== false;

  // What holds for all verbs of a group, the gravest first.
  const desk = deskHeld(facts);
  const open = desk ?? (view.hall.phase === "waiting" ? text.why.notOpen : undefined);
  const picture = open ?? (safe ? text.why.safe : engineUp ? undefined : text.why.engine);
  const chosen = selected && site ? undefined : text.why.noSelection;
  const here = chosen ?? (site?.dev === "admitted" ? undefined : text.why.notHere);

  const make = (
    label: string,
    why: string | undefined,
    verb: string,
    args?: Readonly<Record<string, unknown>>,
  ): Verb => (why === undefined ? can(label, verb, args) : cannot(label, why));

  const soundOf = Object.values(view.sound ?? {}).find((sound) => sound.site === selected);
  const crowded = Object.values(view.crowded ?? {});
  const openBesidesChair = [...Object.values(view.sound ?? {}), ...crowded].some((sound) => sound.why !== "chair");
  const waitingHere = selected ? waitingMachines(view, selected) : [];
  const allWaiting = Object.keys(view.sites ?? {}).flatMap((id) => waitingMachines(view, id));
  const seenWaiting = onePerSite(allWaiting.filter((machine) => facts.seen.has(machine)));
  const tierWaits =
    site !== undefined &&
    Object.entries(view.sites ?? {}).some(
      ([id, row]) => row.tier === site.tier && waitingMachines(view, id).length > 0,
    );
  const alone = onStage.size === 1 && selected !== undefined && onStage.has(selected);
  const previewed = onNext.length === 1 && onNext[0] === selected;
  const pairWith =
    onNext.length === 1 ? onNext[0] : onNext.length === 0 && onStage.size === 1 ? [...onStage][0] : undefined;

  return {
    cut: make(words.cut, picture ?? (view.next ? undefined : text.why.noNext), "cut", { rev: view.next?.rev ?? 0 }),
    preview: make(
      words.preview,
      open ?? here ?? (alone && !safe ? text.why.onAir : previewed ? text.why.isNext : undefined),
      "preview",
      { slots: [selected] },
    ),
    pair: make(
      words.pair,
      open ??
        here ??
        (pairWith === undefined ? text.why.pairFull : pairWith === selected ? text.why.isNext : undefined),
      "preview",
      { slots: [pairWith, selected] },
    ),
    take: make(words.take, picture ?? here ?? (alone ? text.why.onAir : undefined), "take", { slots: [selected] }),
    clear: make(words.clear, open ?? (view.next ? undefined : text.why.noNext), "preview.clear"),
    undo: make(words.undo, picture ?? (view.undo ? undefined : text.why.noUndo), "undo"),
    give: make(
      words.give,
      picture ?? here ?? (view.floor && view.floor.site === selected ? text.why.hasFloor : undefined),
      "floor.give",
      { site: selected },
    ),
    end: make(words.end, open ?? (view.floor ? undefined : text.why.noFloor), "floor.end"),
    extend: make(words.extend, open ?? (view.floor ? undefined : text.why.noFloor), "floor.extend", { minutes: 1 }),
    microphone: soundOf
      ? make(
          words.micClose,
          open ??
            (soundOf.why === "chair" ? text.why.chairMic : soundOf.why === "floor" ? text.why.floorMic : undefined),
          "microphone.close",
          { site: selected },
        )
      : make(
          crowded.some((sound) => sound.site === selected) ? words.micForward : words.micOpen,
          picture ?? here,
          "microphone.open",
          { site: selected },
        ),
    hand: make(
      words.hand,
      open ?? chosen ?? (selected && view.hands?.[selected] ? undefined : text.why.noHand),
      "hand.lower",
      {
        site: selected,
      },
    ),
    admit: make(words.admit, desk ?? (waitingHere.length > 0 ? undefined : text.why.notWaiting), "admit", {
      devices: waitingHere.slice(0, 1),
    }),
    admitSeen: make(
      words.admitSeen(seenWaiting.length),
      desk ?? (seenWaiting.length > 0 ? undefined : allWaiting.length > 0 ? text.why.noneSeen : text.why.notWaiting),
      "admit",
      { devices: seenWaiting },
    ),
    admitTier: make(words.admitTier, desk ?? chosen ?? (tierWaits ? undefined : text.why.tierNone), "admit.tier", {
      tier: site?.tier,
    }),
    safe: safe ? make(words.back, open, "safe.leave") : make(words.safe, open, "safe"),
    mute: make(words.mute, open ?? (openBesidesChair ? undefined : text.why.noOpenMic), "microphones.close"),
    remove: make(
      words.remove,
      desk ?? chosen ?? (site && site.dev !== "none" ? undefined : text.why.noMachine),
      "remove",
      {
        site: selected,
      },
    ),
    phase: view.hall.phase === "waiting" ? make(words.open, desk, "open") : make(words.close, desk, "close"),
    desk: make(
      words.desk,
      !facts.online
        ? text.why.web
        : view.hall.phase === "ended"
          ? text.why.ended
          : view.desk?.account === facts.account
            ? text.why.deskMine
            : undefined,
      "desk.take",
    ),
  };
}

/** A site can have one machine only: of several seen, the first. */
function onePerSite(machines: readonly string[]): string[] {
  const sites = new Set<string>();
  return machines.filter((machine) => {
    const site = machine.split(":")[0] ?? "";
    if (sites.has(site)) return false;
    sites.add(site);
    return true;
  });
}
