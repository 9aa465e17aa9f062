"""The journey: from the convening paper to a province on one call, and to the sheet of who took part."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.desk import Desk
from tests.e2e.office import EXAMPLES, Door, Office
from tests.e2e.programme import Programme
from tests.e2e.room import Room
from tests.support.browser import Chromium, expect_state
from tests.support.secrets_on_pages import gives_away
from tests.support.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.browser]
SITE = "Thị trấn Đồng Đăng"
TYPED = "dong dang"
VENUE = "Hội trường lớn, tầng 3, Trung tâm Hội nghị tỉnh"


@pytest.mark.keeps_time
@pytest.mark.timeout(120)
def test_from_the_paper_to_the_air_and_to_the_attendance_sheet(stack: Stack, browser: Chromium, tmp_path: Path) -> None:
    with browser.machine() as desk_machine, browser.machine() as room_machine, browser.machine() as projector:
        office = Office(desk_machine.context.new_page(), stack.url)
        office.sign_in()
        projector.context.add_cookies(desk_machine.context.cookies())

        conference = make_from_paper(office)
        door = hand_out(office, conference)

        desk = Desk(desk_machine, stack.url, conference)
        desk.open_hall()
        stage = Programme(projector, stack.url, conference)

        room = Room(room_machine, door)
        mistype(room)
        room.wait_in_lobby()
        let_in(desk, room)

        put_on_air(desk, room, stage)
        give_the_word(desk, room, stage)
        leave_the_air(desk, room, stage)

        close(desk, room)
        check_attendance(office, conference, tmp_path)
    assert "nguyên vẹn" in stack.manage("verify")  # a broken chain ends it with another exit code


def make_from_paper(office: Office) -> int:
    """Paste our paper, correct one fact, confirm."""
    office.paste()
    expect(office.page.get_by_role("textbox", name="Thời gian")).to_have_value("08:00 24/12/2021")
    office.page.get_by_label("Điểm cầu chính").fill(VENUE)
    conference = office.confirm()
    expect(office.page.get_by_text("212 điểm cầu", exact=True)).to_be_visible()
    expect(office.page.get_by_role("definition").filter(has_text=VENUE)).to_be_visible()
    return conference


def hand_out(office: Office, conference: int) -> Door:
    """The link with its QR code stands on one page, the PIN on another only."""
    door = office.door(conference, SITE)
    assert re.fullmatch(r"\d{6}", door.pin)
    page = office.go(conference, "links")
    page.get_by_role("link", name="Hiện cả 212 để in").click()
    expect(page.locator(".link-sheet img[alt^='Mã QR']")).to_have_count(212)
    assert not gives_away(page.content(), door.pin)
    return door


def mistype(room: Room) -> None:
    wrong = f"{(int(room.door.pin) + 1) % 1_000_000:06d}"
    room.give_pin(wrong)
    expect(room.page.get_by_role("alert")).to_contain_text("Mã điểm cầu chưa đúng")


def let_in(desk: Desk, room: Room) -> None:
    """The machine waits with its picture; W lets it in."""
    waiting = desk.page.locator(".lm")
    expect(waiting).to_contain_text("Đồng Đăng")
    chosen = desk.select(TYPED)
    expect(chosen).to_have_attribute("title", re.compile(f"^{SITE}"))
    desk.press("w", "Cho máy này vào")
    room.enter()
    expect(room.page.get_by_text("Micro đang khóa")).to_be_visible()


def put_on_air(desk: Desk, room: Room, stage: Programme) -> None:
    """Preview, then cut: the room knows before, the stage page shows it after."""
    desk.press("x", "Xem trước")
    expect_state(room.page, tally="next")
    expect(room.page.get_by_text("SẮP LÊN HÌNH")).to_be_visible()
    desk.wait_for_preview()
    desk.press("Space", "CHUYỂN")
    expect_state(room.page, tally="air")
    stage.shows(SITE)
    stage.expect_moving()
    stage.expect_silence()


def give_the_word(desk: Desk, room: Room, stage: Programme) -> None:
    desk.give_floor()
    expect(room.page.get_by_text("Đang phát biểu", exact=False).first).to_be_visible()
    expect_state(room.page, heard="heard")
    stage.expect_sound()
    stage.expect_moving()


def leave_the_air(desk: Desk, room: Room, stage: Programme) -> None:
    """The word is taken, the cut undone, the holding picture shown and left again."""
    desk.end_floor()
    stage.expect_silence()
    expect(room.page.get_by_text("Micro đang khóa")).to_be_visible()
    desk.press("z", "Hoàn tác lần chuyển")
    expect_state(room.page, tally="next")
    expect(stage.page.locator(".holdpic")).to_be_visible()
    desk.press("Space", "CHUYỂN")
    expect_state(room.page, tally="air")
    desk.hold("Escape", lambda: expect(desk.page.locator(".top")).to_contain_text("Đang ở hình chờ"))
    expect(stage.page.locator(".holdpic")).to_be_visible()
    expect_state(room.page, tally="next")  # kept warm: leaving the holding picture brings it back


def close(desk: Desk, room: Room) -> None:
    desk.hold("p", lambda: expect(desk.page.locator(".top")).to_contain_text("Đã kết thúc"))
    expect_state(room.page, phase="ended")
    expect(room.page.get_by_role("heading", name="Hội nghị đã kết thúc")).to_be_visible()


def check_attendance(office: Office, conference: int, folder: Path) -> None:
    page = office.go(conference, "attendance")
    row = page.locator("tr").filter(has_text=SITE)
    expect(row).to_contain_text("có")
    table = download(page, folder)
    ours = next(line for line in table if line["Điểm cầu"] == SITE)
    assert int(ours["Phút lên hình"]) >= 1
    assert int(ours["Phút phát biểu"]) >= 1
    assert len([line for line in table if line["Có mặt"] == "có"]) == 1


def download(page: Page, folder: Path) -> list[dict[str, str]]:
    """The CSV of the attendance page, by its column titles."""
    with page.expect_download() as coming:
        page.get_by_role("link", name="Tải bảng cho Excel").click()
    file = folder / "attendance.csv"
    coming.value.save_as(file)
    return list(csv.DictReader(StringIO(file.read_text(encoding="utf-8-sig")), delimiter=";"))


def test_a_word_file_is_read_beside_its_text(stack: Stack, browser: Chromium) -> None:
    with browser.machine() as machine:
        office = Office(machine.context.new_page(), stack.url)
        office.sign_in()
        office.upload(EXAMPLES / "thong-bao-giao-ban.docx")
        expect(office.page.locator(".sheet").first).to_contain_text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        lit = office.page.locator(".sheet mark").filter(has_text="08 giờ 00")
        expect(lit.first).to_be_visible()
        expect(office.page.get_by_role("textbox", name="Thời gian")).to_have_value("08:00 24/12/2021")
        expect(office.page.locator(".confirm")).to_contain_text("212 điểm cầu")
