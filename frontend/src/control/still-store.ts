import { type Signal, signal } from "@preact/signals";

/**
 * Stills of the rooms, fetched only for what is on screen. They need the live token, which never stands in an
 * address: so they are fetched and drawn, not linked.
 */
export class StillStore {
  #stills = new Map<string, { version: string; readonly picture: Signal<ImageBitmap | undefined> }>();

  constructor(private readonly token: () => string) {}

  /** The still of a site; fetched anew when `version` (the pulse's still number) has changed. */
  of(site: string, version: string | number | undefined): Signal<ImageBitmap | undefined> {
    let still = this.#stills.get(site);
    if (!still) {
      still = { version: "", picture: signal(undefined) };
      this.#stills.set(site, still);
    }
    const wanted = version === undefined ? "" : String(version);
    if (still.version !== wanted) {
      still.version = wanted;
      if (wanted === "") still.picture.value = undefined;
      else void this.#fetch(site, still.picture);
    }
    return still.picture;
  }

  async #fetch(site: string, picture: Signal<ImageBitmap | undefined>): Promise<void> {
    try {
      const response = await fetch(`/live/control/still/${site}`, {
        headers: { Authorization: `Bearer ${this.token()}` },
        cache: "no-store",
      });
      picture.value = response.ok ? await createImageBitmap(await response.blob()) : undefined;
    } catch {
      // The line is down, or the still went meanwhile: the last one stays.
    }
  }
}
