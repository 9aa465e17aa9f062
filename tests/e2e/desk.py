"""The control room, worked by its keys as an operator does."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.support.browser import Machine, expect_state


class Desk:
    """One operator before one conference."""

    def __init__(self, machine: Machine, url: str, conference: int) -> None:
        self.page: Page = machine.open(f"{url}/conferences/{conference}/control")
        expect_state(self.page, web="streaming", engine="inside")

    @property
    def line(self) -> Locator:
        """The one line that answers commands."""
        return self.page.get_by_role("status", name="Lệnh")

    @property
    def programme(self) -> Locator:
        return self.page.locator(".mon.pgm")

    @property
    def preview(self) -> Locator:
        return self.page.locator(".mon.pvw")

    def select(self, words: str) -> Locator:
        """Find a site by what is typed in the search, take the first; its cell. Typed without looking up."""
        self.page.keyboard.press("/")
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")
        chosen = self.page.locator('.s[aria-pressed="true"]')
        expect(chosen).to_be_visible()
        return chosen

    def cell(self, site: str) -> Locator:
        """A site's cell; `site` is its number."""
        return self.page.locator(f'.s[data-site="{site}"]')

    def press(self, key: str, done: str) -> None:
        """A key, until its command is answered and the line says that `done` is done."""
        with self.page.expect_response(lambda answer: answer.url.endswith("/commands"), timeout=5_000):
            self.page.keyboard.press(key)
        expect(self.line).to_contain_text(f"Đã làm: {done}")

    def wait_for_preview(self) -> None:
        """Until the next picture itself is decoded in the preview monitor."""
        expect(self.page.locator("html")).not_to_have_attribute("data-next-rev", "0")

    def hold(self, key: str, until: Callable[[], None]) -> None:
        """A dangerous key: held until it has worked."""
        self.page.keyboard.down(key)
        try:
            until()
        finally:
            self.page.keyboard.up(key)

    def open_hall(self) -> None:
        self.hold("p", lambda: expect(self.page.locator(".top")).to_contain_text("Đang họp"))

    def give_floor(self) -> None:
        """To the selected site: picture, microphone, timer."""
        self.press("m", "Mời phát biểu")

    def end_floor(self) -> None:
        self.press("e", "Kết thúc phát biểu")
