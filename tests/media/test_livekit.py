"""The adapter against the real engine: what is promised here holds at the server."""

import asyncio
import base64
import hashlib
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import jwt
import pytest
from livekit.protocol.models import TrackSource, TrackType

from nhipcau.media.access import EngineAccess
from nhipcau.media.engine import SOURCES, EngineError, Hint
from nhipcau.media.livekit import LiveKitEngine
from tests.support.signalling import RawClient, RefusedJoin
from tests.support.stack import EngineAlone

ROOM = "hall-7"
SITE = "site:12:abcdefgh"
MICROPHONE = (TrackType.AUDIO, TrackSource.MICROPHONE)
CAMERA = (TrackType.VIDEO, TrackSource.CAMERA)
SCREEN = (TrackType.VIDEO, TrackSource.SCREEN_SHARE)


@asynccontextmanager
async def speaking_to(access: EngineAccess) -> AsyncIterator[LiveKitEngine]:
    engine = LiveKitEngine(access)
    try:
        yield engine
    finally:
        await engine.close_room(ROOM)
        await engine.aclose()


def within(running: EngineAlone, story: Callable[[LiveKitEngine], Awaitable[None]]) -> None:
    """Tell `story` to an engine with an empty hall."""

    async def told() -> None:
        async with speaking_to(running.access) as engine:
            await engine.ensure_room(ROOM, "{}")
            await story(engine)

    asyncio.run(told())


def join(engine: LiveKitEngine, *sources: str, identity: str = SITE) -> RawClient:
    return RawClient(engine.client_url, engine.token(ROOM, identity, publish=set(sources)))


def test_a_site_without_the_floor_cannot_publish_sound(engine_alone: EngineAlone) -> None:
    async def story(engine: LiveKitEngine) -> None:
        async with join(engine, "camera") as site:
            assert await site.may_publish("voice", *MICROPHONE) is False
            assert await site.may_publish("picture", *CAMERA) is True

    within(engine_alone, story)


def test_a_site_off_air_cannot_publish_anything(engine_alone: EngineAlone) -> None:
    async def story(engine: LiveKitEngine) -> None:
        async with join(engine) as site:
            for number, source in enumerate((MICROPHONE, CAMERA, SCREEN)):
                assert await site.may_publish(f"track-{number}", *source) is False

    within(engine_alone, story)


def test_the_floor_opens_the_microphone_and_its_end_closes_it(engine_alone: EngineAlone) -> None:
    async def story(engine: LiveKitEngine) -> None:
        async with join(engine) as site:
            await engine.set_publish(ROOM, SITE, SOURCES)
            assert (await site.own_permission()).can_publish is True
            assert [one.publish for one in await engine.participants(ROOM)] == [SOURCES]
            assert await site.may_publish("voice", *MICROPHONE) is True

            await engine.set_publish(ROOM, SITE, frozenset({"camera"}))
            await site.own_permission()
            assert [one.publish for one in await engine.participants(ROOM)] == [{"camera"}]
            assert await site.may_publish("voice-again", *MICROPHONE) is False

    within(engine_alone, story)


def test_an_empty_set_of_sources_is_no_permission_at_all(engine_alone: EngineAlone) -> None:
    """For the engine an empty list of sources means all of them."""

    async def story(engine: LiveKitEngine) -> None:
        async with join(engine, "camera", "microphone") as site:
            await engine.set_publish(ROOM, SITE, frozenset())
            permission = await site.own_permission()
            assert permission.can_publish is False
            assert permission.can_subscribe is True
            assert [one.publish for one in await engine.participants(ROOM)] == [frozenset()]
            assert await site.may_publish("voice", *MICROPHONE) is False
            assert await site.may_publish("picture", *CAMERA) is False

    within(engine_alone, story)


def test_only_camera_and_microphone_can_be_allowed(engine_alone: EngineAlone) -> None:
    async def story(engine: LiveKitEngine) -> None:
        with pytest.raises(ValueError, match="screen_share"):
            await engine.set_publish(ROOM, SITE, {"camera", "screen_share"})
        with pytest.raises(ValueError, match="screen_share"):
            engine.token(ROOM, SITE, publish={"screen_share"})

    within(engine_alone, story)


def test_only_our_server_makes_halls(engine_alone: EngineAlone) -> None:
    async def story(engine: LiveKitEngine) -> None:
        stranger = RawClient(engine.client_url, engine.token("hall-of-mine", SITE, publish=set()))
        with pytest.raises(RefusedJoin) as refused:
            await stranger.__aenter__()
        assert refused.value.status == 404

    within(engine_alone, story)


def test_a_token_serves_for_two_minutes_and_for_its_own_hall(engine_alone: EngineAlone) -> None:
    async def story(engine: LiveKitEngine) -> None:
        claims = jwt.decode(engine.token(ROOM, SITE, publish=set()), options={"verify_signature": False})
        assert 0 < claims["exp"] - time.time() <= 120
        assert claims["video"]["room"] == ROOM
        assert claims["video"]["canPublish"] is False
        assert claims["video"]["canUpdateOwnMetadata"] is False
        assert not {"roomAdmin", "roomCreate", "roomList", "roomRecord"} & set(claims["video"])
        old = RawClient(engine.client_url, engine.token(ROOM, SITE, publish=set(), ttl=timedelta(hours=-1)))
        with pytest.raises(RefusedJoin) as refused:
            await old.__aenter__()
        assert refused.value.status == 401

    within(engine_alone, story)


def test_the_hidden_watcher_is_listed_for_us_but_not_for_rooms(engine_alone: EngineAlone) -> None:
    async def story(engine: LiveKitEngine) -> None:
        hidden = engine.token(ROOM, "stage:x1", publish=set(), hidden=True)
        async with RawClient(engine.client_url, hidden), join(engine) as site:
            assert [one.identity for one in site.joined.other_participants] == []
            assert {one.identity for one in await engine.participants(ROOM)} == {"stage:x1", SITE}

    within(engine_alone, story)


def test_who_is_removed_has_left_and_removing_again_is_no_error(engine_alone: EngineAlone) -> None:
    async def story(engine: LiveKitEngine) -> None:
        async with join(engine) as site:
            await engine.remove(ROOM, SITE)
            assert await site.gone()
        assert await engine.participants(ROOM) == []
        await engine.remove(ROOM, SITE)

    within(engine_alone, story)


def test_the_same_identity_replaces_its_ghost(engine_alone: EngineAlone) -> None:
    async def story(engine: LiveKitEngine) -> None:
        async with join(engine) as ghost, join(engine) as returned:
            assert await ghost.gone()
            assert [one.sid for one in await engine.participants(ROOM)] == [returned.joined.participant.sid]

    within(engine_alone, story)


def test_metadata_reaches_who_joins_and_making_the_room_again_updates_it(engine_alone: EngineAlone) -> None:
    async def story(engine: LiveKitEngine) -> None:
        await engine.ensure_room(ROOM, '{"stage_rev": 4}')
        async with join(engine) as site:
            assert site.joined.room.metadata == '{"stage_rev": 4}'

    within(engine_alone, story)


def test_a_room_or_participant_that_is_not_there_is_said_to_be_gone(engine_alone: EngineAlone) -> None:
    async def story(engine: LiveKitEngine) -> None:
        with pytest.raises(EngineError) as refused:
            await engine.set_publish(ROOM, "site:99:nobodyhere", {"camera"})
        assert refused.value.gone
        assert await engine.participants("hall-404") == []
        await engine.close_room("hall-404")

    within(engine_alone, story)


def test_browsers_are_told_of_no_server_but_ours(engine_alone: EngineAlone) -> None:
    """The engine's default hands public STUN servers to every browser."""

    async def story(engine: LiveKitEngine) -> None:
        async with join(engine) as site:
            addresses = [url for server in site.joined.ice_servers for url in server.urls]
            assert addresses
            assert all("127.0.0.1" in url for url in addresses)

    within(engine_alone, story)


def test_a_room_keeps_its_id_as_long_as_it_stands(engine_alone: EngineAlone) -> None:
    async def story(engine: LiveKitEngine) -> None:
        first = await engine.ensure_room(ROOM, '{"stage_rev":1}')
        assert await engine.ensure_room(ROOM, '{"stage_rev":2}') == first
        assert (await engine.status()).rooms[ROOM] == first
        await engine.close_room(ROOM)
        assert ROOM not in (await engine.status()).rooms
        assert await engine.ensure_room(ROOM, "{}") not in ("", first)

    within(engine_alone, story)


def test_a_dead_engine_is_down_at_once_and_calls_say_so() -> None:
    async def story() -> None:
        engine = LiveKitEngine(EngineAccess("http://127.0.0.1:9", "ws://127.0.0.1:9", "key", "s" * 40))
        status = await engine.status()
        assert status.as_json() == {"name": "livekit", "version": None, "up": False}
        with pytest.raises(EngineError) as refused:
            await engine.participants(ROOM)
        assert not refused.value.gone
        await engine.aclose()

    asyncio.run(story())


def hook(body: bytes, *, secret: str, key: str = "nhipcau", signed: bytes | None = None, age: int = 0) -> str:
    digest = base64.b64encode(hashlib.sha256(body if signed is None else signed).digest()).decode()
    return jwt.encode({"iss": key, "exp": int(time.time()) + 300 - age, "sha256": digest}, secret, algorithm="HS256")


BODY = json.dumps(
    {"event": "participant_joined", "room": {"name": ROOM}, "participant": {"identity": SITE}, "newField": 1}
).encode()


def test_a_webhook_counts_only_with_the_engines_signature(engine_alone: EngineAlone) -> None:
    secret = engine_alone.access.secret
    engine = LiveKitEngine(engine_alone.access)
    assert engine.read_hint(BODY, hook(BODY, secret=secret)) == Hint("participant_joined", ROOM, SITE)
    forged = {
        "another secret": hook(BODY, secret="x" * 48),
        "another key": hook(BODY, secret=secret, key="somebody"),
        "another body": hook(BODY, secret=secret, signed=b"{}"),
        "long ago": hook(BODY, secret=secret, age=7200),
        "nothing": "",
        "noise": "Bearer x.y.z",
    }
    for name, authorization in forged.items():
        assert engine.read_hint(BODY, authorization) is None, name
    assert engine.read_hint(b"\xff", hook(b"\xff", secret=secret)) is None


def test_the_secret_is_in_no_text_of_the_access(engine_alone: EngineAlone) -> None:
    access = engine_alone.access
    assert access.secret not in f"{access} {access!r}"
    assert access.secret not in engine_alone.log(1000)
