"""The hall and the real engine: what the hall says is what the engine does, whatever happens to either."""

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import pytest
from django.db import connections
from livekit.protocol.models import TrackSource, TrackType

from nhipcau.media.engine import EngineStatus, Participant
from nhipcau.media.livekit import LiveKitEngine
from nhipcau.web.live import reconcile, repairs
from tests.support.live import SECONDS, LiveConference, LiveServer
from tests.support.signalling import RawClient, RefusedJoin
from tests.support.stack import EngineAlone
from tests.web.live.conftest import entered, two_sites

MICROPHONE = (TrackType.AUDIO, TrackSource.MICROPHONE)


class Room:
    """The engine's room of a meeting, looked at from outside."""

    def __init__(self, engine: LiveKitEngine, meeting: LiveConference) -> None:
        self.engine = engine
        self.name = f"hall-{meeting.pk}"

    async def permissions(self) -> dict[str, set[str]]:
        return {one.identity: set(one.publish) for one in await self.engine.participants(self.name)}

    async def hidden(self) -> set[str]:
        return {one.identity for one in await self.engine.participants(self.name) if one.hidden}

    async def until(self, condition: Callable[[dict[str, set[str]]], Any], what: str) -> None:
        """Wait until the permissions in the room fulfil `condition`."""
        await self._until(self.permissions, condition, what)

    async def until_shown(self) -> None:
        """Wait until nobody in the room is hidden."""
        await self._until(self.hidden, lambda now: not now, "it stays hidden")

    async def _until(self, look: Callable[[], Awaitable[Any]], condition: Callable[[Any], Any], what: str) -> None:
        deadline = asyncio.get_running_loop().time() + SECONDS
        while not condition(now := await look()):
            assert asyncio.get_running_loop().time() < deadline, f"{what}: {now}"
            await asyncio.sleep(0.02)


def at_engine(running: EngineAlone, meeting: LiveConference, story: Callable[[Room], Awaitable[None]]) -> None:
    """Tell a story in which raw clients join the engine; the room is empty and gone at its end."""

    async def told() -> None:
        engine = LiveKitEngine(running.access)
        try:
            await story(Room(engine, meeting))
        finally:
            await engine.close_room(f"hall-{meeting.pk}")
            await engine.aclose()

    asyncio.run(told())


async def do(meeting: LiveConference, verb: str, **args: Any) -> None:
    await asyncio.to_thread(_and_close, meeting.do, verb, **args)


def _and_close(work: Callable[..., Any], *args: Any, **named: Any) -> None:
    try:
        work(*args, **named)
    finally:
        connections.close_all()


def client(ticket: dict[str, str]) -> RawClient:
    return RawClient(ticket["url"], ticket["token"])


def test_permissions_follow_the_meeting(
    running: EngineAlone, engine_server: LiveServer, meeting: LiveConference
) -> None:
    chair, chair_pass, speaker, speaker_pass = two_sites(engine_server, meeting)
    here, there = f"site:{chair.pk}:maycuatoi", f"site:{speaker.pk}:maycuaban"

    async def story(room: Room) -> None:
        tickets = [await asyncio.to_thread(entered, engine_server, token) for token in (chair_pass, speaker_pass)]
        assert [ticket["identity"] for ticket in tickets] == [here, there]
        async with client(tickets[0]), client(tickets[1]) as speaking:
            await room.until(lambda now: now == {here: {"microphone"}, there: set()}, "the chair alone")
            assert await speaking.may_publish("voice", *MICROPHONE) is False
            await do(meeting, "floor.give", site=str(speaker.pk))
            await room.until(lambda now: now[there] == {"camera", "microphone"}, "the floor")
            assert await speaking.may_publish("voice", *MICROPHONE) is True
            await do(meeting, "safe")
            await room.until(lambda now: now[here] == set() and "microphone" not in now[there], "silence")
            await do(meeting, "remove", site=str(speaker.pk))
            assert await speaking.gone()

    at_engine(running, meeting, story)


def test_microphones_that_close_together_are_silent_at_once_and_seen_again_soon(
    running: EngineAlone, engine_server: LiveServer, meeting: LiveConference, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repairs, "MANY", 1)
    _, chair_pass, speaker, speaker_pass = two_sites(engine_server, meeting)
    there = f"site:{speaker.pk}:maycuaban"
    meeting.do("microphone.open", site=str(speaker.pk))

    async def story(room: Room) -> None:
        tickets = [await asyncio.to_thread(entered, engine_server, token) for token in (chair_pass, speaker_pass)]
        async with client(tickets[0]), client(tickets[1]) as speaking:
            await room.until(lambda now: now.get(there) == {"microphone"}, "an open microphone")
            await do(meeting, "microphones.close")
            await room.until(lambda now: now[there] == set(), "silence")
            assert there in await room.hidden()
            assert await speaking.may_publish("voice", *MICROPHONE) is False
            await room.until_shown()
            assert (await room.permissions())[there] == set()

    at_engine(running, meeting, story)


def test_a_control_room_and_a_stage_page_listen_unseen(
    running: EngineAlone, engine_server: LiveServer, meeting: LiveConference
) -> None:
    _, chair_pass, _, _ = two_sites(engine_server, meeting)

    async def story(room: Room) -> None:
        for audience in ("control", "stage"):
            ticket = await asyncio.to_thread(entered, engine_server, meeting.token(audience), audience)  # type: ignore[arg-type]
            assert ticket["identity"].startswith(f"{audience}:")
            async with client(ticket) as listening:
                assert await listening.may_publish("voice", *MICROPHONE) is False
                async with client(await asyncio.to_thread(entered, engine_server, chair_pass)) as chair:
                    assert not chair.joined.other_participants

    at_engine(running, meeting, story)


def test_a_token_from_the_time_of_the_floor_brings_no_microphone_back(
    running: EngineAlone, engine_server: LiveServer, meeting: LiveConference
) -> None:
    _, _, speaker, speaker_pass = two_sites(engine_server, meeting)
    there = f"site:{speaker.pk}:maycuaban"
    meeting.do("floor.give", site=str(speaker.pk))

    async def story(room: Room) -> None:
        kept = await asyncio.to_thread(entered, engine_server, speaker_pass)
        async with client(kept):
            await room.until(lambda now: now.get(there) == {"camera", "microphone"}, "the floor")
        await do(meeting, "floor.end")
        await do(meeting, "preview.clear")
        async with client(kept):  # the replay: the token itself still allows everything
            await room.until(lambda now: now.get(there) == set(), "permissions set back")

    at_engine(running, meeting, story)


def test_who_is_not_let_in_is_put_out(running: EngineAlone, engine_server: LiveServer, meeting: LiveConference) -> None:
    chair, chair_pass, _, _ = two_sites(engine_server, meeting)

    async def story(room: Room) -> None:
        await asyncio.to_thread(entered, engine_server, chair_pass)
        for identity in (f"site:{chair.pk}:maykhac99", "site:999:maycuatoi", "guest"):
            token = room.engine.token(room.name, identity, publish=frozenset({"camera", "microphone"}))
            async with RawClient(room.engine.client_url, token) as stranger:
                assert await stranger.gone(), identity

    at_engine(running, meeting, story)


def test_the_stage_rides_in_the_rooms_metadata(
    running: EngineAlone, engine_server: LiveServer, meeting: LiveConference
) -> None:
    chair, chair_pass, _, _ = two_sites(engine_server, meeting)
    rev = meeting.do("take", slots=[str(chair.pk)]).rev

    async def story(room: Room) -> None:
        async with client(await asyncio.to_thread(entered, engine_server, chair_pass)) as inside:
            said = json.loads(inside.joined.room.metadata)
            assert said["stage_rev"] == rev
            assert said["stage"]["slots"]["1"]["id"] == f"site:{chair.pk}:maycuatoi"

    at_engine(running, meeting, story)


def test_an_engine_that_was_killed_gets_its_room_back_with_the_right_microphones(
    running: EngineAlone, engine_server: LiveServer, meeting: LiveConference
) -> None:
    chair, chair_pass, speaker, speaker_pass = two_sites(engine_server, meeting)
    meeting.do("floor.give", site=str(speaker.pk))
    entered(engine_server, chair_pass)
    control = meeting.token("control")

    def shown_up(up: bool) -> bool:
        return engine_server.get("/live/control/stream?poll=1", control).json()["view"]["engine"]["up"] is up

    running.kill()
    engine_server.wait_for(lambda: shown_up(False), "the operator sees it")
    refused = engine_server.post("/live/room/enter", chair_pass)
    assert (refused.status_code, refused.json()["code"]) == (503, "engine_down")
    assert engine_server.post("/live/room/heartbeat", chair_pass, json={"engine": "connecting"}).status_code == 200
    running.start()

    async def story(room: Room) -> None:
        tickets = [await asyncio.to_thread(entered, engine_server, token) for token in (chair_pass, speaker_pass)]
        async with client(tickets[0]), client(tickets[1]):
            await room.until(
                lambda now: (
                    now
                    == {
                        f"site:{chair.pk}:maycuatoi": {"microphone"},
                        f"site:{speaker.pk}:maycuaban": {"camera", "microphone"},
                    }
                ),
                "as before",
            )
        assert shown_up(True)

    at_engine(running, meeting, story)


def test_a_web_server_that_starts_anew_drops_nobody(running: EngineAlone, meeting: LiveConference) -> None:
    with LiveServer(running) as before:
        chair, chair_pass, speaker, _ = two_sites(before, meeting)
        ticket = entered(before, chair_pass)

    async def story(room: Room) -> None:
        here = f"site:{chair.pk}:maycuatoi"
        async with client(ticket) as staying:
            sid = staying.joined.participant.sid
            await do(meeting, "take", slots=[str(chair.pk)])  # while no web server runs
            with LiveServer(running) as after:
                await room.until(lambda now: now.get(here) == {"camera", "microphone"}, "what was missed")
                listed: list[Participant] = await room.engine.participants(room.name)
                assert [one.sid for one in listed] == [sid]
                answer = await asyncio.to_thread(after.get, "/live/control/stream?poll=1", meeting.token("control"))
                pulse = answer.json()["view"]["pulse"]
                assert {row["st"] for row in pulse.values()} == {"unknown"}
                assert str(speaker.pk) in pulse

    at_engine(running, meeting, story)


def test_closing_the_hall_ends_the_room(
    running: EngineAlone, engine_server: LiveServer, meeting: LiveConference
) -> None:
    _, chair_pass, _, _ = two_sites(engine_server, meeting)

    async def story(room: Room) -> None:
        ticket = await asyncio.to_thread(entered, engine_server, chair_pass)
        async with client(ticket) as inside:
            await do(meeting, "close")
            assert await inside.gone()
        with pytest.raises(RefusedJoin):
            async with client(ticket):
                pass  # never reached: the room is no more, and the engine makes none by itself

    at_engine(running, meeting, story)


def test_rooms_queue_at_the_door_and_listeners_do_not(running: EngineAlone, meeting: LiveConference) -> None:
    with LiveServer(running, admission=0.5) as slow:
        _, chair_pass, _, speaker_pass = two_sites(slow, meeting)
        entered(slow, chair_pass)
        queued = slow.post("/live/room/enter", speaker_pass)
        assert queued.status_code == 202
        assert queued.json()["ahead"] == 0
        assert 0 < queued.json()["retry_ms"] <= 2000
        assert slow.post("/live/control/enter", meeting.token("control")).status_code == 200
        assert slow.post("/live/stage/enter", meeting.token("stage")).status_code == 200
        assert entered(slow, speaker_pass)["identity"].endswith(":maycuaban")


def test_an_engine_that_is_back_between_two_looks_gets_its_room_back(
    running: EngineAlone, engine_server: LiveServer, meeting: LiveConference, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LOOK_SECONDS", "HINT_SECONDS"):  # the room's own loop is not what finds it
        monkeypatch.setattr(reconcile, name, 3600.0)
    _, chair_pass, *_ = two_sites(engine_server, meeting)
    entered(engine_server, chair_pass)
    looks, waits = threading.Event(), threading.Event()
    looks.set()
    engine = engine_server.host.engine
    look = engine.status

    async def status() -> EngineStatus:
        while not looks.is_set():
            waits.set()
            await asyncio.sleep(0.01)
        return await look()

    monkeypatch.setattr(engine, "status", status)

    def rooms() -> Mapping[str, str]:
        async def asked() -> EngineStatus:
            own = LiveKitEngine(running.access)
            try:
                return await own.status()
            finally:
                await own.aclose()

        return asyncio.run(asked()).rooms

    name = f"hall-{meeting.pk}"
    engine_server.wait_for(lambda: engine_server.host.engine_status.rooms.get(name), "a look at the room")
    before = rooms()[name]
    looks.clear()
    engine_server.wait_for(waits.is_set, "the look that had begun before is over")
    running.kill()
    running.start()
    assert name not in rooms()
    looks.set()
    after = engine_server.wait_for(lambda: rooms().get(name), "the room")
    assert after != before
    assert entered(engine_server, chair_pass)
