import { type Signal, signal } from "@preact/signals";

/**
 * Level of the microphone on this machine, 0..100, ten times a second. It says whether the device gives sound at
 * all; whether the hall hears it is a different question that only the engine answers.
 */
export class OwnLevel {
  readonly level: Signal<number> = signal(0);
  #context: AudioContext | undefined;
  #source: MediaStreamAudioSourceNode | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  of(track: MediaStreamTrack | undefined): void {
    this.#source?.disconnect();
    clearInterval(this.#timer);
    this.level.value = 0;
    if (!track) return;
    this.#context ??= new AudioContext();
    const analyser = this.#context.createAnalyser();
    analyser.fftSize = 1024;
    this.#source = this.#context.createMediaStreamSource(new MediaStream([track]));
    this.#source.connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.#timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      this.level.value = loudness(samples);
    }, 100);
  }

  /** Within a click: browsers start an audio context only then. */
  async wake(): Promise<void> {
    if (this.#context?.state === "suspended") await this.#context.resume();
  }

  get awake(): boolean {
    return this.#context?.state === "running";
  }
}

/** Root mean square on a scale from −60 dB (0) to 0 dB (100). */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const rms = Math.sqrt(sum / samples.length);
  if (rms <= 0.001) return 0;
  return Math.min(100, Math.round(((20 * Math.log10(rms) + 60) / 60) * 100));
}
