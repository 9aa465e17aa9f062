import { effect } from "@preact/signals";
import { render } from "preact";
import "../shared/ui/live.css";
import "./stage.css";
import { readBoot } from "../shared/boot";
import { startProgramme } from "../shared/call/programme";
import { keepAwake } from "../shared/call/wake-lock";
import type { StageView } from "../shared/views";
import { StagePage } from "./stage-page";

const boot = readBoot<{ token: string }>();
const programme = startProgramme<StageView>("stage", () => boot.token);

keepAwake();

// Shown to nobody; tests and the recorder wait on these.
// stageRev: revision whose pictures are all on screen · pictures, sounds: elements that play · engine, web: states.
const page = document.documentElement.dataset;
effect(() => {
  const shown = programme.board.shown.value;
  page["stageRev"] = String(shown.complete ? shown.rev : 0);
  page["pictures"] = String(shown.slots.length);
  page["sounds"] = String(programme.call.sounds.value.size);
  page["engine"] = programme.call.state.value;
  page["web"] = programme.stream.status.value;
});

const root = document.getElementById("app");
if (root) render(<StagePage programme={programme} />, root);

// Projectors and recorders start the browser with its autoplay flag; elsewhere the first click lets the sound play.
addEventListener("pointerdown", () => void programme.call.allowSound());
