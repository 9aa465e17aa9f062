"""The LiveKit adapter: the one implementation of MediaEngine.

What the engine really does, and is guarded against here:
- An empty `can_publish_sources` means *every* source, so an empty set is sent as `can_publish = False`.
- `UpdateParticipant` replaces the whole permission object: it is always sent whole.
- The Python client retries a dead address by itself for seconds; that is switched off, the hall has its own loop.
"""

import asyncio
import hashlib
import logging
from base64 import b64decode
from collections.abc import Awaitable, Set
from datetime import timedelta
from typing import Final, TypeVar

import aiohttp
import jwt
from google.protobuf.json_format import Parse, ParseError
from livekit import api
from livekit.api.room_service import RoomService

from nhipcau.core.config import Config, config
from nhipcau.media.access import EngineAccess, engine_access
from nhipcau.media.engine import (
    SOURCES,
    TOKEN_LIFETIME,
    EngineError,
    EngineStatus,
    Hint,
    Kind,
    MediaEngine,
    Participant,
    Source,
    Track,
)

log = logging.getLogger(__name__)
_T = TypeVar("_T")

NAME: Final = "livekit"
_SOURCE_OF: Final[dict[int, Source]] = {
    api.TrackSource.CAMERA: "camera",
    api.TrackSource.MICROPHONE: "microphone",
    api.TrackSource.SCREEN_SHARE: "screen_share",
    api.TrackSource.SCREEN_SHARE_AUDIO: "screen_share",
}
_KIND_OF: Final[dict[int, Kind]] = {api.TrackType.AUDIO: "audio", api.TrackType.VIDEO: "video"}
_EMPTY_ROOM_SECONDS: Final = 7200
_DEPARTED_ROOM_SECONDS: Final = 1800


class LiveKitEngine:
    """One engine for the life of an event loop; `aclose()` at its end. Calls end within `timeout` seconds."""

    def __init__(self, access: EngineAccess, timeout: float = 5.0) -> None:
        self._access = access
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._client: api.LiveKitAPI | None = None
        self._session: aiohttp.ClientSession | None = None

    @property
    def client_url(self) -> str:
        return self._access.client_url

    @property
    def _rooms(self) -> RoomService:
        if self._client is None:
            self._session = aiohttp.ClientSession(timeout=self._timeout)
            self._client = api.LiveKitAPI(
                self._access.api_url, self._access.key, self._access.secret, session=self._session, failover=False
            )
        return self._client.room

    async def aclose(self) -> None:
        if self._session is not None:
            await self._session.close()
        self._client = self._session = None

    async def status(self) -> EngineStatus:
        down = EngineStatus(up=False, name=NAME, version=None)
        try:
            async with asyncio.timeout(1.0):
                listed = await self._rooms.list_rooms(api.ListRoomsRequest())
        except (TimeoutError, aiohttp.ClientError, api.ServerError) as error:
            log.debug("engine down: %s", error)
            return down
        rooms = {room.name: room.sid for room in listed.rooms}
        return EngineStatus(up=True, name=NAME, version=self._access.version(), rooms=rooms)

    async def ensure_room(self, room: str, metadata: str) -> str:
        made = await _call(
            self._rooms.create_room(
                api.CreateRoomRequest(
                    name=room,
                    metadata=metadata,
                    empty_timeout=_EMPTY_ROOM_SECONDS,
                    departure_timeout=_DEPARTED_ROOM_SECONDS,
                )
            )
        )
        if made.metadata != metadata:  # it stood already
            await self.set_metadata(room, metadata)
        return made.sid

    async def set_metadata(self, room: str, metadata: str) -> None:
        await _call(self._rooms.update_room_metadata(api.UpdateRoomMetadataRequest(room=room, metadata=metadata)))

    async def participants(self, room: str) -> list[Participant]:
        try:
            listed = await _call(self._rooms.list_participants(api.ListParticipantsRequest(room=room)))
        except EngineError as error:
            if error.gone:
                return []
            raise
        return [_participant(info) for info in listed.participants]

    async def set_publish(self, room: str, identity: str, sources: Set[str], *, hidden: bool = False) -> None:
        await _call(
            self._rooms.update_participant(
                api.UpdateParticipantRequest(
                    room=room,
                    identity=identity,
                    permission=api.ParticipantPermission(
                        can_subscribe=True,
                        can_publish=bool(sources),
                        can_publish_sources=[name.upper() for name in _names(sources)],
                        can_publish_data=False,
                        can_update_metadata=False,
                        hidden=hidden,
                    ),
                )
            )
        )

    async def remove_track(self, room: str, identity: str, sid: str) -> None:
        """The engine has no call that ends a track; withdrawing the permission it stands on does.

        A sender that declares sound as camera loses its camera with it until it publishes again.
        """
        for one in await self.participants(room):
            if one.identity != identity:
                continue
            for track in one.tracks:
                if track.sid == sid:
                    allowed = one.publish & SOURCES
                    await self.set_publish(room, identity, allowed - {track.source})
                    await self.set_publish(room, identity, allowed)
                    return

    async def remove(self, room: str, identity: str) -> None:
        await _unless_gone(self._rooms.remove_participant(api.RoomParticipantIdentity(room=room, identity=identity)))

    async def close_room(self, room: str) -> None:
        await _unless_gone(self._rooms.delete_room(api.DeleteRoomRequest(room=room)))

    def token(
        self,
        room: str,
        identity: str,
        *,
        publish: Set[str],
        subscribe: bool = True,
        hidden: bool = False,
        name: str = "",
        ttl: timedelta = TOKEN_LIFETIME,
    ) -> str:
        grants = api.VideoGrants(
            room_join=True,
            room=room,
            can_publish=bool(publish),
            can_publish_sources=_names(publish) or None,
            can_publish_data=False,
            can_subscribe=subscribe,
            can_update_own_metadata=False,
            hidden=hidden or None,
        )
        minted = api.AccessToken(self._access.key, self._access.secret).with_identity(identity).with_grants(grants)
        return minted.with_name(name).with_ttl(ttl).to_jwt()

    def read_hint(self, body: bytes, authorization: str) -> Hint | None:
        try:
            claims = jwt.decode(
                authorization.removeprefix("Bearer ").strip(),
                self._access.secret,
                algorithms=["HS256"],
                issuer=self._access.key,
                leeway=60,
                options={"require": ["exp"]},
            )
            if b64decode(str(claims.get("sha256", ""))) != hashlib.sha256(body).digest():
                return None
            event = Parse(body, api.WebhookEvent(), ignore_unknown_fields=True)
        except (jwt.PyJWTError, ValueError, ParseError) as error:
            log.warning("webhook refused: %s", error)
            return None
        return Hint(event=event.event, room=event.room.name, identity=event.participant.identity)


def engine(settings: Config | None = None) -> MediaEngine:
    """The engine of this process's settings."""
    return LiveKitEngine(engine_access(settings or config()))


def _names(sources: Set[str]) -> list[str]:
    """As the engine names them, in a fixed order."""
    if foreign := set(sources) - SOURCES:
        raise ValueError(f"not a source that may be allowed: {', '.join(sorted(foreign))}")
    return sorted(sources)


def _participant(info: "api.ParticipantInfo") -> Participant:
    permission = info.permission
    allowed: frozenset[str] = frozenset()
    if permission.can_publish:
        named = frozenset(_SOURCE_OF.get(value, "unknown") for value in permission.can_publish_sources)
        allowed = named or SOURCES | {"screen_share", "unknown"}  # none named: every source is open
    tracks = tuple(
        Track(
            sid=track.sid,
            kind=_KIND_OF.get(track.type, "other"),
            source=_SOURCE_OF.get(track.source, "unknown"),
            muted=track.muted,
        )
        for track in info.tracks
    )
    return Participant(info.identity, info.sid, allowed, tracks, hidden=permission.hidden)


async def _call(pending: Awaitable[_T]) -> _T:
    try:
        return await pending
    except api.ServerError as error:
        raise EngineError(f"{error.code}: {error.message}", gone=error.code == "not_found") from error
    except (aiohttp.ClientError, TimeoutError) as error:
        raise EngineError(f"no answer from the engine: {error}") from error


async def _unless_gone(pending: Awaitable[object]) -> None:
    try:
        await _call(pending)
    except EngineError as error:
        if not error.gone:
            raise
