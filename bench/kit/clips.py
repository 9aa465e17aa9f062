"""What the rooms show and sound: a clip of its own for whoever goes on stage, one for all the others together.

Nobody sees the others' pictures; but they post their still, which is as big as any.
"""

from collections.abc import Collection, Iterable
from typing import Any

from bench.kit.province import Seat
from nhipcau.media.toolchain import cache
from nhipcau.rehearsal.clips import Clip, ClipSpec, make_clips


def site_specs(seats: Iterable[Seat], performers: Collection[Seat]) -> list[dict[str, Any]]:
    """The rooms' part of the Go program's config (engine/sites/config.go)."""
    clips = _clips(performers)
    shared = next(iter(clips.values()))
    return [
        {
            "site": seat.site,
            "link": seat.link,
            "pin": seat.pin,
            "name": seat.name,
            "device": seat.device,
            "label": "máy mô phỏng",
            **media(clips.get(int(seat.site), shared)),
            "still": str(clips.get(int(seat.site), shared).still),
        }
        for seat in seats
    ]


def clip_of(seat: Seat) -> dict[str, str]:
    """Picture and sound of one performer."""
    return media(_clips([seat])[int(seat.site)])


def media(clip: Clip) -> dict[str, str]:
    return {"video": str(clip.video), "sound": str(clip.sound)}


def _clips(performers: Collection[Seat]) -> dict[int, Clip]:
    specs = [ClipSpec(int(seat.site), seat.name, seat.place) for seat in performers]
    return make_clips(specs, cache() / "clips")
