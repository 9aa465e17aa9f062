import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";

/** Why there is no camera or microphone; each has its own advice. */
export type DeviceTrouble = "refused" | "missing" | "busy" | "insecure" | "failed";

export function troubleOf(error: unknown): DeviceTrouble {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "failed";
}

type Kind = "camera" | "microphone";

const WANTED: Readonly<Record<Kind, MediaTrackConstraints>> = {
  camera: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 25, max: 30 } },
  microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: { ideal: 1 } },
};

/**
 * The camera and microphone of this machine: asked for one by one (a hall without a camera still hears and speaks),
 * remembered by device, opened again when a plug comes back.
 */
export class Devices {
  readonly camera: Signal<MediaStreamTrack | undefined> = signal(undefined);
  readonly microphone: Signal<MediaStreamTrack | undefined> = signal(undefined);
  readonly trouble: Signal<Readonly<Partial<Record<Kind, DeviceTrouble>>>> = signal({});
  readonly list: Signal<readonly MediaDeviceInfo[]> = signal([]);
  readonly cameras: ReadonlySignal<readonly MediaDeviceInfo[]> = computed(() =>
    this.list.value.filter((device) => device.kind === "videoinput"),
  );
  readonly microphones: ReadonlySignal<readonly MediaDeviceInfo[]> = computed(() =>
    this.list.value.filter((device) => device.kind === "audioinput"),
  );

  constructor(private readonly storage: Storage) {}

  async open(): Promise<void> {
    if (!navigator.mediaDevices) {
      this.trouble.value = { camera: "insecure", microphone: "insecure" };
      return;
    }
    navigator.mediaDevices.ondevicechange = () => void this.#plugged();
    // One after the other: asked for together, a missing camera would also cost the microphone.
    await this.#open("camera");
    await this.#open("microphone");
    await this.#look();
  }

  async choose(kind: Kind, deviceId: string): Promise<void> {
    this.storage.setItem(`nhipcau.${kind}`, deviceId);
    await this.#open(kind);
    await this.#look();
  }

  close(): void {
    this.camera.value?.stop();
    this.microphone.value?.stop();
    this.camera.value = undefined;
    this.microphone.value = undefined;
  }

  async #open(kind: Kind): Promise<void> {
    const chosen = this.storage.getItem(`nhipcau.${kind}`);
    const constraints = { ...WANTED[kind], ...(chosen ? { deviceId: { ideal: chosen } } : {}) };
    try {
      // The old device first: some drivers give a camera to one stream only.
      this[kind].peek()?.stop();
      const stream = await navigator.mediaDevices.getUserMedia(
        kind === "camera" ? { video: constraints } : { audio: constraints },
      );
      const track = stream.getTracks()[0];
      if (track) {
        if (kind === "camera") track.contentHint = "motion";
        track.onended = () => void this.#unplugged(kind);
      }
      this[kind].value = track;
      const { [kind]: _gone, ...rest } = this.trouble.peek();
      this.trouble.value = rest;
    } catch (error) {
      this[kind].value = undefined;
      this.trouble.value = { ...this.trouble.peek(), [kind]: troubleOf(error) };
    }
  }

  async #look(): Promise<void> {
    const found = await navigator.mediaDevices.enumerateDevices();
    this.list.value = found.filter((device) => device.deviceId !== "");
  }

  async #plugged(): Promise<void> {
    await this.#look();
    for (const kind of ["camera", "microphone"] as const) {
      const trouble = this.trouble.peek()[kind];
      if (!this[kind].peek() && trouble !== "refused") await this.#open(kind);
    }
  }

  async #unplugged(kind: Kind): Promise<void> {
    this[kind].value = undefined;
    this.trouble.value = { ...this.trouble.peek(), [kind]: "missing" };
    await this.#plugged();
  }
}
