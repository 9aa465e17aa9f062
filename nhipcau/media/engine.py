"""What the product asks of a media engine, whichever it is.

The hall speaks to this Protocol alone. Rooms are named `hall-<conference pk>`; identities are
`site:<site pk>:<device>`, and for listeners `control|stage:<account pk>:<login>:<nonce>`. Sources are the two words of
`SOURCES`; whatever else a client declares arrives as "screen_share" or "unknown" and is for the hall to remove.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal, Protocol

Source = Literal["camera", "microphone", "screen_share", "unknown"]
Kind = Literal["audio", "video", "other"]
SOURCES: frozenset[str] = frozenset({"camera", "microphone"})

TOKEN_LIFETIME = timedelta(minutes=2)
"""A token is minted per join and says what was allowed then; it need only last until the join."""


class EngineError(Exception):
    """The engine refused a call or did not answer; `gone` says that the room or participant is not there."""

    def __init__(self, message: str, *, gone: bool = False) -> None:
        super().__init__(message)
        self.gone = gone


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """up: it answers now; version: None while it is down, or where an engine elsewhere does not tell.

    rooms: the engine's own ids of its rooms, by name. A room made anew has another: an engine that was away for less
    than a look is known by that.
    """

    up: bool
    name: str
    version: str | None
    rooms: Mapping[str, str] = field(default_factory=dict[str, str], compare=False)

    def as_json(self) -> dict[str, object]:
        return {"name": self.name, "version": self.version, "up": self.up}


@dataclass(frozen=True, slots=True)
class Track:
    """A published track as the engine holds it; kind is what it carries, source what its sender declared."""

    sid: str
    kind: Kind
    source: Source
    muted: bool


@dataclass(frozen=True, slots=True)
class Participant:
    """publish: the sources this participant may publish at the engine, now; hidden ones are listed too.

    hidden: the others in the room are told nothing of it.
    """

    identity: str
    sid: str
    publish: frozenset[str]
    tracks: tuple[Track, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Hint:
    """A webhook: something happened in `room`. Late, lost or repeated hints must not matter."""

    event: str
    room: str
    identity: str


class MediaEngine(Protocol):
    """An engine with rooms. Every call but `token` and `read_hint` may raise EngineError."""

    @property
    def client_url(self) -> str:
        """ws:// or wss:// address that browsers connect to."""
        ...

    async def status(self) -> EngineStatus:
        """Never raises: an engine that does not answer within a second is down."""
        ...

    async def aclose(self) -> None:
        """Let go of connections, at the end of the event loop that used them."""
        ...

    async def ensure_room(self, room: str, metadata: str) -> str:
        """Make the room unless it stands; its metadata is `metadata` afterwards. The engine's own id of it."""
        ...

    async def set_metadata(self, room: str, metadata: str) -> None: ...

    async def participants(self, room: str) -> list[Participant]:
        """Everybody in the room; empty where there is no such room."""
        ...

    async def set_publish(self, room: str, identity: str, sources: Set[str], *, hidden: bool = False) -> None:
        """Let `identity` publish exactly `sources`; tracks of other declared sources end at once.

        hidden: nobody else is told, neither of this nor of what ended, until a later call without it.
        """
        ...

    async def remove_track(self, room: str, identity: str, sid: str) -> None:
        """Silence one track for good: its sender has to publish anew, with permission."""
        ...

    async def remove(self, room: str, identity: str) -> None:
        """Put `identity` out of the room; no error where it has left already."""
        ...

    async def close_room(self, room: str) -> None:
        """End the room and put everybody out; no error where there is none."""
        ...

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
    ) -> str: ...

    def read_hint(self, body: bytes, authorization: str) -> Hint | None:
        """The webhook in `body`, or None where its signature is not the engine's."""
        ...
