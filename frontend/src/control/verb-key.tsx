import type { ComponentChildren } from "preact";
import type { DeskSession } from "./session";
import { text } from "./text";
import type { VerbId } from "./verbs.vm";

interface KeyProps {
  readonly desk: DeskSession;
  readonly verb: VerbId;
  readonly cap: string;
  readonly hint?: string;
  readonly className?: string;
  readonly compact?: boolean;
  readonly children?: ComponentChildren;
}

/** A verb on its key. What cannot be done now stays in its place, dashed, and says why when it is looked at. */
export function VerbKey({ desk, verb: id, cap, hint, className = "", children }: KeyProps) {
  const verb = desk.verbs.value?.[id];
  const pending = desk.commands.pending.value.has(id);
  const off = !verb?.request;
  return (
    <button
      type="button"
      data-verb={id}
      class={`verb ${className}${off ? " off" : ""}${pending ? " pending" : ""}`}
      aria-disabled={off}
      title={verb?.why}
      onClick={() => desk.give(id)}
      onFocus={() => off && verb && desk.refuse(id, verb)}
    >
      <span class="k">
        <kbd>{cap}</kbd>
        {hint && (
          <span class="el" title={hint}>
            {hint}
          </span>
        )}
      </span>
      {children ?? <span class="t">{verb?.label}</span>}
      {off && verb?.why && <span class="sr">{verb.why}</span>}
    </button>
  );
}

/** A dangerous verb: held for a second, by key or by pointer; its bar fills meanwhile. */
export function HoldKey({ desk, verb: id, cap, className = "", compact }: KeyProps) {
  const verb = desk.verbs.value?.[id];
  const pending = desk.commands.pending.value.has(id);
  const held = desk.hold.held.value === id;
  const off = !verb?.request;
  return (
    <button
      type="button"
      data-verb={id}
      class={`verb hold ${className}${off ? " off" : ""}${pending ? " pending" : ""}${held ? " held" : ""}${compact ? " compact" : ""}`}
      aria-disabled={off}
      title={verb?.why}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        desk.press(id, "pointer");
      }}
      onPointerUp={() => desk.hold.release("pointer")}
      onPointerCancel={() => desk.hold.release("pointer")}
      onContextMenu={(event) => event.preventDefault()}
    >
      <span class="k">
        <kbd>{cap}</kbd>
        <span class="el">
          {text.hold[0]}
          <span class="w-only"> {text.hold[1]}</span>
        </span>
      </span>
      <span class="t">{verb?.label}</span>
      {off && verb?.why && <span class="sr">{verb.why}</span>}
    </button>
  );
}
