"""A hall in session: the operator's desk, one real room that has the floor, the stage page that shows it."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from playwright.sync_api import expect

from nhipcau.media.binary import sites_binary
from nhipcau.media.engine import Participant
from nhipcau.media.livekit import LiveKitEngine
from nhipcau.media.toolchain import cache
from nhipcau.rehearsal.clips import Clip, ClipSpec, make_clips
from nhipcau.rehearsal.runner import SitesProgram
from tests.e2e.desk import Desk
from tests.e2e.office import Door, Office
from tests.e2e.programme import Programme
from tests.e2e.room import Room
from tests.support.browser import Chromium, expect_state
from tests.support.stack import Stack

SPEAKER = "Thị trấn Đồng Đăng"
_TYPED = "dong dang"


@dataclass(frozen=True)
class Scene:
    """speaker: the real room, on the air with the word. The hall has no lobby."""

    stack: Stack
    conference: int
    office: Office
    desk: Desk
    speaker: Room
    stage: Programme

    def expect_speaker_seen_and_heard(self, seconds: float = 20) -> None:
        expect_state(self.speaker.page, seconds=seconds, phase="hall", engine="inside", tally="air", heard="heard")
        self.stage.expect_moving(seconds)
        self.stage.expect_sound(seconds)

    def participants(self) -> list[Participant]:
        """Who is in the engine's room, as the engine says."""

        async def ask() -> list[Participant]:
            engine = LiveKitEngine(self.stack.access)
            try:
                return await engine.participants(f"hall-{self.conference}")
            finally:
                await engine.aclose()

        with ThreadPoolExecutor(1) as thread:  # this thread's event loop is Playwright's
            return thread.submit(asyncio.run, ask()).result()

    def simulated(self, *doors: Door) -> SitesProgram:
        """Simulated sites, each through the product's own pages."""
        clips = clips_of(*doors)
        sites = [
            {
                "site": door.site,
                "link": door.link.rsplit("/", 1)[1],
                "pin": door.pin,
                "name": door.name,
                "device": f"sim{int(door.site):08d}",
                "label": "máy mô phỏng",
                "video": str(clips[int(door.site)].video),
                "sound": str(clips[int(door.site)].sound),
                "still": str(clips[int(door.site)].still),
            }
            for door in doors
        ]
        config = {"mode": "rooms", "base_url": self.stack.url, "jitter_ms": 500, "max_seconds": 300, "sites": sites}
        return SitesProgram(sites_binary(), config)


def clips_of(*doors: Door) -> dict[int, Clip]:
    """Picture and sound of simulated sites, by number."""
    return make_clips([ClipSpec(int(door.site), door.name) for door in doors], cache() / "clips")


@contextmanager
def in_session(stack: Stack, browser: Chromium) -> Iterator[Scene]:
    """Make a conference from our paper, open its hall, bring a room in and give it the floor."""
    with ExitStack() as machines:
        at_desk = machines.enter_context(browser.machine())
        in_commune = machines.enter_context(browser.machine())
        on_wall = machines.enter_context(browser.machine())
        office = Office(at_desk.context.new_page(), stack.url)
        office.sign_in()
        on_wall.context.add_cookies(at_desk.context.cookies())
        office.paste()
        conference = office.confirm()
        office.lobby(conference, on=False)
        door = office.door(conference, SPEAKER)
        desk = Desk(at_desk, stack.url, conference)
        desk.open_hall()
        stage = Programme(on_wall, stack.url, conference)
        speaker = Room(in_commune, door)
        speaker.come_in()
        desk.select(_TYPED)
        expect(desk.cell(door.site)).to_have_attribute("aria-pressed", "true")
        desk.give_floor()
        scene = Scene(stack, conference, office, desk, speaker, stage)
        scene.expect_speaker_seen_and_heard()
        yield scene
