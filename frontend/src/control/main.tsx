import { effect } from "@preact/signals";
import { render } from "preact";
import "../shared/ui/live.css";
import "./control.css";
import "./narrow.css";
import { readBoot } from "../shared/boot";
import { ControlPage } from "./control-page";
import { type ControlBoot, DeskSession } from "./session";

const desk = new DeskSession(readBoot<ControlBoot>());

addEventListener("keydown", (event) => {
  if (desk.keyDown(event)) event.preventDefault();
});
addEventListener("keyup", (event) => {
  desk.keyUp(event);
  // The space bar would otherwise press the focused button when it is let go.
  if (event.code === "Space" && !(event.target instanceof HTMLInputElement)) event.preventDefault();
});
addEventListener("blur", () => desk.hold.release());

// For tests: engine, web: states of the two lines · stageRev: revision that the programme monitor shows ·
// nextRev: revision that the preview monitor shows · pending: commands on their way.
const page = document.documentElement.dataset;
effect(() => {
  const shown = desk.live.board.shown.value;
  const next = desk.preview.shown.value;
  page["engine"] = desk.live.call.state.value;
  page["web"] = desk.live.stream.status.value;
  page["stageRev"] = String(shown.complete ? shown.rev : 0);
  page["nextRev"] = String(next.complete ? next.rev : 0);
  page["pending"] = String(desk.commands.pending.value.size);
});

const root = document.getElementById("app");
if (root) render(<ControlPage desk={desk} />, root);
