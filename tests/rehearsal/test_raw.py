"""Clients straight into a real engine: what measurements and the tests of hostile machines rest on."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from nhipcau.media.binary import sites_binary
from nhipcau.media.engine import MediaEngine
from nhipcau.media.livekit import LiveKitEngine
from nhipcau.rehearsal.clips import Clip, ClipSpec, make_clips
from nhipcau.rehearsal.runner import Event, SitesProgram
from tests.support.stack import EngineAlone, wait_until

ROOM = "hall-1"
SPEAKER = "site:1:sim00000001"
SOURCES = frozenset({"camera", "microphone"})
SECONDS = 15.0


@pytest.fixture(scope="module")
def running() -> Iterator[EngineAlone]:
    with EngineAlone() as engine:
        yield engine


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Clip:
    return make_clips([ClipSpec(1, "Điểm cầu thử")], tmp_path_factory.mktemp("clips"))[1]


def media(clip: Clip) -> dict[str, str]:
    return {"video": str(clip.video), "sound": str(clip.sound)}


def ask(running: EngineAlone, request: Any) -> Any:
    """The answer of the engine to one request, e.g. `lambda engine: engine.status()`."""

    async def asked() -> Any:
        engine = LiveKitEngine(running.access)
        try:
            return await request(engine)
        finally:
            await engine.aclose()

    return asyncio.run(asked())


async def tokens(engine: MediaEngine) -> dict[str, str]:
    await engine.ensure_room(ROOM, "{}")
    return {
        "speaker": engine.token(ROOM, SPEAKER, publish=SOURCES),
        "viewer": engine.token(ROOM, "site:2:sim00000002", publish=frozenset()),
        "listener": engine.token(ROOM, "site:3:sim00000003", publish=frozenset()),
    }


def of(events: Sequence[Event], site: str, name: str) -> Event | None:
    return next((event for event in events if (event.site, event.name) == (site, name)), None)


def test_a_picture_comes_and_silence_is_noticed(running: EngineAlone, clip: Clip) -> None:
    token = ask(running, tokens)
    camera = {"identity": SPEAKER, "kind": "video", "source": "camera"}
    clients = [
        {"site": "speaker", "token": token["speaker"], "role": "room", "publish": sorted(SOURCES), **media(clip)},
        {"site": "viewer", "token": token["viewer"], "role": "room", "wants": [camera]},
        {"site": "listener", "token": token["listener"], "role": "listener"},
    ]
    config = {"mode": "raw", "engine_url": running.access.client_url, "clients": clients, "max_seconds": 60}
    with SitesProgram(sites_binary(), config) as program:
        program.wait_for(lambda events: of(events, "viewer", "first_stage_frame"), SECONDS, "a whole frame")
        wait_until(lambda: hears(program), SECONDS, "sound and picture at the listener")

        program.tell("watch", site="listener", source="microphone", quiet_ms=300)
        ask(running, lambda engine: engine.set_publish(ROOM, SPEAKER, frozenset({"camera"})))
        quiet = program.wait_for(lambda events: of(events, "listener", "quiet"), SECONDS, "silence")
        assert 300 <= quiet.ms - quiet.after < 1000, "it is noticed soon after the last packet"
        assert of(program.events, "viewer", "engine_lost") is None


def hears(program: SitesProgram) -> bool:
    program.tell("packets", site="listener")
    last = next((event for event in reversed(program.events) if event.name == "packets"), None)
    return last is not None and {track.kind for track in last.tracks if track.packets} == {"audio", "video"}


def test_a_token_that_does_not_hold_is_an_error(running: EngineAlone) -> None:
    client = {"site": "nobody", "token": "not.a.token", "role": "room"}
    config = {"mode": "raw", "engine_url": running.access.client_url, "clients": [client], "max_seconds": 30}
    with SitesProgram(sites_binary(), config) as program:
        failure = program.wait_for(lambda events: of(events, "nobody", "error"), SECONDS, "refusal")
        assert failure.code == "join"
