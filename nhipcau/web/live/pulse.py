"""The part of the control room's view that changes by itself: who is there, what they show, who is ready."""

from functools import lru_cache

from nhipcau.hall.merge_patch import View
from nhipcau.hall.state import HallState, Machine, SiteState
from nhipcau.media.engine import EngineStatus
from nhipcau.web.live.presence import Presence
from nhipcau.web.live.stills import Stills

LEVEL_STEP = 5
"""Levels are shown in steps: one that trembles by a point is no news."""


def speaking_machine(site: SiteState) -> Machine | None:
    """The machine that stands for its site: the one let in, else the one that waits longest."""
    return site.admitted or next(iter(site.waiting), None)


def pulse(state: HallState, presence: Presence, stills: Stills, engine: EngineStatus, now: float) -> View:
    """`pulse`, `ready` and `engine` of the control view; rows that did not change are the same objects."""
    rows: dict[str, View] = {}
    ready = of = 0
    following = state.next
    for site, found in state.sites.items():
        machine = speaking_machine(found)
        device, admitted = (machine.id, machine.admitted) if machine else ("", False)
        line = presence.line(site, device, now, admitted=admitted)
        beat = presence.last(site, device, now)
        still = stills.get(site, device)
        level = -1 if beat is None or beat.level is None else beat.level // LEVEL_STEP * LEVEL_STEP
        shown = beat.rev if beat is not None and admitted else 0
        rows[site] = _row(line, level, still.number if still else 0, shown)
        if beat is not None and admitted and following is not None and site not in following.sites:
            of += 1
            ready += beat.ready == following.rev
    view: dict[str, View] = {"pulse": rows, "engine": _engine(engine.up, engine.version or "")}
    if following is not None:
        view["ready"] = {"rev": following.rev, "n": ready, "of": of}
    return view


@lru_cache(maxsize=4096)
def _row(line: str, level: int, still: int, shown: int) -> View:
    row: dict[str, str | int] = {"st": line}
    if level >= 0:
        row["lv"] = level
    if still:
        row["still"] = still
    if shown:
        row["shown"] = shown
    return row


@lru_cache(maxsize=4)
def _engine(up: bool, version: str) -> View:
    return {"up": up, "version": version} if version else {"up": up}
