"""bench join: a province comes in at once, against the same Go clients straight into the engine.

Both arms: 40 joins a second are asked; one site is in before and on stage, so that there is something to receive.
Joined is, in the product: engine connected, heartbeat accepted, first packet of the stage; straight into the engine:
connected, first packet of the stage. Seconds run from the first of those who come to the last who has joined.
A third arm lets them in through the product's admission control.
"""

import asyncio
from collections.abc import Collection, Sequence
from typing import Any

from bench.kit.hall import ASKED_PER_SECOND, JOIN_SECONDS, JOINED, Hall, open_hall, put_on_stage
from bench.kit.processes import Stopwatch, wait_until_quiet
from bench.kit.province import Province
from bench.kit.raw import StageInEngine
from bench.kit.report import run, say
from bench.kit.rooms import Rooms
from bench.kit.statistics import p50_ms, p95_ms, percentile
from nhipcau.core.config import Config

RAW_JOINED = ("entered", "first_stage_packet")


def measure(sites: int) -> dict[str, Any]:
    """The figures of all three arms."""
    say("arm 1 of 3: the product, admission control off")
    with open_hall(sites) as hall:
        product = _into_the_product(hall)
        province = hall.province
    say(f"{product}\narm 2 of 3: straight into the engine")
    raw = asyncio.run(_into_the_engine(province))
    say(f"{raw}\narm 3 of 3: the product, admission control as it is set by default")
    rate = Config.model_fields["admission_per_second"].default
    with open_hall(sites, {"NHIPCAU_ADMISSION_PER_SECOND": str(rate)}) as hall:
        admission = _into_the_product(hall)
    return {
        **product,
        **{f"raw_{name}": value for name, value in raw.items()},
        "ratio": round(product["seconds"] / raw["seconds"], 2),
        **{f"admission_{name}": value for name, value in admission.items()},
        "admission_per_second": rate,
        "asked_per_second": ASKED_PER_SECOND,
    }


def _into_the_product(hall: Hall) -> dict[str, Any]:
    main, *others = hall.province.seats
    with hall.rooms([main], [main]) as stage:
        put_on_stage(hall, stage, main)
        wait_until_quiet(hall.pids(stage))
        with hall.rooms(others, [main]) as rooms:
            used = Stopwatch(hall.pids(rooms, stage))
            return _figures(rooms, [seat.site for seat in others], JOINED, used)


async def _into_the_engine(province: Province) -> dict[str, Any]:
    main, *others = province.seats
    async with StageInEngine(main) as stage:
        wait_until_quiet(stage.pids)
        with stage.rooms(others) as rooms:
            used = Stopwatch({**stage.pids, "rooms": rooms.pid})
            return _figures(rooms, [seat.site for seat in others], RAW_JOINED, used)


def _figures(rooms: Rooms, sites: Collection[str], needed: Sequence[str], used: Stopwatch) -> dict[str, Any]:
    for name in needed:
        rooms.wait_for_all(name, sites, JOIN_SECONDS)
    spent = used.used()
    said = [rooms.latest(name) for name in needed]
    joined = [site for site in sites if all(site in one for one in said)]
    if not joined:
        raise TimeoutError(f"nobody joined: {rooms.errors()[-3:]}")
    began = rooms.latest("started")[""]["ms"]
    for name in ("joined", "admitted", *needed):
        if moments := [(event["ms"] - began) / 1000 for event in rooms.latest(name).values()]:
            say(f"{name:>18}: half of them after {percentile(moments, 0.5):.1f} s, the last after {max(moments):.1f} s")
    last = max(one[site]["ms"] for one in said for site in joined)
    taken = [rooms.latest("first_stage_packet")[site]["after"] for site in joined]
    return {
        "joined": len(joined) + 1,  # and the one that is on stage
        "failed": len(sites) - len(joined),
        "seconds": round((last - began) / 1000, 2),
        "p50_ms": p50_ms(taken),
        "p95_ms": p95_ms(taken),
        **spent,
        "errors": len(rooms.errors()),
    }


def main(arguments: Sequence[str]) -> int:
    return run("join", measure, arguments, least=2)
