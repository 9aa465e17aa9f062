import { language } from "../text/language";

const NAMES = { vi: "Tiếng Việt", en: "English" } as const;

/**
 * The switch that every office page has in its head. It loads the page again, in the other language; a room that is in
 * the hall is not offered it, since it would have to come in again.
 */
export function LanguageSwitch() {
  const other = language === "en" ? "vi" : "en";
  return (
    <form class="language" method="post" action="/language">
      <input type="hidden" name="next" value={location.pathname + location.search} />
      <button type="submit" name="language" value={other} lang={other}>
        {NAMES[other]}
      </button>
    </form>
  );
}
