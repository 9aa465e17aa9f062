import { type Language, language } from "./language";

const TWO = (value: number): string => String(value).padStart(2, "0");

/** A conference has one time, that of Việt Nam; the PC's own zone may be set wrong and is never asked. */
const HERE = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Ho_Chi_Minh",
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

type Piece = "year" | "month" | "day" | "hour" | "minute" | "second";

function here(ms: number): Readonly<Record<Piece, string>> {
  const pieces = HERE.formatToParts(ms).map(({ type, value }) => [type, value]);
  return Object.fromEntries(pieces) as Record<Piece, string>;
}

/** "09:42" or "09:42:18", from milliseconds by the server's clock. */
export function clockTime(ms: number, seconds = false): string {
  const at = here(ms);
  const short = `${at.hour}:${at.minute}`;
  return seconds ? `${short}:${at.second}` : short;
}

const DAYS: Readonly<Record<Language, readonly string[]>> = {
  vi: ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};

export function weekday(ms: number, said: Language = language): string {
  const { year, month, day } = here(ms);
  return DAYS[said][new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay()] ?? "";
}

/** "24/12/2021". */
export function dayOf(ms: number): string {
  const { year, month, day } = here(ms);
  return `${day}/${month}/${year}`;
}

/** "03:42", "1:03:42"; never negative. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${hours > 0 ? `${hours}:` : ""}${TWO(minutes)}:${TWO(seconds % 60)}`;
}
