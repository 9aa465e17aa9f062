import { type Signal, signal } from "@preact/signals";
import { type Clock, systemClock } from "../clock";
import { slotsOf } from "../views";
import { look, NOTHING_SHOWN, readyRevision, type Shown } from "./cut.vm";
import type { Programme } from "./wanted";

interface Picture {
  readonly element: HTMLVideoElement;
  readonly track: MediaStreamTrack;
  hasFrame: boolean;
}

/**
 * The pictures of one screen as playing elements, so that a cut is only a change of which one lies on top. NEXT's
 * element plays underneath, fully covered: browsers stop presenting frames of elements that are transparent or
 * out of sight, but not of covered ones.
 */
export class PictureBoard {
  readonly host: HTMLDivElement;
  readonly shown: Signal<Shown> = signal(NOTHING_SHOWN);
  readonly readyRev: Signal<number> = signal(0);

  /** Per engine identity: the picture on screen, and the one that takes over once it has a frame. */
  #pictures = new Map<string, Picture>();
  #incoming = new Map<string, Picture>();
  #programme: Programme | undefined;
  #cutAt = 0;
  #cutRev = -1;
  #cancelAgain = () => {};
  readonly #clock: Clock;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
    this.host = document.createElement("div");
    this.host.className = "board";
  }

  /** Brings the elements in line with what the server lists and which tracks there are. */
  update(programme: Programme | undefined, tracks: ReadonlyMap<string, MediaStreamTrack>): void {
    this.#programme = programme;
    const listed = new Set([...slotsOf(programme?.stage), ...slotsOf(programme?.next)].map((slot) => slot.id));
    for (const [identity, track] of tracks) {
      if (!listed.has(identity)) continue;
      const newest = this.#incoming.get(identity) ?? this.#pictures.get(identity);
      if (newest?.track !== track) this.#receive(identity, track);
    }
    this.#look();
    this.#tidy(listed, tracks);
  }

  close(): void {
    this.#cancelAgain();
    for (const picture of [...this.#pictures.values(), ...this.#incoming.values()]) remove(picture);
    this.#pictures.clear();
    this.#incoming.clear();
    this.host.remove();
  }

  #receive(identity: string, track: MediaStreamTrack): void {
    const element = document.createElement("video");
    element.muted = true;
    element.autoplay = true;
    element.playsInline = true;
    element.disablePictureInPicture = true;
    element.dataset["identity"] = identity;
    element.className = "under";
    element.srcObject = new MediaStream([track]);
    const picture: Picture = { element, track, hasFrame: false };
    const arrived = () => {
      if (picture.hasFrame || element.videoWidth === 0) return;
      picture.hasFrame = true;
      if (this.#incoming.get(identity) === picture) {
        const old = this.#pictures.get(identity);
        this.#incoming.delete(identity);
        this.#pictures.set(identity, picture);
        this.#look();
        if (old) remove(old);
      } else {
        this.#look();
      }
    };
    // Whichever comes first: a hidden tab has no frame callbacks, some browsers have none at all.
    element.addEventListener("loadeddata", arrived);
    element.addEventListener("resize", arrived);
    element.requestVideoFrameCallback?.(arrived);
    const replaced = this.#incoming.get(identity);
    if (replaced) remove(replaced);
    if (this.#pictures.has(identity)) this.#incoming.set(identity, picture);
    else this.#pictures.set(identity, picture);
    this.host.append(element);
    element.play().catch(() => {
      // Muted playback needs no permission; the element is removed while it starts when the stage moves on quickly.
    });
  }

  #look(): void {
    const programme = this.#programme;
    if (!programme) return;
    const hasFrame = (id: string): boolean => this.#pictures.get(id)?.hasFrame ?? false;
    if (programme.stage.rev !== this.#cutRev) {
      this.#cutRev = programme.stage.rev;
      this.#cutAt = this.#clock.now();
    }
    const { shown, againIn } = look(this.shown.peek(), programme.stage, hasFrame, this.#clock.now() - this.#cutAt);
    this.#cancelAgain();
    this.#cancelAgain = againIn === undefined ? () => {} : this.#clock.after(againIn, () => this.#look());
    this.#place(shown);
    this.shown.value = shown;
    this.readyRev.value = readyRevision(programme.next, hasFrame);
  }

  #place(shown: Shown): void {
    const place = new Map(
      shown.slots.map((slot, index) => [slot.id, shown.layout === "pair" ? `slot slot-${index + 1}` : "slot"]),
    );
    for (const [identity, picture] of this.#pictures) {
      const name = place.get(identity) ?? "under";
      if (picture.element.className !== name) picture.element.className = name;
    }
    for (const picture of this.#incoming.values()) picture.element.className = "under";
  }

  /** Elements go when neither the server lists them nor the screen still shows them. */
  #tidy(listed: ReadonlySet<string | undefined>, tracks: ReadonlyMap<string, MediaStreamTrack>): void {
    const onScreen = new Set(this.shown.peek().slots.map((slot) => slot.id));
    for (const [identity, picture] of this.#pictures) {
      if (listed.has(identity) && tracks.has(identity)) continue;
      if (onScreen.has(identity)) continue; // The last frame stands until another picture replaces it.
      remove(picture);
      this.#pictures.delete(identity);
    }
    for (const [identity, picture] of this.#incoming) {
      if (listed.has(identity) && tracks.has(identity)) continue;
      remove(picture);
      this.#incoming.delete(identity);
    }
  }
}

function remove(picture: Picture): void {
  picture.element.srcObject = null;
  picture.element.remove();
}
