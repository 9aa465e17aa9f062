"""How a pack says days, hours and deadlines: short, with the weekday, as on a wall calendar."""

from __future__ import annotations

from datetime import date, datetime, time

from nhipcau.core import clock, dates


def day(on: date) -> str:
    """`thứ Sáu, 24/12/2021`."""
    return f"{dates.weekday(on)}, {on:%d/%m/%Y}"


def due(on: date | None, at: time | None) -> str:
    """`16:00, thứ Sáu, 17/12/2021`; empty where there is none."""
    if on is None:
        return ""
    return f"{at:%H:%M}, {day(on)}" if at else day(on)


def moment(at: datetime) -> str:
    """The day alone where it ends with the day."""
    local = clock.local(at)
    hour = local.time().replace(microsecond=0)
    return due(local.date(), None if hour == time(23, 59, 59) else hour)


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
