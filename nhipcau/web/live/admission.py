"""How many rooms may enter the engine per second, with a queue that people can see.

212 rooms that come at once (the start, or after a failure) would hold the engine up for everybody. Each asker who
cannot enter at once gets a moment of its own, in the order of asking, and keeps it when it asks again too early or
loses the answer. Moments are seconds of a monotonic clock that the caller gives.
"""

import math
from dataclasses import dataclass

BURST_SECONDS = 0.5
"""What may enter at once after a quiet time: this many seconds' worth."""
FORFEIT = 10.0
"""Seconds after which a place that nobody came back for is given up."""


@dataclass(frozen=True, slots=True)
class Wait:
    """ahead: how many are let in before; seconds: when to ask again."""

    ahead: int
    seconds: float


class Admission:
    """per_second: 0 lets everybody in."""

    def __init__(self, per_second: float) -> None:
        self._interval = 1 / per_second if per_second > 0 else 0.0
        self._free_at = -math.inf
        self._places: dict[str, float] = {}

    def ask(self, who: str, now: float) -> Wait | None:
        """None where `who` may enter now; its place is used up then."""
        if not self._interval:
            return None
        self._clear(now)
        place = self._places.get(who)
        if place is None:
            place = max(self._free_at, now - BURST_SECONDS)
            self._free_at = place + self._interval
        if place <= now:
            self._places.pop(who, None)
            return None
        self._places[who] = place
        return Wait(ahead=sum(1 for other in self._places.values() if other < place), seconds=place - now)

    @property
    def waiting(self) -> int:
        """How many have a place and have not come back for it."""
        return len(self._places)

    def _clear(self, now: float) -> None:
        """Places are kept in the order of their moments: the first that is still good ends the search."""
        while self._places:
            who, place = next(iter(self._places.items()))
            if place > now - FORFEIT:
                return
            del self._places[who]
