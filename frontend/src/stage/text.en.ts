import type { Words } from "../shared/text/language";
import type { vietnamese } from "./text.vi";

export const english: Words<typeof vietnamese> = {
  soon: "The conference begins in a few minutes. Please stay connected.",
  hold: "The conference continues in a few minutes. Please stay connected.",
  ended: "The conference has ended. Thank you.",
  recovering: "Reconnecting to the control room",
  refused: "This page is no longer valid. Open it again from the conference’s page.",
  pictureComing: "waiting for the picture",
};
