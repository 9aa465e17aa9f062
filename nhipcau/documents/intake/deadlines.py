"""By when a thing asked for is due: "trước 16 giờ ngày …", "chậm nhất …", "xong trước …", "trước 05 ngày tổ chức"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from nhipcau.documents.intake.moments import Calendar, Moment, hours_in, moments_in
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.trials import REHEARSAL
from nhipcau.documents.intake.working_days import working_days_before

_CUE: Final = re.compile(
    r"(?:trước|(?:chậm|muộn|trễ|trể|sớm) nhất|không (?:muộn|chậm|trễ) hơn|hạn (?:chót|cuối)|thời hạn|deadline|"
    r"(?:thời gian|hạn) (?:gửi|nộp|đăng ký|báo|khai)[^.;:]{0,40}:|hoàn (?:thành|tất)|xong|hết|không quá|hạn|"
    r"(?:đóng|khóa|khoá)(?: (?:cổng|biểu|sổ|phiếu|phần mềm|đăng ký))?|\bT\s?-\s?[0-9]{1,2})"
    r"(?:[\s:,(]|vào|là|trong|đến|lúc|hồi|trước|sáng|trưa|chiều|tối|cuối|ngày|hết|thứ\s\w+|từ|khoảng|giờ làm việc|"
    r"giờ hành chính|buổi)*$",
    re.IGNORECASE,
)
_IN_THE_DAY: Final = re.compile(r"(?:trong|hết)\s$")
_TERM_IS: Final = re.compile(
    r"(?<!\w)hạn\s[^.;:]{0,130}\s(?:vẫn\s|nay\s)?(?:là|đến)\s(?:hết\s)?(?:ngày\s)?$", re.IGNORECASE
)
"""The date as what a sentence says of a term: "thời hạn gửi danh sách vẫn là …"."""
_LASTING: Final = re.compile(
    r"(?:đảm bảo|bảo đảm|duy trì|trực|phục vụ|vận hành|cấp điện|tuyên truyền|điều hành|tổ chức|diễn ra|họp)(?!\w)",
    re.IGNORECASE,
)
"""What goes on all day is not done by a day."""
_SENT_ON: Final = re.compile(
    r"(?:^|[,;:]\s|\svà\s|bài\s|bản\s)(?:gửi|gởi|nộp|trình|chuyển|trả)\s(?!kèm|theo)[^,;.:()0-9]{2,60}\s(?:vào\s)?$",
    re.IGNORECASE,
)
"""A thing handed to somebody "ngày D", at the end of its clause: the day by which it is there."""
_DONE_ON: Final = re.compile(
    r"(?:^|[,;.]\s|[-+*]\s)(?:hoàn (?:chỉnh|thiện|thành)|gửi|gởi|nộp|soạn|lập|trình|chuyển|"
    r"in)\s[^,;.:0-9]{2,60}:\s(?:ngày\s)?$",
    re.IGNORECASE,
)
"""What is to be done, a colon, and the day: "Hoàn chỉnh phương án: 18/3/2025"."""
_CITED_PAPER: Final = re.compile(
    r"số|họp|hội nghị|kế hoạch|thông báo|công văn|giấy mời|văn bản|quyết định", re.IGNORECASE
)
_CUT_OFF: Final = re.compile(
    r"(?<!\w)(?:số liệu|kết quả|tình hình|lũy kế|luỹ kế|tính|phát sinh|thống kê|dư nợ|tiến độ|tỷ lệ|diện tích|"
    r"dung tích|khối lượng|giải ngân|ước)(?!\w)[^.;:]{0,80}?\s?(?:đến|tới)\s(?:hết\s|thời điểm\s|cuối\s)*(?:ngày\s)?$",
    re.IGNORECASE,
)
"""The day up to which figures are counted, not the day by which they are handed in."""
_REPLACED: Final = re.compile(r"(?:^|\s)thay (?!đổi)(?:cho|vì|thế)?[^.;,)]{0,70}$", re.IGNORECASE)
"""The old term, named beside the new one: "(thay danh sách đã gửi trước ngày …)"."""
_TODAY: Final = re.compile(r"\s*,?\s*(?:ngày\s)?(?P<day>hôm nay|(?:sáng|trưa|chiều|tối)\snay|(?:ngày|sáng|chiều)\smai)")
_WITHIN: Final = re.compile(r"(?:trong|vào)\s(?:(?:buổi )?(?:sáng|chiều|tối)\s)?$", re.IGNORECASE)
_DELIVERS: Final = re.compile(
    r"gửi|báo cáo|hoàn thành|hoàn thiện|đăng ký|nộp|cung cấp|trình|phát hành|xong|(?<!\w)báo(?!\w)|xác nhận|chốt|lập",
    re.IGNORECASE,
)
_DELIVERS_BY: Final = re.compile(
    r"(?<!\w)(?:gửi|gởi|nộp|(?-i:báo cáo)|đăng ký|trình|chậm nhất|muộn nhất)(?!\w)", re.IGNORECASE
)
_HAPPENS: Final = re.compile(
    r"có mặt|ổn định (?:tổ chức|chỗ)|khai mạc|đón tiếp|bắt đầu|kết nối vào|mở (?:máy|thiết bị)|"
    r"(?<!cán bộ )(?<!người )trực kỹ thuật",
    re.IGNORECASE,
)
_HANDED_OVER: Final = re.compile(
    r"(?<!\w)(?:gửi|gởi|nộp|hoàn thành|hoàn tất|hoàn thiện|xong|trình)(?!\w)", re.IGNORECASE
)
"""What is done with a thing, in the last part of its clause: "bài phát biểu khai mạc, hoàn thành trước ngày …"."""
_DAYS_BEFORE: Final = re.compile(
    r"trước\s(?:(?:khi|ngày)\s(?:tổ chức|khai mạc|diễn ra|họp)(?:\s\w+){0,4}?\s"
    r"|(?:hội nghị|cuộc họp|phiên họp|kỳ họp|buổi họp|hội thảo|t[oọ]a đàm|toạ đàm|lớp học|buổi học)\s)?"
    r"(?:ít nhất\s|tối thiểu\s|chậm nhất\s)?(?:là\s)?(?P<n>[0-9]{1,2})\s(?:\([^)]{1,12}\)\s)?ngày"
    r"(?P<working>\slàm việc)?(?!\s*[0-9/])(?=(?P<after>[^.;]{0,60}))",
    re.IGNORECASE,
)
_DAYS_AHEAD: Final = re.compile(
    r"(?<![0-9/])(?P<n>[0-9]{1,2})\s(?:\([^)]{1,12}\)\s)?ngày(?P<working>\slàm việc)?,?\strước\s(?:khi\s|ngày\s|"
    r"thời điểm\s|thời gian\s)?"
    r"(?P<after>(?:tổ chức|khai mạc|diễn ra|họp|hội nghị|cuộc họp|phiên họp|kỳ họp|hội thảo|tọa đàm|buổi họp)(?!\w))",
    re.IGNORECASE,
)
""" "03 ngày trước ngày khai mạc"."""
_THAT_DAY: Final = re.compile(r"\s*,?\s*(?:của\s)?cùng ngày(?!\w)")
_COUNTED: Final = re.compile(r"\bT\s?-\s?(?P<n>[0-9]{1,2})(?![0-9])(?!\s*[(:]\s*(?:ngày\s)?[0-9])")
"""The day of the meeting counted back: "T-2"."""
_HOURS_BEFORE: Final = re.compile(
    r"trước\s(?:giờ\s)?(?:họp|khai mạc|hội nghị|cuộc họp|phiên họp)\s(?:ít nhất\s|tối thiểu\s|là\s)*(?P<n>[0-9]{1,3})"
    r"\s?(?:tiếng|giờ)(?!\s?[0-9])",
    re.IGNORECASE,
)
_MEETING: Final = re.compile(
    r"tổ chức|họp|hội nghị|hội thảo|t[oọ]a đàm|toạ đàm|lớp|buổi học|khai mạc|diễn ra", re.IGNORECASE
)


def _days_before(start: str | None, days: int, working: bool) -> str | None:
    if start is None:
        return None
    day = date.fromisoformat(start[:10])
    return (working_days_before(day, days) if working else day - timedelta(days=days)).isoformat()


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
        happens = _HAPPENS.search(clause[-60:]) and not _HANDED_OVER.search(clause.rsplit(",", 1)[-1])
        if (moment.hour is not None and _tries(text[max(0, moment.start - 220) : moment.start])) or happens:
            continue
        if _REPLACED.search(clause):
            continue
        counted = _CUT_OFF.search(clause)
        if counted and moment.hour is None and not _DELIVERS_BY.search(counted[0]):
            continue
        due = (
            bool(_CUE.search(before))
            or bool(_WITHIN.search(before) and _DELIVERS.search(clause))
            or (moment.hour is None and bool(_IN_THE_DAY.search(before)) and not _LASTING.search(clause))
            or bool(_TERM_IS.search(text[max(0, moment.start - 160) : moment.start]))
            or _is_sent_by(moment, before, text)
        )
        if due:
            found.append(Found(moment.iso, moment.start + offset, moment.end + offset, 0.9))
    for m in _DAYS_BEFORE.finditer(text):
        if not _MEETING.search(m[0] + m["after"]):
            continue
        computed = _days_before(start, int(m["n"]), bool(m["working"]))
        if computed:
            found.append(Found(computed, m.start() + offset, m.end() + offset, 0.75))
    for m in _DAYS_AHEAD.finditer(text):
        computed = _days_before(start, int(m["n"]), bool(m["working"]))
        if computed:
            found.append(Found(computed, m.start() + offset, m.end() + offset, 0.75))
    if not found and start and "cùng ngày" in text:
        found.extend(_that_day(text, offset, start))
    found.extend(_counted_back(text, offset, start))
    found.extend(_these_days(text, offset, calendar))
    return sorted(found, key=lambda f: f.start)


def _is_sent_by(moment: Moment, before: str, text: str) -> bool:
    if moment.hour is not None or text[moment.end : moment.end + 1] not in ("", ".", ",", ";", ")", "/"):
        return False
    done = _DONE_ON.search(before)
    if done and not REHEARSAL.search(done[0]):
        return True
    sent = _SENT_ON.search(before)
    return sent is not None and not _CITED_PAPER.search(sent[0])


def _counted_back(text: str, offset: int, start: str | None) -> Iterator[Found[str]]:
    """ "T-2" and "trước giờ họp 24 tiếng", from the time of the sitting."""
    for m in _COUNTED.finditer(text):
        computed = _days_before(start, int(m["n"]), working=False)
        if computed:
            yield Found(computed, m.start() + offset, m.end() + offset, 0.7)
    for m in _HOURS_BEFORE.finditer(text):
        if start and "T" in start:
            at = datetime.fromisoformat(start) - timedelta(hours=int(m["n"]))
            yield Found(at.isoformat(timespec="minutes"), m.start() + offset, m.end() + offset, 0.7)


def _that_day(text: str, offset: int, start: str) -> Iterator[Found[str]]:
    """ "trước 17 giờ cùng ngày" with no date beside it: the day of the sitting."""
    for hour in hours_in(text):
        day = _THAT_DAY.match(text, hour.end)
        if day and _CUE.search(text[max(0, hour.start - 70) : hour.start]):
            at = datetime.combine(date.fromisoformat(start[:10]), hour.at).isoformat(timespec="minutes")
            yield Found(at, hour.start + offset, day.end() + offset, 0.65)


def _these_days(text: str, offset: int, calendar: Calendar) -> Iterator[Found[str]]:
    """ "trước 18 giờ hôm nay", counted from the day of issue."""
    for hour in hours_in(text) if calendar.issued else ():
        day = _TODAY.match(text, hour.end)
        if day and _CUE.search(text[max(0, hour.start - 70) : hour.start]) and calendar.issued:
            on = calendar.issued + timedelta(days=1 if day["day"].endswith("mai") else 0)
            at = datetime.combine(on, hour.at).isoformat(timespec="minutes")
            yield Found(at, hour.start + offset, day.end() + offset, 0.7)
