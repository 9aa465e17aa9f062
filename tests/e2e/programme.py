"""The stage page, looked at and listened to: what is decoded there, not what somebody meant to send."""

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
_MORE_FRAMES = f"""async (before) => (await ({_RECEIVED})("video")).frames >= before + 10"""


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

    def received(self, kind: str) -> dict[str, float]:
        """Totals since the page was opened: energy, packets, frames."""
        return self.page.evaluate(_RECEIVED, kind)

    def shows(self, site: str, seconds: float = SECONDS) -> None:
        """The caption of the picture on screen names that site."""
        script = """(name) => [...document.querySelectorAll(".l3 b")].some((one) => one.textContent === name)"""
        wait_for(self.page, script, f"{site} on the stage page", argument=site, seconds=seconds)
