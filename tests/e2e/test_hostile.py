"""A client that obeys nothing, and what the real stage page plays meanwhile: the speaker, and nobody else.

`tests/web/live/test_hostile.py` has the same attack against a raw listener; here it is the browser that must not
hear it, and the engine's own list that must show it set back.
"""

from collections.abc import Sequence

import pytest
from playwright.sync_api import APIRequestContext, expect

from nhipcau.media.binary import sites_binary
from nhipcau.rehearsal.runner import Event, SitesProgram
from tests.e2e.office import Door
from tests.e2e.scene import Scene, clips_of, in_session
from tests.support.browser import Chromium
from tests.support.stack import Stack

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.keeps_time, pytest.mark.timeout(120)]
ATTACKER = "Thị trấn Thất Khê"
DEVICE = "mayphahoai"


def test_the_stage_page_plays_the_speaker_and_never_the_attacker(stack: Stack, browser: Chromium) -> None:
    with in_session(stack, browser) as scene:
        door = scene.office.door(scene.conference, ATTACKER)
        ticket = ticket_from_when_it_had_the_word(scene, door)
        give_the_word_back(scene)
        scene.desk.select("that khe")
        scene.desk.press("x", "Xem trước")  # its camera may send now, which is the way in for a lie
        identity = f"site:{door.site}:{DEVICE}"
        scene.stage.start_watching()
        with SitesProgram(sites_binary(), attack(ticket, door)) as program:
            program.wait_for(lambda events: count(events, "published") >= 1, 20, "a first track")
            program.wait_for(lambda events: count(events, "engine_lost") >= 2, 30, "put out and back again")
            scene.stage.expect_sound()
            stack.wait_for(lambda: is_set_back(scene, identity), 10, "the engine's own list shows it set back")
            speaker = f"site:{scene.speaker.door.site}:"
            assert {name[: len(speaker)] for name in scene.stage.watched().heard} == {speaker}


def ticket_from_when_it_had_the_word(scene: Scene, door: Door) -> dict[str, str]:
    """Address and token of the engine, minted while the site was allowed to speak."""
    http = scene.stage.page.context.request
    pass_ = admitted(http, scene.stack.url, door)
    scene.desk.select("that khe")
    expect(scene.desk.page.get_by_text("trong hội trường")).to_be_visible()
    scene.desk.give_floor()
    answer = http.post(f"{scene.stack.url}/live/room/enter", headers={"Authorization": f"Bearer {pass_}"})
    assert answer.status == 200, answer.text()
    return answer.json()


def admitted(http: APIRequestContext, url: str, door: Door) -> str:
    """The pass of a machine that gave the right PIN."""
    key = door.link.rsplit("/", 1)[1]
    body = {"pin": door.pin, "device": DEVICE, "label": "?"}
    answer = http.post(f"{url}/api/v1/join/{key}/pin", data=body)
    assert answer.status == 200, answer.text()
    return answer.json()["pass"]


def give_the_word_back(scene: Scene) -> None:
    scene.desk.select("dong dang")
    scene.desk.give_floor()
    scene.expect_speaker_seen_and_heard()


def attack(ticket: dict[str, str], door: Door) -> dict[str, object]:
    sound = clips_of(door)[int(door.site)].sound
    client = {"site": "attacker", "token": ticket["token"], "role": "hostile", "sound": str(sound)}
    return {"mode": "raw", "engine_url": ticket["url"], "max_seconds": 90, "clients": [client]}


def is_set_back(scene: Scene, identity: str) -> bool:
    """Put out, or without microphone and sound; it comes back with its old token and is put out again."""
    there = (one for one in scene.participants() if one.identity == identity)
    return all(one.publish <= {"camera"} and not any(track.kind == "audio" for track in one.tracks) for one in there)


def count(events: Sequence[Event], name: str) -> int:
    return sum(event.name == name for event in events)
