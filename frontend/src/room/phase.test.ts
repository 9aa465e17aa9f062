import { expect, test } from "vitest";
import type { RoomView } from "../shared/views";
import { connectionOf } from "./connection.vm";
import { machineLabel } from "./join";
import { type PhaseFacts, passAfter, phaseOf } from "./phase.vm";

const view = (device: RoomView["me"]["device"], phase: RoomView["hall"]["phase"] = "open"): RoomView => ({
  hall: { id: "5", title: "Hội nghị", phase },
  stage: { rev: 1, layout: "hold" },
  site: { id: "17", name: "Xã Y Tịch", short: "Y Tịch", tier: "commune" },
  me: { device, tally: "off", camera: false, mic: false },
});
const refusal = (code: string, status = 403) => ({ code, status, message: "", hint: "" });
const fresh: PhaseFacts = {
  hasPass: false,
  devicesDone: false,
  entered: false,
  view: undefined,
  refusal: undefined,
  out: undefined,
};

test("a new machine goes PIN, devices, lobby, door, hall", () => {
  expect(phaseOf(fresh)).toBe("pin");
  expect(phaseOf({ ...fresh, hasPass: true })).toBe("devices");
  const done = { ...fresh, hasPass: true, devicesDone: true };
  expect(phaseOf(done)).toBe("connecting");
  expect(phaseOf({ ...done, view: view("waiting") })).toBe("waiting");
  expect(phaseOf({ ...done, view: view("admitted") })).toBe("door");
  expect(phaseOf({ ...done, view: view("admitted"), entered: true })).toBe("hall");
});

test("a reload in the hall goes back into the hall by itself", () => {
  const back = { ...fresh, hasPass: true, devicesDone: true, entered: true };
  expect(phaseOf(back)).toBe("connecting");
  expect(phaseOf({ ...back, view: view("admitted") })).toBe("hall");
});

test("a machine that was inside and must be let in anew waits in the lobby", () => {
  expect(phaseOf({ ...fresh, hasPass: true, devicesDone: true, entered: true, view: view("waiting") })).toBe("waiting");
});

test("a machine that was put out, one whose place another has, and the end each have their own page", () => {
  expect(phaseOf({ ...fresh, out: "removed" })).toBe("removed");
  expect(phaseOf({ ...fresh, out: "replaced" })).toBe("replaced");
  expect(phaseOf({ ...fresh, hasPass: true, devicesDone: true, view: view("admitted", "ended") })).toBe("ended");
  expect(phaseOf({ ...fresh, hasPass: true, refusal: refusal("ended", 410) })).toBe("ended");
});

test("the pass is lost by removal or refusal, not by the end of the conference", () => {
  expect(passAfter(refusal("removed"), undefined)).toBe("removed");
  expect(passAfter(undefined, view("removed"))).toBe("removed");
  expect(passAfter(refusal("replaced"), undefined)).toBe("replaced");
  const replaced = view("removed");
  expect(passAfter(undefined, { ...replaced, me: { ...replaced.me, replaced: true } })).toBe("replaced");
  expect(passAfter(refusal("bad_token", 401), undefined)).toBe("forget");
  expect(passAfter(refusal("ended", 410), undefined)).toBe("keep");
  expect(passAfter(undefined, view("admitted"))).toBe("keep");
});

test("each loss is named: the web's, the engine's, or both", () => {
  expect(connectionOf("streaming", true, "inside")).toBe("good");
  expect(connectionOf("polling", true, "inside")).toBe("good");
  expect(connectionOf("lost", false, "inside")).toBe("web");
  expect(connectionOf("streaming", true, "lost")).toBe("engine");
  expect(connectionOf("streaming", true, "resuming")).toBe("engine");
  expect(connectionOf("lost", false, "lost")).toBe("both");
  expect(connectionOf("streaming", true, "queued")).toBe("queued");
  expect(connectionOf("streaming", true, "connecting")).toBe("joining");
  expect(connectionOf("streaming", true, "elsewhere")).toBe("elsewhere");
});

test("a machine tells its browser and system", () => {
  expect(
    machineLabel("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0"),
  ).toBe("Edge, Windows");
  expect(machineLabel("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0")).toBe("Firefox, Linux");
  expect(machineLabel("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36")).toBe(
    "Chrome, Android",
  );
});
