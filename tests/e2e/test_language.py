"""One switch for office pages and live pages, as somebody presses it."""

import pytest
from playwright.sync_api import expect

from tests.e2e.desk import Desk
from tests.e2e.office import Office
from tests.e2e.room import Room
from tests.support.browser import Chromium, expect_state
from tests.support.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(120)]


def test_rooms_and_control_room_change_their_language_where_they_are(stack: Stack, browser: Chromium) -> None:
    with browser.machine() as at_office, browser.machine() as in_commune:
        office = Office(at_office.context.new_page(), stack.url)
        office.sign_in()
        office.paste()
        conference = office.confirm()
        room = Room(in_commune, office.door(conference, "Thị trấn Đồng Đăng"))
        room.wait_in_lobby()
        address = room.page.url
        room.page.get_by_role("button", name="English").click()
        room.page.get_by_role("button", name="Go to the lobby").click()
        expect(room.page.get_by_role("heading", name="Waiting for the operator to let you in")).to_be_visible()
        expect_state(room.page, phase="waiting")
        assert room.page.url == address
        assert room.page.locator("html").get_attribute("lang") == "en"

        desk = Desk(at_office, stack.url, conference)
        expect(desk.page.get_by_text("Chưa ai giữ bàn")).to_be_visible()
        desk.page.get_by_role("button", name="English").click()
        expect(desk.page.get_by_text("Nobody has the desk")).to_be_visible()
        office.go(conference)
        expect(office.page.get_by_role("link", name="Print the links")).to_be_visible()
        office.page.get_by_role("button", name="Tiếng Việt").click()
        expect(office.page.get_by_role("link", name="In trang liên kết").first).to_be_visible()
