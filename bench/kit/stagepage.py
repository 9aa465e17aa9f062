"""The stage page in a real Chromium, watched: whose picture is on screen, read from the marker in the pixels.

At every frame that the browser draws, the picture on top is copied and its strip (nhipcau/rehearsal/marker.py)
decoded inside the page; kept is the moment at which each new number was first there.
"""

import time
from typing import Self

from playwright.sync_api import Page, Playwright, sync_playwright

from bench.kit.hall import Hall
from nhipcau.rehearsal.marker import COLUMNS, NUMBERS, ROWS
from tests.support.browser import FLAGS, chromium_path

_WAIT_SECONDS = 20.0
_LOOK_MS = 25
_WATCH = """([columns, rows]) => {
  const width = 320, height = 180, side = width / columns;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = rows * side;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const bits = (pixels, from, count) => {
    let value = 0;
    for (let place = from; place < from + count; place++) {
      const x = Math.round(((place % columns) + 0.5) * side);
      const y = Math.round((Math.floor(place / columns) + 0.5) * side);
      const at = 4 * (y * width + x);
      value = value * 2 + (0.299 * pixels[at] + 0.587 * pixels[at + 1] + 0.114 * pixels[at + 2] >= 128 ? 1 : 0);
    }
    return value;
  };
  window.seen = [];
  const look = () => {
    const video = document.querySelector("video.slot");
    if (video && video.readyState >= 2) {
      context.drawImage(video, 0, canvas.height - height, width, height);
      const pixels = context.getImageData(0, 0, width, canvas.height).data;
      const number = bits(pixels, 0, 16), counter = bits(pixels, 16, 12), check = bits(pixels, 28, 12);
      const last = window.seen.length ? window.seen[window.seen.length - 1].number : -1;
      if (check === (number * 7919 + counter * 104729 + 1) % 4093 && number !== last)
        window.seen.push({ number, at: performance.timeOrigin + performance.now() });
    }
    requestAnimationFrame(look);
  };
  look();
}"""
_WARM = """() => {
  const videos = [...document.querySelectorAll(".board video")];
  return videos.length >= 2 && videos.every((video) => video.readyState >= 2 && video.videoWidth > 0);
}"""
_SHOWS = "number => window.seen.length > 0 && window.seen[window.seen.length - 1].number === number"


class StagePage:
    """`with StagePage(hall) as page:` the programme, logged in as the operator, its first picture on screen."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def __enter__(self) -> Self:
        self._playwright: Playwright = sync_playwright().start()
        try:
            self._page = self._open()
        except BaseException:
            self._playwright.stop()
            raise
        return self

    def _open(self) -> Page:
        browser = self._playwright.chromium.launch(executable_path=chromium_path(self._playwright), args=list(FLAGS))
        context = browser.new_context(viewport={"width": 1280, "height": 720})
        url = self._hall.stack.url
        cookies = self._hall.operator.cookies
        context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies.items()])
        page = context.new_page()
        page.goto(f"{url}/conferences/{self._hall.province.conference}/stage")
        page.evaluate(_WATCH, [COLUMNS, ROWS])
        _wait(page, "() => window.seen.length > 0", "no picture on the stage page")
        return page

    def __exit__(self, *_error: object) -> None:
        self._page.context.close()
        self._playwright.stop()

    def wait_until_warm(self) -> None:
        """Until every picture of the page, the covered one of NEXT too, has a frame."""
        _wait(self._page, _WARM, "the next picture is not warm on the stage page")

    def wait_for_picture(self, site: int) -> float:
        """Wall clock in ms at which the picture of that site came on screen and stayed."""
        _wait(self._page, _SHOWS, f"the picture of site {site} is not on the stage page", site % NUMBERS)
        return float(self._page.evaluate("window.seen[window.seen.length - 1].at"))


def _wait(page: Page, condition: str, what: str, argument: int = 0) -> None:
    """Playwright's own wait evaluates text inside the page, which the page's content policy forbids."""
    deadline = time.monotonic() + _WAIT_SECONDS
    while not page.evaluate(condition, argument):
        if time.monotonic() > deadline:
            state = page.evaluate("({...document.documentElement.dataset, seen: window.seen.slice(-3)})")
            raise TimeoutError(f"{what} after {_WAIT_SECONDS:g} s: {state}")
        page.wait_for_timeout(_LOOK_MS)
