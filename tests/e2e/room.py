"""A site's page, used as in a commune's hall."""

from playwright.sync_api import Page, expect

from tests.e2e.office import Door
from tests.support.browser import Machine, expect_state


class Room:
    """One machine at one site."""

    def __init__(self, machine: Machine, door: Door) -> None:
        self.door = door
        self.page: Page = machine.open(door.link)

    def give_pin(self, pin: str = "") -> None:
        """Type a PIN as soon as the page takes one, and send it. Empty: the right one."""
        field = self.page.get_by_label("Mã PIN, 6 số")
        expect(field).to_be_enabled()
        field.fill(pin or self.door.pin)
        self.page.get_by_role("button", name="Tiếp tục").click()

    def try_devices(self) -> None:
        """Look at oneself, then go to the lobby."""
        expect(self.page.get_by_text("Máy quay chạy")).to_be_visible()
        self.page.get_by_role("button", name="Vào phòng chờ").click()

    def wait_in_lobby(self) -> None:
        self.give_pin()
        self.try_devices()
        expect_state(self.page, phase="waiting")

    def enter(self) -> None:
        """Through the door that the operator opened, until picture and sound stand."""
        expect_state(self.page, phase="door")
        self.page.get_by_role("button", name="Vào hội trường").click()
        expect_state(self.page, phase="hall", engine="inside")

    def come_in(self) -> None:
        """The whole way where there is no lobby."""
        self.give_pin()
        self.try_devices()
        self.enter()
