/** Largest still that the server takes is 64 kB and 640×360; this is about 20 kB. */
const WIDTH = 480;
const HEIGHT = 270;
const QUALITY = 0.6;

/**
 * Posts a still of our camera again and again while it runs, so that the operator sees who sits in front of a
 * machine before letting it in. A still that does not arrive is simply followed by the next one.
 */
export class Stills {
  #track: MediaStreamTrack | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #video = document.createElement("video");
  readonly #canvas = document.createElement("canvas");

  constructor(
    private readonly url: string,
    private readonly token: () => string,
    private readonly everyMs: () => number,
    private readonly sent: (at: number) => void,
  ) {
    this.#video.muted = true;
    this.#video.playsInline = true;
    this.#canvas.width = WIDTH;
    this.#canvas.height = HEIGHT;
  }

  /** Takes pictures of this track from now on; undefined stops. The same track again changes nothing. */
  of(track: MediaStreamTrack | undefined): void {
    if (track === this.#track) return;
    this.#track = track;
    clearTimeout(this.#timer);
    this.#video.srcObject = track ? new MediaStream([track]) : null;
    if (!track) return;
    this.#video.play().catch(() => {
      // The track was replaced before it played: `of` was called again.
    });
    this.#timer = setTimeout(() => void this.#take(), 700);
  }

  async #take(): Promise<void> {
    if (this.#video.videoWidth > 0) {
      const jpeg = await this.#draw();
      if (jpeg) await this.#post(jpeg);
    }
    this.#timer = setTimeout(() => void this.#take(), this.#video.videoWidth > 0 ? this.everyMs() : 700);
  }

  #draw(): Promise<Blob | null> {
    const { videoWidth: width, videoHeight: height } = this.#video;
    const scale = Math.max(WIDTH / width, HEIGHT / height);
    const context = this.#canvas.getContext("2d");
    context?.drawImage(
      this.#video,
      (WIDTH - width * scale) / 2,
      (HEIGHT - height * scale) / 2,
      width * scale,
      height * scale,
    );
    return new Promise((resolve) => this.#canvas.toBlob(resolve, "image/jpeg", QUALITY));
  }

  async #post(jpeg: Blob): Promise<void> {
    try {
      const response = await fetch(this.url, {
        method: "POST",
        headers: { Authorization: `Bearer ${this.token()}`, "Content-Type": "image/jpeg" },
        body: jpeg,
        cache: "no-store",
      });
      if (response.ok) this.sent(Date.now());
    } catch {
      // The line is down; the stream says so on the page.
    }
  }
}
