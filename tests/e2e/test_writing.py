"""A conference on paper, from its plan through the change of its day to its conclusion, as the host's office and a
district do it: written from what the system knows, signed, numbered, issued, sent, received."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.office import Office
from tests.support.browser import Chromium
from tests.support.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(120)]
DISTRICT = "Huyện Chi Lăng"
SIGNER = "Hồ Thị Ví Dụ"


def test_from_the_plan_over_its_amendment_to_the_conclusion(stack: Stack, browser: Chromium) -> None:
    with browser.machine(devices=False) as host, browser.machine(devices=False) as below:
        page = host.context.new_page()
        office = Office(page, stack.url)
        office.sign_in()
        office.paste()
        conference = office.confirm()
        district = office.invite(below, "Đầu mối của đơn vị", DISTRICT)

        plan = draft(office, conference, "Kế hoạch")
        issue(page, 901)
        expect(page.get_by_role("heading", level=1)).to_have_text("Kế hoạch 901/KH-UBND")
        send_to_all(page)
        receive(district, stack.url, "Kế hoạch 901/KH-UBND")

        postpone(office, conference, "17/12/2030", "14:00")
        page.goto(plan)
        expect(page.locator(".overtaken")).to_contain_text("ngày 17 tháng 12 năm 2030")
        page.get_by_role("button", name="Soạn thông báo điều chỉnh").click()
        page.wait_for_url(re.compile(r"/written/\d+$"))
        expect(page.locator(".sheets")).to_contain_text("14 giờ 00, ngày 17 tháng 12 năm 2030 (thứ Ba), thay cho")
        issue(page, 902)
        send_to_all(page)
        page.goto(plan)
        expect(page.locator(".overtaken")).to_have_count(0)
        receive(district, stack.url, "Thông báo 902/TB-UBND")
        district.goto(f"{stack.url}/inbox")
        district.get_by_role("link", name="Kế hoạch 901/KH-UBND").first.click()
        expect(district.get_by_role("main")).to_contain_text("Văn bản này đã có văn bản sau")

        draft(office, conference, "Thông báo kết luận")
        expect(page.get_by_role("heading", level=2, name=re.compile("Sửa [0-9]+ chỗ"))).to_be_visible()
        fill_open_places(page)
        issue(page, 903)
        expect(page.locator(".sheets")).to_contain_text("903/TB-UBND")


def draft(office: Office, conference: int, kind: str) -> str:
    """Its address."""
    page = office.go(conference)
    page.get_by_role("link", name="Văn bản đi", exact=True).first.click()
    page.get_by_role("radio", name=re.compile(f"^{kind}( |$)")).check()
    page.get_by_role("button", name="Soạn", exact=True).click()
    page.wait_for_url(re.compile(r"/written/\d+$"))
    return page.url


def issue(page: Page, number: int) -> None:
    """Initialled, signed, numbered as the office's own system says, issued: each the next thing that the page names."""
    page.get_by_role("button", name="Ký nháy, trình ký").click()
    page.get_by_label("Họ tên người ký").fill(SIGNER)
    page.get_by_role("button", name="Đã ký").click()
    page.get_by_label("Số", exact=True).fill(str(number))
    page.get_by_role("button", name="Ghi số").click()
    page.get_by_role("button", name="Phát hành", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Đã phát hành")).to_be_visible()


def send_to_all(page: Page) -> None:
    page.get_by_role("link", name="Gửi, theo dõi").click()
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Đã gửi cho")).to_be_visible()


def receive(page: Page, url: str, name: str) -> None:
    page.goto(f"{url}/inbox")
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("button", name="Tiếp nhận").click()
    expect(page.locator(".next-title")).to_contain_text(re.compile("Chuyển cho|Đã tiếp nhận"))


def postpone(office: Office, conference: int, day: str, hour: str) -> None:
    page = office.go(conference, "state")
    page.get_by_label("Ngày mới").fill(day)
    page.get_by_label("Giờ").fill(hour)
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Lý do").fill("Trùng kỳ họp Hội đồng nhân dân tỉnh")
    page.get_by_role("button", name="Hoãn hội nghị").click()
    expect(page.get_by_role("status").filter(has_text="Đã hoãn sang")).to_be_visible()


def fill_open_places(page: Page) -> None:
    """Each block that still holds a place to be filled is opened from the list of what stops the draft."""
    while (open_places := page.locator(".checks a").filter(has_text="chỗ để trống")).count():
        left = open_places.count()
        open_places.first.click()
        block = page.locator("details.blk[open]").first
        words = block.get_by_role("textbox")
        words.fill(words.input_value().replace("…", "Hoàn thành các nhiệm vụ đã giao"))
        block.get_by_role("button", name="Lưu khối").click()
        expect(open_places).not_to_have_count(left)
