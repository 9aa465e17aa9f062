"""When the meeting begins.

The hour under "Thời gian" is the sitting; elsewhere the same form of words is a deadline, a rehearsal or the date of
a cited paper.
"""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.cutting import sentences
from nhipcau.documents.intake.ending import DURATION
from nhipcau.documents.intake.moment_roles import HANDED_IN, arrival, bounded
from nhipcau.documents.intake.moments import Calendar, Moment, days_in, hours_in, moments_in
from nhipcau.documents.intake.opinions import weighed
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.postponed import LATER, put_off
from nhipcau.documents.intake.programme import from_annex, from_lines, from_programme, lists_programme
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.time_regions import Region, time_parts, usable
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.trials import REHEARSAL

_HELD: Final = re.compile(
    r"(?<!\w)(?:lớp|phiên|đợt|buổi|khối) (?:[0-9]|thứ|một)|tổ chức|khai mạc|họp|hội nghị|hội ý|mở đầu|"
    r"khởi sự|diễn ra|bắt đầu|triệu tập|tiến hành|thời gian làm việc|"
    r"khai giảng|mời",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(r"\s*(?:-|đến(?:\s(?:hết|ngày))*)\s*")
_DAYS_OF: Final = {
    "01": 1,
    "1": 1,
    "một": 1,
    "02": 2,
    "2": 2,
    "hai": 2,
    "03": 3,
    "3": 3,
    "ba": 3,
    "4": 4,
    "04": 4,
    "5": 5,
    "05": 5,
}


def _of_first_day(paper: Paper, region: Region, moment: Moment) -> Moment:
    """ "từ ngày A đến ngày B; sáng từ 8 giờ": the hour begins the first of these days."""
    days = [d for d in days_in(region.text, paper.calendar, region.start) if d.end <= moment.day.start]
    if not days:
        return moment
    between = region.text[days[-1].end - region.start : moment.day.start - region.start]
    return Moment(days[-1], moment.hour) if _RANGE.fullmatch(between) else moment


_EACH_DAY: Final = re.compile(r"(?<!\w)(?:mỗi|hằng|hàng|từng|các) (?:ngày|buổi)(?!\w)", re.IGNORECASE)
_OPENS_BEFORE: Final = re.compile(
    r"(?:phiên|buổi|cuộc)(?: họp)? trù bị\s?(?::|vào|từ|bắt đầu|lúc|hồi|\s)*(?=[0-9]{1,2}\s?(?:giờ|[hHgG:]))",
    re.IGNORECASE,
)
"""The sitting before the opening; it is the first one."""


_OPENS: Final = re.compile(
    r"\s?[,:-]?\s?(?:(?:chính thức|hội nghị|cuộc họp)\s)*(?:khai mạc|bắt đầu|vào họp)", re.IGNORECASE
)


def _from_first_sitting(region: Region, moment: Moment) -> Moment:
    """The opening, or the hour of the same day at which a sitting before it begins."""
    before = _OPENS_BEFORE.search(region.text)
    hours = hours_in(region.text[before.end() :], region.start + before.end()) if before else []
    if not hours or moment.hour is None or hours[0].at >= moment.hour.at:
        return moment
    other_day = days_in(region.text[hours[0].end - region.start :][:30], Calendar(moment.day.first, None))
    return moment if other_day and other_day[0].first != moment.day.first else Moment(moment.day, hours[0])


def _after_arrival(region: Region, come: Moment) -> Moment | None:
    """ "7 giờ 45 đại biểu vào phòng, 8 giờ khai mạc": the hour behind the one by which people are to be there."""
    for hour in hours_in(region.text, region.start):
        at, end = hour.start - region.start, hour.end - region.start
        opens = come.hour and hour.at > come.hour.at and _OPENS.match(region.text, end)
        if opens and not bounded(region.text, at) and not arrival(region.text, at, end):
            return Moment(come.day, hour)
    return None


def _first(paper: Paper, region: Region) -> Moment | None:
    """The first sitting in a region: a moment with an hour, else a single date, joined to an hour that stands "
    "apart from it."""
    moments = [m for m in moments_in(region.text, paper.calendar, region.start) if usable(region, m)]
    timed = [m for m in moments if m.hour is not None]
    late = [m for m in timed if m.hour and not arrival(region.text, m.hour.start - region.start, m.end - region.start)]
    if timed and not late and (later := _after_arrival(region, timed[0])):
        return later
    timed = late or timed
    if timed:
        return _from_first_sitting(region, _of_first_day(paper, region, timed[0]))
    if not moments:
        return None
    hours = [h for h in hours_in(region.text, region.start) if not bounded(region.text, h.start - region.start)]
    hours = [h for h in hours if not arrival(region.text, h.start - region.start)] or hours
    day = moments[0].day
    if hours and (len(moments) == 1 or _EACH_DAY.search(region.text[: hours[0].start - region.start])):
        return Moment(day, hours[0])
    last = day.last
    following = days_in(region.text[day.end - region.start :], paper.calendar, day.end)
    if following and re.fullmatch(
        r"\s*(?:-|đến(?:\s(?:hết|ngày))*)\s*", region.text[day.end - region.start : following[0].start - region.start]
    ):
        last = following[0].last
    if last == day.first:
        return moments[0]
    duration = DURATION.search(region.text)
    days = _DAYS_OF.get(duration[0].split()[0].lower(), 0) if duration and "ngày" in duration[0] else 0
    return moments[0] if days == (last - day.first).days + 1 and "dự kiến" not in region.text.lower() else None


def _goes_on(paper: Paper, block: Block, dated: Moment, start: int, region: Region) -> bool:
    """Whether the hour of this sentence is that of the date named just before, in the same paragraph."""
    return (
        dated.day.end < start
        and paper.text.count("\n\n", dated.day.end, start) == 0
        and not block.asked
        and not REHEARSAL.search(region.text)
    )


def _from_sentences(paper: Paper) -> Moment | None:
    """No part of its own for the time: the first sentence that convenes and has an hour, or a date."""
    dated: Moment | None = None
    for block in paper.blocks:
        if block.kind == "row" or block.context & {Topic.REHEARSAL, Topic.DEADLINE, Topic.PURPOSE}:
            continue
        for start, end in sentences(block.text, block.start):
            region = Region(paper.text[start:end].replace("\n", " "), start, 0.7)
            if not _HELD.search(region.text):
                continue
            stated = [m for m in moments_in(region.text, paper.calendar, start) if usable(region, m)]
            timed = next((m for m in stated if m.hour is not None), None)
            if timed and not REHEARSAL.search(region.text[: timed.start - start]) and not block.asked:
                return timed
            hours = [h for h in hours_in(region.text, start) if not bounded(region.text, h.start - start)]
            if stated and hours and not REHEARSAL.search(region.text):
                return Moment(stated[0].day, hours[0])
            if dated and not stated and hours and _goes_on(paper, block, dated, start, region):
                return Moment(dated.day, hours[0])
            if stated and dated is None and stated[0].day.first == stated[0].day.last and not block.asked:
                dated = stated[0]
    return dated


def _anywhere(paper: Paper) -> Moment | None:
    """No sentence says that something is held: the first hour with its date that is nobody's deadline."""
    apart = {Topic.REHEARSAL, Topic.DEADLINE, Topic.TASKS, Topic.CONTACTS, Topic.PURPOSE, Topic.SPEECHES}
    for block in paper.blocks:
        if block.kind == "row" or any(block.within(topic) for topic in apart) or REHEARSAL.search(block.text):
            continue
        for start, end in sentences(block.text, block.start):
            region = Region(paper.text[start:end].replace("\n", " "), start, 0.5)
            for moment in moments_in(region.text, paper.calendar, start):
                before = region.text[: moment.start - start]
                if moment.hour and usable(region, moment) and not HANDED_IN.search(before):
                    return moment
    return None


def read_start(paper: Paper) -> Found[str] | None:
    postponed, moved = put_off(paper)
    if postponed and (moved or LATER.search(paper.body)):
        return moved
    regions = time_parts(paper)
    for region in regions:
        found = (from_lines(paper) if lists_programme(paper, region) else None) or _first(paper, region)
        if found and (found.hour is not None or not LATER.search(region.text)):
            if found.hour is None:
                found = from_programme(paper, found) or from_annex(paper, found) or found
            said = _from_sentences(paper)
            again = Found(said.iso, said.start, said.end) if said and said.hour and found.hour else None
            return weighed(Found(found.iso, found.start, found.end, region.confidence), again)
    if any(LATER.search(region.text) or days_in(region.text, paper.calendar) for region in regions):
        return None
    found = _from_sentences(paper)
    if found is None or found.hour is None:
        found = from_programme(paper, found) or found or from_lines(paper) or _anywhere(paper)
    return Found(found.iso, found.start, found.end, 0.65) if found else None
