"""By when a thing asked for is due: "trước 16 giờ ngày …", "chậm nhất …", "xong trước …", "trước 05 ngày tổ chức"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from nhipcau.documents.intake.moments import Calendar, moments_in
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.schedule import REHEARSAL

_CUE: Final = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|hạn (?:chót|cuối)|thời hạn|thời gian gửi|hoàn thành|xong|đến hết|không quá|không muộn hơn|"
    r"hạn)(?:[\s:,(]|vào|là|trong|đến|lúc|hồi|trước|sáng|"
    r"chiều|cuối|ngày|hết|thứ\s\w+|từ|khoảng)*$",
    re.IGNORECASE,
)
_WITHIN: Final = re.compile(r"(?:trong|vào)\s(?:(?:buổi )?(?:sáng|chiều|tối)\s)?$", re.IGNORECASE)
_DELIVERS: Final = re.compile(
    r"gửi|báo cáo|hoàn thành|hoàn thiện|đăng ký|nộp|cung cấp|trình|phát hành|xong|(?<!\w)báo(?!\w)|xác nhận|chốt|lập", re.IGNORECASE
)
_HAPPENS: Final = re.compile(
    r"có mặt|ổn định (?:tổ chức|chỗ)|khai mạc|đón tiếp|bắt đầu|kết nối vào|mở (?:máy|thiết bị)|trực kỹ thuật",
    re.IGNORECASE,
)
_DAYS_BEFORE: Final = re.compile(
    r"trước\s(?:(?:khi|ngày)\s(?:tổ chức|khai mạc|diễn ra|họp)(?:\s\w+){0,4}?\s"
    r"|(?:hội nghị|cuộc họp|phiên họp|kỳ họp)\s)?"
    r"(?:ít nhất\s|tối thiểu\s|chậm nhất\s)?(?:là\s)?(?P<n>[0-9]{1,2})\s(?:\([^)]{1,12}\)\s)?ngày"
    r"(?P<working>\slàm việc)?(?!\s*[0-9/])(?=(?P<after>[^.;]{0,60}))",
    re.IGNORECASE,
)
_MEETING: Final = re.compile(r"tổ chức|họp|hội nghị|khai mạc|diễn ra", re.IGNORECASE)


def _days_before(start: str | None, days: int, working: bool) -> str | None:
    if start is None:
        return None
    at = date.fromisoformat(start[:10])
    while days > 0:
        at -= timedelta(days=1)
        if not working or at.weekday() < 5:
            days -= 1
    return at.isoformat()


def _tries(before: str) -> bool:
    """Whether an hour after these words is that of a trial run: nothing handed in is named since."""
    said = list(REHEARSAL.finditer(re.split(r";|\.\s", before)[-1]))
    return bool(said) and not _DELIVERS.search(re.split(r";|\.\s", before)[-1][said[-1].end() :])


def deadlines_in(text: str, offset: int, calendar: Calendar, start: str | None) -> list[Found[str]]:
    """Due dates in a flat text, in printed order; a time at which something happens is none."""
    found: list[Found[str]] = []
    for moment in moments_in(text, calendar):
        before = text[max(0, moment.start - 70) : moment.start]
        clause = re.split(r"[;(]|\.\s", text[max(0, moment.start - 220) : moment.start])[-1]
        if (moment.hour is not None and _tries(text[max(0, moment.start - 220) : moment.start])) or _HAPPENS.search(
            clause[-60:]
        ):
            continue
        due = bool(_CUE.search(before)) or bool(_WITHIN.search(before) and _DELIVERS.search(clause))
        if due:
            found.append(Found(moment.iso, moment.start + offset, moment.end + offset, 0.9))
    for m in _DAYS_BEFORE.finditer(text):
        if not _MEETING.search(m[0] + m["after"]):
            continue
        computed = _days_before(start, int(m["n"]), bool(m["working"]))
        if computed:
            found.append(Found(computed, m.start() + offset, m.end() + offset, 0.75))
    return sorted(found, key=lambda f: f.start)
