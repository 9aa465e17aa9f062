"""A running product with an open hall, the operator at its desk, and the way for rooms to come in."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from bench.kit.clips import site_specs
from bench.kit.operator import Operator
from bench.kit.province import Province, Seat, make_province
from bench.kit.report import say
from bench.kit.rooms import Rooms
from nhipcau.media import parts
from tests.support.stack import Stack

ASKED_PER_SECOND = 40.0
"""How fast rooms come in all measurements."""
JOIN_SECONDS = 90.0
"""After this, a room that is not in has failed."""
JOINED = ("entered", "heartbeat_ok", "first_stage_packet")
"""What a room has said when it has joined: engine connected, heartbeat accepted, first packet of the stage."""


class Hall:
    """One open conference of a stack."""

    def __init__(self, stack: Stack, province: Province, operator: Operator) -> None:
        self.stack = stack
        self.province = province
        self.operator = operator

    def rooms(self, seats: Iterable[Seat], performers: Collection[Seat], **config: Any) -> Rooms:
        """The simulated rooms of `seats`; performers: those who may come on stage or open their microphone."""
        return Rooms(
            {
                "mode": "rooms",
                "base_url": self.stack.url,
                "joins_per_second": ASKED_PER_SECOND,
                "sites": site_specs(seats, performers),
                **config,
            }
        )

    def pids(self, *rooms: Rooms) -> dict[str, int]:
        """The processes that are measured: web, engine, the rooms, and whoever was on stage before them."""
        named = {name: self.stack.pid(name) for name in ("web", "engine")}
        return named | {("rooms", "stage")[number]: run.pid for number, run in enumerate(rooms)}


@contextmanager
def open_hall(sites: int, environment: Mapping[str, str] | None = None) -> Iterator[Hall]:
    """A stack of its own, a conference of that many sites without lobby, opened. Admission control is off unless
    `environment` says otherwise."""
    for part in parts.NAMES:
        say(f"building {part}" if not parts.is_ready(part) else f"{part}: ready")
        parts.build(part)  # nothing is to be built while we measure
    say("starting the product")
    with Stack({"NHIPCAU_ADMISSION_PER_SECOND": "0", **(environment or {})}) as stack:
        try:
            province = make_province(stack, sites)
            with Operator(stack.url, province.conference) as operator:
                operator.command("desk.take")
                operator.command("open")
                yield Hall(stack, province, operator)
        except Exception:
            say(stack.log())
            raise


def put_on_stage(hall: Hall, rooms: Rooms, seat: Seat, seconds: float = 20) -> None:
    """Wait until the room of `seat` is in, take it on stage, wait until it sends its picture."""
    rooms.must_all("heartbeat_ok", [seat.site], seconds, f"{seat.name} does not come in")
    hall.operator.command("take", slots=[seat.site])
    rooms.must_all("camera_open", [seat.site], seconds, f"{seat.name} sends no picture")


def wait_for_everybody(rooms: Rooms, seats: Collection[Seat], event: str = "first_stage_frame") -> None:
    """Until all have said `event`; TimeoutError with how many have not."""
    rooms.must_all(event, [seat.site for seat in seats], JOIN_SECONDS, "not everybody is in")
