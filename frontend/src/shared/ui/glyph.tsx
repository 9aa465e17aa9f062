/** State glyphs, 16 × 16: one shape per state, drawn, never a character of a font. */
const PATHS = {
  air: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z",
  next: "M3 1.5 14 8 3 14.5z",
  good: "M6.3 13.6 1.2 8.5l2-2 3.1 3.1 6.5-6.6 2 2z",
  warn: "M8 1 15.5 15H.5zM7.2 6v4.6h1.6V6zm0 5.8v1.7h1.6v-1.7z",
  bad: "m3.4 1.4 4.6 4.5 4.6-4.5 2 2L10.1 8l4.5 4.6-2 2L8 10.1l-4.6 4.5-2-2L5.9 8 1.4 3.4z",
  off: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm0 2.2a4.3 4.3 0 1 0 0 8.6 4.3 4.3 0 0 0 0-8.6z",
  hand: "M4.2 9V3.6a1 1 0 0 1 2 0V7h.5V2a1 1 0 0 1 2 0v5h.5V2.8a1 1 0 0 1 2 0V7.5h.5V4.6a1 1 0 0 1 2 0V10c0 3-2 5-4.7 5-2.3 0-3.5-1-4.5-2.7L1.8 8.7c-.5-.9.8-1.7 1.5-.9z",
  mic: "M8 1a2.5 2.5 0 0 1 2.5 2.5v4a2.5 2.5 0 0 1-5 0v-4A2.5 2.5 0 0 1 8 1zM3 7h1.5a3.5 3.5 0 0 0 7 0H13a5 5 0 0 1-4.2 4.9V15H7.2v-3.1A5 5 0 0 1 3 7z",
  micoff:
    "M8 1a2.5 2.5 0 0 1 2.5 2.5v3.4L5.8 2.3A2.5 2.5 0 0 1 8 1zM5.5 5.6 8.3 9.9A2.5 2.5 0 0 1 5.5 7.5zM3 7h1.5a3.5 3.5 0 0 0 5 3.2l1 1.1a5 5 0 0 1-1.7.6V15H7.2v-3.1A5 5 0 0 1 3 7zM1.7 1.3l13 13-1.1 1.1-13-13z",
  lock: "M4.5 7V4.5a3.5 3.5 0 0 1 7 0V7H13v8H3V7zm1.8 0h3.4V4.5a1.7 1.7 0 0 0-3.4 0z",
  phone:
    "M3.6 1 6 1.3l1 3.4-1.6 1.5c.8 1.7 2 3 3.8 3.9l1.6-1.7 3.3 1.1.4 2.5c-.6 1.7-1.8 2.5-3.5 2.2C6 13.3 2.5 9.5 1.5 4.6 1.3 2.9 2 1.6 3.6 1z",
  time: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 1.8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 8 2.8zM7.2 4h1.6v3.7l2.5 1.5-.8 1.3-3.3-2z",
  cam: "M1 4h3.5l1.2-2h4.6l1.2 2H15v10H1zm7 1.8a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  spk: "M1.5 5.5h3L8.5 2v12l-4-3.5h-3zM10.5 5a4 4 0 0 1 0 6zm0-3a7 7 0 0 1 0 12v-1.6a5.5 5.5 0 0 0 0-8.8z",
  net: "M1 11h3v4H1zm5-4h3v8H6zm5-5h3v13h-3z",
} as const;

export type GlyphName = keyof typeof PATHS;

export function Glyph({ name, className = "" }: { name: GlyphName; className?: string }) {
  return (
    <svg class={`g ${className}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} fill-rule="evenodd" />
    </svg>
  );
}

/** The mark of Nhịp Cầu: one span between two piers. */
export function Mark({ className = "mk" }: { className?: string }) {
  return (
    <svg class={className} viewBox="0 0 32 20" aria-hidden="true">
      <path d="M1 15C5 4 27 4 31 15" fill="none" stroke="currentColor" stroke-width="2.6" />
      <path d="M0 15h32v2.5H0zM6 10h1.8v5H6zm6-2.7h1.8V15H12zm6.2 0H20V15h-1.8zm6 2.7H26v5h-1.8z" fill="currentColor" />
    </svg>
  );
}
