import type { ControlView } from "../shared/views";
import { text } from "./text";

/** How far the rooms are with the next picture. */
export interface Ready {
  readonly words: string;
  /** Nobody has to be waited for. */
  readonly all: boolean;
  /** "n/of" for tests, empty while the server has not counted. */
  readonly count: string;
}

/** Words for the preview's head; a site that is alone in the hall has nobody to wait for. */
export function readyOf({ next, ready }: Pick<ControlView, "next" | "ready">): Ready {
  if (!next) return { words: "", all: false, count: "" };
  if (!ready || ready.rev !== next.rev) return { words: text.previewWarming, all: false, count: "" };
  const count = `${ready.n}/${ready.of}`;
  if (ready.of === 0) return { words: text.previewAlone, all: true, count };
  return { words: text.previewCount(ready.n, ready.of), all: ready.n >= ready.of, count };
}
