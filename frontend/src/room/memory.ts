/** What this machine remembers of itself between loads: its id, its pass for each link, whether it was inside. */
export interface Memory {
  readonly device: string;
  pass(): string;
  keepPass(pass: string): void;
  forgetPass(): void;
  wasInside(): boolean;
  keepInside(): void;
}

const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

function freshId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}

export function memoryOf(link: string, storage: Storage): Memory {
  const known = storage.getItem("nhipcau.device");
  const device = known && /^[a-z0-9]{8,16}$/.test(known) ? known : freshId();
  storage.setItem("nhipcau.device", device);
  const passKey = `nhipcau.pass.${link}`;
  const insideKey = `nhipcau.inside.${link}`;
  return {
    device,
    pass: () => storage.getItem(passKey) ?? "",
    keepPass: (pass) => storage.setItem(passKey, pass),
    forgetPass: () => {
      storage.removeItem(passKey);
      storage.removeItem(insideKey);
    },
    wasInside: () => storage.getItem(insideKey) === "1",
    keepInside: () => storage.setItem(insideKey, "1"),
  };
}
