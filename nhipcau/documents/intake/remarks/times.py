"""Weekdays that do not belong to their dates, and two times for one thing."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from nhipcau.core.phrases import phrase
from nhipcau.documents.intake.moments import Calendar, Moment, commonest_year, days_in, hours_in, moments_in
from nhipcau.documents.intake.reading import Remark, Span

_WEEKDAYS: Final = {"hai": 0, "ba": 1, "tư": 2, "bốn": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5, "chủ nhật": 6}
_PRINTED_DATE: Final = re.compile(
    r"(?P<word>ngày\s+)?(?P<date>(?<![0-9/.,:-])(?P<d>[0-9]{1,2})\s?(?:/|-|\.|tháng\s)\s?(?P<m>[0-9]{1,2})"
    r"(?:\s?(?:/|-|\.|,?\s?năm\s)\s?(?P<y>20[0-9]{2}))?)(?![0-9/])",
    re.IGNORECASE,
)
_LEAP_YEAR: Final = 2000
_LONGEST_MONTH: Final = 31
_NAMES: Final = (
    phrase("thứ Hai"),
    phrase("thứ Ba"),
    phrase("thứ Tư"),
    phrase("thứ Năm"),
    phrase("thứ Sáu"),
    phrase("thứ Bảy"),
    phrase("Chủ nhật"),
)
_WEEKDAY: Final = re.compile(
    r"(?<!\w)thứ\s(?P<name>hai|ba|tư|bốn|năm|sáu|bảy|bẩy)(?!\w)|(?<!\w)(?P<sunday>chủ nhật)(?!\w)", re.IGNORECASE
)
_AROUND: Final = 60  # characters within which a weekday and its date stand
_BETWEEN: Final = re.compile(r"[\s,;()\-]*(?:ngày|tức|là)?[\s,;()\-]*", re.IGNORECASE)
_CALLED: Final = re.compile(
    r"khai mạc|bắt đầu|thời gian\s*(?:họp|tổ chức|hội nghị|bắt đầu)?\s*:|(?:hội nghị|cuộc họp|phiên họp)[^.;\n]{0,80}"
    r"(?:vào|lúc|hồi)\s",
    re.IGNORECASE,
)
_NOT_THE_START: Final = re.compile(
    r"chạy thử|tổng duyệt|kết nối|kiểm tra|thử|trước|chậm nhất|hạn|kết thúc|bế mạc|hoãn|lùi|dời|thay vì|sang|chuyển|"
    r"đã\s|dự kiến|phiên|buổi|ngày thứ|đợt|đến hết|xong|hoàn thành|từ ngày|giải lao|đón tiếp|có mặt|gửi|đăng ký|"
    r"thay cho",
    re.IGNORECASE,
)

_BEGINS: Final = re.compile(
    r"(?:hội nghị|cuộc họp|phiên họp|kỳ họp|buổi họp)\s(?:sẽ\s)?(?:chính thức\s)?(?:được\s)?(?:bắt đầu|khai mạc)\s"
    r"(?:vào\s)?(?:lúc|hồi|từ)\s$",
    re.IGNORECASE,
)
_SITTINGS: Final = re.compile(r"phiên thứ|phiên [0-9]|buổi (?:sáng|chiều|tối)|ngày thứ", re.IGNORECASE)


def calendar_of(facts: Mapping[str, Any], text: str) -> Calendar:
    issued = facts["issue_date"]
    return Calendar(date.fromisoformat(issued) if issued else None, commonest_year(text))


def check(facts: Mapping[str, Any], text: str, spans: Sequence[Span]) -> Iterator[Remark]:
    calendar = calendar_of(facts, text)
    yield from _weekdays(facts, text, calendar)
    yield from _no_such_days(text)
    yield from _two_times(facts, text, calendar, spans)
    start, issued = facts["start"], facts["issue_date"]
    if start and issued and start[:10] < issued:
        words = phrase(
            "Ngày họp %(start)s đứng trước ngày ban hành văn bản %(issued)s.",
            start=printed(start),
            issued=printed(issued),
        )
        yield Remark(
            "start_before_issue",
            words,
            "start",
            hint=phrase("Một trong hai ngày ghi nhầm; sửa trên phiếu."),
            grave=True,
        )


def printed(iso: str) -> str:
    return date.fromisoformat(iso[:10]).strftime("%d/%m/%Y")


def _weekdays(facts: Mapping[str, Any], text: str, calendar: Calendar) -> Iterator[Remark]:
    days = days_in(text, calendar)
    starts = [day.start for day in days]
    told: set[date] = set()
    for m in _WEEKDAY.finditer(text):
        said = _WEEKDAYS["chủ nhật" if m["sunday"] else m["name"].lower()]
        near = slice(bisect_left(starts, m.start() - _AROUND), bisect_left(starts, m.end() + _AROUND))
        for day in days[near]:
            beside = _beside(text, m.start(), m.end(), day.start, day.end)
            if not beside or day.first != day.last or day.last in told or day.last.weekday() == said:
                continue
            told.add(day.last)
            yield _weekday(facts, said, day.last, min(m.start(), day.start), max(m.end(), day.end))


def _beside(text: str, start: int, end: int, day_start: int, day_end: int) -> bool:
    if start <= day_start < end or day_start <= start < day_end:
        return True
    gap = text[end:day_start] if end <= day_start else text[day_end:start]
    return "\n" not in gap and len(gap) <= 12 and _BETWEEN.fullmatch(gap) is not None


def _weekday(facts: Mapping[str, Any], said: int, day: date, start: int, end: int) -> Remark:
    other = day + timedelta(days=(said - day.weekday() + 3) % 7 - 3)
    iso = day.isoformat()
    key = "start" if (facts["start"] or "")[:10] == iso else None
    if any(moment[:10] == iso for moment in facts["rehearsals"]):
        key = key or "rehearsals"
    return Remark(
        "weekday_wrong",
        phrase(
            "Văn bản ghi %(said)s, nhưng ngày %(day)s là %(right)s.",
            said=_NAMES[said],
            day=f"{day:%d/%m/%Y}",
            right=_NAMES[day.weekday()],
        ),
        key,
        hint=phrase(
            "Giữ ngày (%(right)s, %(day)s) hay giữ thứ (%(said)s, %(other)s)? Hỏi lại người ký rồi sửa trên phiếu.",
            right=_NAMES[day.weekday()],
            day=f"{day:%d/%m/%Y}",
            said=_NAMES[said],
            other=f"{other:%d/%m/%Y}",
        ),
        start=start,
        end=end,
        grave=True,
    )


def _no_such_days(text: str) -> Iterator[Remark]:
    """Dates that no calendar has: 31/4, 29/2 of a common year. Nothing can be read from them."""
    for m in _PRINTED_DATE.finditer(text):
        day, month, year = int(m["d"]), int(m["m"]), int(m["y"] or _LEAP_YEAR)
        if month in range(1, 13) and day in range(1, monthrange(year, month)[1] + 1):
            continue
        if not (m["word"] or m["y"]) or not 0 < day < 40 or not 0 < month < 20:
            continue
        known = month in range(1, 13) and day <= _LONGEST_MONTH
        why = (
            phrase("tháng %(month)s không có ngày %(day)s", month=month, day=day)
            if known
            else phrase("không có ngày %(day)s tháng %(month)s", day=day, month=month)
        )
        yield Remark(
            "no_such_date",
            phrase(
                "Ngày “%(words)s” không có trong lịch: %(why)s năm %(year)s.",
                words=" ".join(m["date"].split()),
                why=why,
                year=year,
            )
            if m["y"]
            else phrase("Ngày “%(words)s” không có trong lịch: %(why)s.", words=" ".join(m["date"].split()), why=why),
            None,
            hint=phrase("Hỏi lại người ký ngày đúng rồi ghi trên phiếu."),
            start=m.start("date"),
            end=m.end("date"),
            grave=True,
        )


def _two_times(facts: Mapping[str, Any], text: str, calendar: Calendar, spans: Sequence[Span]) -> Iterator[Remark]:
    """Another hour or day that is said to be the beginning, in words that speak of nothing else."""
    start = facts["start"]
    if not start:
        return
    known = {start, *facts["rehearsals"], *(task["due"] for task in facts["tasks"])}
    own = [span for span in spans if span.key == "start"]
    for moment in moments_in(text, calendar):
        if moment.hour is None or moment.iso in known or any(s.start <= moment.start < s.end for s in own):
            continue
        if len(start) == 10 and moment.iso[:10] == start:
            continue
        if not _is_called_the_start(text, moment):
            continue
        words = phrase(
            "Có hai thời điểm bắt đầu: %(first)s và %(second)s.", first=written(start), second=written(moment.iso)
        )
        hint = phrase("Hệ thống lấy thời điểm thứ nhất; hỏi lại người ký và sửa ô “Thời gian” nếu sai.")
        yield Remark("two_times", words, "start", hint=hint, start=moment.start, end=moment.end, grave=True)
        return
    yield from _another_hour(facts, text)


def _another_hour(facts: Mapping[str, Any], text: str) -> Iterator[Remark]:
    """ "Hội nghị bắt đầu lúc 7h30" with no date beside it, where the paper's one sitting begins at another hour."""
    start = facts["start"]
    if len(start) == 10 or _SITTINGS.search(text):
        return
    for hour in hours_in(text):
        said = f"{hour.at:%H:%M}"
        if said == start[11:] or not _BEGINS.search(text[max(0, hour.start - _AROUND) : hour.start]):
            continue
        words = phrase("Có hai thời điểm bắt đầu: %(first)s và %(second)s.", first=written(start), second=said)
        hint = phrase("Hệ thống lấy thời điểm thứ nhất; hỏi lại người ký và sửa ô “Thời gian” nếu sai.")
        yield Remark("two_times", words, "start", hint=hint, start=hour.start, end=hour.end, grave=True)
        return


def _is_called_the_start(text: str, moment: Moment) -> bool:
    marks = ("\n", ". ", "; ")
    left = max(text.rfind(mark, 0, moment.start) for mark in marks)
    after = [at for mark in marks if (at := text.find(mark, moment.end)) >= 0]
    right = min(after, default=len(text))
    sentence = text[left + 1 : right]
    return bool(_CALLED.search(sentence[: moment.end - left])) and not _NOT_THE_START.search(sentence)


def written(iso: str) -> str:
    return f"{iso[11:]} {printed(iso)}" if len(iso) > 10 else printed(iso)
