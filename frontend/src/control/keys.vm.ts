import type { VerbId } from "./verbs.vm";

/** What a key asks for. Keys are places on the keyboard (`event.code`): an input method may change the letters. */
export type KeyAction =
  | { readonly do: "verb"; readonly verb: VerbId }
  | { readonly do: "hold"; readonly verb: VerbId }
  | { readonly do: "move"; readonly to: "up" | "down" | "left" | "right" }
  | { readonly do: "search" }
  | { readonly do: "listen" }
  | { readonly do: "next-hand" };

export interface KeyPress {
  readonly code: string;
  readonly shift: boolean;
  /** Control, Alt or Meta: the browser's and the system's own, never ours. */
  readonly modified: boolean;
  /** A text field has the focus: letters are letters there. */
  readonly typing: boolean;
}

const PLAIN: Readonly<Record<string, KeyAction>> = {
  Space: { do: "verb", verb: "cut" },
  KeyX: { do: "verb", verb: "preview" },
  Enter: { do: "verb", verb: "take" },
  NumpadEnter: { do: "verb", verb: "take" },
  Backspace: { do: "verb", verb: "clear" },
  KeyZ: { do: "verb", verb: "undo" },
  KeyM: { do: "verb", verb: "give" },
  KeyE: { do: "verb", verb: "end" },
  Equal: { do: "verb", verb: "extend" },
  NumpadAdd: { do: "verb", verb: "extend" },
  KeyO: { do: "verb", verb: "microphone" },
  KeyH: { do: "verb", verb: "hand" },
  KeyW: { do: "verb", verb: "admit" },
  KeyT: { do: "hold", verb: "admitTier" },
  Escape: { do: "hold", verb: "safe" },
  Digit0: { do: "hold", verb: "mute" },
  Numpad0: { do: "hold", verb: "mute" },
  Delete: { do: "hold", verb: "remove" },
  KeyP: { do: "hold", verb: "phase" },
  F12: { do: "hold", verb: "desk" },
  Backquote: { do: "hold", verb: "desk" },
  ArrowUp: { do: "move", to: "up" },
  ArrowDown: { do: "move", to: "down" },
  ArrowLeft: { do: "move", to: "left" },
  ArrowRight: { do: "move", to: "right" },
  Slash: { do: "search" },
  NumpadDivide: { do: "search" },
  KeyL: { do: "listen" },
  Tab: { do: "next-hand" },
};

const SHIFTED: Readonly<Record<string, KeyAction>> = {
  KeyX: { do: "verb", verb: "pair" },
  KeyW: { do: "verb", verb: "admitSeen" },
  Equal: { do: "verb", verb: "extend" },
};

/** The action of a key, or nothing. In a text field no key works but the desk's F12. */
export function keyAction(press: KeyPress): KeyAction | undefined {
  if (press.modified || (press.typing && press.code !== "F12")) return undefined;
  return press.shift ? SHIFTED[press.code] : PLAIN[press.code];
}

export const HOLD_MS = 1_000;
