"""The engine alone, configured as the product configures it: one site on stage in its room, clients around it."""

from types import TracebackType
from typing import Any, Self

from bench.kit.clips import clip_of
from bench.kit.hall import ASKED_PER_SECOND
from bench.kit.province import Seat
from bench.kit.rooms import Rooms
from nhipcau.media.livekit import LiveKitEngine
from tests.support.stack import EngineAlone

_ROOM = "raw"
_SOURCES = {"video": "camera", "audio": "microphone"}


class StageInEngine:
    """`async with StageInEngine(seat) as stage:` an engine whose room carries picture and sound of `seat`."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    async def __aenter__(self) -> Self:
        self._alone = EngineAlone()
        self._alone.__enter__()
        try:
            self._engine = LiveKitEngine(self._alone.access)
            await self._engine.ensure_room(_ROOM, "{}")
            await self._engine.aclose()
            publisher = self._client(self._seat, publish=list(_SOURCES.values()), **clip_of(self._seat))
            self._publisher = Rooms(self._config([publisher])).__enter__()
            self._publisher.must_all("published", [self._seat.site], 20, "no picture in the engine")
        except BaseException:
            self._alone.close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._publisher.__exit__(kind, error, trace)
        self._alone.close()

    @property
    def pids(self) -> dict[str, int]:
        assert self._alone.process is not None
        return {"engine": self._alone.process.pid, "stage": self._publisher.pid}

    def rooms(self, seats: list[Seat]) -> Rooms:
        """Clients that take picture and sound of the stage as a room does, where the main site's microphone is open."""
        wants = [{"identity": self._seat.identity, "kind": kind, "source": source} for kind, source in _SOURCES.items()]
        return Rooms(self._config([self._client(seat, wants=wants) for seat in seats]))

    def _client(self, seat: Seat, publish: list[str] | None = None, **more: Any) -> dict[str, Any]:
        token = self._engine.token(_ROOM, seat.identity, publish=frozenset(publish or ()), name=seat.name)
        return {"site": seat.site, "token": token, "role": "room", "publish": publish or [], **more}

    def _config(self, clients: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "mode": "raw",
            "engine_url": self._engine.client_url,
            "joins_per_second": ASKED_PER_SECOND,
            "clients": clients,
        }
