"""The control room on every screen: directed from a desk without scrolling, followed and stopped from a telephone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.e2e.scene import SPEAKER, Scene, in_session
from tests.support.browser import Chromium, expect_state
from tests.support.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(120)]
NOTE = "Điều hành cả hội trường cần màn hình rộng từ 1366 px trở lên."
_CUT_OFF = """(parts) => [...document.querySelectorAll(parts)]
  .filter((one) => one.checkVisibility() && (one.scrollWidth > one.clientWidth + 1))
  .map((one) => one.className + ": " + one.textContent)"""
_PAGE = "() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]"


@pytest.fixture(scope="module")
def scene(stack: Stack, browser: Chromium) -> Iterator[Scene]:
    with in_session(stack, browser) as made:
        yield made


@pytest.fixture
def desk(scene: Scene) -> Iterator[Page]:
    """The operator's second window."""
    page = scene.desk.page.context.new_page()
    page.goto(scene.desk.page.url)
    expect_state(page, web="streaming", engine="inside")
    yield page
    page.close()


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_a_desk_needs_no_scrolling_and_no_name_is_cut_off(desk: Page, size: tuple[int, int]) -> None:
    desk.set_viewport_size(ViewportSize(width=size[0], height=size[1]))
    assert desk.evaluate(_PAGE) == [0, 0]
    assert desk.evaluate(_CUT_OFF, ".s .n, .verb, .verb .t, .mic .el") == []
    expect(desk.get_by_text(NOTE)).to_have_count(0)


@pytest.mark.parametrize("size", [(390, 844), (844, 390), (820, 1180), (1024, 768), (1280, 720)])
def test_a_narrow_screen_scrolls_to_everything_and_says_what_it_is_good_for(desk: Page, size: tuple[int, int]) -> None:
    desk.set_viewport_size(ViewportSize(width=size[0], height=size[1]))
    expect(desk.get_by_text(NOTE)).to_be_visible()
    assert desk.evaluate(_PAGE)[0] == 0
    assert desk.evaluate(_CUT_OFF, ".s .n, .verb, .verb .t, .tag, .mon .h, .mic .el, .legend, .line") == []
    for place in ("alerts", "floor", "lobby", "mics", "verbs", "sites"):
        desk.locator(f'.pocket-head a[href="#{place}"]').click()
        expect(desk.locator(f"#{place}")).to_be_in_viewport()
    for verb in ("cut", "give", "end", "preview", "safe", "mute"):
        expect(desk.locator(f'.pocket-keys [data-verb="{verb}"]')).to_be_in_viewport()
    expect(desk.get_by_role("status", name="Lệnh")).to_be_in_viewport()


def test_a_telephone_stops_everything_and_gives_the_floor_again(scene: Scene, desk: Page) -> None:
    desk.set_viewport_size(ViewportSize(width=390, height=844))
    safe = desk.locator('.pocket-keys [data-verb="safe"]')
    safe.click(delay=1500)  # a dangerous key is held
    expect(desk.get_by_role("status", name="Lệnh")).to_contain_text("Đã làm: Về hình chờ")
    tally = scene.speaker.page.locator(".tally")
    expect(tally).to_contain_text("Hội nghị tạm dừng")
    expect(tally).not_to_contain_text("SẮP LÊN HÌNH")
    safe.click(delay=1500)
    expect(desk.get_by_role("status", name="Lệnh")).to_contain_text("Đã làm: Trở lại hội nghị")
    desk.locator(".s", has_text="Đồng Đăng").click()
    expect(desk.locator(".pocket-keys")).to_contain_text(SPEAKER)
    desk.locator('.pocket-keys [data-verb="give"]').click()
    expect(desk.get_by_role("status", name="Lệnh")).to_contain_text("Đã làm: Mời phát biểu")
    scene.expect_speaker_seen_and_heard()
