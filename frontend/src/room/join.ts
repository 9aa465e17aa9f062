import { type Refusal, readRefusal } from "../shared/refusal";

/** The answer to a PIN. */
export type PinAnswer =
  | { readonly ok: true; readonly pass: string; readonly admitted: boolean }
  | { readonly ok: false; readonly refusal: Refusal };

export const OFFLINE: Refusal = { code: "offline", message: "", hint: "", status: 0 };

export async function sendPin(link: string, pin: string, device: string, label: string): Promise<PinAnswer> {
  try {
    const response = await fetch(`/api/v1/join/${encodeURIComponent(link)}/pin`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ pin, device, label }),
      cache: "no-store",
    });
    if (!response.ok) return { ok: false, refusal: await readRefusal(response) };
    const { pass, admitted } = (await response.json()) as { pass: string; admitted: boolean };
    return { ok: true, pass, admitted };
  } catch {
    return { ok: false, refusal: OFFLINE };
  }
}

/** Raises or lowers the hand; three tries with one key, so that a lost answer never counts twice. */
export async function sendHand(pass: string, up: boolean): Promise<Refusal | undefined> {
  const key = crypto.randomUUID();
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await fetch("/api/v1/join/hand", {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${pass}` },
        body: JSON.stringify({ up, key }),
        cache: "no-store",
      });
      if (response.ok) return undefined;
      if (response.status < 500 || attempt === 3) return await readRefusal(response);
    } catch {
      if (attempt === 3) return OFFLINE;
    }
    await new Promise((resolve) => setTimeout(resolve, 500 * attempt));
  }
}

/** "Chrome, Windows": how the operator tells one machine of a site from another. */
export function machineLabel(userAgent: string): string {
  const browser = /Edg\//.test(userAgent)
    ? "Edge"
    : /coc_coc/i.test(userAgent)
      ? "Cốc Cốc"
      : /Firefox\//.test(userAgent)
        ? "Firefox"
        : /Chrom(e|ium)\//.test(userAgent)
          ? "Chrome"
          : /Safari\//.test(userAgent)
            ? "Safari"
            : "Trình duyệt khác";
  const system = /Android/.test(userAgent)
    ? "Android"
    : /iPhone|iPad/.test(userAgent)
      ? "iOS"
      : /Windows/.test(userAgent)
        ? "Windows"
        : /Mac OS X/.test(userAgent)
          ? "macOS"
          : /Linux|CrOS/.test(userAgent)
            ? "Linux"
            : "";
  return system ? `${browser}, ${system}` : browser;
}

/** Which words explain where this browser keeps its permissions. */
export function browserFamily(userAgent: string): "chrome" | "firefox" | "safari" | "other" {
  if (/Firefox\//.test(userAgent)) return "firefox";
  if (/Chrom(e|ium)\/|Edg\//.test(userAgent)) return "chrome";
  return /Safari\//.test(userAgent) ? "safari" : "other";
}
