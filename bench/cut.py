"""bench cut: from the operator's request to the new picture at each room.

All moments are of the machine's one clock. A room shows the new picture when it was told of it (each message of its
stream is held back by a random 0 to 100 ms, as distant lines would) and a decodable frame of it is there; the room
whose own picture it is does not count. Before each cut the control room has reported the next picture ready
everywhere. Then the same in one real Chromium on the stage page, cuts to pictures that nobody has prepared, and
rooms that come late.
"""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from bench.kit.hall import Hall, open_hall, put_on_stage, wait_for_everybody
from bench.kit.processes import Stopwatch, wait_until_quiet
from bench.kit.province import Seat
from bench.kit.report import run, say
from bench.kit.rooms import Rooms, now_ms
from bench.kit.stagepage import StagePage
from bench.kit.statistics import p50_ms, p95_ms

CUTS = 20
COLD_CUTS = 6
LATE_ROOMS = 20
BROWSER_CUTS = 12
TOLD_DELAY_MS = 100
PERFORMERS = 6
"""Sites that take turns on stage; each time it is one that was off air, with its camera off."""
_READY_SECONDS = 20.0
_SHOWN_SECONDS = 15.0


class Cutting:
    """An operator who goes from picture to picture, and the clock beside it. Moments in ms."""

    def __init__(self, hall: Hall, rooms: Rooms, turns: Iterator[Seat]) -> None:
        self._operator = hall.operator
        self._rooms = rooms
        self._turns = turns
        self._all = {seat.site for seat in hall.province.seats}

    def prepare(self) -> tuple[Seat, int, float]:
        """Preview the next site; it, its revision, and how long it took until the last room was ready."""
        seat = next(self._turns)
        asked = now_ms()
        self._operator.command("preview", slots=[seat.site])
        rev = self._operator.wait_for_next(seat.site, _READY_SECONDS)
        ready = self._rooms.wait_for_rev("next_ready", rev, self._all - {seat.site}, _READY_SECONDS)
        self._operator.wait_until_ready(rev, _READY_SECONDS)
        return seat, rev, max(ready.values()) - asked

    def cut(self, seat: Seat, rev: int) -> tuple[float, list[float]]:
        """When the operator asked, and how long after that each room showed the picture."""
        asked = now_ms()
        return asked, self._shown(seat, self._operator.command("cut", rev=rev), asked)

    def take_cold(self) -> list[float]:
        """The same for a picture that nobody has prepared."""
        seat = next(self._turns)
        asked = now_ms()
        return self._shown(seat, self._operator.command("take", slots=[seat.site]), asked)

    def _shown(self, seat: Seat, rev: int, asked: float) -> list[float]:
        shown = self._rooms.wait_for_rev("shown", rev, self._all - {seat.site}, _SHOWN_SECONDS)
        return [moment - asked for moment in shown.values()]


def measure(
    sites: int,
    cuts: int = CUTS,
    cold_cuts: int = COLD_CUTS,
    late_rooms: int = LATE_ROOMS,
    browser_cuts: int = BROWSER_CUTS,
) -> dict[str, Any]:
    """The figures; so many cuts, cuts without preparation, late rooms, and cuts watched in the browser."""
    with open_hall(sites) as hall:
        seats = hall.province.seats
        performers = [seats[place] for place in spread(sites, min(PERFORMERS, sites))]
        with hall.rooms(seats, performers, told_delay_ms=TOLD_DELAY_MS) as rooms:
            put_on_stage(hall, rooms, performers[0])
            wait_for_everybody(rooms, seats)
            say(f"{sites} rooms are in")
            wait_until_quiet(hall.pids(rooms))
            # Two before on the list is off air again: its successor went on stage, and what it left became NEXT.
            cutting = Cutting(hall, rooms, itertools.islice(itertools.cycle(performers), 1, None))
            used = Stopwatch(hall.pids(rooms))
            figures = _cuts(cutting, cuts)
            figures |= used.used()
            say(f"{figures}")
            figures |= _cold(cutting, cold_cuts)
            figures |= _late(rooms, [seat for seat in seats if seat not in performers] or seats[-1:], late_rooms)
            say(f"{figures}")
            figures |= _browser(hall, cutting, browser_cuts)
    return {"rooms": sites, "told_delay_ms": TOLD_DELAY_MS, **figures}


def spread(count: int, wanted: int) -> list[int]:
    """`wanted` different places of 0…count-1, from the first to the last, evenly."""
    if wanted == 1:
        return [0]
    return [round(number * (count - 1) / (wanted - 1)) for number in range(wanted)]


def _cuts(cutting: Cutting, count: int) -> dict[str, Any]:
    ready: list[float] = []
    shown: list[float] = []
    slowest: list[float] = []
    for number in range(count):
        seat, rev, took = cutting.prepare()
        ready.append(took)
        _, delays = cutting.cut(seat, rev)
        shown += delays
        slowest.append(max(delays))
        say(f"cut {number + 1}: ready {took:.0f} ms, p95 {p95_ms(delays)} ms, last room {max(delays):.0f} ms")
    return {
        "cuts": count,
        "p50_ms": p50_ms(shown),
        "p95_ms": p95_ms(shown),
        "max_ms": round(max(shown), 1),
        "last_room_p50_ms": p50_ms(slowest),
        "ready_p50_ms": p50_ms(ready),
        "ready_p95_ms": p95_ms(ready),
    }


def _cold(cutting: Cutting, count: int) -> dict[str, Any]:
    shown = [delay for _ in range(count) for delay in cutting.take_cold()]
    return {"cold_cuts": count, "cold_p50_ms": p50_ms(shown), "cold_p95_ms": p95_ms(shown)}


def _late(rooms: Rooms, seats: Sequence[Seat], count: int) -> dict[str, Any]:
    """Rooms that come one by one while the stage runs: from opening the link to the first whole frame of it."""
    chosen = [seats[place].site for place in spread(len(seats), min(count, len(seats)))]
    took: list[float] = []
    for site in chosen:
        began = now_ms()
        rooms.tell("drop", site=site)
        rooms.wait_for_later("dropped", site, began, 10)
        rooms.tell("return", site=site)
        took.append(rooms.wait_for_later("first_stage_frame", site, began, 20)["after"])
    return {"late_rooms": len(took), "late_p50_ms": p50_ms(took), "late_p95_ms": p95_ms(took)}


def _browser(hall: Hall, cutting: Cutting, count: int) -> dict[str, Any]:
    took: list[float] = []
    with StagePage(hall) as page:
        for _ in range(count):
            seat, rev, _ = cutting.prepare()
            page.wait_until_warm()
            asked, _ = cutting.cut(seat, rev)
            took.append(page.wait_for_picture(int(seat.site)) - asked)
            say(f"cut in the browser: {took[-1]:.0f} ms")
    return {"browser_cuts": len(took), "browser_p50_ms": p50_ms(took), "browser_p95_ms": p95_ms(took)}


def main(arguments: Sequence[str]) -> int:
    return run("cut", measure, arguments, least=4)
