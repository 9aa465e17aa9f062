"""Dates and hours as Vietnamese offices write them.

"07 giờ 30 phút", "7h30'", "7g30", "07:30"; "ngày 24/12/2021", "24-12-2021", "ngày 30 tháng 9 năm 2021", "ngày 14/4"
(the year comes from the paper), "ngày 25 đến ngày 30/11". An hour belongs to the nearest date with only linking words
between them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from nhipcau.documents.intake.letters import LETTER

_HOUR: Final = re.compile(
    r"(?<![0-9/.,:])(?P<h>[0-9]{1,2})\s?(?:giờ|[hHgG](?!"
    + LETTER
    + r")|:(?=\s?[0-5][0-9](?!\s?(?:giờ|[hHgG](?:[0-9\s,;.)]|$))))|"
    r"\.(?=[0-5][0-9](?:\)?,?\s(?:ngày|thứ|sáng|chiều)\s|\s?(?:-|đến)\s?[0-9]{1,2}\.[0-5][0-9](?![0-9/.]))))(?:\s?(?P<m>[0-5]?[0-9])(?![0-9/]))?"
    r"(?:\s?(?:phút|[pP](?!\w)|'))?(?:\s?kém\s?(?P<less>[0-5]?[0-9])(?:\s?phút)?|\s?(?P<half>rưỡi))?(?P<part>\s+(?:sáng|trưa|chiều|tối)(?!\w))?",
)
_DATE: Final = re.compile(
    r"(?P<word>ngày\s+)?(?<![0-9/.,-])(?:(?P<d0>[0-9]{1,2})\s?(?:-|và|đến(?:\s+hết)?(?:\s+ngày)?|"
    r",)\s?(?:(?:sáng |chiều |tối )?ngày\s+)?)?"
    r"(?P<d>[0-9]{1,2})\s?(?P<sep>/|-|\.|tháng)\s?(?P<m>[0-9]{1,2})(?:\s?(?:/|-|\.|"
    r",?\s?năm)\s?(?P<y>[0-9]{4}))?(?![0-9])",
)
_IN_BRACKET: Final = re.compile(r"\s?\(\s?(?:lúc |từ |hồi )?")
_HOUR_ENDS: Final = re.compile(
    r"(?<![0-9/.,:-])[0-9]{1,2}\s?(?:giờ|[hHgG]|:(?=[0-5]))(?:\s?[0-5][0-9])?(?:\s?(?:phút|'))?\s?,?\s?$"
)
_LINK: Final = re.compile(
    r"(?:\s|[,;()\-]|sáng|trưa|chiều|tối|ngày|thứ\s\w+|chủ nhật|vào|lúc|hồi|từ|của|và|bắt đầu|khai mạc|đến|"
    r"thời gian|dự kiến|trước|cùng|buổi|vẫn|khởi sự|mở đầu|đúng|tính|"
    r"làm việc|là|:)*",
    re.IGNORECASE,
)
_BOUND: Final = re.compile(r"(?:trước|(?:chậm|muộn|trễ) nhất|hạn|hạn cuối|hạn chót|xong|hết)\s$", re.IGNORECASE)
"""Words behind which "15/7" is a day and no fraction."""
_WEEKDAY_ENDS: Final = re.compile(r"thứ\s$", re.IGNORECASE)
""" "thứ 5, 12/3": the number of the weekday is no first day."""
_FARTHEST_LINK: Final = 60
_OLDEST_YEAR: Final = 1990
_NEWEST_YEAR: Final = 2100


@dataclass(frozen=True)
class Day:
    """A printed date; `first` differs from `last` for "25-30/11"."""

    first: date
    last: date
    start: int
    end: int


@dataclass(frozen=True)
class Hour:
    at: time
    start: int
    end: int


@dataclass(frozen=True)
class Moment:
    """An hour with the date it belongs to, or a date alone (`hour` is None)."""

    day: Day
    hour: Hour | None

    @property
    def start(self) -> int:
        return self.day.start if self.hour is None else min(self.day.start, self.hour.start)

    @property
    def end(self) -> int:
        return self.day.end if self.hour is None else max(self.day.end, self.hour.end)

    @property
    def iso(self) -> str:
        """`YYYY-MM-DDTHH:MM`, or `YYYY-MM-DD` where no hour is printed."""
        if self.hour is None:
            return self.day.first.isoformat()
        return datetime.combine(self.day.first, self.hour.at).isoformat(timespec="minutes")


@dataclass(frozen=True)
class Calendar:
    """What supplies the year of "ngày 14/4": the day of issue, or else the year most printed in the paper."""

    issued: date | None
    year: int | None

    def complete(self, day: int, month: int) -> date | None:
        year = self.issued.year if self.issued else self.year
        if year is None:
            return None
        found = _date(year, month, day)
        # A paper of December that calls for "ngày 05/01" means next January.
        if found and self.issued and found < self.issued - timedelta(days=90):
            return _date(year + 1, month, day)
        return found


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days_in(text: str, calendar: Calendar, offset: int = 0) -> list[Day]:
    """Every date in a text; offsets are shifted by `offset`."""
    found: list[Day] = []
    for m in _DATE.finditer(text):
        day, month = int(m["d"]), int(m["m"])
        if m["y"]:
            year = int(m["y"])
            last = _date(year, month, day) if _OLDEST_YEAR <= year <= _NEWEST_YEAR else None
        elif m["sep"] in ("/", "tháng", "-") and (
            m["word"]
            or _weekday_before(text, m.start())
            or (
                m["sep"] == "/"
                and (_hour_before(text, m.start()) or _BOUND.search(text[max(0, m.start() - 12) : m.start()]))
            )
        ):
            last = calendar.complete(day, month)
        else:
            last = None
        if last is None:
            continue
        # "8 giờ 30, ngày 05/8": the minutes before are no first day of a range.
        weekday = m["d0"] and _WEEKDAY_ENDS.search(text[max(0, m.start("d0") - 6) : m.start("d0")])
        ranged = (
            m["d0"]
            and not weekday
            and (m["word"] or not _HOUR_ENDS.search(text[max(0, m.start("d0") - 12) : m.end("d0")]))
        )
        first = _date(last.year, last.month, int(m["d0"])) if ranged else None
        begin = m.start("word") if m["word"] else m.start("d0") if ranged else _day_start(text, m)
        found.append(Day(first if first and first <= last else last, last, begin + offset, m.end() + offset))
    return found


def _day_start(text: str, m: re.Match[str]) -> int:
    inner = text.find("ngày", m.start(), m.start("d"))
    return inner if inner >= 0 else m.start("d")


def _hour_before(text: str, at: int) -> bool:
    """ "trước 15h 06/8": what stands behind an hour is its day."""
    return _HOUR_ENDS.search(text[max(0, at - 20) : at]) is not None


def _weekday_before(text: str, at: int) -> bool:
    return bool(
        re.search(r"(?:thứ\s\w+|chủ nhật|sáng|chiều|tối)\s?,?\s?\(?$", text[max(0, at - 24) : at], re.IGNORECASE)
    )


def hours_in(text: str, offset: int = 0) -> list[Hour]:
    found: list[Hour] = []
    for m in _HOUR.finditer(text):
        hour, minute = int(m["h"]), int(m["m"] or 0)
        part = (m["part"] or "").strip()
        if part in ("chiều", "tối") and 1 <= hour < 12:
            hour += 12
        if m["half"]:
            minute = 30
        if m["less"] and hour and 0 < int(m["less"]) < 60:
            hour, minute = hour - 1, 60 - int(m["less"])
        if hour <= 23:
            found.append(Hour(time(hour, minute), m.start() + offset, m.end() + offset))
    return found


def _linked(text: str, start: int, end: int, hours: list[Hour], offset: int) -> bool:
    """Whether only linking words, or other hours, stand between two offsets."""
    if end - start > _FARTHEST_LINK:
        return False
    gap = text[start - offset : end - offset]
    for hour in hours:
        if start <= hour.start and hour.end <= end:
            gap = gap.replace(text[hour.start - offset : hour.end - offset], " ")
    return _LINK.fullmatch(gap) is not None


def moments_in(text: str, calendar: Calendar, offset: int = 0) -> list[Moment]:
    """Dates with their hours, in printed order; a date that no hour belongs to stands alone."""
    days = days_in(text, calendar, offset)
    hours = hours_in(text, offset)
    found: list[Moment] = []
    taken: set[int] = set()
    starts = [day.start for day in days]
    for index, hour in enumerate(hours):
        # Neighbours only: an hour is never linked across another date, nor past a handful of other hours.
        near = hours[max(0, index - 4) : index + 5]
        at = bisect_left(starts, hour.end)
        following, preceding = days[at : at + 1], days[max(0, at - 1) : at]
        after = next((d for d in following if _linked(text, hour.end, d.start, near, offset)), None)
        before = next(
            (d for d in preceding if d.end <= hour.start and _linked(text, d.end, hour.start, near, offset)), None
        )
        bracketed = before is not None and _IN_BRACKET.fullmatch(text, before.end - offset, hour.start - offset)
        day = before if bracketed else after or before
        if day is not None:
            found.append(Moment(day, hour))
            taken.add(day.start)
    found.extend(Moment(day, None) for day in days if day.start not in taken)
    return sorted(found, key=lambda m: (m.start, m.end))


def commonest_year(text: str) -> int | None:
    years = [int(y) for y in re.findall(r"(?:/|-|\.|năm\s)((?:19|20)[0-9]{2})(?![0-9])", text)]
    return max(set(years), key=lambda y: (years.count(y), y)) if years else None
