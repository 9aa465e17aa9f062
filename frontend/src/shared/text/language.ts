export type Language = "vi" | "en";

/** What the server has written into the page: a cookie chose it, see the switch. Vietnamese where nothing is said. */
export const language: Language =
  typeof document !== "undefined" && document.documentElement.lang === "en" ? "en" : "vi";

/** The shape of a table of words: the same keys, the same arguments, any text. */
export type Words<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Said
    ? (...given: Given) => Words<Said>
    : { readonly [Key in keyof T]: Words<T[Key]> };

/** The compiler holds the English table to the keys and arguments of the Vietnamese one. */
export function inPageLanguage<T>(vietnamese: T, english: Words<T>): Words<T> {
  return language === "en" ? english : (vietnamese as Words<T>);
}
