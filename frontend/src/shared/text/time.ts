const TWO = (value: number): string => String(value).padStart(2, "0");

/** "09:42" or "09:42:18" by the server's clock, in the place where the page is open. */
export function clockTime(ms: number, seconds = false): string {
  const at = new Date(ms);
  const short = `${TWO(at.getHours())}:${TWO(at.getMinutes())}`;
  return seconds ? `${short}:${TWO(at.getSeconds())}` : short;
}

const DAYS = ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"] as const;

export const weekday = (ms: number): string => DAYS[new Date(ms).getDay()] ?? "";

/** "24/12/2021". */
export function dayOf(ms: number): string {
  const at = new Date(ms);
  return `${TWO(at.getDate())}/${TWO(at.getMonth() + 1)}/${at.getFullYear()}`;
}

/** "03:42", "1:03:42"; never negative. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${hours > 0 ? `${hours}:` : ""}${TWO(minutes)}:${TWO(seconds % 60)}`;
}
