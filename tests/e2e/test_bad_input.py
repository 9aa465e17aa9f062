"""What people meet when something is not as it should be: a message that says what happened and what to do."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import expect

from nhipcau.core.slowing import FREE
from tests.e2e.desk import Desk
from tests.e2e.office import Door, Office
from tests.e2e.room import Room
from tests.support.browser import Chromium, expect_state
from tests.support.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(120)]
SITE = "Thị trấn Đồng Đăng"
OTHER = "Thị trấn Thất Khê"


@pytest.fixture(scope="module")
def office(stack: Stack, browser: Chromium) -> Iterator[Office]:
    with browser.machine() as machine:
        office = Office(machine.context.new_page(), stack.url)
        office.sign_in()
        yield office


@pytest.fixture(scope="module")
def conference(office: Office) -> int:
    """A conference without lobby."""
    office.paste()
    made = office.confirm()
    office.lobby(made, on=False)
    return made


def test_a_room_without_a_camera_is_told_how_to_allow_it_and_may_enter_all_the_same(
    office: Office, conference: int, browser: Chromium
) -> None:
    with browser.machine(devices=False) as machine:
        room = Room(machine, office.door(conference, SITE))
        room.give_pin()
        told = room.page.get_by_role("alert")
        expect(told.filter(has_text="Trình duyệt chưa được phép dùng máy quay.")).to_contain_text("bấm Thử lại")
        expect(told.filter(has_text="Trình duyệt chưa được phép dùng micro.")).to_be_visible()
        expect(room.page.get_by_text("Vẫn vào được")).to_be_visible()
        room.page.get_by_role("button", name="Vào phòng chờ").click()
        room.enter()
        expect(room.page.get_by_text("Không có máy quay").first).to_be_visible()


def test_a_link_that_is_nobodys_says_so(stack: Stack, browser: Chromium) -> None:
    with browser.machine() as machine:
        page = machine.open(f"{stack.url}/j/khongcolink1")
        expect(page.get_by_role("heading", name="Đường liên kết này không đúng")).to_be_visible()
        expect(page.get_by_text("quét lại mã QR")).to_be_visible()
        machine.missing.clear()  # the page itself is rightly "not found"


def test_a_link_that_was_withdrawn_says_so_at_the_door(office: Office, conference: int, browser: Chromium) -> None:
    door = office.door(conference, OTHER)
    with browser.machine() as machine:
        room = Room(machine, door)
        withdraw(office, conference, door)
        room.give_pin()  # the page was open before
        expect(room.page.get_by_role("alert")).to_contain_text("Gọi kỹ thuật của hội nghị")
        room.page.reload()
        expect(room.page.get_by_role("heading", name=f"Đường liên kết của {OTHER} đã được thu hồi")).to_be_visible()


def withdraw(office: Office, conference: int, door: Door) -> None:
    page = office.go(conference)
    row = page.locator("tr").filter(has=page.get_by_role("rowheader", name=door.name)).first
    row.locator("summary").click()
    row.get_by_role("button", name="Thu hồi liên kết").click()
    expect(page.get_by_role("button", name=f"Cấp lại liên kết của {door.name}")).to_be_visible()


def test_a_pin_that_is_guessed_is_slowed_and_the_right_one_is_taken_after_the_wait(
    office: Office, conference: int, browser: Chromium
) -> None:
    with browser.machine() as machine:
        room = Room(machine, office.door(conference, "Thị trấn Na Dương"))
        wrong = f"{(int(room.door.pin) + 1) % 1_000_000:06d}"
        for _ in range(FREE):
            room.give_pin(wrong)
            expect(room.page.get_by_role("alert")).to_contain_text("Kiểm tra lại 6 chữ số")
        room.give_pin(wrong)
        alert = room.page.get_by_role("alert")
        expect(alert).to_contain_text("Nhập lại được sau")
        expect(alert).not_to_contain_text("Chờ 2 giây")  # a second wait, wrong as soon as the first second is over
        room.give_pin()
        expect_state(room.page, phase="devices")


def test_a_link_of_a_conference_that_is_over_says_so(stack: Stack, office: Office, browser: Chromium) -> None:
    office.paste()
    conference = office.confirm()
    door = office.door(conference, SITE)
    with browser.machine() as machine:
        machine.context.add_cookies(office.page.context.cookies())
        desk = Desk(machine, stack.url, conference)
        desk.open_hall()
        desk.hold("p", lambda: expect(desk.page.locator(".top")).to_contain_text("Đã kết thúc"))
        page = machine.open(door.link)
        expect(page.get_by_role("heading", name="Hội nghị đã bế mạc")).to_be_visible()


@pytest.mark.usefixtures("stack")  # where it came up, the live pages are built
def test_without_an_engine_the_pages_are_served_and_say_what_is_the_matter(browser: Chromium) -> None:
    with closing(Stack({"NHIPCAU_ENGINE_BINARY": "/nowhere/livekit-server"})) as stack:
        stack.start()
        stack.wait_for_page()
        health = stack.health()
        assert health is not None
        assert health["engine"] == {"name": "livekit", "version": None, "up": False}
        with browser.machine() as at_desk, browser.machine() as in_commune:
            office = Office(at_desk.context.new_page(), stack.url)
            office.sign_in()
            office.paste()
            conference = office.confirm()
            office.lobby(conference, on=False)
            room = Room(in_commune, office.door(conference, SITE))
            room.give_pin()
            room.try_devices()
            room.page.get_by_role("button", name="Vào hội trường").click()
            expect(room.page.get_by_text("MẤT KẾT NỐI")).to_be_visible()
            expect(room.page.get_by_text("Mất đường hình và tiếng")).to_be_visible()
            control = at_desk.open(f"{stack.url}/conferences/{conference}/control")
            expect(control.get_by_text("Mất máy chủ hình tiếng").first).to_be_visible()
            expect(office.go(conference).locator("#he-thong")).to_contain_text(
                "máy chủ hình và tiếng", ignore_case=True
            )
