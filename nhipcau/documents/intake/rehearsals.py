"""Every trial run of the line or of the programme, with its hour; "trước 07 giờ 00" counts as that hour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from nhipcau.documents.intake.cutting import clauses, sentences
from nhipcau.documents.intake.moment_roles import bounded, cited
from nhipcau.documents.intake.moments import Day, Moment, hours_in, moments_in
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.trials import REHEARSAL

_SAME_DAY: Final = re.compile(r"\s*,?\s*(?:cùng ngày|(?:trong |vào )?ngày (?:họp|hội nghị|tổ chức))", re.IGNORECASE)
_OTHER_BUSINESS: Final = re.compile(r"đăng ký|danh sách|gửi|nộp|khai mạc|họp chính thức", re.IGNORECASE)

_ENDS: Final = re.compile(
    r"[0-9](?:\s?(?:giờ|h|g)(?:\s?[0-9]{2})?(?:\s?(?:phút|'))?|:[0-5][0-9])\s?(?:đến|-)\s?$", re.IGNORECASE
)
_NOW: Final = re.compile(r"(?<!\w)nay\s(?:đọc|sửa|là|đổi|dời|chuyển|thành|lùi)", re.IGNORECASE)
"""What stands before it is the old time."""
_PROGRAMME_HOUR: Final = re.compile(r"^[|\s]*(?:[Tt]ừ\s|[Ll]úc\s)?(?=[0-9]{1,2}\s?(?:giờ|[hHgG:]))")
_COUNTED: Final = re.compile(
    r"(?:[\s,;:()]|lần|đợt|lượt|buổi|thứ|một|hai|ba|và|ngày|sáng|chiều|tối|lúc|vào|[0-9]{1,2}(?:\s?(?:giờ|"
    r"[hg:])\s?[0-9]{0,2})?)*",
    re.IGNORECASE,
)
"""Between runs that are counted and share one day: "lần 1: 14h, lần 2: 19h ngày D"."""
_CALLED_OFF: Final = re.compile(
    r"(?<!\w)(?:hủy|huỷ|bỏ|không (?:tổ chức|thực hiện)|thay (?:cho|thế)|hoãn)\s(?:cho\s)?"
    r"(?:lịch|buổi|việc|đợt|phiên)[^.;,()]{0,40}$",
    re.IGNORECASE,
)
"""What stands before the day of a run that no longer takes place."""
_NO_LONGER: Final = re.compile(r"[\s*)]*(?:được |bị )?(?:hủy|huỷ|không (?:tổ chức|thực hiện))(?!\w)", re.IGNORECASE)
"""The same, behind the day."""
_DAYS_TOGETHER: Final = re.compile(r"\s*,?\s*(?:trong |vào |của )?các\s$")
"""Between an hour and days that share it: "14 giờ 00 các ngày 03/12 và 06/12"."""
_AND_DAY: Final = re.compile(r"\s*(?:,|và|, và)\s*(?:ngày\s)?$")
_BEFORE_EACH: Final = re.compile(
    r"trước (?P<each>mỗi |các |từng )?(?:khi (?:bắt đầu|khai mạc|họp)|giờ (?:họp|khai mạc|bắt đầu)|"
    r"(?:phiên|buổi)(?: họp| học)?|hội nghị|cuộc họp|lớp học)(?: khai mạc| bắt đầu| diễn ra)?"
    r"(?: ít nhất| tối thiểu| khoảng)? "
    r"(?P<n>[0-9]{1,3}) phút",
    re.IGNORECASE,
)
"""So long before the sitting, or before each of them."""
_DAY_LINE: Final = 60
"""A line of a programme that only says the day is shorter than this."""
_GOES_ON: Final = re.compile(r"\s*(?:kiểm tra lại|lần|buổi|đợt|và|từ|lúc|vào|[0-9])", re.IGNORECASE)


def _moments(flat: str, paper: Paper, start: str | None, cue: int, named: Day | None) -> list[Moment]:
    """Moments printed; an hour that stands in one breath with a day ("sáng 16/5 thử lại lúc 6g45"); hours
    "cùng ngày", whose day is the one `named` last or that of the sitting; and
    hours behind the cue at `cue` where no day is named, whose day is that of the sitting."""
    found = moments_in(flat, paper.calendar)
    alone = [h for h in hours_in(flat) if not any(m.hour == h for m in found)]
    for hour in alone:
        following = [m.day for m in found if m.day.start >= hour.end]
        if following and _COUNTED.fullmatch(flat, hour.end, following[0].start):
            found = [m for m in found if m.hour is not None or m.day != following[0]]
            found.append(Moment(following[0], hour))
            continue
        if following and _DAYS_TOGETHER.fullmatch(flat, hour.end, following[0].start):
            shared = _days_in_a_row(flat, following)
            found = [m for m in found if m.hour is not None or m.day not in shared]
            found += [Moment(day, hour) for day in shared]
            continue
        breath = flat.rfind(",", 0, hour.start) + 1
        days = [m for m in found if m.hour is None and breath <= m.day.start and m.day.end <= hour.start]
        if days:
            found[found.index(days[-1])] = Moment(days[-1].day, hour)
        elif (just := [m.day for m in found if m.day.start < hour.start]) and _SAME_DAY.match(flat, hour.end):
            found.append(Moment(Day(just[-1].first, just[-1].last, hour.start, hour.end), hour))
        elif named and _SAME_DAY.match(flat, hour.end) and "họp" not in flat[hour.end : hour.end + 20]:
            found.append(Moment(Day(named.first, named.last, hour.start, hour.end), hour))
        elif start and (_SAME_DAY.match(flat, hour.end) or (not found and hour.start > cue >= 0)):
            day = date.fromisoformat(start[:10])
            if "T" not in start or hour.at.isoformat("minutes") < start[11:] or _SAME_DAY.match(flat, hour.end):
                found.append(Moment(Day(day, day, hour.start, hour.end), hour))
    if len(alone) == 1 and len(found) == 1 and found[0].hour is None and flat.lstrip().startswith("|"):
        found = [Moment(found[0].day, alone[0])]  # the hour in one cell of a row, the day in another
    now = _NOW.search(flat)
    return [m for m in found if now is None or m.start > now.start()] or found


def _days_in_a_row(flat: str, days: list[Day]) -> list[Day]:
    """The first day, with those that only a comma or "và" parts from the one before."""
    row = days[:1]
    for day in days[1:]:
        if _AND_DAY.fullmatch(flat, row[-1].end, day.start) is None:
            break
        row.append(day)
    return row


def _programmed(paper: Paper) -> list[Found[str]]:
    """A line of a programme, "15h00: Tổng duyệt ...", on the day that a line above names."""
    found: list[Found[str]] = []
    day: Day | None = None
    for block in paper.everywhere:
        flat = block.text
        days = [m.day for m in moments_in(flat, paper.calendar, block.start)]
        if days and len(flat) < _DAY_LINE:
            day = days[0]
        hours = hours_in(flat, block.start)
        if day and hours and not days and _PROGRAMME_HOUR.match(flat) and REHEARSAL.search(flat):
            iso = Moment(day, hours[0]).iso
            found.append(Found(iso, hours[0].start, hours[0].end, 0.75))
    return found


def _before_sittings(flat: str, begin: int, paper: Paper, start: str | None) -> Iterator[Found[str]]:
    """ "trước mỗi phiên 30 phút": so long before each sitting of the part on the time, or before the only one."""
    m = _BEFORE_EACH.search(flat)
    if m is None or start is None or "T" not in start:
        return
    sittings = {datetime.fromisoformat(start)}
    if m["each"]:
        sittings |= {
            datetime.fromisoformat(moment.iso)
            for sitting in _sittings(paper)
            for moment in moments_in(sitting, paper.calendar)
            if moment.hour is not None and not _ENDS.search(sitting[: moment.hour.start])
        }
    for sitting in sorted(sittings):
        iso = (sitting - timedelta(minutes=int(m["n"]))).isoformat(timespec="minutes")
        yield Found(iso, begin + m.start(), begin + m.end(), 0.7)


def _sittings(paper: Paper) -> Iterator[str]:
    """The words that name the sittings: the part on the time, and each first cell with an hour and a day."""
    for block in paper.blocks:
        if block.kind != "row" and block.within(Topic.TIME):
            yield block.text
        elif block.kind == "row":
            timed = [paper.text[s:e] for s, e in block.cells if _PROGRAMME_HOUR.match(paper.text[s:e].strip())]
            yield from timed[:1]


def read_rehearsals(paper: Paper, start: str | None) -> list[Found[str]]:
    found = {run.value: run for run in _programmed(paper)}
    for block in paper.everywhere:
        section = block.within(Topic.REHEARSAL)
        spoken = False
        named: Day | None = None
        said = [part for s, e in sentences(block.text) for part in clauses(block.text[s:e], block.start + s)]
        for begin, end in said:
            flat = paper.text[begin:end].replace("\n", " ")
            cue = REHEARSAL.search(flat)
            spoken = cue is not None or (spoken and _GOES_ON.match(flat) is not None)
            if not spoken and not section:
                continue
            moments = [
                m
                for m in _moments(flat, paper, start, cue.start() if cue else -1, named)
                if not cited(flat, m.start)
                and not _CALLED_OFF.search(flat[max(0, m.start - 80) : m.start])
                and not _NO_LONGER.match(flat, m.end)
            ]
            for run in _before_sittings(flat, begin, paper, start):
                found.setdefault(run.value, run)
            named = moments[-1].day if moments else named
            timed = [m for m in moments if m.hour is not None]
            # "kiểm tra đường truyền xong trước ngày D" sets a day by which, not an hour at which.
            untimed = [m for m in moments if not bounded(flat, m.start)]
            for moment in timed or untimed:
                between = flat[(cue.end() if cue else 0) : moment.start] if not cue or cue.end() <= moment.start else ""
                # A sentence may go on to a deadline for lists, or name the sitting that the trial prepares.
                if moment.hour is not None and _ENDS.search(flat[: moment.hour.start]):
                    continue  # "từ 15 giờ đến 16 giờ": one run
                if _OTHER_BUSINESS.search(between.split(";")[-1]) or moment.iso == start:
                    continue
                found.setdefault(moment.iso, Found(moment.iso, moment.start + begin, moment.end + begin, 0.85))
    return sorted(found.values(), key=lambda f: f.value)
