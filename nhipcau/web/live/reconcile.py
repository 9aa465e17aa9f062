"""Keeping the engine's room what the hall says: the difference at once after each command, a look every 2 s.

One task a hall does all of it, one thing after the other, so that a look never undoes a push. An engine that does
not answer is left alone until the next look; nothing is lost by that, since every look compares everything.
"""

import asyncio
import contextlib
import json
import logging
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import Final

from nhipcau.hall.projection import Desired
from nhipcau.media.engine import EngineError, MediaEngine
from nhipcau.web.live.repairs import Permit, PutOut, RemoveTrack, Repair, differences, is_listener, repairs, silencing

LOOK_SECONDS: Final = 2.0
HINT_SECONDS: Final = 0.25
"""Hints come in swarms when a province joins; one look answers all of them."""
AT_ONCE: Final = 16
"""Calls to the engine in parallel: 212 permissions take 0.6 s with 8, 3.9 one by one."""
HIDDEN_SECONDS: Final = 1.5
"""How long who was silenced together with many others stays hidden, if nothing shows it again before."""

_log = logging.getLogger(__name__)


class Reconciler:
    """desired: what the hall says now, None once it has ended. Start `run` as a task."""

    def __init__(self, room: str, engine: MediaEngine, desired: Callable[[], Desired | None]) -> None:
        self.room = room
        self._engine = engine
        self._desired = desired
        self._wake = asyncio.Event()
        self._look_at = 0.0
        self._looked_at = 0.0
        self._standing = False
        self._made = ""
        self._wanted = False
        self._failing = False
        self._publish: dict[str, frozenset[str]] = {}
        self._hidden: dict[str, float] = {}
        self._metadata = ""
        self._carried: object = None
        self._strikes: Counter[str] = Counter()
        self._complaints: Counter[str] = Counter()
        self._making = asyncio.Lock()
        self._silenced = asyncio.Event()
        self._let_go = False
        self._barred: frozenset[str] = frozenset()
        self.listeners: frozenset[str] = frozenset()
        """Identities of control rooms and stage pages, as of the last look."""

    def changed(self) -> None:
        """The hall is another one now: push the difference."""
        self._wake.set()

    async def silenced(self, seconds: float) -> None:
        """After `changed`: wait until the engine has closed the microphones that the hall has, at most so long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._standing and (desired := self._desired()) and silencing(desired, self._publish):
                    self._silenced.clear()
                    await self._silenced.wait()

    def hint(self) -> None:
        """Something happened in the room: look soon."""
        self._look_at = min(self._look_at, self._looked_at + HINT_SECONDS)
        self._wake.set()

    def bar(self, identities: Collection[str]) -> None:
        """Listeners that may not be in the room: they are put out now, and whenever they are seen again."""
        barred = frozenset(identities)
        if barred - self._barred:
            self._look_at = 0.0
            self._wake.set()
        self._barred = barred

    def end(self) -> None:
        """Stop looking after the room, and leave it as it is. Its task is to be cancelled besides; a library may take
        that for its own time limit, and must not keep a second reconciler of the room alive."""
        self._let_go = True

    @property
    def standing(self) -> str:
        """The engine's own id of the room as it was made; empty where it is not known to stand."""
        return self._made if self._standing else ""

    def engine_returned(self) -> None:
        """The engine was away: its rooms are gone, or nobody knows."""
        self._standing = False
        self._publish.clear()
        self._look_at = 0.0
        self._wake.set()

    async def ensure_room(self) -> None:
        """Make the room unless it is known to stand; EngineError where the engine does not answer."""
        self._wanted = True
        async with self._making:
            desired = self._desired()
            if not self._standing and desired is not None:
                await self._make(desired)

    async def run(self) -> None:
        """Until cancelled or let go, or until the hall has ended and its room is closed."""
        while not self._let_go:
            try:
                if await self._once():
                    return
                self._failing = False
            except EngineError as error:
                if not self._failing:  # an engine that is away is away for many rounds
                    _log.info("%s: %s", self.room, error)
                self._after_failure()
            except Exception:  # noqa: BLE001 - logged in full; a hall without its reconciler would be the greater harm
                _log.exception("%s: looking after the room failed; trying again", self.room)
                self._after_failure()
            try:
                async with asyncio.timeout(max(0.0, self._look_at - _now())):
                    await self._wake.wait()
            except TimeoutError:
                continue

    def _after_failure(self) -> None:
        self._failing = True
        self._standing = False
        self._silenced.set()  # nobody waits for an engine that does not answer
        self._look_at = _now() + LOOK_SECONDS

    async def _once(self) -> bool:
        self._wake.clear()
        desired = self._desired()
        if desired is None:
            await self._engine.close_room(self.room)
            self._standing = False
            return True
        if self._standing:
            await self._push(desired)
        if _now() >= self._look_at:
            self._looked_at = _now()
            self._look_at = self._looked_at + LOOK_SECONDS
            await self._look()
        return False

    async def _push(self, desired: Desired) -> None:
        await self._carry_out(silencing(desired, self._publish))
        self._silenced.set()
        await asyncio.gather(self._tell(desired), self._carry_out(differences(desired, self._publish)))

    async def _tell(self, desired: Desired) -> None:
        """The room's metadata, where it says something new; 212 clients hear of each change."""
        if self._says_the_same(desired):
            return
        await self._engine.set_metadata(self.room, desired.metadata)
        self._note(desired)

    async def _look(self) -> None:
        if not self._wanted:
            self._wanted = bool(await self._engine.participants(self.room))
        if not self._wanted:
            return
        async with self._making:
            desired = self._desired()
            if desired is None:
                return
            await self._make(desired)
        present = await self._engine.participants(self.room)
        self._publish = {one.identity: one.publish for one in present}
        self.listeners = frozenset(filter(is_listener, self._publish))
        # The hall may have gone on meanwhile: what is repaired is what it says now.
        desired = self._desired()
        if desired is not None:
            until = _now() - HIDDEN_SECONDS
            self._hidden = {identity: since for identity, since in self._hidden.items() if since > until}
            await self._carry_out([PutOut(identity) for identity in self.listeners & self._barred])
            await self._carry_out(repairs(desired, present, self._strikes, self._hidden))

    async def _make(self, desired: Desired) -> None:
        if not self._says_the_same(desired):
            self._made = await self._engine.ensure_room(self.room, desired.metadata)
            self._note(desired)
        else:
            self._made = await self._engine.ensure_room(self.room, self._metadata)
        self._standing = True

    def _says_the_same(self, desired: Desired) -> bool:
        return self._metadata != "" and _carried(desired.metadata) == self._carried

    def _note(self, desired: Desired) -> None:
        self._metadata, self._carried = desired.metadata, _carried(desired.metadata)

    async def _carry_out(self, due: Sequence[Repair]) -> None:
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(repair: Repair) -> None:
            async with gate:
                await self._repair(repair)

        await asyncio.gather(*(one(repair) for repair in due))

    async def _repair(self, repair: Repair) -> None:
        try:
            match repair:
                case Permit(identity, sources, hidden):
                    if hidden:
                        self._hidden[identity] = _now()
                    await self._engine.set_publish(self.room, identity, sources, hidden=hidden)
                    self._publish[identity] = sources
                case RemoveTrack(identity, sid):
                    self._complain(identity, "sends what it did not declare; the track is ended")
                    await self._engine.remove_track(self.room, identity, sid)
                case PutOut(identity):
                    self._complain(identity, "does not belong here, or sends false tracks again; it is put out")
                    await self._engine.remove(self.room, identity)
                    self._publish.pop(identity, None)
        except EngineError as error:
            if not error.gone:
                raise
            self._publish.pop(repair.identity, None)

    def _complain(self, identity: str, what: str) -> None:
        """Into the log, but not each time: whoever comes back for ever must not fill the disk."""
        self._complaints[identity] += 1
        number = self._complaints[identity]
        if number & (number - 1) == 0:  # the 1st, 2nd, 4th, 8th …
            _log.warning("%s: %s %s (%d times)", self.room, identity, what, number)


def _carried(metadata: str) -> object:
    """What the metadata says, but for the turn: what was changed and changed back needs no telling."""
    said = json.loads(metadata)
    said.pop("turn", None)
    return said


def _now() -> float:
    return asyncio.get_running_loop().time()
