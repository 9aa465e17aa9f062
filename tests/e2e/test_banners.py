"""The banner of a conference as its office makes it: proposed, a line changed while its picture follows, released, and
all 212 in one ZIP, although the worker that makes it is killed half way."""

import io
import re
import zipfile

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.office import Office
from tests.support.browser import Chromium
from tests.support.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(180)]
SITES = 212
COMMUNE = "Thị trấn Đồng Đăng"
MATTER = "Giao ban quý IV và triển khai nhiệm vụ Tết Nguyên đán"


def test_from_the_proposed_banner_to_212_files(stack: Stack, browser: Chromium) -> None:
    with browser.machine(devices=False) as host, browser.machine(devices=False) as below:
        page = host.context.new_page()
        office = Office(page, stack.url)
        office.sign_in()
        office.paste()
        conference = office.confirm()
        office.go(conference).get_by_role("link", name="Phông hội nghị", exact=True).click()
        edit(page)
        door = office.door(conference, COMMUNE)
        commune = below.context.new_page()
        commune.goto(door.link)
        commune.goto(re.sub(r"/j/", "/s/", door.link))
        commune.get_by_label("Mã PIN").fill(door.pin)
        commune.keyboard.press("Enter")
        commune.get_by_role("link", name="Phông của điểm cầu").click()
        expect(commune.get_by_role("link", name="PDF để in")).to_have_count(0)
        commune.get_by_label("Điểm cầu (").fill("Thị trấn Đồng Đăng & khu cửa khẩu")
        commune.get_by_role("button", name="Ghi và xem lại phông").click()

        office.go(conference, "banner").get_by_role("button", name="Duyệt, cho điểm cầu tải").click()
        expect(page.locator(".page-meta")).to_contain_text("điểm cầu tải được")
        commune.reload()
        with commune.expect_download() as taken:
            commune.get_by_role("link", name="PDF để in").click()
        assert "ĐỒNG ĐĂNG & KHU CỬA KHẨU" in words_of(taken.value.path().read_bytes())

        office.go(conference, "banners").get_by_role("button", name="Làm tệp ZIP").click()
        expect(page.locator("progress")).to_be_visible()
        expect(page.locator(".bundle-list .num")).not_to_have_text(f"0/{SITES}")
        former = stack.kill("worker")
        stack.wait_for_restart("worker", former)
        expect(page.locator(".how .st")).to_have_text(re.compile("Tải được"), timeout=90_000)
        with page.expect_download() as taken:
            page.get_by_role("link", name="Tải về").click()
        with zipfile.ZipFile(taken.value.path()) as archive:
            names = archive.namelist()
            assert len(names) == len(set(names)) == SITES
            assert archive.testzip() is None
            (name,) = (one for one in names if one.endswith("thi-tran-dong-dang.pdf"))
            assert "ĐỒNG ĐĂNG & KHU CỬA KHẨU" in words_of(archive.read(name))


def edit(page: Page) -> None:
    """The title's matter in other words: seen at once, kept when saved, taken back and said again."""
    page.get_by_role("button", name="Dùng mẫu này và sửa").click()
    picture = page.locator("#phong")
    before = picture.get_attribute("src")
    field = page.get_by_label("Chữ của dòng 3")
    field.fill(MATTER)
    expect(picture).to_have_attribute("src", re.compile("^blob:"))
    expect(page.locator("#phong-noi")).to_have_text("Đang xem thử, chưa lưu.")
    assert picture.get_attribute("src") != before
    field.press("Control+Enter")
    expect(field).to_have_text(MATTER)
    expect(picture).to_have_attribute("src", re.compile("preview"))
    page.get_by_role("button", name="Hoàn tác").click()
    expect(field).to_have_text("{nội dung}")
    field.fill(MATTER)
    page.get_by_role("button", name="Lưu dòng").nth(2).click()
    expect(field).to_have_text(MATTER)


def words_of(pdf: bytes) -> str:
    return " ".join(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
