import { type ControlSite, type ControlView, inOrder, slotsOf } from "../shared/views";

/** What a cell says, the most urgent first. */
export type CellState = "air" | "next" | "hand" | "lobby" | "lost" | "weak" | "unknown" | "off" | "good";

export interface Cell {
  readonly id: string;
  readonly site: ControlSite;
  readonly state: CellState;
  /** The line of a site on the air or next is lost as well: said beside the state. */
  readonly lost: boolean;
}

/** States of a site that is in the hall as far as is known: the head and the districts count the same. */
export const INSIDE: ReadonlySet<CellState> = new Set(["air", "next", "hand", "good", "weak"]);

/** A district with what is below it; `head` is absent for sites that stand under nobody. */
export interface Block {
  readonly key: string;
  readonly head?: Cell;
  readonly cells: readonly Cell[];
}

export interface SitesLayout {
  /** Sites of the top tier. */
  readonly top: readonly Cell[];
  readonly blocks: readonly Block[];
}

/** Names of this length take two places in the grid, for good: cells never move. */
export const WIDE_FROM = 15;
/** From this length the letters of a name stand closer, so that it is whole on the smallest desk. */
export const LONG_FROM = 12;
export const COLUMNS = 5;

export function cellState(view: ControlView, id: string): CellState {
  const site = view.sites?.[id];
  if (!site) return "off";
  if (slotsOf(view.stage).some((slot) => slot.site === id)) return "air";
  if (slotsOf(view.next).some((slot) => slot.site === id)) return "next";
  if (view.hands?.[id]) return "hand";
  if (site.dev === "waiting" || site.wait) return "lobby";
  const line = view.pulse?.[id]?.st;
  if (line === "lost") return "lost";
  if (line === "weak") return "weak";
  if (line === "unknown") return "unknown";
  return site.dev === "admitted" && line !== "never" ? "good" : "off";
}

/** Sites by the unit tree: the top tier, then a block for each unit of the second with all that is below it. */
export function sitesLayout(view: ControlView): SitesLayout {
  const sites = view.sites ?? {};
  const tiers = inOrder(view.tiers).map(([id]) => id);
  const level = (site: ControlSite): number => Math.max(0, tiers.indexOf(site.tier));
  const cell = (id: string, site: ControlSite): Cell => ({
    id,
    site,
    state: cellState(view, id),
    lost: view.pulse?.[id]?.st === "lost",
  });
  const headOf = (id: string): string | undefined => {
    let at: string | undefined = id;
    for (let steps = 0; at !== undefined && steps < 8; steps += 1) {
      const site: ControlSite | undefined = sites[at];
      if (!site) return undefined;
      if (level(site) === 1) return at;
      at = site.up;
    }
    return undefined;
  };
  const top: Cell[] = [];
  const below = new Map<string, Cell[]>();
  const heads: [string, ControlSite][] = [];
  const loose: Cell[] = [];
  for (const [id, site] of inOrder(sites)) {
    if (site.withdrawn) continue;
    if (level(site) === 0) top.push(cell(id, site));
    else if (level(site) === 1) heads.push([id, site]);
    else {
      const head = headOf(id);
      if (head) below.set(head, [...(below.get(head) ?? []), cell(id, site)]);
      else loose.push(cell(id, site));
    }
  }
  const childless = heads.every(([id]) => !below.has(id));
  const blocks: Block[] = childless
    ? heads.length > 0
      ? [{ key: "heads", cells: heads.map(([id, site]) => cell(id, site)) }]
      : []
    : heads.map(([id, site]) => ({ key: id, head: cell(id, site), cells: below.get(id) ?? [] }));
  if (loose.length > 0) blocks.push({ key: "loose", cells: loose });
  return { top, blocks };
}

/** Where each cell stands: rows of site ids, as laid out in the grid; a wide cell fills two places. */
export function rowsOf(layout: SitesLayout, columns = COLUMNS): string[][] {
  const rows: string[][] = [];
  if (layout.top.length > 0) rows.push(layout.top.map(({ id }) => id));
  for (const block of layout.blocks) {
    const grid: string[][] = [[]];
    for (const { id, site } of block.cells) {
      const width = site.short.length >= WIDE_FROM ? 2 : 1;
      let row = grid[grid.length - 1] as string[];
      if (row.length + width > columns) {
        row = [];
        grid.push(row);
      }
      for (let place = 0; place < width; place += 1) row.push(id);
    }
    // The district's own cell stands left of its first row.
    for (const [index, row] of grid.entries()) {
      const lead = block.head && index === 0 ? [block.head.id] : block.head ? [""] : [];
      const full = [...lead, ...row];
      if (full.some((id) => id !== "")) rows.push(full);
    }
  }
  return rows;
}

export type Direction = "up" | "down" | "left" | "right";

/** The cell next to `from` in that direction; the first cell when nothing was chosen. Stays at the edges. */
export function neighbour(
  rows: readonly (readonly string[])[],
  from: string | undefined,
  to: Direction,
): string | undefined {
  const first = rows.flat().find((id) => id !== "");
  if (!from) return first;
  const y = rows.findIndex((row) => row.includes(from));
  if (y < 0) return first;
  const row = rows[y] as readonly string[];
  const x = row.indexOf(from);
  if (to === "left" || to === "right") {
    const flat = rows.flat().filter((id, index, all) => id !== "" && id !== all[index - 1]);
    const at = flat.indexOf(from) + (to === "right" ? 1 : -1);
    return flat[at] ?? from;
  }
  const step = to === "down" ? 1 : -1;
  for (let line = y + step; line >= 0 && line < rows.length; line += step) {
    const candidates = rows[line] as readonly string[];
    for (let column = Math.min(x, candidates.length - 1); column >= 0; column -= 1) {
      const id = candidates[column];
      if (id && id !== from) return id;
    }
    const any = candidates.find((id) => id !== "" && id !== from);
    if (any) return any;
  }
  return from;
}

/** Lower case without diacritics, as the server writes it into `find`: đ becomes d. */
export function unaccent(words: string): string {
  return words
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * Sites where every word asked for begins a word of name or district, in the order of the units; those whose own name
 * answers alone come first: "thị trấn Cao Lộc" is the town, not the other town of the district Cao Lộc.
 */
export function search(view: ControlView, query: string): string[] {
  const words = unaccent(query).split(" ").filter(Boolean);
  if (words.length === 0) return [];
  const has = (text: string) => words.every((word) => ` ${text}`.includes(` ${word}`));
  const found = inOrder(view.sites).filter(
    ([, site]) => !site.withdrawn && has(`${site.find} ${unaccent(site.where ?? "")}`),
  );
  const byName = (named: boolean) => found.filter(([, site]) => has(unaccent(site.name)) === named);
  return [...byName(true), ...byName(false)].map(([id]) => id);
}

/** How many sites are in each state; the chair's own site is counted apart, so that sums agree with the head. */
export function counts(layout: SitesLayout): ReadonlyMap<CellState, number> {
  const found = new Map<CellState, number>();
  const all = [...layout.top, ...layout.blocks.flatMap(({ head, cells }) => (head ? [head, ...cells] : cells))];
  for (const { state, site } of all) if (!site.main) found.set(state, (found.get(state) ?? 0) + 1);
  return found;
}
