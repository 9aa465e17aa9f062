"""What breaks in the middle of a call, and what everybody then sees: the truth, in Vietnamese, and a way back."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Route, expect

from nhipcau.rehearsal.runner import SitesProgram
from tests.e2e.office import Door
from tests.e2e.scene import Scene, in_session
from tests.support.browser import Chromium, expect_noted, expect_state, note_words, wait_for
from tests.support.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.keeps_time, pytest.mark.timeout(120)]
BACK_SECONDS = 45.0
"""A new engine or web server, and everybody's way back to it."""
LOST_SECONDS = 6.0
_IS_LOST = """(site) => document.querySelector(`.s[data-site="${site}"]`).classList.contains("lost")"""


@pytest.fixture(scope="module")
def scene(stack: Stack, browser: Chromium) -> Iterator[Scene]:
    with in_session(stack, browser) as made:
        yield made


@pytest.fixture(scope="module")
def others(scene: Scene) -> list[Door]:
    """Two sites that are simulated."""
    return [scene.office.door(scene.conference, name) for name in ("Thị trấn Thất Khê", "Thị trấn Cao Lộc")]


@pytest.fixture(scope="module")
def program(scene: Scene, others: list[Door]) -> Iterator[SitesProgram]:
    with scene.simulated(*others) as running:
        for door in others:
            expect(scene.desk.cell(door.site)).to_have_class(re.compile(r"\bgood\b"))
        yield running


def said(program: SitesProgram, site: str, name: str, after: int = 0) -> bool:
    """Whether a simulated site reported that, after so many events of the program."""
    return any(event.name == name and event.site == site for event in program.events[after:])


def test_a_lost_line_shows_within_six_seconds_and_the_site_returns_in_its_own_place(
    scene: Scene, program: SitesProgram, others: list[Door]
) -> None:
    door = others[0]
    before = len(program.events)
    program.tell("drop", site=door.site, ghost=True)
    try:
        program.wait_for(lambda _: said(program, door.site, "dropped", before), 5, "dropped")
        wait_for(scene.desk.page, _IS_LOST, "shown as lost", argument=door.site, seconds=LOST_SECONDS)
        expect(scene.desk.page.get_by_text("Mất kết nối: 1 điểm cầu")).to_be_visible()
        assert len(places_of(scene, door)) == 1, "the engine still holds the place of the lost machine"
    finally:
        program.tell("return", site=door.site)
    program.wait_for(lambda _: said(program, door.site, "heartbeat_ok", before), 20, "back")
    expect(scene.desk.cell(door.site)).to_have_class(re.compile(r"\bgood\b"))
    assert len(places_of(scene, door)) == 1


def places_of(scene: Scene, door: Door) -> list[str]:
    """Identities of that site in the engine's room."""
    return [one.identity for one in scene.participants() if one.identity.startswith(f"site:{door.site}:")]


def test_a_room_that_reloads_its_page_returns_by_itself_with_the_word(scene: Scene) -> None:
    scene.speaker.page.reload()
    scene.expect_speaker_seen_and_heard()
    assert len(places_of(scene, scene.speaker.door)) == 1


@pytest.mark.usefixtures("program")
def test_an_operator_who_reloads_in_the_middle_of_a_cut_has_cut_once(scene: Scene, others: list[Door]) -> None:
    """The reply is lost with the page; the same command, sent again after it, has no second effect."""
    desk, sent = scene.desk, list[str]()

    def deliver_but_lose_the_reply(route: Route) -> None:
        sent.append(route.request.post_data_json["key"])
        if len(sent) == 1:
            route.fetch()  # the server has done it; nobody tells the page
        else:
            route.continue_()

    chosen = desk.select("that khe")
    expect(chosen).to_have_attribute("data-site", others[0].site)
    desk.press("x", "Xem trước")
    desk.wait_for_preview()
    desk.page.route("**/commands", deliver_but_lose_the_reply)
    desk.page.keyboard.press("Space")
    desk.page.reload()
    expect_state(desk.page, web="streaming", engine="inside", pending="0")
    expect(desk.programme).to_contain_text("Thất Khê")
    expect(desk.preview).to_contain_text("Đồng Đăng")  # a second cut would have brought it back
    scene.stage.shows(others[0].name)
    assert len(sent) == 2
    assert len(set(sent)) == 1
    desk.page.unroute("**/commands")
    desk.press("Space", "CHUYỂN")
    scene.stage.shows(scene.speaker.door.name)


def test_the_web_server_dies_and_picture_and_sound_go_on(scene: Scene) -> None:
    scene.expect_speaker_seen_and_heard()
    scene.stage.start_watching()
    former = scene.stack.kill("web")
    expect(scene.speaker.page.get_by_text("Mất liên lạc với máy chủ điều khiển", exact=True)).to_be_visible()
    scene.stage.expect_moving()
    scene.stage.expect_sound()
    scene.stack.wait_for_restart("web", former)
    for page in (scene.desk.page, scene.speaker.page, scene.stage.page):
        expect_state(page, web="streaming", seconds=BACK_SECONDS)
    watched = scene.stage.watched()
    assert watched.engine == {"inside"}
    assert watched.gap < 2, "the picture stood still"
    scene.expect_speaker_seen_and_heard()


def test_the_engine_dies_and_all_return_by_themselves_with_the_right_microphones(
    scene: Scene, program: SitesProgram, others: list[Door]
) -> None:
    before = len(program.events)
    note_words(
        scene.speaker.page, "MẤT KẾT NỐI", "Hội trường không nghe thấy phòng này", "Máy đang tự vào lại hội trường"
    )
    note_words(scene.desk.page, "Hình kiểm tra đang nối lại")
    former = scene.stack.kill("engine")
    for page in (scene.speaker.page, scene.desk.page):
        expect_noted(page)
    scene.stack.wait_for_restart("engine", former)
    scene.expect_speaker_seen_and_heard(BACK_SECONDS)
    for door in others:
        program.wait_for(lambda _, site=door.site: said(program, site, "returned", before), BACK_SECONDS, "return")
        assert not said(program, door.site, "mic_open", before)
    publish = {one.identity.split(":")[1]: one.publish for one in scene.participants() if one.identity[:5] == "site:"}
    assert publish[scene.speaker.door.site] == {"camera", "microphone"}
    assert not any("microphone" in publish[door.site] for door in others)
    wait_for(scene.desk.page, "() => !document.querySelector('.veil')", "the desk without its veil")
