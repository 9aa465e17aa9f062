"""When the meeting ends or how long it lasts, in the words printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nhipcau.documents.intake.cutting import sentences, squeeze
from nhipcau.documents.intake.moments import hours_in, moments_in
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.time_regions import Region, time_parts
from nhipcau.documents.intake.topics import Topic

DURATION: Final = re.compile(
    r"(?<!\w)(?:[0-9]{1,2}|hai|ba|bốn|năm) (?:phiên|đợt), mỗi (?:phiên|đợt) (?:0?[1-5]|một|1/2) (?:buổi|ngày)|"
    r"(?<![\w/.])(?:mỗi (?:lớp|đợt|nhóm|khối)\s)?(?:0?[1-5]|1/2|½|[0-4][,.]5|[Mm]ột|[Hh]ai|[Bb]a|[Nn]ửa|"
    r"[Cc]ả)\s?(?:\((?:một|hai|ba|"
    r"nửa)\)\s?)?(?:buổi|ngày)(?:\srưỡi)?(?:\s(?:sáng|chiều|tối))?"
    r"(?!\s*(?:/|tháng|trước|sau|làm việc|[0-9]))"
    r"|(?<!\w)[Cc]ả ngày(?=\s[0-9])"
    r"|(?<![\w/.,])[0-9]{1,2},5\s(?:buổi|ngày)"
    r"|(?<!\w)(?:[Tt]rọn(?: vẹn)?|[Ss]uốt)\s(?:cả\s|một\s)?(?:buổi(?:\s(?:sáng|chiều|tối))?|ngày(?!\s?[0-9]))"
    r"|(?<!\w)(?:[Nn]ửa|[Mm]ột|[Hh]ai|[Bb]a|[Bb]ốn|[0-9]{1,2})\s(?:tiếng|giờ đồng hồ)(?:\srưỡi)?(?!\w)"
    r"|(?<!\w)(?:không\s(?:kéo\s(?:dài\s)?)?quá|tối đa)\s[0-9]{1,3}\s(?:phút|tiếng|giờ(?!\s[0-9]|\shành chính))"
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
_SPEAKS: Final = re.compile(r"tham luận|phát biểu|trình bày|nói (?:không|gọn)|đọc")
_WITHIN: Final = re.compile(r"trong\s(?=khoảng|[0-9])|(?:thời lượng|dự kiến|khoảng)\s?:\s")
_PLANNED: Final = re.compile(r"dự kiến\s(?:họp|kéo dài|diễn ra|làm việc|tổ chức)\s(?=trong\s)", re.IGNORECASE)
_SPREAD: Final = re.compile(
    r",?\s(?:trong|vào)\s(?:các ngày\s[0-9][0-9/., ]*(?:(?:và|đến|-)\s?(?:ngày\s)?[0-9/]+)?|"
    r"(?:tuần|nửa|đầu|cuối|giữa|hạ tuần|trung tuần|thượng tuần|tháng|quý)\s[^.;,()\n]{2,40})"
)
"""On which days a length is spread, where they are several or not yet fixed."""
_MORE_EXACTLY: Final = re.compile(
    r"\s\((?:gồm\s|tương ứng\s)?(?:[0-9]{1,2}|một|hai|ba|bốn|năm|sáu)\s(?:buổi|ngày)(?:\s(?:học|họp|làm việc))?\)"
)
"""A length in its other measure: "02 ngày (04 buổi)"."""
_IN_PARTS: Final = re.compile(
    r"\)?,?\s(?:được\s)?(?:chia (?:làm|thành|ra)|gồm|tổ chức(?: làm| thành)?|bố trí)\s"
    r"(?P<parts>(?:0?[1-9]|một|hai|ba|bốn)\s(?:buổi|ca|phiên|đợt))(?!\w)"
)
"""The sittings into which a length is cut."""
_DAY: Final = r"(?:ngày )?[0-9]{1,2}(?:/[0-9]{1,2}(?:/[0-9]{4})?)?"
_RANGE: Final = re.compile(
    rf",?\s(?:từ {_DAY}\s(?:đến|-)\s(?:hết )?{_DAY}(?![\w/])|\(từ {_DAY}\s(?:đến|-)\s(?:hết )?{_DAY}\))"
)
"""From day to day, behind a length, neither with its hour."""
_UNTIL_DAY: Final = re.compile(
    r"từ\s[^.;\n]{4,70}?\s(?P<until>(?:đến|tới)\s(?:hết\s)?(?:(?:buổi\s)?(?:sáng|trưa|chiều|"
    r"tối)\s)?ngày\s[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{4})?)"
)
"""From an hour of one day to another day."""
_IN_THE_MORNING: Final = re.compile(
    r"(?:dự kiến\s)?kết thúc\s(?:trong|vào|hết)\s(?:buổi\s)?(?:sáng|trưa|chiều|tối)(?:\s(?:cùng ngày|nay))?(?!\w)",
    re.IGNORECASE,
)
"""The end without an hour: "kết thúc trong buổi sáng"."""
_DOTTED: Final = re.compile(r"\(?(?<!\w)[0-2]?[0-9]\.[0-5][0-9]\s?-\s?(?P<until>[0-2]?[0-9]\.[0-5][0-9])(?![\w./])")
"""Hours with a dot: "07.00 - 16.30"."""
_EACH_DAY: Final = re.compile(
    r"[Mm]ỗi (?:ngày|tuần)(?:\s[^\s.;,]+){0,3}\s$|(?:trước|sớm hơn)\s(?:[^\s.;,]+\s){0,6}ít nhất\s$|"
    r"[Mm]ỗi (?:ý kiến|bài|đại biểu|tham luận|lượt|báo cáo)(?:\s[^\s.;,]+){0,4}\s$"
)
"""Ahead of what is no length of the meeting: its part on each day, a notice given ahead, one speech."""
_SAME_DAY: Final = re.compile(r",?\s(?:cùng|trong) ngày(?! [0-9])(?!\w)")
_LONGEST_HEADING: Final = 120
_OPENING: Final = 8
"""Paragraphs in which a paper without a part on its time says when it ends."""
_LASTS: Final = re.compile(
    r"(?:kéo dài|diễn ra trong|tổ chức trong|họp trong|(?:thời gian|thời lượng)(?:\s(?:họp|"
    r"học|làm việc|"
    r"diễn ra|tổ chức|của \S+ \S+))?(?:\sl[àa]|\s?:)?)\s(?:khoảng\s|trong\s)*",
    re.IGNORECASE,
)


def read_end(paper: Paper, start: Found[str] | None) -> Found[str] | None:
    """The printed words for the end or the length: "01 buổi", "đến 11 giờ 30"; a range of dates where no start is "
    "set."""
    for region in [*time_parts(paper), *_beside(paper, start)]:
        text = region.text
        parts: list[tuple[int, int]] = []
        duration = next((m for m in DURATION.finditer(text) if not _EACH_DAY.search(text[: m.start()])), None)
        if duration:
            bare = _WITHIN.match(duration[0])
            planned = next((m for m in _PLANNED.finditer(text) if m.end() == duration.start()), None)
            spread = next((m for p in (_SPREAD, _RANGE, _MORE_EXACTLY) if (m := p.match(text, duration.end()))), None)
            begin = planned.start() if planned else duration.start() + (bare.end() if bare else 0)
            parts.append((begin, spread.end() if spread else duration.end()))
            cut_up = _IN_PARTS.match(text, duration.end())
            parts.extend([cut_up.span("parts")] if cut_up else [])
        sittings = list(_UNTIL.finditer(text))
        until = sittings[0] if len(sittings) == 1 else None
        hours = hours_in(text)
        hour = next((h for h in hours if until and h.start >= until.end() - 1), None)
        if until and hour and not (start and start.value.endswith(f"T{hour.at:%H:%M}")):
            same_day = _SAME_DAY.match(text, hour.end)
            parts.append(
                (until.start() if until[0].strip(" -") else hour.start, same_day.end() if same_day else hour.end)
            )
        closing = next((m for p in (_UNTIL_DAY, _DOTTED) if len(parts) < 2 and (m := p.search(text))), None)
        if closing and start and not any(s < closing.end() and closing.start() < e for s, e in parts):
            parts.append(closing.span("until"))
        if not parts and (half := _IN_THE_MORNING.search(text)):
            parts.append(half.span())
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
        if start is None or block.kind == "row":
            continue
        if block.asked and not block.start <= start.start < block.end:
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
        found = DURATION.match(block.text, m.end()) if m else None
        if found and not block.context & {Topic.SPEECHES, Topic.REHEARSAL}:
            return Found(squeeze(found[0]), block.start + found.start(), block.start + found.end(), 0.7)
    for block in paper.blocks[:_OPENING]:
        until = _ENDS_AT.search(block.text)
        hour = next((h for h in hours_in(block.text) if until and h.start >= until.end()), None)
        if until and hour and hour.start - until.end() < 2 and not block.context & {Topic.REHEARSAL, Topic.TASKS}:
            same_day = _SAME_DAY.match(block.text, hour.end)
            end = same_day.end() if same_day else hour.end
            return Found(squeeze(block.text[until.start() : end]), block.start + until.start(), block.start + end, 0.65)
    return None
