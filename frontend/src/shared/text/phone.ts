/** Spaces within a number never break: half a number at the end of a line is dialled wrong. */
export function unbroken(phone: string): string {
  return phone.replace(/([\d+)]) (?=[\d(])/g, "$1\u00a0");
}
