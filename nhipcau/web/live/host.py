"""The hall host: everything live of this process, on its event loop.

It hears from the bus that a conference's journal has grown, reads the hall on, tells the streams, and lets the
reconciler push the difference to the engine. The database is read in a thread of its own; no request waits for it
but the first that asks for a hall, and one whose machine is not known yet.
"""

import asyncio
import itertools
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from django.db import close_old_connections

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.access import system
from nhipcau.core.config import Config
from nhipcau.core.tokens import LiveClaims
from nhipcau.hall import store
from nhipcau.hall.commands import do_record_presence
from nhipcau.hall.state import Machine, Phase
from nhipcau.journal import bus, record
from nhipcau.media.engine import EngineStatus, MediaEngine
from nhipcau.web.live import refusals, rights
from nhipcau.web.live.admission import Admission
from nhipcau.web.live.hall import LiveHall
from nhipcau.web.live.ledger import Ledger
from nhipcau.web.live.reconcile import Reconciler
from nhipcau.web.live.rights import Rights

PULSE_SECONDS: Final = 0.5
ENGINE_SECONDS: Final = 1.0
SUMMARY_SECONDS: Final = 60.0
SILENCE_SECONDS: Final = 0.5
"""At most so long do pages wait to hear of a change that closes microphones: the engine closes them first. 212 rooms
that hear of it give it so much to do at once that fifty microphones went on for a second; one closes in 10 ms."""
IDLE_SECONDS: Final = 1800.0
"""A hall that is not open and that nobody asked for is let go after that long."""

_ACTOR: Final = system("hall")
_STREAM: Final = "conference:"
_log = logging.getLogger(__name__)
T = TypeVar("T")


class HallHost:
    """Make it anywhere; `start` and `stop` it on the event loop that serves `/live`."""

    def __init__(self, settings: Config, engine: MediaEngine) -> None:
        self.engine = engine
        self.engine_status = EngineStatus(up=False, name="livekit", version=None)
        self.admission = Admission(settings.admission_per_second)
        self._halls: dict[str, LiveHall] = {}
        self._reconcilers: dict[str, tuple[Reconciler, asyncio.Task[None]]] = {}
        self._loading: dict[str, asyncio.Lock] = {}
        self._readers: dict[str, _Reader] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._rights = Rights(self._in_database, self._now)
        self._database = ThreadPoolExecutor(1, thread_name_prefix="hall-host")
        self._loop: asyncio.AbstractEventLoop | None = None
        self._unsubscribe: Callable[[], None] | None = None

    # ---- life

    async def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._unsubscribe = bus.subscribe(self._announced)
        for pk in await self._in_database(_running_halls):
            try:
                await self.hall(str(pk))
            except Exception:  # noqa: BLE001 - logged in full; one hall that cannot be read must not keep the others shut
                _log.exception("hall %s could not be read", pk)
        for work in (self._watch_engine, self._watch_rights, self._beat, self._sum_up):
            self._keep(asyncio.create_task(_forever(work), name=work.__name__))

    async def stop(self) -> None:
        """End all streams and tasks; what is not in the journal yet goes there."""
        if self._unsubscribe is not None:
            self._unsubscribe()
        self.end_streams()
        while self._tasks:
            for task in list(self._tasks):
                task.cancel()
            # A library may take the cancelling for its own time limit and go on: then it is told again.
            await asyncio.wait(list(self._tasks), timeout=1.0)
        for hall in self._halls.values():
            await self._write_down(hall)
        await self.engine.aclose()
        await self._in_database(_close_connection)
        self._database.shutdown()

    def end_streams(self) -> None:
        """Let every open stream end in order; called when the server is told to stop, so that it need not wait."""
        for hall in self._halls.values():
            for stream in hall.streams:
                stream.end()

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _in_database(self, work: Callable[..., T], *arguments: object) -> T:
        def fresh() -> T:
            close_old_connections()
            return work(*arguments)

        return await asyncio.get_running_loop().run_in_executor(self._database, fresh)

    # ---- halls

    async def hall(self, pk: str) -> LiveHall:
        """The hall of a conference; Refusal `foreign_hall` (404) where there is no such conference any more."""
        known = self._halls.get(pk)
        if known is None:
            async with self._loading.setdefault(pk, asyncio.Lock()):
                known = self._halls.get(pk) or await self._load(pk)
        known.used_at = self._now()
        return known

    async def _load(self, pk: str) -> LiveHall:
        try:
            standing, ledger = await self._in_database(_read_hall, int(pk))
        except (Conference.DoesNotExist, ValueError) as error:
            raise refusals.foreign_hall() from error
        hall = self._halls[pk] = LiveHall(standing, ledger, self.engine_status, self._now())
        self._readers[pk] = _Reader()
        self._look_after(hall)
        return hall

    def _look_after(self, hall: LiveHall) -> None:
        """Also where it has ended: the server may have been killed before the room at the engine was closed."""
        reconciler = Reconciler(hall.room, self.engine, hall.desired)
        task = asyncio.create_task(reconciler.run(), name=f"reconcile-{hall.id}")
        self._reconcilers[hall.id] = (reconciler, task)
        self._keep(task)

    def reconciler(self, hall: LiveHall) -> Reconciler:
        """Whoever keeps the engine's room of this hall in order."""
        return self._reconcilers[hall.id][0]

    async def machine(self, hall: LiveHall, claims: LiveClaims) -> Machine | None:
        """The machine behind a room's token. One that just arrived may be in the journal, but not read yet."""
        machine = hall.machine(claims)
        if machine is None:
            await self.refresh(hall)
            machine = hall.machine(claims)
        return machine

    async def may_listen(self, claims: LiveClaims) -> None:
        """Refusal `logged_out` (401) or `not_allowed` (403) where whoever is behind a token of a control room or a
        stage page may not listen any more."""
        await self._rights.look({claims})
        refusal = self._rights.refusal(claims)
        if refusal is not None:
            raise refusal

    async def refresh(self, hall: LiveHall) -> None:
        """Read what the journal has now; several who ask meanwhile share one reading that began after their asking."""
        reader = self._readers[hall.id]
        asked = reader.asked = next(_asking)
        async with reader.lock:
            if reader.answered >= asked:
                return
            covers = reader.asked
            standing = await self._in_database(store.current, int(hall.id))
            reader.answered = covers
            was_open = hall.state.phase is Phase.OPEN
            if hall.advance(standing):
                reconciler = self.reconciler(hall)
                reconciler.changed()
                await reconciler.silenced(SILENCE_SECONDS)
                hall.tell()
        if hall.ended and was_open:
            await self._write_down(hall)
        elif not hall.ended and self._reconcilers[hall.id][1].done():
            self._look_after(hall)  # its room was closed when it ended, and now it goes on

    def _announced(self, stream: str, seq: int) -> None:
        """From the bus, in whatever thread wrote."""
        if self._loop is not None and stream.startswith(_STREAM):
            self._loop.call_soon_threadsafe(self._heard, stream.removeprefix(_STREAM), seq)

    def _heard(self, pk: str, seq: int) -> None:
        hall = self._halls.get(pk)
        if hall is not None and hall.seq < seq:
            self._keep(asyncio.create_task(self._refreshed(hall)))

    async def _refreshed(self, hall: LiveHall) -> None:
        try:
            await self.refresh(hall)
        except Exception:  # noqa: BLE001 - logged in full; the next entry, or the next stranger, reads again
            _log.exception("hall %s could not be read on", hall.id)

    def hint(self, room: str) -> None:
        """The engine says that something happened in `room`."""
        kept = self._reconcilers.get(room.removeprefix("hall-"))
        if kept is not None:
            kept[0].hint()

    # ---- what runs all the time

    async def _watch_engine(self) -> None:
        stood = {reconciler: reconciler.standing for reconciler, _ in self._reconcilers.values()}
        before, self.engine_status = self.engine_status, await self.engine.status()
        if before != self.engine_status:
            _log.info("engine %s", "up" if self.engine_status.up else "down")
            for hall in self._halls.values():
                hall.beat(self.engine_status, self._now())
        if self.engine_status.up:
            for reconciler, room in stood.items():
                # An engine that was killed and is back within the second was never seen down; its rooms are gone.
                lost = room == reconciler.standing != "" and self.engine_status.rooms.get(reconciler.room) != room
                if lost or not before.up:
                    reconciler.engine_returned()
        await asyncio.sleep(ENGINE_SECONDS)

    async def _watch_rights(self) -> None:
        """All who listen, once every few seconds: who may not any more is shown out here and at the engine."""
        await asyncio.sleep(rights.FRESH_SECONDS)
        for hall in list(self._halls.values()):
            if hall.id not in self._halls:
                continue  # let go meanwhile
            reconciler = self.reconciler(hall)
            inside = {each: rights.listener(hall.id, each) for each in reconciler.listeners}
            await self._rights.look(hall.listeners.union(filter(None, inside.values())))
            for claims in hall.listeners:
                if self._rights.refusal(claims):
                    hall.dismiss(claims)
            reconciler.bar([each for each, claims in inside.items() if not claims or self._rights.refusal(claims)])

    async def _beat(self) -> None:
        now = self._now()
        for hall in self._halls.values():
            hall.beat(self.engine_status, now)
        await asyncio.sleep(PULSE_SECONDS)

    async def _sum_up(self) -> None:
        await asyncio.sleep(SUMMARY_SECONDS)
        for hall in list(self._halls.values()):
            if hall.state.phase is Phase.OPEN or hall.ledger.unwritten:
                await self._write_down(hall)
            elif not hall.streams and self._now() - hall.used_at > IDLE_SECONDS:
                self._forget(hall)

    async def _write_down(self, hall: LiveHall) -> None:
        if hall.state.phase is Phase.WAITING:
            return
        unwritten = hall.ledger.unwritten
        unwritten.append(hall.ledger.due(clock.now()))
        async with self._readers[hall.id].writing:
            try:
                while unwritten:
                    await self._in_database(do_record_presence, _ACTOR, int(hall.id), *unwritten[0])
                    unwritten.popleft()
            except Exception:  # noqa: BLE001 - logged in full; what could not be written is kept for the next time
                _log.exception("hall %s: who came and left could not be written", hall.id)

    def _forget(self, hall: LiveHall) -> None:
        reconciler, task = self._reconcilers.pop(hall.id)
        reconciler.end()
        task.cancel()
        del self._halls[hall.id], self._readers[hall.id]
        self._loading.pop(hall.id, None)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


class _Reader:
    """asked, answered: numbers of askings; an answer covers every asking made before its reading began.

    writing: held by whoever writes down who was there, so that no summary is written twice or out of turn.
    """

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.writing = asyncio.Lock()
        self.asked = 0
        self.answered = 0


_asking = itertools.count(1)


def _running_halls() -> list[int]:
    return list(Conference.objects.filter(state=Conference.State.RUNNING).values_list("pk", flat=True))


def _read_hall(pk: int) -> tuple[store.Standing, Ledger]:
    inside: set[str] = set()
    for entry in record.read(f"{_STREAM}{pk}", kinds=["presence.changed"]):
        inside |= entry.data["in"].keys()
        inside -= entry.data["out"].keys()
    return store.current(pk), Ledger(inside, clock.now())


def _close_connection() -> None:
    from django.db import connection

    connection.close()


async def _forever(work: Callable[[], Awaitable[None]]) -> None:
    """`work` again and again; it sleeps by itself. A failure is logged and slows it down, nothing more."""
    while True:
        try:
            await work()
        except Exception:  # noqa: BLE001 - logged in full; the hall must not lose its pulse by one bad round
            _log.exception("%s failed", getattr(work, "__name__", work))
            await asyncio.sleep(1.0)
