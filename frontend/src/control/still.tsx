import { useLayoutEffect, useRef } from "preact/hooks";
import type { DeskSession } from "./session";
import { text } from "./text";

/** A room's last still. `onSeen` is called once it was drawn and mostly in view for a moment. */
export function Still({ desk, site, onSeen }: { desk: DeskSession; site: string; onSeen?: () => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const version = desk.live.stream.view.value?.pulse?.[site]?.still;
  const picture = desk.stills.of(site, version).value;
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element || !picture) return;
    element.width = picture.width;
    element.height = picture.height;
    element.getContext("2d")?.drawImage(picture, 0, 0);
  }, [picture]);
  const drawn = picture !== undefined;
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element || !drawn || !onSeen) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        clearTimeout(timer);
        if (entry?.isIntersecting) timer = setTimeout(onSeen, 600);
      },
      { threshold: 0.6 },
    );
    observer.observe(element);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [drawn]);
  return (
    <span class="still">
      <canvas ref={canvas} hidden={!picture} />
      {!picture && <span class="nostill">{text.noStill}</span>}
    </span>
  );
}
