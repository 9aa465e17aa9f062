"""When the meeting begins and how long it lasts.

The hour under "Thời gian" is the sitting; elsewhere the same form of words is a deadline, a rehearsal or the date of
a cited paper. A postponement repeats the old time and gives the new one after "sang", "đến", "vào".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nhipcau.documents.intake.cutting import sentences, squeeze
from nhipcau.documents.intake.moments import Moment, days_in, hours_in, moments_in
from nhipcau.documents.intake.opinions import weighed
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.trials import REHEARSAL

_CITED: Final = re.compile(
    r"(?:[Ss]ố\s?:?\s?[\w./&-]*(?:\s?-\s?[\w./]+)?|(?:Kế hoạch|Thông báo|Giấy mời|Quyết định|Công văn|Công điện|"
    r"Nghị quyết|văn bản|Văn bản|Chỉ thị|Kết luận|Luật)"
    r"(?:[^.;:\d]{0,40}))\s?,?\s*$"
)
DEADLINE: Final = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|hạn (?:chót|cuối)|thời hạn|xong|đến hết|hết|không quá|hoàn thành)(?:\s(?:vào|là|"
    r"trong|đến|lúc|trước|:|ngày))*\s*:?\s*$",
    re.IGNORECASE,
)
_LATER: Final = re.compile(
    r"(?:sẽ|được|có)\s(?:có\s|được\s)?thông báo\s(?:cụ thể\s)?(?:sau|bằng|trong)|thông báo sau|"
    r"thời gian cụ thể[^.;]{0,40}thông báo|\.{3,}\s*(?:giờ|ngày)",
    re.IGNORECASE,
)
_MOVED: Final = re.compile(
    r"(?:lùi|lui|dời|hoãn|chuyển|điều chỉnh|thay đổi|đổi)(?:\s[^.;]{0,200}?)?\s(?:sang|đến|thành|lại vào|vào|"
    r"là)\s(?=(?:lúc |hồi |từ |thời gian |sáng |chiều |thứ |\w+ ){0,3}?(?:[0-9]|ngày))",
    re.IGNORECASE,
)
_POSTPONES: Final = re.compile(
    r"(?<!\w)(?:tạm hoãn|hoãn|lùi|lui|dời|(?:điều chỉnh|thay đổi|đổi|chuyển)\s(?:lại\s)?(?:thời gian|lịch|ngày|"
    r"giờ))(?!\w)",
    re.IGNORECASE,
)
_HELD: Final = re.compile(
    r"(?<!\w)(?:lớp|phiên|đợt|buổi|khối) (?:[0-9]|thứ|một)|tổ chức|khai mạc|họp|hội nghị|hội ý|mở đầu|"
    r"khởi sự|diễn ra|bắt đầu|triệu tập|tiến hành|thời gian làm việc|"
    r"khai giảng|mời",
    re.IGNORECASE,
)
_DURATION: Final = re.compile(
    r"(?<![\w/.])(?:mỗi (?:lớp|đợt|nhóm|khối)\s)?(?:0?[1-5]|1/2|½|[0-4][,.]5|[Mm]ột|[Hh]ai|[Bb]a|[Nn]ửa|"
    r"[Cc]ả)\s?(?:\((?:một|hai|ba|"
    r"nửa)\)\s?)?(?:buổi|ngày)(?:\s(?:sáng|chiều|tối))?"
    r"(?!\s*(?:/|tháng|trước|sau|làm việc|[0-9]))"
    r"|(?<![\w/.,])[0-9]{1,2},5\s(?:buổi|ngày)"
    r"|(?<!\w)(?:[Tt]rọn(?: vẹn)?|[Ss]uốt)\s(?:cả\s|một\s)?(?:buổi(?:\s(?:sáng|chiều|tối))?|ngày(?!\s?[0-9]))"
    r"|(?<!\w)(?:[Nn]ửa|[Mm]ột|[Hh]ai|[Bb]a|[Bb]ốn|[0-9]{1,2})\s(?:tiếng|giờ đồng hồ)(?:\srưỡi)?(?!\w)"
    r"|(?<!\w)(?:không\s(?:kéo\s(?:dài\s)?)?quá|tối đa)\s[0-9]{1,3}\s(?:phút|tiếng)"
    r"|(?:khoảng|thời lượng|trong|dự kiến)\s?:?\s(?:khoảng\s|dự kiến\s)?[0-9]{1,3}\s"
    r"(?:phút|giờ|tiếng)(?:\srưỡi)?(?!\s[0-9])"
    r"(?:\slàm việc)?"
)
_UNTIL: Final = re.compile(
    r"(?:(?:dự kiến\s)?(?:đến|[Kk]ết thúc|bế mạc|nghỉ|xong|dứt|tan)(?:\s(?:lúc|vào|dự kiến|trước|hồi|khoảng|muộn "
    r"nhất|chậm nhất|"
    r"là))*)\s(?=[0-9]{1,2}\s?(?:giờ|[hHgG:]))|"
    r"(?<=[0-9hgp'phút])\s?-\s?(?=[0-9]{1,2}\s?(?:giờ|[hHgG:]))"
)
_ENDS_AT: Final = re.compile(
    r"(?:dự kiến )?kết thúc(?: (?:lúc|vào|hồi|trước|khoảng|muộn nhất|dự kiến|là))* ", re.IGNORECASE
)
_HANDED_IN: Final = re.compile(r"thời hạn|hạn (?:gửi|nộp|chót|cuối)|gửi|nộp|đường truyền", re.IGNORECASE)
_SPEAKS: Final = re.compile(r"tham luận|phát biểu|trình bày|nói (?:không|gọn)|đọc")
_WITHIN: Final = re.compile(r"trong\s(?=khoảng)")
_LONGEST_HEADING: Final = 120
_LONGEST_DAY_LINE: Final = 60
_OPENING: Final = 8
"""Paragraphs in which a paper without a part on its time says when it ends."""
_LASTS: Final = re.compile(r"(?:kéo dài|diễn ra trong|tổ chức trong|họp trong)\s(?:khoảng\s|trong\s)*", re.IGNORECASE)
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


@dataclass(frozen=True)
class Region:
    """A stretch of the paper in which the time of the sitting may stand; line breaks are spaces in `text`."""

    text: str
    start: int
    confidence: float


def cited(text: str, at: int) -> bool:
    """Whether the date at text[at:] is that of a cited paper ("số 12/KH-UBND ngày …")."""
    return _CITED.search(text[max(0, at - 60) : at]) is not None


def bounded(text: str, at: int) -> bool:
    """Whether "trước", "chậm nhất" … stands before the date or hour at text[at:]."""
    return DEADLINE.search(text[max(0, at - 40) : at]) is not None


def _regions(paper: Paper) -> list[Region]:
    own: list[Region] = []
    for exact in (True, False):
        for block in paper.blocks:
            if Topic.TIME not in block.topics or (len(block.topics) == 1) != exact:
                continue
            if any(above.topics & {Topic.REHEARSAL, Topic.DEADLINE} for above in block.ancestors()):
                continue
            end = max(b.end for b in block.subtree() if not (b.topics - {Topic.TIME, Topic.VENUE}) or b is block)
            own.append(
                Region(
                    paper.text[block.start : end].replace("\n", " ").replace("|", ","),
                    block.start,
                    0.95 if exact else 0.85,
                )
            )
    return own


_ARRIVAL: Final = re.compile(
    r"(?:ổn định|vào phòng|vào mạng|có mặt|đón (?:tiếp|đại biểu|khách)|đăng nhập|mở phòng|điểm danh|văn "
    r"nghệ)[^.;,]{0,40}$",
    re.IGNORECASE,
)
_CORRECTED: Final = re.compile(
    r"(?<!\w)nay (?:xin )?(?:được )?(?:sửa|đọc|ghi|in|đính chính|điều chỉnh)(?: lại)?(?: là| "
    r"thành)?\s?:?\s?\"?(?=[0-9])",
    re.IGNORECASE,
)
_LISTED_HOUR: Final = re.compile(r"^(?:từ |lúc )?[0-9]{1,2}\s?(?:giờ|[hHgG:])")
_NO_SITTING: Final = re.compile(r"đón|đăng ký|ổn định|văn nghệ|giải lao|ăn |di chuyển", re.IGNORECASE)


def _arrival(text: str, at: int) -> bool:
    """Whether the hour at text[at:] is that by which people are to be there."""
    return _ARRIVAL.search(text[max(0, at - 60) : at]) is not None


def _from_lines(paper: Paper) -> Moment | None:
    """A programme typed as lines: a line with the date, below it "08h00 - 08h15: Khai mạc"; first the opening."""
    first: Moment | None = None
    day: Moment | None = None
    for block in paper.everywhere:
        listed = _LISTED_HOUR.match(block.text) and not block.within(Topic.TASKS)
        if not listed:
            days = days_in(block.text, paper.calendar, block.start) if len(block.text) <= _LONGEST_DAY_LINE else []
            day = (
                Moment(days[0], None) if len(days) == 1 and not cited(block.text, days[0].start - block.start) else None
            )
        elif day is not None and block.kind != "row" and not REHEARSAL.search(block.text):
            moment = Moment(day.day, next(iter(hours_in(block.text, block.start)), None))
            if re.search(r"khai mạc", block.text, re.IGNORECASE):
                return moment
            first = first or (None if _NO_SITTING.search(block.text) else moment)
    return first


def _lists_programme(paper: Paper, region: Region) -> bool:
    """Whether the part on the time goes on with the lines of a programme."""
    end = region.start + len(region.text)
    hours = [
        b for b in paper.blocks if region.start < b.start < end and b.kind == "plain" and _LISTED_HOUR.match(b.text)
    ]
    return len(hours) > 1


def _usable(region: Region, moment: Moment) -> bool:
    at = moment.start - region.start
    before = region.text[max(0, at - 90) : at]
    nearest = re.split(r"[.;(]", before)[-1]
    return not (cited(region.text, at) or REHEARSAL.search(nearest) or (bounded(region.text, at)))


def _of_first_day(paper: Paper, region: Region, moment: Moment) -> Moment:
    """ "từ ngày A đến ngày B; sáng từ 8 giờ": the hour begins the first of these days."""
    days = [d for d in days_in(region.text, paper.calendar, region.start) if d.end <= moment.day.start]
    if not days:
        return moment
    between = region.text[days[-1].end - region.start : moment.day.start - region.start]
    return Moment(days[-1], moment.hour) if _RANGE.fullmatch(between) else moment


def _first(paper: Paper, region: Region) -> Moment | None:
    """The first sitting in a region: a moment with an hour, else a single date, joined to an hour that stands "
    "apart from it."""
    moments = [m for m in moments_in(region.text, paper.calendar, region.start) if _usable(region, m)]
    timed = [m for m in moments if m.hour is not None]
    late = [m for m in timed if m.hour and not _arrival(region.text, m.hour.start - region.start)]
    timed = late or timed
    if timed:
        return _of_first_day(paper, region, timed[0])
    if not moments:
        return None
    hours = [h for h in hours_in(region.text, region.start) if not bounded(region.text, h.start - region.start)]
    hours = [h for h in hours if not _arrival(region.text, h.start - region.start)] or hours
    day = moments[0].day
    if hours and len(moments) == 1:
        return Moment(day, hours[0])
    last = day.last
    following = days_in(region.text[day.end - region.start :], paper.calendar, day.end)
    if following and re.fullmatch(
        r"\s*(?:-|đến(?:\s(?:hết|ngày))*)\s*", region.text[day.end - region.start : following[0].start - region.start]
    ):
        last = following[0].last
    if last == day.first:
        return moments[0]
    duration = _DURATION.search(region.text)
    days = _DAYS_OF.get(duration[0].split()[0].lower(), 0) if duration and "ngày" in duration[0] else 0
    return moments[0] if days == (last - day.first).days + 1 and "dự kiến" not in region.text.lower() else None


def _moved(paper: Paper) -> tuple[bool, Found[str] | None]:
    """Whether the paper postpones, and the new time if it gives one."""
    text = paper.body.replace("\n", " ")
    for m in _CORRECTED.finditer(text):
        if not REHEARSAL.search(text[max(0, m.start() - 90) : m.start()]) and not _HANDED_IN.search(
            text[max(0, m.start() - 90) : m.start()]
        ):
            corrected = moments_in(text[m.end() : m.end() + 60], paper.calendar, paper.body_start + m.end())
            if corrected and corrected[0].hour is not None:
                return True, Found(corrected[0].iso, corrected[0].start, corrected[0].end, 0.85)
    if not _POSTPONES.search(text):
        return False, None
    for m in _MOVED.finditer(text):
        region = Region(text[m.end() : m.end() + 120], paper.body_start + m.end(), 0.85)
        moments = moments_in(region.text, paper.calendar, region.start)
        if moments and moments[0].start - region.start < 50:
            return True, Found(moments[0].iso, moments[0].start, moments[0].end, 0.85)
    return True, None


def _goes_on(paper: Paper, block: Block, dated: Moment, start: int, region: Region) -> bool:
    """Whether the hour of this sentence is that of the date named just before, in the same paragraph."""
    return (
        dated.day.end < start
        and paper.text.count("\n\n", dated.day.end, start) == 0
        and not block.within(Topic.TASKS)
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
            usable = [m for m in moments_in(region.text, paper.calendar, start) if _usable(region, m)]
            timed = next((m for m in usable if m.hour is not None), None)
            if timed and not REHEARSAL.search(region.text[: timed.start - start]) and not block.within(Topic.TASKS):
                return timed
            hours = [h for h in hours_in(region.text, start) if not bounded(region.text, h.start - start)]
            if usable and hours and not REHEARSAL.search(region.text):
                return Moment(usable[0].day, hours[0])
            if dated and not usable and hours and _goes_on(paper, block, dated, start, region):
                return Moment(dated.day, hours[0])
            if usable and dated is None and usable[0].day.first == usable[0].day.last and not block.within(Topic.TASKS):
                dated = usable[0]
    return dated


def _from_programme(paper: Paper, day: Moment | None) -> Moment | None:
    """A programme table: the date in its caption or rows, the hour in its first timed row."""
    rows = [b for b in paper.everywhere if b.kind == "row" and b.cells]
    for index, row in enumerate(rows):
        head = [squeeze(paper.text[s:e]).lower() for s, e in row.cells]
        column = next((i for i, cell in enumerate(head) if cell.startswith(("thời gian", "giờ", "ngày"))), None)
        if column is None or not any(cell.startswith(("nội dung", "chương trình", "công việc")) for cell in head):
            continue
        if any(
            word in cell for cell in head for word in ("hoàn thành", "thực hiện", "thời hạn", "chủ trì")
        ) and "hoàn thành" in " ".join(head):
            continue
        found = day
        for entry in rows[index + 1 :]:
            if row.parent is not entry.parent:
                break
            own = moments_in(entry.text.replace("|", ","), paper.calendar, entry.start)
            timed = next((m for m in own if m.hour), None)
            if timed:
                return timed
            found = own[0] if own and (found is None or found.hour is None) else found
            if len(entry.cells) > column:
                start, end = entry.cells[column]
                hours = hours_in(paper.text[start:end], start)
                if hours and found is not None and found.hour is None:
                    return Moment(found.day, hours[0])
    return None


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
                if moment.hour and _usable(region, moment) and not _HANDED_IN.search(before):
                    return moment
    return None


def read_start(paper: Paper) -> Found[str] | None:
    postponed, moved = _moved(paper)
    if postponed and (moved or _LATER.search(paper.body)):
        return moved
    regions = _regions(paper)
    for region in regions:
        found = (_from_lines(paper) if _lists_programme(paper, region) else None) or _first(paper, region)
        if found and (found.hour is not None or not _LATER.search(region.text)):
            if found.hour is None:
                found = _from_programme(paper, found) or found
            said = _from_sentences(paper)
            again = Found(said.iso, said.start, said.end) if said and said.hour and found.hour else None
            return weighed(Found(found.iso, found.start, found.end, region.confidence), again)
    if any(_LATER.search(region.text) or days_in(region.text, paper.calendar) for region in regions):
        return None
    found = _from_sentences(paper)
    if found is None or found.hour is None:
        found = _from_programme(paper, found) or found or _from_lines(paper) or _anywhere(paper)
    return Found(found.iso, found.start, found.end, 0.65) if found else None


def read_end(paper: Paper, start: Found[str] | None) -> Found[str] | None:
    """The printed words for the end or the length: "01 buổi", "đến 11 giờ 30"; a range of dates where no start is "
    "set."""
    for region in [*_regions(paper), *_beside(paper, start)]:
        text = region.text
        parts: list[tuple[int, int]] = []
        duration = _DURATION.search(text)
        if duration:
            bare = _WITHIN.match(duration[0])
            parts.append((duration.start() + (bare.end() if bare else 0), duration.end()))
        sittings = list(_UNTIL.finditer(text))
        until = sittings[0] if len(sittings) == 1 else None
        hours = hours_in(text)
        hour = next((h for h in hours if until and h.start >= until.end() - 1), None)
        if until and hour and not (start and start.value.endswith(f"T{hour.at:%H:%M}")):
            parts.append((until.start() if until[0].strip(" -") else hour.start, hour.end))
        if start is None:
            spread = re.search(
                r"(?:dự kiến\s)?(?:từ\s)?ngày\s[0-9/. ]{1,12}(?:đến|-)\s(?:hết\s)?(?:ngày\s)?[0-9/]{3,10}", text
            )
            if spread:
                parts.append(spread.span())
        if not parts:
            continue
        if len(parts) == 2 and parts[1][1] <= parts[0][0]:
            words = "; ".join(squeeze(text[s:e]) for s, e in parts)
            return Found(words, region.start + parts[1][0], region.start + parts[0][1], 0.85)
        parts.sort()
        joined = [parts[0]]
        for part in parts[1:]:
            if part[0] - joined[-1][1] <= 3 and not text[joined[-1][1] : part[0]].strip(" ,"):
                joined[-1] = (joined[-1][0], part[1])
            else:
                joined.append(part)
        words = "; ".join(squeeze(text[s:e]) for s, e in joined)
        return Found(words, region.start + joined[0][0], region.start + joined[-1][1], 0.85)
    return _lasting(paper)


def _beside(paper: Paper, start: Found[str] | None) -> Iterator[Region]:
    """The sentences that name the start."""
    for block in paper.blocks if start else ():
        if start is None or block.kind == "row" or block.within(Topic.TASKS):
            continue
        for begin, end in sentences(block.text, block.start):
            text = paper.text[begin:end].replace("\n", " ")
            names = (begin < start.end and start.start < end) or any(
                m.iso == start.value for m in moments_in(text, paper.calendar, begin)
            )
            if names and not _SPEAKS.search(text):
                yield Region(text, begin, 0.7)
            if names and block.parent and len(block.parent.text) <= _LONGEST_HEADING:
                yield Region(block.parent.text, block.parent.start, 0.6)


def _lasting(paper: Paper) -> Found[str] | None:
    """Outside the part on the time: "kéo dài 2,5 ngày", "thời lượng: 01 buổi"."""
    for block in paper.blocks:
        m = _LASTS.search(block.text)
        found = _DURATION.match(block.text, m.end()) if m else None
        if found and not block.context & {Topic.SPEECHES, Topic.REHEARSAL}:
            return Found(squeeze(found[0]), block.start + found.start(), block.start + found.end(), 0.7)
    for block in paper.blocks[:_OPENING]:
        until = _ENDS_AT.search(block.text)
        hour = next((h for h in hours_in(block.text) if until and h.start >= until.end()), None)
        if until and hour and hour.start - until.end() < 2 and not block.context & {Topic.REHEARSAL, Topic.TASKS}:
            return Found(
                squeeze(block.text[until.start() : hour.end]), block.start + until.start(), block.start + hour.end, 0.65
            )
    return None
