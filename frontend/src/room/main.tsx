import { effect } from "@preact/signals";
import { render } from "preact";
import "../shared/ui/live.css";
import "./lobby.css";
import "./hall.css";
import { readBoot } from "../shared/boot";
import { memoryOf } from "./memory";
import { RoomPage } from "./room-page";
import { type RoomBoot, RoomSession } from "./session";

const boot = readBoot<RoomBoot>();
const session = new RoomSession(boot, memoryOf(boot.link, localStorage));

const NEEDS_DEVICES = new Set(["devices", "connecting", "waiting", "door", "hall"]);
effect(() => {
  if (NEEDS_DEVICES.has(session.phase.value) && !session.devicesOpen.peek()) void session.openDevices();
});

// States for tests and kiosk watchdogs; people read the page itself.
// phase · tally · engine, web: states of the two lines · stageRev: revision whose pictures are all on screen ·
// readyRev: next revision that is decoded here · sounds: microphones received · heard: see heard.vm.ts.
const page = document.documentElement.dataset;
effect(() => {
  const { board, call, stream } = session.live;
  const shown = board.shown.value;
  page["phase"] = session.phase.value;
  page["tally"] = session.tally.value;
  page["engine"] = call.state.value;
  page["web"] = stream.status.value;
  page["stageRev"] = String(shown.complete ? shown.rev : 0);
  page["readyRev"] = String(board.readyRev.value);
  page["sounds"] = String(call.sounds.value.size);
  page["heard"] = session.heard.value;
});

const root = document.getElementById("app");
if (root) render(<RoomPage session={session} />, root);
