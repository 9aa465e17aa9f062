import { useLayoutEffect, useRef } from "preact/hooks";
import type { Shown } from "../call/cut.vm";
import { fullName } from "../views";

/** A level 0..100 in twenty steps; `grey` where the sound goes nowhere. */
export function Meter({ value, grey, upright }: { value: number; grey?: boolean; upright?: boolean }) {
  const step = Math.round(Math.max(0, Math.min(100, value)) / 5) * 5;
  return <span class={`meter${grey ? " grey" : ""}${upright ? " v" : ""}`} style={{ "--v": String(step) }} />;
}

/** Puts an element that lives outside the component tree (pictures, sound) into it. */
export function Mount({ element, className }: { element: HTMLElement; className?: string }) {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    host.current?.append(element);
  }, [element]);
  return <div ref={host} class={className} />;
}

/** The holding picture: the river, the bridge, the conference's title. */
export function HoldPicture({ title, line, above }: { title: string; line: string; above?: string }) {
  return (
    <div class="holdpic">
      <svg viewBox="0 0 320 180" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
        <defs>
          <linearGradient id="river" x1="0" y1="0" x2="0" y2="1">
            <stop offset="0" stop-color="#17365c" />
            <stop offset="1" stop-color="#0b1b31" />
          </linearGradient>
        </defs>
        <rect width="320" height="180" fill="url(#river)" />
        <path d="M-10 150C60 96 260 96 330 150" fill="none" stroke="#54779f" stroke-width="2.5" />
        <path d="M-10 150h340v3H-10z" fill="#54779f" />
        <path
          d="M40 127v23m40-34v34m40-39v39m40-41v41m40-39v39m40-34v34m40-23v23"
          stroke="#54779f"
          stroke-width="1.5"
        />
        <path d="M0 166h320M20 173h280" stroke="#2b4a70" stroke-width="1" />
      </svg>
      <div class="words">
        {above && <span>{above}</span>}
        <b>{title}</b>
        <span>{line}</span>
      </div>
    </div>
  );
}

/** In place of each picture of the stage that has not come: whose it is, and why nothing is seen. */
export function MissingPictures({ shown, line }: { shown: Shown; line: (where: string) => string }) {
  if (shown.complete || shown.layout === "hold") return null;
  return (
    <>
      {shown.slots.map((slot, index) => (
        <div key={slot.site} class={`nopic${shown.layout === "pair" ? ` at-${index + 1}` : ""}`}>
          <b>{fullName(slot)}</b>
          <span>{line(slot.name)}</span>
        </div>
      ))}
    </>
  );
}
