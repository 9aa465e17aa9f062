"""Checking what was read: by the keyboard alone, both sides lit together, and a later paper that moves the meeting."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.office import PASTED, Office
from tests.support.browser import Chromium
from tests.support.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(120)]
# A weekday that is not the date's, so that there is something to look at.
PAPER = PASTED.read_text(encoding="utf-8").replace("thứ Sáu, ngày 24", "thứ Hai, ngày 24")
LETTER = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 2045/UBND-TH
V/v dời thời gian Hội nghị giao ban trực tuyến ba cấp về cải cách hành chính

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lạng Sơn, ngày 17 tháng 12 năm 2021

Kính gửi: Ủy ban nhân dân các huyện, thành phố.

Ủy ban nhân dân tỉnh dời Hội nghị đã mời tại Thông báo số 731/TB-UBND ngày 13/12/2021 sang 14 giờ 00 ngày 31/12/2021.

Nơi nhận:
- Như trên;
- Lưu: VT.

TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Lộc Thị Thí Dụ
"""


@pytest.fixture(scope="module")
def office(stack: Stack, browser: Chromium) -> Iterator[Office]:
    with browser.machine() as machine:
        office = Office(machine.context.new_page(), stack.url)
        office.sign_in()
        yield office


def read(office: Office, text: str, number: int) -> Page:
    """The page of the text under a number of its own: the same paper twice would be the same conference."""
    text = text.replace("731/TB-UBND", f"{number}/TB-UBND")
    office.page.goto(f"{office.url}/conferences/from-paper")
    office.page.get_by_label("Hoặc dán nội dung").fill(text)
    office.page.get_by_role("button", name="Đọc văn bản", exact=True).click()
    expect(office.page.get_by_role("heading", name="Nội dung đọc được")).to_be_visible()
    return office.page


def focused_row(page: Page) -> Locator:
    return page.locator(".fact:focus-within")


def test_the_keyboard_leads_through_all_that_is_uncertain_to_the_button(office: Office) -> None:
    page = read(office, PAPER, 1731)
    uncertain = page.locator(".fact[data-doubtful]").count()
    assert uncertain > 0
    page.keyboard.press("Alt+ArrowDown")
    first = focused_row(page).inner_text()
    for _ in range(uncertain):
        expect(focused_row(page)).to_have_attribute("data-doubtful", re.compile("."))
        page.keyboard.press("Alt+Enter")
    expect(page.get_by_role("button", name="Lập hội nghị")).to_be_focused()
    expect(page.locator("#con-lai")).to_have_text("đã xem hết")
    page.get_by_role("button", name="Lưu để làm sau").click()
    expect(page.locator("#con-lai")).to_have_text("đã xem hết")
    expect(page.locator(".cert.seen")).to_have_count(uncertain)
    assert first


def test_typing_corrects_and_escape_gives_back_what_was_read(office: Office) -> None:
    page = read(office, PAPER, 1732)
    venue = page.get_by_role("textbox", name="Điểm cầu chính")
    was = venue.input_value()
    venue.fill("Nhà văn hóa")
    page.keyboard.press("Escape")
    expect(venue).to_have_value(was)


def test_either_side_lights_the_other(office: Office) -> None:
    page = read(office, PAPER, 1733)
    row = office.fact("Điểm cầu chính")
    number = (row.get_attribute("data-joins") or "").split()[0]
    mark = page.locator(f'mark[data-joins~="{number}"]').first
    row.hover()
    expect(mark).to_have_class(re.compile(r"\bon\b"))
    page.get_by_role("textbox", name="Tên hội nghị").focus()
    expect(mark).not_to_have_class(re.compile(r"\bon\b"))
    mark.hover()
    expect(row).to_have_class(re.compile(r"\bon\b"))


def test_a_letter_that_moves_the_meeting_is_applied_from_its_page(office: Office) -> None:
    page = read(office, PAPER, 1734)
    conference = office.confirm()
    read(office, LETTER, 1734)
    page.get_by_role("link", name="Xem thay đổi").click()
    expect(page.get_by_role("heading", name="Sửa hội nghị theo")).to_be_visible()
    page.get_by_role("button", name="Áp dụng thay đổi").click()
    page.wait_for_url(re.compile(rf"/conferences/{conference}$"))
    expect(page.locator(".page-meta")).to_contain_text("14:00, thứ Sáu, 31/12/2021")


MISTAKES = sorted((Path(__file__).parents[1] / "documents" / "mistakes").glob("*.txt"))


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_in_a_paper_full_of_mistakes_each_remark_leads_to_where_it_is_mended(office: Office, path: Path) -> None:
    page = read(office, path.read_text("utf-8"), 1740)
    remarks = page.locator(".remark")
    assert remarks.count() > 0
    for link in page.locator(".remark a.mend").all():
        target = (link.get_attribute("href") or "")[1:]
        link.click()
        expect(page.locator(f'[id="{target}"]')).to_be_in_viewport()
    for number in page.locator(".remark a.n").all():
        expect(page.locator(number.get_attribute("href") or "none")).to_have_count(1)
    page.evaluate("document.activeElement.blur()")
    uncertain = page.locator(".fact[data-doubtful]")
    why = [row.locator(".why, .not-held").count() for row in uncertain.all()]
    assert all(why), why
    for _ in range(uncertain.count() + 1):
        page.keyboard.press("Alt+Enter")
    expect(page.locator("#con-lai")).to_have_text("đã xem hết")
    expect(page.get_by_role("button", name="Lập hội nghị")).to_be_focused()
    expect(uncertain.first.locator(".cert-words")).to_have_text("Đã xem, đúng")
