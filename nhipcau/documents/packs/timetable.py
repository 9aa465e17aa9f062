"""A site's days: trials, when to be there, the opening, the programme with the site's own part marked."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from nhipcau.core import clock
from nhipcau.core.text import search_key
from nhipcau.documents.packs import said
from nhipcau.documents.packs.facts import Meeting, Place, Sat
from nhipcau.typeset.pack import Day, Moment

_EARLY: Final = 30
"""Minutes before the beginning at which a site had better be there, where the paper says nothing."""
_MINUTES: Final = re.compile(r"truoc .{0,40}?(?<!\d)(\d{1,3}) phut|(?<!\d)(\d{1,3}) phut truoc")
Presence = tuple[time | None, str]
"""When to be there, and in whose words: the paper's, else our advice."""
_Found = dict[date | None, list[tuple[time, Moment]]]


def presence(meeting: Meeting) -> Presence:
    words = next((one for one in _sentences(meeting) if "co mat" in search_key(one)), "")
    minutes = _MINUTES.search(search_key(words)) if words else None
    if words and minutes is None:
        return None, f"Theo văn bản: {words}"
    early = int(next(filter(None, minutes.groups()))) if minutes else _EARLY
    if meeting.hour is None or meeting.day is None:
        return None, f"trước giờ {meeting.opening} {early} phút"
    at = (datetime.combine(meeting.day, meeting.hour) - timedelta(minutes=early)).time()
    return at, "theo văn bản" if minutes else f"đề nghị: sớm {early} phút để mở máy, thử hình và tiếng"


def _sentences(meeting: Meeting) -> list[str]:
    lines = [*meeting.notes, *(one.action for one in meeting.works)]
    return [part.strip() for line in lines for part in re.split(r"(?<=[.;])\s+|\n", line) if part.strip()]


def days(meeting: Meeting, place: Place, at: time | None, opening_said: bool) -> tuple[Day, ...]:
    """In order; what has no day comes last. at: when to be there; opening_said: see `says_opening`.
    Nothing while the conference is put off: the old days hold no more."""
    if meeting.postponed:
        return ()
    found: _Found = {}
    for trial in meeting.trials:
        local = clock.local(trial)
        words = "Chạy thử, kiểm tra đường truyền cùng tất cả điểm cầu"
        _put(found, local.date(), local.time(), Moment(f"{local:%H:%M}", words))
    if at is not None:
        words = "Có mặt, mở máy, vào phòng họp; kiểm tra hình, tiếng"
        _put(found, meeting.day, at, Moment(f"{at:%H:%M}", words))
    if meeting.hour is not None and not opening_said:
        words = f"{said.capital(meeting.opening)} {meeting.meeting}"
        _put(found, meeting.day, meeting.hour, Moment(f"{meeting.hour:%H:%M}", words))
    first = 0
    for sat in meeting.sats:
        _sitting(found, meeting, place, sat, first)
        first += len(sat.items)
    ordered = sorted(found.items(), key=lambda pair: (pair[0] is None, pair[0] or date.max))
    return tuple(
        Day(
            said.capital(said.day(day)) if day else "Ngày thông báo sau",
            tuple(moment for _order, moment in sorted(moments, key=lambda pair: pair[0])),
        )
        for day, moments in ordered
    )


def _put(found: _Found, day: date | None, order: time, moment: Moment) -> None:
    found.setdefault(day, []).append((order, moment))


def says_opening(meeting: Meeting) -> bool:
    """Whether the programme has a line for it."""
    return any(search_key(meeting.opening) in search_key(item.content) for item in meeting.all_items[:6])


def _sitting(found: _Found, meeting: Meeting, place: Place, sat: Sat, first: int) -> None:
    """An item without an hour follows the one before it."""
    day, at = sat.day or meeting.day, sat.start or meeting.hour or time(0)
    if sat.name or (sat.day and len(meeting.sats) > 1):
        _put(found, day, at, Moment(f"{at:%H:%M}", sat.name or "Buổi họp", sat.venue))
    for nth, item in enumerate(sat.items, first):
        at = max(at, item.hour or at)
        length = f" ({item.minutes} phút)" if item.minutes else ""
        hour = f"{item.hour:%H:%M}" if item.hour else ""
        _put(found, day, at, Moment(hour, item.content + length, item.who, nth in place.items))
