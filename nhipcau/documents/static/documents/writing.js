// A draft's page: saves by itself, shows both versions where two people wrote one block, and what others do meanwhile.
// Without this script every button still works.
import { keys } from "./writing-keys.js";
import { positions } from "./writing-signing.js";
import { begin, buttons, leaving } from "./writing-saving.js";
import { leftOver, strip } from "./writing-said.js";
import { together } from "./writing-together.js";

const draft = document.getElementById("du-thao");
if (draft) {
  begin(draft);
  buttons();
  keys(draft);
  together(draft);
} else {
  strip("");
}
positions();
leftOver(draft);
leaving();
