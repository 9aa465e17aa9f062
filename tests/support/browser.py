"""A real Chromium for tests: found on the machine or in Playwright's cache, with a fake camera and microphone.

Pages forbid evaluated text by their content policy, which is why waits here ask the page again and again instead of
using Playwright's `wait_for_function`. What the pages' scripts throw is kept and fails whoever forgets to look.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypedDict, Unpack
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    Response,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.support.stack import wait_until

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--autoplay-policy=no-user-gesture-required",
    "--use-fake-device-for-media-stream=fps=10",
)
SECONDS = 20.0
expect.set_options(timeout=SECONDS * 1000)
_DEVICES = ["camera", "microphone"]
_REMEMBER_CALLS = """(() => {
  const Native = window.RTCPeerConnection;
  window.calls = [];
  window.RTCPeerConnection = class extends Native {
    constructor(...options) {
      super(...options);
      window.calls.push(this);
    }
  };
})()"""
_NOTE = """(words) => {
  clearInterval(window.noting);
  window.unsaid = new Set(words);
  window.noting = setInterval(() => {
    for (const word of window.unsaid)
      if (word.split("|").some((one) => document.body.textContent.includes(one))) window.unsaid.delete(word);
  }, 50);
}"""


class ContextOptions(TypedDict, total=False):
    """What a context may be opened with; see Playwright's `new_context`."""

    viewport: ViewportSize
    accept_downloads: bool


def chromium_path(playwright: Playwright) -> str:
    """The machine's Chromium, else Playwright's; AssertionError with the line that installs one."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    own = Path(playwright.chromium.executable_path)
    if found is None and own.is_file():
        return str(own)
    assert found is not None, (
        "No Chromium here. On Debian or Ubuntu: sudo apt-get install chromium. "
        "Elsewhere: .venv/bin/playwright install chromium"
    )
    return found


@contextmanager
def chromium(*flags: str) -> Iterator["Chromium"]:
    """A browser without windows; flags: more for its command line. Playwright occupies this thread until the end: no
    ORM in between."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(playwright), args=[*FLAGS, *flags])
        try:
            yield Chromium(browser)
        finally:
            browser.close()


class Chromium:
    """Opens machines: contexts that know nothing of each other."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def machine(self, *, devices: bool = True, **options: Unpack[ContextOptions]) -> "Machine":
        """A machine of somebody, with the smallest screen of a desk. devices: the browser lets pages use camera and
        microphone."""
        options.setdefault("viewport", ViewportSize(width=1366, height=768))
        return Machine(
            self._browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options), devices=devices
        )


class Machine:
    """One person's browser. `with chromium.machine() as machine:` fails at its end if a page's script threw."""

    def __init__(self, context: BrowserContext, *, devices: bool) -> None:
        self.context = context
        self.thrown: list[str] = []
        self.missing: list[str] = []
        context.set_default_timeout(SECONDS * 1000)
        context.grant_permissions(_DEVICES if devices else [])
        context.add_init_script(_REMEMBER_CALLS)
        context.on("weberror", lambda error: self.thrown.append(str(error.error)))
        context.on("response", self._note_missing)

    def open(self, url: str) -> Page:
        page = self.context.new_page()
        page.goto(url)
        return page

    def _note_missing(self, answer: Response) -> None:
        own = urlsplit(answer.url).netloc == urlsplit(answer.frame.url).netloc
        if answer.status == 404 and own:  # a killed engine, at its own address, no longer knows its rooms
            self.missing.append(answer.url)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            error.add_note("\n".join(_words(page) for page in self.context.pages))
        self.context.close()
        if error is None:
            assert not self.thrown, self.thrown
            assert not self.missing, f"asked for, but not there: {self.missing}"


def wait_for(page: Page, script: str, what: str, *, argument: Any = None, seconds: float = SECONDS) -> Any:
    """The first truthy answer of a script; AssertionError with what the page shows."""

    def look() -> Any:
        answer = page.evaluate(script, argument)
        if not answer:
            page.wait_for_timeout(50)  # lets the browser's events in; the look itself is the condition
        return answer

    return wait_until(look, seconds, what, lambda: _words(page))


def note_words(page: Page, *words: str) -> None:
    """From now on look twenty times a second which of these the page says; for what may stand there only briefly.
    "one|other": either will do."""
    page.evaluate(_NOTE, list(words))


def expect_noted(page: Page, seconds: float = SECONDS) -> None:
    """Each of the words given to `note_words` stood on the page at some moment since."""
    wait_for(page, "() => window.unsaid.size === 0", "what the page should say", seconds=seconds)


def expect_state(page: Page, *, seconds: float = SECONDS, **states: str) -> None:
    """Wait until the page's own states (`<html data-phase=…>`) are these; `stage_rev="3"` is `data-stage-rev`."""
    for name, value in states.items():
        attribute = "data-" + name.replace("_", "-")
        expect(page.locator("html")).to_have_attribute(attribute, value, timeout=seconds * 1000)


def state(page: Page, name: str) -> str:
    """A state as it is now, e.g. `state(page, "stage_rev")`."""
    return page.locator("html").get_attribute("data-" + name.replace("_", "-")) or ""


def _words(page: Page) -> str:
    """Address, states and text of a page, for a failure's message."""
    try:
        return f"── {page.url}\n" + page.evaluate(
            "JSON.stringify(document.documentElement.dataset) + '\\n' + document.body.innerText.slice(0, 600)"
        )
    except Exception as gone:  # noqa: BLE001 - a closed page must not hide the failure that is told
        return f"── {page.url}: {gone}"
