import { computed, effect, type ReadonlySignal } from "@preact/signals";
import { LiveStream } from "../stream/live-stream";
import type { StageView } from "../views";
import { askEntrance } from "./entrance";
import { HallCall } from "./hall-call";
import { PictureBoard } from "./picture-board";
import { newer, type Programme, readMetadata, wantedTracks } from "./wanted";

/** The live stream, the call and the screen of one page, wired together. */
export interface LiveProgramme<V extends StageView> {
  readonly stream: LiveStream<V>;
  readonly call: HallCall;
  readonly board: PictureBoard;
  /** The newer of the stream's word and the copy in the engine's room. */
  readonly now: ReadonlySignal<Programme | undefined>;
  /** Holds the elements that sound. */
  readonly loudspeaker: HTMLElement;
}

export interface ProgrammeOptions {
  /** The pictures are small on this page: their middle layer is enough. */
  readonly small?: boolean;
}

/** Wires stream → wanted tracks → call. Nothing runs yet: stream and call are started when their time has come. */
export function wireProgramme<V extends StageView>(
  audience: "room" | "control" | "stage",
  token: () => string,
  { small = false }: ProgrammeOptions = {},
): LiveProgramme<V> {
  const loudspeaker = document.createElement("div");
  loudspeaker.className = "speakers";
  const stream = new LiveStream<V>({ url: `/live/${audience}/stream`, token, locks: navigator.locks });
  const call = new HallCall({ enter: (stop) => askEntrance(audience, token(), stop), loudspeaker });
  const board = new PictureBoard();
  const now = computed(() => newer(stream.view.value, readMetadata(call.metadata.value)));
  effect(() => call.want(wantedTracks(now.value, call.identity.value, small ? "half" : "full")));
  return { stream, call, board, now, loudspeaker };
}

/** For pages that only receive: everything starts at once. */
export function startProgramme<V extends StageView>(
  audience: "control" | "stage",
  token: () => string,
  options: ProgrammeOptions = {},
): LiveProgramme<V> {
  const programme = wireProgramme<V>(audience, token, options);
  effect(() => programme.board.update(programme.now.value, programme.call.videos.value));
  programme.stream.start();
  programme.call.start();
  return programme;
}
