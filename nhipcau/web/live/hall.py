"""One hall as its live pages see it: state at the last seq, its views, its streams, its pulse."""

import itertools
from collections.abc import Iterable
from datetime import datetime

from nhipcau.core.tokens import LiveClaims
from nhipcau.hall import views
from nhipcau.hall.projection import Desired, desired
from nhipcau.hall.state import HallState, Machine, Phase
from nhipcau.hall.store import Standing
from nhipcau.media.engine import EngineStatus
from nhipcau.web.live.ledger import Ledger
from nhipcau.web.live.parts import LiveView, Part
from nhipcau.web.live.presence import Beat, Presence
from nhipcau.web.live.pulse import pulse, speaking_machine
from nhipcau.web.live.stills import Still, Stills
from nhipcau.web.live.streams import EventStream

Place = tuple[str, str]
"""Site and device of a room."""

MOST_STREAMS = 4
"""Streams of one machine: its page, opened twice or thrice, and one whose line was lost without a word."""

_numbers = itertools.count(1)
"""Of all halls together: one that is loaded anew must not give a number a second time."""


class LiveHall:
    """All of it lives on the event loop's thread. Moments are seconds of the loop's clock."""

    def __init__(self, standing: Standing, ledger: Ledger, engine: EngineStatus, now: float) -> None:
        self.id = standing.state.facts.id
        self.seq = standing.seq
        self.state = standing.state
        self.presence = Presence(now)
        self.stills = Stills()
        self.ledger = ledger
        self.used_at = now
        self._number = number = next(_numbers)
        self._desired: tuple[HallState, Desired] | None = None
        self._shared = Part(number, views.room_shared(self.state))
        self._stage = Part(number, views.stage(self.state))
        self._control = Part(number, views.control(self.state))
        self._pulse = Part(number, pulse(self.state, self.presence, self.stills, engine, now))
        self._own: dict[Place, Part] = {}
        self._room_streams: dict[Place, dict[EventStream, None]] = {}  # the oldest first
        self._control_streams: dict[EventStream, LiveClaims] = {}
        self._stage_streams: dict[EventStream, LiveClaims] = {}

    # ---- what the hall is

    @property
    def ended(self) -> bool:
        return self.state.phase is Phase.ENDED

    @property
    def room(self) -> str:
        """Its room at the engine."""
        return f"hall-{self.id}"

    def desired(self) -> Desired | None:
        """What the engine should be; None once the hall has ended."""
        if self.ended:
            return None
        if self._desired is None or self._desired[0] is not self.state:
            self._desired = (self.state, desired(self.state))
        return self._desired[1]

    def machine(self, claims: LiveClaims) -> Machine | None:
        """The machine behind a room's token; None where it was removed, or came before the PIN changed."""
        site = self.state.sites.get(claims.subject)
        if site is None or site.facts.withdrawn or site.facts.version != claims.version:
            return None
        return next((machine for machine in site.machines if machine.id == claims.device), None)

    def has_replaced(self, claims: LiveClaims) -> bool:
        """Of a machine that is out: whether another one of its site has its place and the PIN is still the same."""
        site = self.state.sites.get(claims.subject)
        return site is not None and bool(site.machines) and site.facts.version == claims.version

    # ---- views

    def room_view(self, site: str, device: str) -> LiveView:
        return LiveView(self._shared, self._own_part((site, device)))

    def control_view(self) -> LiveView:
        return LiveView(self._control, self._pulse)

    def stage_view(self) -> LiveView:
        return LiveView(self._stage)

    def _own_part(self, place: Place) -> Part:
        part = self._own.get(place)
        if part is None:
            part = self._own[place] = Part(self._number, views.room_own(self.state, *place))
        return part

    # ---- change

    def advance(self, standing: Standing) -> bool:
        """Go on to a later standing; False where it is not later. Nobody hears of it before `tell`."""
        if standing.seq <= self.seq:
            return False
        self.seq, self.state = standing.seq, standing.state
        return True

    def tell(self) -> None:
        """Tell everybody whom it concerns what has changed."""
        self._number = number = next(_numbers)
        if self._stage.put(number, views.stage(self.state)):
            _wake(self._stage_streams)
        if self._control.put(number, views.control(self.state)):
            _wake(self._control_streams)
        all_rooms = self._shared.put(number, views.room_shared(self.state))
        for place, part in self._own.items():
            if part.put(number, views.room_own(self.state, *place)) or all_rooms:
                _wake(self._room_streams.get(place, ()))
        self._let_go()

    def beat(self, engine: EngineStatus, now: float) -> None:
        """The pulse, called twice a second: presence has changed by mere time."""
        number = next(_numbers)
        if self._pulse.put(number, pulse(self.state, self.presence, self.stills, engine, now)):
            self._number = number
            _wake(self._control_streams)

    def _let_go(self) -> None:
        """Whoever was removed is told so by the last patch of its stream; then nothing of it is kept."""
        known = frozenset((site, machine.id) for site, found in self.state.sites.items() for machine in found.machines)
        self.presence.forget_all_but(known)
        self.stills.forget_all_but(frozenset[Place]() if self.ended else known)
        for place in self._own.keys() - known:
            for stream in self._room_streams.get(place, ()):
                stream.end()
            if place not in self._room_streams:
                del self._own[place]

    # ---- streams

    def open_room(self, site: str, device: str, number: int) -> EventStream:
        """A stream for one machine; the oldest of too many ends, so that nobody fills the server with one pass."""
        streams = self._room_streams.setdefault((site, device), {})
        while len(streams) >= MOST_STREAMS:
            oldest = next(iter(streams))
            del streams[oldest]
            oldest.end()

        def ended(stream: EventStream) -> None:
            streams.pop(stream, None)
            if not streams and self._room_streams.get((site, device)) is streams:
                del self._room_streams[site, device]

        stream = EventStream(self.room_view(site, device), number, ended)
        streams[stream] = None
        return stream

    def open_control(self, claims: LiveClaims, number: int) -> EventStream:
        return _opened(self.control_view(), claims, number, self._control_streams)

    def open_stage(self, claims: LiveClaims, number: int) -> EventStream:
        return _opened(self.stage_view(), claims, number, self._stage_streams)

    @property
    def listeners(self) -> set[LiveClaims]:
        """Those behind the open streams of control rooms and stage pages."""
        return {*self._control_streams.values(), *self._stage_streams.values()}

    def dismiss(self, claims: LiveClaims) -> None:
        """End the streams of somebody who may not listen any more."""
        for stream, whose in [*self._control_streams.items(), *self._stage_streams.items()]:
            if whose == claims:
                stream.end(dismissed=True)

    @property
    def streams(self) -> list[EventStream]:
        rooms = (stream for streams in self._room_streams.values() for stream in streams)
        return [*rooms, *self._control_streams, *self._stage_streams]

    # ---- what rooms say

    def heard(self, site: str, machine: Machine, beat: Beat, now: float, at: datetime) -> None:
        """A heartbeat; at: the same moment by the wall clock."""
        self.presence.beat(site, machine.id, beat, now)
        if machine.admitted:
            self.ledger.note(site, at)

    def still(self, site: str, device: str = "") -> Still | None:
        """The newest picture of one machine of the site; without `device`, of the one that stands for it."""
        found = self.state.sites.get(site)
        if not device and found is not None:
            machine = speaking_machine(found)
            device = machine.id if machine is not None else ""
        return self.stills.get(site, device)


def _opened(view: LiveView, claims: LiveClaims, number: int, streams: dict[EventStream, LiveClaims]) -> EventStream:
    def ended(stream: EventStream) -> None:
        streams.pop(stream, None)

    stream = EventStream(view, number, ended)
    streams[stream] = claims
    return stream


def _wake(streams: Iterable[EventStream]) -> None:
    for stream in streams:
        stream.wake()
