"""Machines that came in by link and PIN like any room, but are raw clients which take every track there is."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import httpx

from bench.kit.hall import ASKED_PER_SECOND, JOIN_SECONDS, Hall
from bench.kit.province import Seat
from bench.kit.rooms import Rooms


@contextmanager
def listen_in(hall: Hall, seats: Sequence[Seat]) -> Iterator[Rooms]:
    """Raw listeners in the places of `seats`, all connected."""
    with httpx.Client(base_url=hall.stack.url, timeout=20) as web:
        passes = [_enter(web, seat) for seat in seats]
    clients = [
        {"site": seat.site, "token": entry["token"], "role": "listener"}
        for seat, entry in zip(seats, passes, strict=True)
    ]
    config = {"mode": "raw", "engine_url": passes[0]["url"], "joins_per_second": ASKED_PER_SECOND, "clients": clients}
    with Rooms(config, measures=True) as listeners:
        listeners.must_all("entered", [seat.site for seat in seats], JOIN_SECONDS, "not all listeners are in")
        yield listeners


def _enter(web: httpx.Client, seat: Seat) -> dict[str, str]:
    """The engine's address and a token, as a room gets them."""
    body = {"pin": seat.pin, "device": seat.device, "label": "máy mô phỏng"}
    room_pass = web.post(f"/api/v1/join/{seat.link}/pin", json=body).raise_for_status().json()["pass"]
    headers = {"Authorization": f"Bearer {room_pass}"}
    return web.post("/live/room/enter", json={}, headers=headers).raise_for_status().json()
