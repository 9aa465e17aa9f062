import { type Signal, signal } from "@preact/signals";
import {
  DisconnectReason,
  type Participant,
  type ReconnectContext,
  type RemoteTrack,
  type RemoteTrackPublication,
  Room,
  RoomEvent,
  setLogLevel,
  Track,
  VideoQuality,
} from "livekit-client";
import { type Clock, pause, systemClock } from "../clock";
import type { Entrance } from "./entrance";
import { NOTHING_TO_PUBLISH, Publisher, type Publishing } from "./publisher";
import { nextStep, retryDelay } from "./reconnect.vm";
import { type Grade, trackKey, type Wanted } from "./wanted";

/**
 * `off`: not begun · `entering`: at the server's door · `queued`: a place in the queue · `connecting` · `inside` ·
 * `resuming`: the line broke, sound and picture may still run · `lost`: outside, trying again ·
 * `barred`: the server will not let us in before its view of us changes · `elsewhere`: another window took our place.
 */
export type CallState =
  | "off"
  | "entering"
  | "queued"
  | "connecting"
  | "inside"
  | "resuming"
  | "lost"
  | "barred"
  | "elsewhere";

export interface HallCallOptions {
  readonly enter: (signal: AbortSignal) => Promise<Entrance>;
  readonly clock?: Clock;
  readonly random?: () => number;
  /** Where the elements that sound live. */
  readonly loudspeaker: HTMLElement;
}

const QUALITY: Readonly<Record<Grade, VideoQuality>> = {
  full: VideoQuality.HIGH,
  half: VideoQuality.MEDIUM,
  warm: VideoQuality.LOW,
};

/** One quick resume keeps the picture through a short break; anything longer goes through our own door again. */
const resumeOnce = {
  nextRetryDelayInMs: ({ retryCount }: ReconnectContext): number | null =>
    retryCount === 0 ? 100 + Math.round(Math.random() * 900) : null,
};

setLogLevel("error");

/**
 * Our place in the engine's room. Subscribes to exactly what `want` lists and never to anything else; publishes
 * what `publish` allows; comes back by itself for ever, each time with a token minted from the present state.
 */
export class HallCall {
  readonly state: Signal<CallState> = signal("off");
  /** Rooms before us at the door, while queued. */
  readonly ahead: Signal<number> = signal(0);
  readonly barredBy: Signal<string> = signal("");
  readonly identity: Signal<string> = signal("");
  /** Received pictures by engine identity. */
  readonly videos: Signal<ReadonlyMap<string, MediaStreamTrack>> = signal(new Map());
  /** Identities whose sound is received. */
  readonly sounds: Signal<ReadonlySet<string>> = signal(new Set());
  /** Levels as the engine receives them, 0..1, ours included. */
  readonly levels: Signal<ReadonlyMap<string, number>> = signal(new Map());
  readonly metadata: Signal<string> = signal("");
  /** The browser wants a click before it plays sound. */
  readonly needsClick: Signal<boolean> = signal(false);
  readonly publishing: Signal<{ readonly camera: boolean; readonly microphone: boolean }> = signal({
    camera: false,
    microphone: false,
  });
  /** Share of our packets lost on the way to the engine, percent; undefined while nothing is sent. */
  readonly lostAt: Signal<number | undefined> = signal(undefined);

  #room: Room | undefined;
  #wanted: ReadonlyMap<string, Wanted> = new Map();
  #stop = new AbortController();
  #knock = () => {};
  #audible = true;
  /** The track that sounds, by identity. */
  readonly #voices = new Map<string, RemoteTrack>();
  readonly #publisher: Publisher;
  readonly #clock: Clock;
  readonly #random: () => number;

  constructor(private readonly options: HallCallOptions) {
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.#publisher = new Publisher(() => {
      const now = { camera: this.#publisher.showing, microphone: this.#publisher.sounding };
      const before = this.publishing.peek();
      if (before.camera !== now.camera || before.microphone !== now.microphone) this.publishing.value = now;
    }, this.#clock);
  }

  start(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    void this.#run(this.#stop.signal);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    this.#publisher.wish(NOTHING_TO_PUBLISH);
    this.#publisher.use(undefined);
    await this.#room?.disconnect(false);
    this.#forget();
    this.state.value = "off";
  }

  /** The server's view of us changed: where it had barred us, knock again. */
  knock(): void {
    if (this.state.peek() === "barred" || this.state.peek() === "elsewhere") this.#knock();
  }

  want(wanted: ReadonlyMap<string, Wanted>): void {
    this.#wanted = wanted;
    this.#subscribe();
  }

  publish(publishing: Publishing): void {
    this.#publisher.wish(publishing);
  }

  /** Within a click: lets the browser play sound. */
  async allowSound(): Promise<void> {
    await this.#room?.startAudio();
    this.needsClick.value = !(this.#room?.canPlaybackAudio ?? true);
  }

  /** Whether received sound is played here (levels are received either way). */
  set audible(audible: boolean) {
    this.#audible = audible;
    for (const element of this.options.loudspeaker.querySelectorAll("audio")) element.muted = !audible;
  }

  async #run(stop: AbortSignal): Promise<void> {
    let losses = 0;
    while (!stop.aborted) {
      if (this.state.peek() !== "queued") this.state.value = losses > 0 ? "lost" : "entering";
      const step = nextStep(await this.options.enter(stop), losses, this.#random());
      if (stop.aborted) return;
      if (step.do === "wait") {
        const queued = step.ahead !== undefined;
        if (queued) this.ahead.value = step.ahead;
        else losses += 1;
        this.state.value = queued ? "queued" : "lost";
        await pause(this.#clock, step.ms, stop);
        continue;
      }
      if (step.do === "stand-by") {
        this.barredBy.value = step.code;
        this.state.value = "barred";
        await this.#knocked(stop);
        losses = 0;
        continue;
      }
      this.state.value = "connecting";
      this.identity.value = step.identity;
      const reason = await this.#stay(step.url, step.token, stop);
      if (stop.aborted) return;
      if (reason === DisconnectReason.DUPLICATE_IDENTITY) {
        this.state.value = "elsewhere";
        await this.#knocked(stop);
        losses = 0;
        continue;
      }
      // Inside until just now: the spread of a first loss. Never got in: one more loss.
      losses = reason === "unreachable" ? losses + 1 : 1;
      this.state.value = "lost";
      this.lostAt.value ??= this.#clock.now();
      await pause(this.#clock, retryDelay(losses, this.#random()), stop);
    }
  }

  #knocked(stop: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#knock = resolve;
      stop.addEventListener("abort", () => resolve(), { once: true });
    });
  }

  /** Connects and stays until the connection ends; says why it ended. */
  async #stay(url: string, token: string, stop: AbortSignal): Promise<DisconnectReason | "unreachable" | undefined> {
    const room = new Room({
      adaptiveStream: false,
      dynacast: true,
      stopLocalTrackOnUnpublish: false,
      reconnectPolicy: resumeOnce,
    });
    const ended = new Promise<DisconnectReason | undefined>((resolve) => {
      room.once(RoomEvent.Disconnected, resolve);
    });
    this.#listen(room);
    const leave = () => void room.disconnect(false);
    stop.addEventListener("abort", leave, { once: true });
    try {
      await room.connect(url, token, { autoSubscribe: false, maxRetries: 0 });
    } catch {
      room.removeAllListeners();
      return "unreachable";
    }
    this.#room = room;
    this.state.value = "inside";
    this.lostAt.value = undefined;
    this.metadata.value = room.metadata ?? "";
    this.needsClick.value = !room.canPlaybackAudio;
    this.#publisher.use(room);
    this.#subscribe();
    const reason = await ended;
    stop.removeEventListener("abort", leave);
    room.removeAllListeners();
    this.#forget();
    return reason;
  }

  #forget(): void {
    this.#room = undefined;
    this.#publisher.use(undefined);
    this.options.loudspeaker.replaceChildren();
    this.#voices.clear();
    this.sounds.value = new Set();
    this.levels.value = new Map();
    // Pictures are forgotten too; the board keeps the last frame on screen by itself.
    this.videos.value = new Map();
  }

  #listen(room: Room): void {
    const subscribe = () => this.#subscribe();
    room
      .on(RoomEvent.TrackPublished, subscribe)
      .on(RoomEvent.ParticipantConnected, subscribe)
      .on(RoomEvent.TrackSubscribed, (track, publication, participant) =>
        this.#received(track, publication, participant),
      )
      .on(RoomEvent.TrackUnsubscribed, (track, _publication, participant) => this.#ceased(track, participant))
      .on(RoomEvent.ActiveSpeakersChanged, () => this.#hear(room))
      .on(RoomEvent.RoomMetadataChanged, (metadata) => {
        this.metadata.value = metadata;
      })
      .on(RoomEvent.ParticipantPermissionsChanged, () => this.#publisher.reconcile())
      .on(RoomEvent.LocalTrackUnpublished, () => this.#publisher.reconcile())
      .on(RoomEvent.AudioPlaybackStatusChanged, () => {
        this.needsClick.value = !room.canPlaybackAudio;
      })
      .on(RoomEvent.SignalReconnecting, () => this.#interrupted())
      .on(RoomEvent.Reconnecting, () => this.#interrupted())
      .on(RoomEvent.Reconnected, () => {
        this.state.value = "inside";
        this.lostAt.value = undefined;
        this.#subscribe();
        this.#publisher.reconcile();
      });
  }

  #interrupted(): void {
    this.state.value = "resuming";
    this.lostAt.value ??= this.#clock.now();
  }

  /** Subscribes to the listed tracks whose identity, kind and source all agree, and to nothing else. */
  #subscribe(): void {
    const room = this.#room;
    if (!room) return;
    for (const participant of room.remoteParticipants.values()) {
      for (const publication of participant.trackPublications.values() as Iterable<RemoteTrackPublication>) {
        const wanted = this.#wanted.get(trackKey(participant.identity, publication.kind, publication.source));
        if (!wanted) {
          // What we hear and see ends here and now; the engine takes the track away a moment later.
          if (publication.track) this.#ceased(publication.track, participant);
          if (publication.isDesired) publication.setSubscribed(false);
          continue;
        }
        if (!publication.isDesired) publication.setSubscribed(true);
        if (publication.track && !this.#has(publication.track, participant)) {
          this.#received(publication.track, publication, participant);
        }
        if (publication.kind === Track.Kind.Video && publication.videoQuality !== QUALITY[wanted.grade]) {
          publication.setVideoQuality(QUALITY[wanted.grade]);
        }
      }
    }
  }

  #received(track: RemoteTrack, publication: RemoteTrackPublication, participant: Participant): void {
    const wanted = this.#wanted.get(trackKey(participant.identity, track.mediaStreamTrack.kind, publication.source));
    if (!wanted) {
      publication.setSubscribed(false);
      return;
    }
    if (wanted.kind === "video") {
      this.videos.value = new Map(this.videos.peek()).set(participant.identity, track.mediaStreamTrack);
      publication.setVideoQuality(QUALITY[wanted.grade]);
      return;
    }
    this.#silence(participant.identity);
    const element = track.attach() as HTMLAudioElement;
    element.muted = !this.#audible;
    element.dataset["identity"] = participant.identity;
    this.options.loudspeaker.append(element);
    this.#voices.set(participant.identity, track);
    this.sounds.value = new Set(this.sounds.peek()).add(participant.identity);
  }

  #ceased(track: RemoteTrack, participant: Participant): void {
    if (track.kind === Track.Kind.Video) {
      if (this.videos.peek().get(participant.identity) !== track.mediaStreamTrack) return;
      const videos = new Map(this.videos.peek());
      videos.delete(participant.identity);
      this.videos.value = videos;
      return;
    }
    // The end of a track that was replaced must not silence its successor.
    if (!this.#has(track, participant)) return;
    track.detach();
    this.#voices.delete(participant.identity);
    this.#silence(participant.identity);
    const left = new Set(this.sounds.peek());
    left.delete(participant.identity);
    this.sounds.value = left;
  }

  /** Whether this very track is what is seen or heard of the participant. */
  #has(track: RemoteTrack, participant: Participant): boolean {
    if (track.kind === Track.Kind.Video) return this.videos.peek().get(participant.identity) === track.mediaStreamTrack;
    // Its elements do not tell: where the engine ends a track, they are detached before we hear of it.
    return this.#voices.get(participant.identity) === track;
  }

  #silence(identity: string): void {
    for (const element of this.options.loudspeaker.querySelectorAll("audio")) {
      if (element.dataset.identity !== identity) continue;
      element.srcObject = null;
      element.remove();
    }
  }

  #hear(room: Room): void {
    const levels = new Map<string, number>();
    for (const speaker of room.activeSpeakers) levels.set(speaker.identity, speaker.audioLevel);
    this.levels.value = levels;
  }
}
