import { useEffect, useRef } from "preact/hooks";
import type { LiveProgramme } from "../shared/call/programme";
import { Mark } from "../shared/ui/glyph";
import { HoldPicture, MissingPictures, Mount } from "../shared/ui/parts";
import type { StageView } from "../shared/views";
import { text } from "./text";

/** The clean programme: pictures, sound, captions, holding picture; no control, no clock, no state. */
export function StagePage({ programme }: { programme: LiveProgramme<StageView> }) {
  const { board, stream, loudspeaker } = programme;
  const view = stream.view.value;
  const shown = board.shown.value;
  const hold = view?.hall.phase !== "open" || shown.layout === "hold";
  return (
    <main class="frame">
      <Mount element={board.host} />
      <Mount element={loudspeaker} />
      <MissingPictures shown={shown} line={() => text.pictureComing} />
      {!hold &&
        shown.slots.map((slot, index) => (
          <Caption
            key={slot.site}
            name={slot.name}
            where={slot.where}
            at={shown.layout === "pair" ? `at-${index + 1}` : ""}
          />
        ))}
      {hold && <HoldPicture title={view?.hall.title ?? ""} line={holdLine(stream.refusal.value !== undefined, view)} />}
    </main>
  );
}

function holdLine(refused: boolean, view: StageView | undefined): string {
  if (refused) return text.refused;
  if (!view) return text.recovering;
  if (view.hall.phase === "waiting") return text.soon;
  return view.hall.phase === "ended" ? text.ended : text.hold;
}

function Caption({ name, where, at }: { name: string; where: string | undefined; at: string }) {
  const box = useRef<HTMLDivElement>(null);
  // A long name keeps its line: the letters shrink until it fits, down to two thirds.
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    element.style.setProperty("--fit", "1");
    const over = element.scrollWidth / element.clientWidth;
    if (over > 1) element.style.setProperty("--fit", String(Math.max(0.66, 1 / over)));
  }, [name, at]);
  return (
    <div class={`l3 ${at}`}>
      <div class="m">
        <Mark />
      </div>
      <div class="t" ref={box}>
        <b>{name}</b>
        {where && <span>{where}</span>}
      </div>
    </div>
  );
}
