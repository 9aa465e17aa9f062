import { inPageLanguage } from "../shared/text/language";
import { english } from "./text.en";
import { vietnamese } from "./text.vi";

/** All words of the stage page, in the language of the page. */
export const text = inPageLanguage(vietnamese, english);
