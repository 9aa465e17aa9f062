import { computed, type ReadonlySignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { Glyph, type GlyphName } from "../shared/ui/glyph";
import type { DeskSession } from "./session";
import { type Block, type Cell, type CellState, counts, INSIDE, LONG_FROM, WIDE_FROM } from "./sites.vm";
import { text } from "./text";

const GLYPH: Readonly<Record<CellState, GlyphName>> = {
  air: "air",
  next: "next",
  hand: "hand",
  lobby: "time",
  good: "good",
  weak: "warn",
  lost: "bad",
  unknown: "off",
  off: "off",
};
const TONE: Readonly<Record<CellState, string>> = {
  air: "c-air",
  next: "c-next",
  hand: "c-act",
  lobby: "c-act",
  good: "c-good",
  weak: "c-next",
  lost: "c-air",
  unknown: "c-off",
  off: "c-off",
};
const ORDER: readonly CellState[] = ["air", "next", "hand", "lobby", "good", "weak", "lost", "unknown", "off"];

/** All sites at once, each for ever in its own cell. */
export function SitesPanel({ desk }: { desk: DeskSession }) {
  const layout = desk.layout.value;
  const view = desk.live.stream.view.value;
  const all = Object.values(view?.sites ?? {}).filter((site) => !site.withdrawn).length;
  const matches = useMemo<ReadonlySignal<ReadonlySet<string> | undefined>>(
    () => computed(() => (desk.query.value ? new Set(desk.found.value) : undefined)),
    [desk],
  );
  const found = counts(layout);
  const roomy = all <= 40;
  return (
    <section id="sites" class={`panel sites${roomy ? " roomy" : ""}`} aria-label={text.sitesTitle(all)}>
      <div class="ph">
        <h2>{text.sitesTitle(all)}</h2>
        <Search desk={desk} />
      </div>
      <div class="legend">
        {ORDER.filter((state) => found.get(state)).map((state) => (
          <span key={state}>
            <Glyph name={GLYPH[state]} className={TONE[state]} /> {text.state[state][2]}{" "}
            <b class="num">{found.get(state)}</b>
          </span>
        ))}
      </div>
      <div class="cells">
        {all === 0 && view && <p class="none">{text.noSites}</p>}
        {layout.top.length > 0 && (
          <div class="prov">
            {layout.top.map((cell) => (
              <SiteCell key={cell.id} desk={desk} cell={cell} head matches={matches} />
            ))}
          </div>
        )}
        {layout.blocks.map((block) => (
          <District key={block.key} desk={desk} block={block} matches={matches} />
        ))}
      </div>
    </section>
  );
}

type Matches = ReadonlySignal<ReadonlySet<string> | undefined>;

function District({ desk, block, matches }: { desk: DeskSession; block: Block; matches: Matches }) {
  const inside = block.cells.filter(({ state }) => INSIDE.has(state)).length;
  const [ok, rest] = text.communes(inside, block.cells.length);
  return (
    <div class={`dist${block.head ? "" : " headless"}`}>
      {block.head && (
        <div class="dh">
          <SiteCell desk={desk} cell={block.head} head matches={matches} />
          <small class="num">
            <b>{ok}</b>
            {rest}
          </small>
        </div>
      )}
      <div class="cg">
        {block.cells.map((cell) => (
          <SiteCell key={cell.id} desk={desk} cell={cell} matches={matches} />
        ))}
      </div>
    </div>
  );
}

function SiteCell({ desk, cell, head, matches }: { desk: DeskSession; cell: Cell; head?: boolean; matches: Matches }) {
  const { id, site, state, lost } = cell;
  const selected = desk.selected.value === id;
  const among = matches.value;
  const [full, short] = text.state[state];
  const word =
    lost && (state === "air" || state === "next") ? text.state.lost[1] : site.main && !short ? text.chair : short;
  const label = `${site.name}${site.where ? `, ${site.where}` : ""}: ${full}${lost ? `, ${text.state.lost[0]}` : ""}`;
  const box = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (selected) box.current?.scrollIntoView({ block: "nearest" });
  }, [selected]);
  const classes = [
    "s",
    state,
    head ? "d" : "",
    selected ? "sel" : "",
    !head && site.short.length >= WIDE_FROM ? "wide" : site.short.length >= LONG_FROM ? "long" : "",
    among && !among.has(id) ? "dim" : "",
  ];
  return (
    <button
      ref={box}
      type="button"
      tabIndex={-1}
      class={classes.filter(Boolean).join(" ")}
      title={label}
      aria-pressed={selected}
      data-site={id}
      onClick={() => desk.select(id)}
    >
      <Glyph name={lost ? "bad" : GLYPH[state]} />
      <span class="n">{site.short}</span>
      {word && <span class="w">{word}</span>}
    </button>
  );
}

function Search({ desk }: { desk: DeskSession }) {
  const field = useRef<HTMLInputElement>(null);
  const searching = desk.searching.value;
  // Before the next key arrives: after Enter it is a command again, and must not go into the field.
  useLayoutEffect(() => {
    if (searching) field.current?.focus();
    else field.current?.blur();
  }, [searching]);
  return (
    <span class="r">
      <kbd>/</kbd>
      <input
        ref={field}
        class="find"
        type="search"
        placeholder={text.search}
        aria-label={text.search}
        value={desk.query.value}
        onFocus={() => {
          desk.searching.value = true;
        }}
        onBlur={() => desk.endSearch(false)}
        onInput={(event) => {
          desk.query.value = event.currentTarget.value;
        }}
        onKeyDown={(event) => {
          if (event.code === "Enter" || event.code === "NumpadEnter") desk.endSearch(true);
          else if (event.code === "Escape") desk.endSearch(false);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span class="fcount num">
        {desk.query.value
          ? desk.found.value.length
            ? text.searchFound(desk.found.value.length)
            : text.searchNone
          : ""}
      </span>
    </span>
  );
}
