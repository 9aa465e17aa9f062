"""The stage page, looked at and listened to: what is decoded there, not what somebody meant to send."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.support.browser import SECONDS, Machine, expect_state, wait_for

_PIXELS = """() => {
  const video = document.querySelector("video.slot");
  if (!video || video.readyState < 2 || video.videoWidth === 0) return null;
  const canvas = document.createElement("canvas");
  canvas.width = 64;
  canvas.height = 36;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(video, 0, 0, 64, 36);
  return [...context.getImageData(0, 0, 64, 36).data].filter((_, place) => place % 4 === 1);
}"""
_CHANGED = f"""(before) => {{
  const now = ({_PIXELS})();
  if (!now) return false;
  return now.filter((value, place) => Math.abs(value - before[place]) > 24).length >= 8;
}}"""
_RECEIVED = """async (kind) => {
  const sum = { energy: 0, packets: 0, frames: 0 };
  for (const call of window.calls) {
    if (call.connectionState === "closed") continue;
    for (const report of (await call.getStats()).values()) {
      if (report.type !== "inbound-rtp" || report.kind !== kind) continue;
      sum.energy += report.totalAudioEnergy ?? 0;
      sum.packets += report.packetsReceived ?? 0;
      sum.frames += report.framesDecoded ?? 0;
    }
  }
  return sum;
}"""
_MORE_SOUND = f"""async (before) => {{
  const now = await ({_RECEIVED})("audio");
  return now.energy > before.energy && now.packets > before.packets + 20;
}}"""
_WATCH = """() => {
  window.watch = { engine: new Set(), heard: new Set(), gap: 0 };
  let frames = -1;
  let since = performance.now();
  window.watch.timer = setInterval(() => {
    window.watch.engine.add(document.documentElement.dataset.engine);
    for (const sound of document.querySelectorAll("audio")) window.watch.heard.add(sound.dataset.identity);
    const now = document.querySelector("video.slot")?.getVideoPlaybackQuality().totalVideoFrames ?? frames;
    if (now !== frames) since = performance.now();
    frames = now;
    window.watch.gap = Math.max(window.watch.gap, performance.now() - since);
  }, 50);
}"""
_WATCHED = """() => {
  clearInterval(window.watch.timer);
  return { engine: [...window.watch.engine], heard: [...window.watch.heard], gap: window.watch.gap };
}"""
_MORE_FRAMES = f"""async (before) => (await ({_RECEIVED})("video")).frames >= before + 10"""


@dataclass(frozen=True)
class Watched:
    """What was seen between two moments. engine: states of the line to it; heard: engine identities whose sound
    played; gap: the longest time without a new frame, seconds."""

    engine: frozenset[str]
    heard: frozenset[str]
    gap: float


class Programme:
    """The clean picture of a conference, as a projector shows it."""

    def __init__(self, machine: Machine, url: str, conference: int) -> None:
        self.page: Page = machine.open(f"{url}/conferences/{conference}/stage")
        expect_state(self.page, web="streaming", engine="inside")

    def expect_moving(self, seconds: float = SECONDS) -> None:
        """The picture on top is there, its pixels change and new frames are decoded."""
        before = wait_for(self.page, _PIXELS, "a picture on the stage page", seconds=seconds)
        frames = self.received("video")["frames"]
        wait_for(self.page, _CHANGED, "the picture moves", argument=before, seconds=seconds)
        wait_for(self.page, _MORE_FRAMES, "frames are decoded", argument=frames, seconds=seconds)

    def expect_sound(self, seconds: float = SECONDS) -> None:
        """Packets arrive and there is something to hear in them."""
        before = self.received("audio")
        wait_for(self.page, _MORE_SOUND, "sound on the stage page", argument=before, seconds=seconds)

    def expect_silence(self, seconds: float = SECONDS) -> None:
        """Nothing is subscribed, no element sounds, and for two seconds of the page's time no packet came."""
        expect_state(self.page, sounds="0", seconds=seconds)
        assert self.page.locator("audio").count() == 0
        before = self.received("audio")
        self.page.evaluate("() => new Promise((ready) => setTimeout(ready, 2000))")  # silence has no event
        assert self.received("audio")["packets"] <= before["packets"]

    def start_watching(self) -> None:
        """From now on look twenty times a second; `watched` tells."""
        self.page.evaluate(_WATCH)

    def watched(self) -> Watched:
        seen = self.page.evaluate(_WATCHED)
        return Watched(frozenset(seen["engine"]), frozenset(seen["heard"]), seen["gap"] / 1000)

    def received(self, kind: str) -> dict[str, float]:
        """Totals since the page was opened: energy, packets, frames."""
        return self.page.evaluate(_RECEIVED, kind)

    def shows(self, site: str, seconds: float = SECONDS) -> None:
        """The caption of the picture on screen names that site."""
        script = """(name) => [...document.querySelectorAll(".l3 b")].some((one) => one.textContent === name)"""
        wait_for(self.page, script, f"{site} on the stage page", argument=site, seconds=seconds)
