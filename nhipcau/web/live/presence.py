"""Who is there, by their own heartbeat: the engine notices a pulled plug only after about 15 s.

Moments are seconds of a monotonic clock that the caller gives. A machine beats every 2 s; after `SILENT` seconds
without a beat it is lost. Just after a start of the server nothing was heard of anybody yet: for `GRACE` seconds
that means "unknown", so that a restart does not paint a whole province red.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from nhipcau.web.live import refusals

Line = Literal["ok", "weak", "lost", "never", "unknown"]
EngineLine = Literal["connected", "connecting", "off"]

SILENT = 5.0
GRACE = 6.0
WEAK_LOSS = 5.0
"""Percent of packets lost from which a line is called weak."""
_ENGINE_LINES: tuple[EngineLine, ...] = ("connected", "connecting", "off")
_LARGEST = 2**53


@dataclass(frozen=True, slots=True)
class Beat:
    """What a room says of itself. rev: stage rev it shows; ready: rev of the NEXT that is warm, or 0; level: of its
    microphone, 0–100; loss: percent."""

    rev: int = 0
    ready: int = 0
    engine: EngineLine = "off"
    level: int | None = None
    loss: float | None = None


@dataclass(frozen=True, slots=True)
class _Heard:
    at: float
    beat: Beat


class Presence:
    """Heartbeats of one hall, by site and device."""

    def __init__(self, started: float) -> None:
        self._started = started
        self._heard: dict[tuple[str, str], _Heard] = {}

    def beat(self, site: str, device: str, beat: Beat, now: float) -> None:
        self._heard[site, device] = _Heard(now, beat)

    def line(self, site: str, device: str, now: float, *, admitted: bool) -> Line:
        """How a machine's line is. device: empty where the site has none."""
        heard = self._heard.get((site, device))
        if heard is None:
            if now - self._started < GRACE:
                return "unknown"
            return "lost" if device else "never"
        if now - heard.at > SILENT:
            return "lost"
        bad_engine = admitted and heard.beat.engine != "connected"
        return "weak" if bad_engine or (heard.beat.loss or 0) >= WEAK_LOSS else "ok"

    def last(self, site: str, device: str, now: float) -> Beat | None:
        """What a machine said last, unless it is lost since."""
        heard = self._heard.get((site, device))
        return heard.beat if heard is not None and now - heard.at <= SILENT else None

    def forget_all_but(self, machines: frozenset[tuple[str, str]]) -> None:
        """Drop machines that the hall does not know any more; whoever is removed leaves nothing behind."""
        for gone in self._heard.keys() - machines:
            del self._heard[gone]


def read_beat(said: Any) -> Beat:
    """The heartbeat in a JSON value from outside; Refusal `malformed` (422) where it is none."""
    if not isinstance(said, Mapping):
        raise refusals.malformed()
    engine = said.get("engine")
    if engine not in _ENGINE_LINES:
        raise refusals.malformed()
    level, loss = said.get("level"), said.get("loss")
    return Beat(
        rev=_whole(said.get("rev", 0)),
        ready=_whole(said.get("ready", 0)),
        engine=engine,
        level=None if level is None else round(_within(level)),
        loss=None if loss is None else _within(loss),
    )


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _LARGEST:
        raise refusals.malformed()
    return value


def _within(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 100:  # refuses NaN as well
        raise refusals.malformed()
    return value
