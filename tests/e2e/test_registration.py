"""A province registers, four people side by side: the host's organiser, a district's clerk, a commune's clerk who has
no account, a technician. Each does what their page names as the next thing, and the host's figures follow."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.office import Door, Office
from tests.support.browser import Chromium
from tests.support.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(120)]
DISTRICT, COMMUNE = "Huyện Cao Lộc", "Thị trấn Đồng Đăng"
BODY, MAIL = "Trung tâm Công nghệ thông tin", "vanthu@ttcntt.example.vn"


def test_from_the_paper_to_the_figures_in_four_roles(stack: Stack, browser: Chromium) -> None:
    with (
        browser.machine(devices=False) as host,
        browser.machine(devices=False) as above,
        browser.machine(devices=False) as below,
        browser.machine(devices=False) as technical,
    ):
        office = Office(host.context.new_page(), stack.url)
        office.sign_in()
        office.paste()
        conference = office.confirm()
        open_registration(office, conference)
        door = office.door(conference, COMMUNE)

        clerk = office.invite(above, "Đầu mối của đơn vị", DISTRICT)
        technician = office.invite(technical, "Kỹ thuật cấp huyện", DISTRICT)
        commune = below.context.new_page()

        enter(commune, door)
        expect(commune.locator(".next-title")).to_have_text("Đăng ký điểm cầu")
        register(commune, "Hội trường Ủy ban nhân dân thị trấn", "Hoàng Văn Mẫu", "0200 000 0101")
        report_delegates(commune)
        on_the_way_to_the_room_and_back(commune, door)

        of_the_district(clerk, stack.url, conference)
        of_the_technician(technician)
        figures(office, conference)
        copies(office, conference)


def open_registration(office: Office, conference: int) -> None:
    """The host's way: from the conference to the deadlines, which the paper of 2021 has long behind it."""
    page = office.go(conference)
    page.get_by_role("link", name="Đăng ký và đại biểu").first.click()
    page.get_by_role("link", name="Hạn, thành phần, số lượng").click()
    soon = date.today() + timedelta(days=5)
    page.get_by_label("Hạn đăng ký điểm cầu").fill(f"16:00 {soon:%d/%m/%Y}")
    page.get_by_label("Hạn báo đại biểu").fill(f"16:00 {soon:%d/%m/%Y}")
    page.get_by_label("Bản đăng ký gửi đến").fill(f"- Như trên;\n- {BODY} (p/h);\n- Lưu: VT.")
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Đã ghi hạn, thành phần")).to_be_visible()


def enter(page: Page, door: Door) -> None:
    """With the link of the sheet and the PIN from the telephone."""
    page.goto(door.link.replace("/j/", "/s/"))
    page.get_by_label("Mã PIN của điểm cầu").fill(door.pin)
    page.get_by_role("button", name="Vào", exact=True).click()
    expect(page.get_by_role("heading", name=f"Điểm cầu {door.name}", exact=True)).to_be_visible()


def register(page: Page, venue: str, name: str, phone: str) -> None:
    page.get_by_label("Địa điểm").fill(venue)
    page.get_by_label("Người liên hệ tại điểm cầu").fill(name)
    page.get_by_label("Điện thoại", exact=True).fill(phone)
    page.get_by_role("button", name="Đăng ký điểm cầu").click()
    duty = page.locator(".duties > li").filter(has=page.get_by_role("heading", name="Đăng ký điểm cầu"))
    expect(duty).to_contain_text("Đã xong")


def report_delegates(page: Page) -> None:
    """Two are typed, one by mistake: taken off, put back; one chairs; then the list is reported."""
    expect(page.locator(".next-title")).to_have_text(re.compile("đại biểu", re.IGNORECASE))
    page.locator(".next-act").get_by_role("link", name="Nhập danh sách").click()
    for name, position in (("Lý Văn Chủ", "Chủ tịch"), ("Vi Thị Dự", "Văn thư")):
        form = page.locator("form").filter(has=page.get_by_role("button", name="Thêm", exact=True))
        form.get_by_label("Họ và tên").fill(name)
        form.get_by_label("Chức vụ").fill(position)
        form.get_by_role("button", name="Thêm", exact=True).click()
        expect(page.get_by_role("rowheader", name=name)).to_be_visible()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Lý Văn Chủ"))
    row.get_by_role("button", name="Chủ trì").click()
    row.get_by_role("link", name="Sửa, vắng").click()
    page.get_by_role("button", name="Bỏ khỏi danh sách").click()
    expect(page.get_by_role("rowheader", name="Lý Văn Chủ")).to_have_count(0)
    page.get_by_role("button", name="Đưa trở lại Lý Văn Chủ").click()
    expect(page.get_by_role("rowheader", name="Lý Văn Chủ")).to_contain_text("Chủ trì tại điểm cầu")
    page.get_by_role("button", name="Báo danh sách").click()
    expect(page.locator(".next-title")).to_contain_text("Đã báo lúc")


def on_the_way_to_the_room_and_back(page: Page, door: Door) -> None:
    """The lobby leads back to the site's own page, where the PIN that was typed once still holds."""
    page.get_by_role("link", name=door.name).first.click()
    page.get_by_role("link", name="Vào phòng họp").first.click()
    expect(page.get_by_role("heading", name="Nhập mã PIN của điểm cầu")).to_be_visible()
    back = page.get_by_role("link", name="Việc của điểm cầu").get_attribute("href")
    page.goto(door.link.replace(f"/j/{door.link.rpartition('/')[2]}", back or ""))
    expect(page.get_by_role("heading", name=f"Điểm cầu {door.name}", exact=True)).to_be_visible()


def of_the_district(page: Page, url: str, conference: int) -> None:
    """One list of what the district itself has to do; its communes, those that have answered and those to be called."""
    page.get_by_role("link", name="Việc của đơn vị").first.click()
    of_this = page.locator("tbody").filter(has=page.locator(f"a[href='/conferences/{conference}/registration']"))
    of_this.get_by_role("link", name=DISTRICT, exact=True).click()
    register(page, "Hội trường Huyện ủy", "Nông Thị Thử", "0200 000 0102")
    page.goto(f"{url}/conferences/{conference}/registration")
    expect(page.get_by_role("row", name=re.compile("^Cấp xã")).first).to_contain_text("1/22")
    page.get_by_role("link", name="Chưa đăng ký", exact=True).click()
    expect(page.get_by_role("link", name=COMMUNE)).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_contain_text("21 điểm cầu")


def of_the_technician(page: Page) -> None:
    """The sites to look after and whom to call; nothing of delegates."""
    expect(page.get_by_text(COMMUNE).first).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("Lý Văn Chủ")


def figures(office: Office, conference: int) -> None:
    page = office.go(conference, "registration")
    total = page.get_by_role("row", name=re.compile("^Tổng số"))
    expect(total).to_contain_text("2/212")
    expect(total).to_contain_text("1/212")
    total.get_by_role("link", name="2", exact=True).first.click()
    expect(page.get_by_role("rowheader", name="Lý Văn Chủ")).to_be_visible()


def copies(office: Office, conference: int) -> None:
    """The body that the paper names is told where to write to, and its letter waits for a mail server."""
    page = office.go(conference, "registration")
    page.get_by_role("link", name="Xem, gửi bản đăng ký").click()
    page.get_by_label(f"Địa chỉ thư của {BODY}").fill(MAIL)
    page.get_by_role("button", name="Ghi", exact=True).click()
    row = page.get_by_role("region", name="Nơi nhận bản đăng ký").get_by_role("row", name=re.compile(BODY))
    expect(row).to_contain_text("2 điểm cầu")
    page.get_by_role("button", name="Lập thư").click()
    expect(row).to_contain_text("Đang giữ: chưa có máy chủ thư")
    row.get_by_role("link", name="Đang giữ").click()
    expect(page.get_by_role("main")).to_contain_text(f"{COMMUNE}: đã đăng ký")
