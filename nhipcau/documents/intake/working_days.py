"""Working days of offices: Monday to Friday without public holidays, and Saturdays worked in exchange for a day off.

Public holidays and Tết with its days in the lunar calendar: Bộ luật Lao động 2019, Điều 112, in the dates announced for
each year, which the package `holidays` keeps. Days that the Government exchanges stand in data/working_days.json with
the paper that does so; a new announcement is a line there.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).parent / "data" / "working_days.json"
_SATURDAY: Final = 5


@cache
def _exchanged() -> tuple[frozenset[date], frozenset[date]]:
    """Days off and days worked in exchange."""
    rows = json.loads(_FILE.read_text(encoding="utf-8"))
    off, worked = ({date.fromisoformat(row[key]) for row in rows} for key in ("off", "worked"))
    return frozenset(off), frozenset(worked)


@cache
def _holidays(year: int) -> frozenset[date]:
    import holidays  # only where working days are counted: reading a paper loads no calendar of the world

    return frozenset(holidays.country_holidays("VN", years=year))


def is_working_day(day: date) -> bool:
    off, worked = _exchanged()
    if day in worked:
        return True
    return day.weekday() < _SATURDAY and day not in off and day not in _holidays(day.year)


def working_days(first: date, last: date) -> int:
    """Working days after `first` up to and with `last`."""
    return sum(is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


def working_days_before(day: date, number: int) -> date:
    """The day that lies so many working days before."""
    while number > 0:
        day -= timedelta(days=1)
        number -= is_working_day(day)
    return day


def working_days_after(day: date, number: int) -> date:
    """The day that lies so many working days after."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day
