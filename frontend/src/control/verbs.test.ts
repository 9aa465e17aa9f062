import { expect, test } from "vitest";
import type { ControlSite, ControlView, Slot } from "../shared/views";
import { text } from "./text";
import { type DeskFacts, verbs } from "./verbs.vm";

const slot = (site: string): Slot => ({ site, name: site, kind: "video", source: "camera", id: `site:${site}:x` });
const site = (more: Partial<ControlSite> = {}): ControlSite => ({
  o: 1,
  name: "Xã",
  short: "",
  find: "",
  tier: "commune",
  dev: "admitted",
  device: "x",
  ver: 1,
  ...more,
});
const view: ControlView = {
  hall: { id: "1", title: "", phase: "open" },
  stage: { rev: 4, layout: "single", slots: { "1": slot("17") } },
  next: { rev: 5, layout: "single", slots: { "1": slot("18") } },
  sound: {
    "site:1:x": { kind: "audio", source: "microphone", site: "1", name: "", why: "chair" },
    "site:17:x": { kind: "audio", source: "microphone", site: "17", name: "", why: "floor" },
  },
  floor: { site: "17", name: "", since: "", minutes: 5 },
  desk: { account: "7", name: "Toản" },
  undo: { label: "chuyển" },
  sites: {
    "1": site({ main: true }),
    "17": site(),
    "18": site(),
    "19": site(),
    "20": site({ dev: "waiting", device: "q", wait: { q: { o: 1 }, r: { o: 2 } } }),
    "21": site({ dev: "none" }),
  },
  engine: { up: true },
};
const facts: DeskFacts = { view, account: "7", selected: "19", seen: new Set(), online: true };
const at = (more: Partial<DeskFacts> = {}, change: Partial<ControlView> = {}) =>
  verbs({ ...facts, ...more, view: { ...view, ...change } });

test("CUT names the next picture that the operator saw", () => {
  expect(at().cut.request).toEqual({ verb: "cut", args: { rev: 5 } });
  expect(verbs({ ...facts, view: { ...view, next: undefined } as unknown as ControlView }).cut.why).toBe(
    text.why.noNext,
  );
});

test("preview, take and the floor go to the selected site", () => {
  expect(at().preview.request).toEqual({ verb: "preview", args: { slots: ["19"] } });
  expect(at().pair.request).toEqual({ verb: "preview", args: { slots: ["18", "19"] } });
  expect(at().take.request).toEqual({ verb: "take", args: { slots: ["19"] } });
  expect(at().give.request).toEqual({ verb: "floor.give", args: { site: "19" } });
});

test("a site without a machine is not put on the air, and its key says why", () => {
  for (const id of ["preview", "take", "give", "microphone"] as const) {
    expect(at({ selected: "21" })[id].why).toBe(text.why.notHere);
  }
});

test("the microphone key opens what is closed, closes what is open, and leaves chair and speaker to their own verbs", () => {
  expect(at().microphone.request?.verb).toBe("microphone.open");
  expect(at({ selected: "1" }).microphone.why).toBe(text.why.chairMic);
  expect(at({ selected: "17" }).microphone.why).toBe(text.why.floorMic);
});

test("a microphone that no room takes is brought forward by the key that opens, and closed with the others", () => {
  const crowded = { "site:19:x": { kind: "audio", source: "microphone", site: "19", name: "", why: "grant" } } as const;
  const chair = { "site:1:x": { kind: "audio", source: "microphone", site: "1", name: "", why: "chair" } } as const;
  const key = at({}, { sound: chair, crowded });
  expect(key.microphone.label).toBe(text.verb.micForward);
  expect(key.microphone.request).toEqual({ verb: "microphone.open", args: { site: "19" } });
  expect(key.mute.request?.verb).toBe("microphones.close");
});

test("another's desk dims every verb but the one that takes it", () => {
  const other = at({ account: "8" });
  expect(
    Object.entries(other)
      .filter(([, verb]) => verb.request)
      .map(([id]) => id),
  ).toEqual(["desk"]);
  expect(other.cut.why).toContain("Toản");
  expect(at().desk.why).toBe(text.why.deskMine);
});

test("without the engine pictures wait, but safety, silence and the lobby do not", () => {
  const down = at({ selected: "20" }, { engine: { up: false } });
  expect(down.cut.why).toBe(text.why.engine);
  expect(down.safe.request?.verb).toBe("safe");
  expect(down.end.request?.verb).toBe("floor.end");
  expect(down.mute.request?.verb).toBe("microphones.close");
  expect(down.admit.request).toEqual({ verb: "admit", args: { devices: ["20:q"] } });
});

test("in SAFE the same key leads back, and no picture passes before", () => {
  const safe = at({}, { stage: { rev: 6, safe: true, layout: "hold" } });
  expect(safe.safe.request?.verb).toBe("safe.leave");
  expect(safe.cut.why).toBe(text.why.safe);
});

test("before the opening only the lobby and the opening itself work", () => {
  const waiting = at({ selected: "20" }, { hall: { id: "1", title: "", phase: "waiting" } });
  expect(waiting.phase.request?.verb).toBe("open");
  expect(waiting.take.why).toBe(text.why.notOpen);
  expect(waiting.admit.request).toBeDefined();
});

test("only machines whose still was seen are let in together, one for each site", () => {
  expect(at().admitSeen.why).toBe(text.why.noneSeen);
  const seen = at({ seen: new Set(["20:q", "20:r", "99:gone"]) });
  expect(seen.admitSeen.request).toEqual({ verb: "admit", args: { devices: ["20:q"] } });
  expect(at({ selected: "19" }).admitTier.request).toEqual({ verb: "admit.tier", args: { tier: "commune" } });
});

test("off line nothing is offered", () => {
  expect(Object.values(at({ online: false })).every((verb) => verb.why === text.why.web)).toBe(true);
});
