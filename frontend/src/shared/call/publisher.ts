import {
  AudioPresets,
  ConnectionState,
  LocalAudioTrack,
  LocalVideoTrack,
  type Room,
  Track,
  type TrackPublishOptions,
  VideoPreset,
} from "livekit-client";
import { type Clock, systemClock } from "../clock";

export type Source = "camera" | "microphone";

/** What we own, and what the server allows at this moment. */
export interface Publishing {
  readonly camera?: MediaStreamTrack | undefined;
  readonly microphone?: MediaStreamTrack | undefined;
  readonly mayCamera: boolean;
  readonly mayMicrophone: boolean;
}

export const NOTHING_TO_PUBLISH: Publishing = { mayCamera: false, mayMicrophone: false };

const LOW = new VideoPreset(320, 180, 180_000, 15);
const MIDDLE = new VideoPreset(640, 360, 450_000, 20);
const CAMERA: TrackPublishOptions = {
  source: Track.Source.Camera,
  simulcast: true,
  videoEncoding: { maxBitrate: 1_700_000, maxFramerate: 25 },
  videoSimulcastLayers: [LOW, MIDDLE],
  videoCodec: "vp8",
};
const MICROPHONE: TrackPublishOptions = {
  source: Track.Source.Microphone,
  audioPreset: AudioPresets.speech,
  red: true,
  dtx: false,
  stopMicTrackOnMute: false,
};
const RETRY_MS = 1_000;
const SOURCES = { camera: Track.Source.Camera, microphone: Track.Source.Microphone } as const;
/** LiveKit's numbers for the sources inside a permission. */
const PERMITTED = { camera: 1, microphone: 2 } as const;

/**
 * Keeps what we send equal to what the server allows. It publishes only what both the hall's view and the engine's
 * permission grant (asked without a permission, the engine never answers), and again after every grant: a withdrawn
 * permission ends the track there. A microphone is published muted and opened by the server's word alone.
 */
export class Publisher {
  #stay: Stay | undefined;
  #wish: Publishing = NOTHING_TO_PUBLISH;

  constructor(
    private readonly changed: () => void,
    private readonly clock: Clock = systemClock,
  ) {}

  /** True while sound of ours leaves this machine. */
  get sounding(): boolean {
    const microphone = this.#stay?.published.get("microphone");
    return microphone !== undefined && !microphone.track.isMuted;
  }

  get showing(): boolean {
    return this.#stay?.published.has("camera") ?? false;
  }

  /** A new connection starts with nothing published: what follows comes from the server's word, not from memory. */
  use(room: Room | undefined): void {
    this.#stay?.end();
    this.#stay = room && new Stay(room, () => this.#wish, this.changed, this.clock);
    this.changed();
    this.reconcile();
  }

  wish(wish: Publishing): void {
    this.#wish = wish;
    this.reconcile();
  }

  /** To be called after anything that may matter: a view, a permission, a device. */
  reconcile(): void {
    this.#stay?.reconcile();
  }
}

/** What is published during one connection. Calls into a connection that broke may hang: a new one never waits. */
class Stay {
  readonly published = new Map<
    Source,
    { readonly from: MediaStreamTrack; readonly track: LocalVideoTrack | LocalAudioTrack }
  >();
  #running = false;
  #again = false;
  #over = false;
  #cancelRetry = () => {};

  constructor(
    private readonly room: Room,
    private readonly wish: () => Publishing,
    private readonly changed: () => void,
    private readonly clock: Clock,
  ) {}

  end(): void {
    this.#over = true;
    this.#cancelRetry();
    for (const { track } of this.published.values()) track.mediaStreamTrack.stop();
    this.published.clear();
  }

  reconcile(): void {
    this.#again = true;
    if (!this.#running && !this.#over) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#again && !this.#over) {
      this.#again = false;
      await this.#settle("camera");
      await this.#settle("microphone");
      if (!this.#over) this.changed();
    }
    this.#running = false;
  }

  #permitted(source: Source): boolean {
    const permissions = this.room.localParticipant.permissions;
    if (this.room.state !== ConnectionState.Connected || !permissions?.canPublish) return false;
    return permissions.canPublishSources.length === 0 || permissions.canPublishSources.includes(PERMITTED[source]);
  }

  async #settle(source: Source): Promise<void> {
    if (this.#over) return;
    const wish = this.wish();
    const own = wish[source];
    const allowed = source === "camera" ? wish.mayCamera : wish.mayMicrophone;
    const wanted = allowed && own?.readyState === "live" && this.#permitted(source) ? own : undefined;
    const current = this.published.get(source);
    const local = this.room.localParticipant;
    try {
      const gone = current && !local.getTrackPublication(SOURCES[source]);
      if (current && (gone || current.from !== wanted)) {
        this.published.delete(source);
        if (!gone) await local.unpublishTrack(current.track, true);
        current.track.mediaStreamTrack.stop();
      }
      if (wanted && !this.published.has(source)) await this.#publish(source, wanted);
    } catch {
      // The permission may have gone in between, or the engine did not answer: the next look decides.
      this.#cancelRetry();
      if (!this.#over) this.#cancelRetry = this.clock.after(RETRY_MS, () => this.reconcile());
    }
  }

  async #publish(source: Source, own: MediaStreamTrack): Promise<void> {
    // A clone: the original goes on feeding our own picture and the stills when this one ends.
    const copy = own.clone();
    try {
      if (source === "camera") {
        const track = new LocalVideoTrack(copy, undefined, true);
        this.published.set(source, { from: own, track });
        await this.room.localParticipant.publishTrack(track, CAMERA);
        return;
      }
      const track = new LocalAudioTrack(copy, undefined, true);
      await track.mute();
      this.published.set(source, { from: own, track });
      await this.room.localParticipant.publishTrack(track, MICROPHONE);
      if (this.wish().mayMicrophone && !this.#over) await track.unmute();
    } catch (error) {
      this.published.delete(source);
      copy.stop();
      throw error;
    }
  }
}
