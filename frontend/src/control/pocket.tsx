import { useEffect, useState } from "preact/hooks";
import { Glyph, type GlyphName } from "../shared/ui/glyph";
import { fullName } from "../shared/views";
import type { DeskSession } from "./session";
import { text } from "./text";
import { HoldKey, VerbKey } from "./verb-key";

/** Under this width the panels stand one below the other; control.css has the same figure. */
export const NARROW = "(max-width: 1339px)";

/** Whether the screen is too narrow to direct a hall from. */
export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const look = () => setNarrow(query.matches);
    query.addEventListener("change", look);
    return () => query.removeEventListener("change", look);
  }, []);
  return narrow;
}

const PLACES: readonly (readonly [keyof typeof text.places, GlyphName])[] = [
  ["alerts", "warn"],
  ["floor", "hand"],
  ["lobby", "time"],
  ["mics", "mic"],
  ["verbs", "off"],
  ["sites", "net"],
];

/** What a narrow screen is good for, and the way to each of its parts. */
export function PocketHead() {
  return (
    <section class="pocket-head" aria-label={text.jump}>
      <p>
        <Glyph name="warn" className="c-next" /> {text.narrow} <span>{text.narrowZoom}</span>
      </p>
      <nav aria-label={text.jump}>
        {PLACES.map(([id, glyph]) => (
          <a key={id} href={`#${id}`}>
            <Glyph name={glyph} /> {text.places[id]}
          </a>
        ))}
      </nav>
    </section>
  );
}

/** The verbs of an emergency, always under the thumb, with the site that they are about. */
export function PocketKeys({ desk }: { desk: DeskSession }) {
  const id = desk.selected.value;
  const site = id ? desk.live.stream.view.value?.sites?.[id] : undefined;
  return (
    <section class="pocket-keys" aria-label={text.pocketTitle}>
      <p class="el">
        {site ? (
          <>
            {text.selected}: <b>{fullName(site)}</b>
          </>
        ) : (
          text.nobodySelected
        )}
      </p>
      <VerbKey desk={desk} verb="cut" cap="" className="go-cut" />
      <VerbKey desk={desk} verb="give" cap="" />
      <VerbKey desk={desk} verb="end" cap="" />
      <VerbKey desk={desk} verb="preview" cap="" />
      <HoldKey desk={desk} verb="safe" cap="" />
      <HoldKey desk={desk} verb="mute" cap="" />
    </section>
  );
}
