/** What the live server shows each audience. Ids are decimal strings; times ISO 8601; absent is absent, never null. */
export type Layout = "hold" | "single" | "pair";

export interface Slot {
  readonly site: string;
  readonly name: string;
  /** District of a commune: communes are never named without it. */
  readonly where?: string;
  /** Engine identity; absent while the site has no admitted machine. */
  readonly id?: string;
  readonly kind: "video";
  readonly source: "camera";
}

export type Slots = Readonly<Record<string, Slot>>;

export interface Stage {
  readonly rev: number;
  readonly safe?: boolean;
  readonly layout: Layout;
  readonly slots?: Slots;
}

export interface Next {
  readonly rev: number;
  readonly layout: Layout;
  readonly slots?: Slots;
}

export interface Sound {
  readonly kind: "audio";
  readonly source: "microphone";
  readonly site: string;
  readonly name: string;
  readonly where?: string;
  readonly why: "chair" | "floor" | "grant";
}

export interface Floor {
  readonly site: string;
  readonly name: string;
  readonly where?: string;
  readonly since: string;
  readonly minutes: number;
}

export interface Hall {
  readonly id: string;
  readonly title: string;
  readonly phase: "waiting" | "open" | "ended";
  readonly started?: string;
  readonly lobby?: boolean;
}

export interface StageView {
  readonly hall: Hall;
  /** Of two tellings of stage, next and sound the one with the greater turn is newer. */
  readonly turn?: number;
  readonly stage: Stage;
  readonly next?: Next;
  /** The microphones that rooms take, by engine identity. */
  readonly sound?: Readonly<Record<string, Sound>>;
  readonly floor?: Floor;
}

export interface RoomView extends StageView {
  readonly contact?: { readonly name: string; readonly phone: string };
  readonly site: {
    readonly id: string;
    readonly name: string;
    readonly short: string;
    readonly tier: string;
    readonly main?: boolean;
    readonly where?: string;
  };
  readonly me: {
    readonly device: "waiting" | "admitted" | "removed";
    /** Out because another machine of the site has its place; the PIN is still the same. */
    readonly replaced?: boolean;
    readonly tally: "off" | "next" | "air";
    readonly camera: boolean;
    readonly mic: boolean;
    /** The microphone is open, but rooms take others. */
    readonly crowded?: boolean;
    readonly hand?: { readonly at: string; readonly place: number };
  };
}

export interface ControlSite {
  readonly o: number;
  readonly name: string;
  readonly short: string;
  /** Unaccented lower-case text for the search. */
  readonly find: string;
  readonly tier: string;
  readonly up?: string;
  readonly main?: boolean;
  readonly dev: "none" | "waiting" | "admitted";
  readonly device?: string;
  readonly where?: string;
  /** The machine's own description ("Chrome, Windows"). */
  readonly label?: string;
  /** Machines that wait to be let in, by device id. */
  readonly wait?: Readonly<Record<string, { readonly o: number; readonly label?: string }>>;
  readonly withdrawn?: boolean;
  readonly ver: number;
}

export interface Pulse {
  readonly st: "ok" | "weak" | "lost" | "never" | "unknown";
  /** Level of its microphone as the site reports it, 0..100. */
  readonly lv?: number;
  /** When its last still came; changes with each still. */
  readonly still?: string | number;
  /** Stage revision that it shows. */
  readonly shown?: number;
}

export interface ControlView extends StageView {
  /** Microphones that are open beyond `sound`: no room takes them. */
  readonly crowded?: Readonly<Record<string, Sound>>;
  readonly desk?: { readonly account: string; readonly name: string };
  readonly undo?: { readonly label: string };
  readonly hands?: Readonly<Record<string, { readonly o: number; readonly at: string }>>;
  readonly tiers?: Readonly<Record<string, { readonly o: number; readonly name: string }>>;
  readonly sites?: Readonly<Record<string, ControlSite>>;
  readonly pulse?: Readonly<Record<string, Pulse>>;
  readonly ready?: { readonly rev: number; readonly n: number; readonly of: number };
  readonly engine?: { readonly up: boolean; readonly version?: string };
}

/** Slots in their order on screen. */
export function slotsOf(picture: { readonly layout: Layout; readonly slots?: Slots } | undefined): Slot[] {
  if (!picture || picture.layout === "hold") return [];
  return Object.entries(picture.slots ?? {})
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, slot]) => slot);
}

/** Rows of a map in the order of their sort key `o`, with their ids. */
export function inOrder<T extends { readonly o: number }>(
  rows: Readonly<Record<string, T>> | undefined,
): [string, T][] {
  return Object.entries(rows ?? {}).sort(([, a], [, b]) => a.o - b.o);
}

const KINDS = /^(Huyện|Quận|Thị xã|Thành phố|Tỉnh)(?= )/;

/** "Xã Tân Thành, huyện Bắc Sơn": inside a name the kind of the upper unit is written small. */
export function fullName(of: { readonly name: string; readonly where?: string }): string {
  return of.where ? `${of.name}, ${of.where.replace(KINDS, (kind) => kind.toLowerCase())}` : of.name;
}
