"""What a paper says of a call that was held: when it opened and closed, who was there, who had the word."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.documents.compose import words
from nhipcau.documents.compose.held import Held, SiteHeld, held
from nhipcau.organs.models import Tier

_NAMES: Final = ("giờ khai mạc", "giờ bế mạc", "số có mặt", "điểm cầu vắng", "điểm cầu phát biểu")
_OF_TIER: Final = {
    Tier.CENTRE: "cấp trung ương",
    Tier.PROVINCE: "cấp tỉnh",
    Tier.DISTRICT: "cấp huyện",
    Tier.COMMUNE: "cấp xã",
}
_MOST_NAMED: Final = 40
"""More absent sites than this are told in the annex alone."""


def of_held(conference: Conference, wanted: Collection[str]) -> dict[str, tuple[str, ...]]:
    """By name of the fact; empty where nobody can know yet. The record is read only for a paper that speaks of it."""
    if not set(_NAMES) & set(wanted):
        return {}
    found = held(conference)
    if found is None:
        return dict.fromkeys(_NAMES, ("",))
    closed = clock.local(found.closed) if found.closed else None
    opened = clock.local(found.opened)
    return {
        "giờ khai mạc": (words.start(opened.date(), opened.time()),),
        "giờ bế mạc": (_end(opened, closed) if closed else "",),
        "số có mặt": (_present(found),),
        "điểm cầu vắng": (_absent(found),),
        "điểm cầu phát biểu": ("; ".join(_spoke(one) for one in found.sites if one.minutes),),
    }


def _end(opened: datetime, closed: datetime) -> str:
    on = "cùng ngày" if opened.date() == closed.date() else words.day(closed.date())
    return f"{words.hour(closed.time())}, {on}"


def _present(found: Held) -> str:
    parts = []
    for tier, name in _OF_TIER.items():
        own = [one for one in found.sites if one.tier == tier]
        if own:
            parts.append(f"{name} {words.number(sum(one.came is not None for one in own))}/{words.number(len(own))}")
    here = sum(one.came is not None for one in found.sites)
    return f"{words.number(here)}/{words.number(len(found.sites))} ({', '.join(parts)})"


def _absent(found: Held) -> str:
    missing = [one.named for one in found.sites if one.came is None]
    if not missing:
        return "không"
    if len(missing) > _MOST_NAMED:
        return f"{words.number(len(missing))} điểm cầu theo Phụ lục kèm theo"
    return "; ".join(missing)


def _spoke(site: SiteHeld) -> str:
    return f"{site.named} ({words.number(site.minutes)} phút)"
