"""Two people with one draft open, each in a browser of their own: whose words stand is seen, and nobody's are lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

from tests.e2e.office import PASSWORD, Office
from tests.e2e.test_writing import draft
from tests.support.browser import Chromium, Machine
from tests.support.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(180)]
OPENING, BASES, AIM = 2, 1, 3


@dataclass
class Two:
    """Two who write for one office, and the draft they write."""

    stack: Stack
    office: Office
    address: str
    first: Machine
    second: Machine
    other: Page
    user_name: str

    @property
    def one(self) -> Page:
        return self.office.page

    def open_draft(self) -> None:
        """On both screens, the second knowing of the first."""
        self.one.goto(self.address)
        self.other.goto(self.address)
        expect(here(self.other)).to_contain_text("Kỹ thuật điều hành")


@pytest.fixture(scope="module")
def two(stack: Stack, browser: Chromium) -> Iterator[Two]:
    with browser.machine(devices=False) as first, browser.machine(devices=False) as second:
        office = Office(first.context.new_page(), stack.url)
        office.sign_in()
        office.paste()
        address = draft(office, office.confirm(), "Kế hoạch")
        other = office.invite(second, "Tổ chức hội nghị", "Tỉnh Lạng Sơn")
        name = other.locator(".navbar-user .who small").inner_text()
        yield Two(stack, office, address, first, second, other, name)


@pytest.fixture(autouse=True)
def online(two: Two) -> Iterator[None]:
    """What one test breaks off must not be the next one's."""
    yield
    two.second.context.set_offline(False)


def here(page: Page) -> Locator:
    return page.locator("#ai-dang-mo")


def block(page: Page, number: int) -> Locator:
    return page.locator("details.blk[id^=khoi-]").nth(number)


def field(page: Page, number: int) -> Locator:
    """A block's words, opened."""
    one = block(page, number)
    if one.get_attribute("open") is None:
        one.locator("summary").click()
    return one.locator("textarea")


def write(page: Page, number: int, words: str) -> None:
    field(page, number).fill(words)


def save(page: Page, number: int) -> None:
    block(page, number).get_by_role("button", name="Lưu khối").click()
    expect(block(page, number).locator(".saved")).to_contain_text("Đã lưu")


def stands(page: Page, words: str) -> None:
    """On paper, as the page shows it."""
    expect(page.locator(".sheets")).to_contain_text(words)


def test_each_sees_the_other_and_what_they_save(two: Two) -> None:
    two.open_draft()
    field(two.one, OPENING).click()
    expect(here(two.other)).to_contain_text("Kỹ thuật điều hành (đang gõ ở khối “Mở đầu”)")
    field(two.other, OPENING).click()
    expect(block(two.other, OPENING).locator(".also-here")).to_contain_text("cũng đang gõ ở khối này")
    write(two.one, BASES, "Căn cứ Luật Thử")
    stands(two.other, "Căn cứ Luật Thử")
    expect(block(two.other, BASES).locator("summary")).to_contain_text("Kỹ thuật điều hành vừa sửa")
    expect(field(two.other, OPENING)).to_be_focused()


def test_who_presses_while_the_page_saves_by_itself_is_answered(two: Two) -> None:
    two.open_draft()
    under_way: list[Route] = []

    def saves(request: Request) -> bool:
        return "autosave" in (request.post_data or "")

    def hold(route: Route) -> None:
        if saves(route.request) and not under_way:
            under_way.append(route)
        else:
            route.continue_()

    two.one.route("**/*", hold)
    with two.one.expect_request(saves):
        write(two.one, OPENING, "Lời mở đầu vừa gõ xong")
    block(two.one, OPENING).get_by_role("button", name="Lưu khối").click()
    under_way[0].continue_()
    expect(block(two.one, OPENING).locator(".saved")).to_contain_text("Đã lưu")
    two.one.unroute("**/*")


def test_both_versions_of_one_block_are_offered_and_either_is_one_press(two: Two) -> None:
    two.open_draft()
    for page in (two.one, two.other):
        field(page, OPENING).click()
    two.second.context.set_offline(True)
    write(two.other, OPENING, "Lời mở đầu của người thứ hai")
    write(two.other, BASES, "Căn cứ của người thứ hai")
    expect(two.other.locator("#canh-bao")).to_contain_text("Mất kết nối")
    write(two.one, OPENING, "Lời mở đầu của người thứ nhất")
    save(two.one, OPENING)
    write(two.one, BASES, "Căn cứ của người thứ nhất")
    save(two.one, BASES)
    two.second.context.set_offline(False)
    for number in (OPENING, BASES):
        both = block(two.other, number).locator(".both")
        expect(both).to_contain_text("của người thứ nhất")
        expect(both).to_contain_text("Kỹ thuật điều hành đã sửa khối này lúc")
    expect(field(two.other, OPENING)).to_have_value("Lời mở đầu của người thứ hai")
    block(two.other, OPENING).get_by_role("button", name="Giữ chữ trong ô").click()
    stands(two.one, "Lời mở đầu của người thứ hai")
    block(two.other, BASES).get_by_role("button", name="Lấy bản đang được lưu").click()
    expect(field(two.other, BASES)).to_have_value("Căn cứ của người thứ nhất")
    two.other.get_by_role("link", name="Lịch sử sửa").click()
    for words in ("Lời mở đầu của người thứ nhất", "Căn cứ của người thứ hai"):
        expect(two.other.locator("del").filter(has_text=words.split()[-1])).not_to_have_count(0)
    two.other.go_back()


def test_a_block_that_is_taken_out_while_another_types_is_put_back_by_one_press(two: Two) -> None:
    two.open_draft()
    field(two.other, AIM).click()
    two.second.context.set_offline(True)
    write(two.other, AIM, "I. MỤC ĐÍCH VỪA GÕ")
    field(two.one, AIM).click()
    block(two.one, AIM).get_by_role("button", name="Bỏ khối").click()
    expect(two.one.get_by_role("button", name="Lấy lại khối")).to_be_visible()
    two.second.context.set_offline(False)
    gone = two.other.locator(".gone")
    expect(gone).to_contain_text("Kỹ thuật điều hành đã bỏ khối này")
    gone.get_by_role("button", name="Thêm lại khối với chữ này").click()
    stands(two.one, "MỤC ĐÍCH VỪA GÕ")
    expect(gone).to_have_count(0)


def test_blocks_moved_and_added_by_one_leave_the_other_where_they_type(two: Two) -> None:
    two.open_draft()
    typed = field(two.other, OPENING)
    typed.press("End")
    typed.press_sequentially(" viết tiếp")
    field(two.one, OPENING).press("Alt+ArrowUp")
    expect(block(two.one, BASES)).to_contain_text("Mở đầu")
    expect(block(two.other, BASES)).to_contain_text("Mở đầu")
    expect(field(two.other, BASES)).to_be_focused()
    stands(two.one, "viết tiếp")
    block(two.one, BASES).get_by_role("button", name="Thêm khối dưới khối này").click()
    expect(two.other.locator("details.blk[id^=khoi-] .lab").nth(OPENING)).to_have_text("Đoạn văn")


def test_nobody_initials_what_they_have_not_read_and_words_typed_too_late_come_back(two: Two) -> None:
    two.open_draft()
    write(two.other, OPENING, "Câu chưa ai đọc")
    save(two.other, OPENING)
    stands(two.one, "Câu chưa ai đọc")
    two.one.locator("[name=read_at]").evaluate("(one) => { one.value = '2020-01-01T00:00:00+00:00'; }")
    two.one.get_by_role("button", name="Ký nháy, trình ký").click()
    expect(two.one.get_by_role("alert").filter(has_text="vừa sửa dự thảo")).to_be_visible()
    two.second.context.set_offline(True)
    write(two.other, BASES, "Căn cứ gõ muộn")
    two.one.get_by_role("button", name="Ký nháy, trình ký").click()
    expect(two.one.get_by_role("button", name="Đã ký")).to_be_visible()
    two.second.context.set_offline(False)
    warned = two.other.locator("#canh-bao")
    expect(warned).to_contain_text("không sửa được nữa")
    expect(field(two.other, BASES)).to_have_value("Căn cứ gõ muộn")
    two.other.once("dialog", lambda asked: asked.accept())
    warned.get_by_role("link", name="Tải lại trang").click()
    expect(two.other.locator(".left-over textarea")).to_have_value("Căn cứ gõ muộn")
    two.one.get_by_text("Trả lại người soạn").click()
    two.one.get_by_label("Lý do").fill("Còn một câu")
    two.one.get_by_role("button", name="Trả lại", exact=True).click()
    two.other.goto(two.address)
    stands(two.one, "Căn cứ gõ muộn")


def test_a_session_that_ended_and_a_server_that_was_away_lose_no_word(two: Two) -> None:
    two.open_draft()
    two.second.context.clear_cookies(name="nhipcau_session")
    write(two.other, OPENING, "Gõ khi phiên đã hết")
    expect(two.other.locator("#canh-bao")).to_contain_text("Phiên đăng nhập đã hết")
    log_in(two)
    stands(two.one, "Gõ khi phiên đã hết")
    expect(two.other.locator("#canh-bao")).to_be_hidden()
    two.stack.wait_for_restart("web", two.stack.kill("web"))
    write(two.other, OPENING, "Gõ khi máy chủ khởi động lại")
    stands(two.other, "Gõ khi máy chủ khởi động lại")


def test_the_same_person_in_two_windows_is_told_so(two: Two) -> None:
    two.open_draft()
    window = two.first.context.new_page()
    window.goto(two.one.url)
    expect(here(window)).to_contain_text("anh/chị (ở cửa sổ khác)")
    write(window, OPENING, "Từ cửa sổ thứ hai")
    save(window, OPENING)
    expect(field(two.one, OPENING)).to_have_value("Từ cửa sổ thứ hai")
    window.close()


def test_a_draft_is_written_by_the_keyboard(two: Two) -> None:
    two.open_draft()
    page = two.one
    typed = field(page, OPENING)
    typed.fill("Gõ rồi lưu")
    typed.press("Control+s")
    expect(block(page, OPENING).locator(".saved")).to_contain_text("Đã lưu")
    expect(typed).to_be_focused()
    typed.press("Control+Enter")
    expect(block(page, AIM).locator("textarea")).to_be_focused()
    page.keyboard.press("Escape")
    expect(block(page, AIM).locator("summary")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(block(page, OPENING).locator("summary")).to_be_focused()
    write(page, OPENING, "Gõ rồi bấm nút khác")
    page.get_by_role("link", name="Lịch sử sửa").focus()
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_role("status").filter(has_text="Đã hoàn tác")).to_be_visible()
    expect(block(page, OPENING)).to_contain_text("Gõ rồi lưu")


def log_in(two: Two) -> None:
    """Where the page says, in another tab."""
    page = two.second.context.new_page()
    page.goto(two.stack.url + (two.other.get_by_role("link", name="Đăng nhập ở thẻ mới").get_attribute("href") or ""))
    page.get_by_label("Tên đăng nhập").fill(two.user_name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(re.compile(r"/me"))
    page.close()
