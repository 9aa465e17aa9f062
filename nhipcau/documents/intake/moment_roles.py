"""What the words before a day or an hour say of it: the date of a cited paper, a deadline, the hour to be there by."""

from __future__ import annotations

import re
from typing import Final

_CITED: Final = re.compile(
    r"(?:[Ss]ố\s?:?\s?[\w./&-]*(?:\s?-\s?[\w./]+)?|(?:Kế hoạch|Thông báo|Giấy mời|Quyết định|Công văn|Công điện|"
    r"Nghị quyết|văn bản|Văn bản|Chỉ thị|Kết luận|Luật)"
    r"(?:[^.;:\d]{0,40}))\s?,?\s*$"
)
DEADLINE: Final = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|hạn (?:chót|cuối)|thời hạn|xong|đến hết|hết|không quá|hoàn thành|"
    r"(?:đóng|khóa|khoá) (?:cổng|sổ|biểu|phần mềm))(?:\s(?:vào|là|"
    r"trong|đến|lúc|trước|:|ngày))*\s*:?\s*$",
    re.IGNORECASE,
)
HANDED_IN: Final = re.compile(r"thời hạn|hạn (?:gửi|nộp|chót|cuối)|gửi|nộp|đường truyền", re.IGNORECASE)


_ISSUED_THEN: Final = re.compile(
    r"(?:ngày\s)?[0-9][0-9./ -]*(?:\s?tháng\s[0-9]{1,2}(?:,?\s?năm\s[0-9]{4})?)?\s?,\s[^.;:]{3,110}?\s"
    r"đã\s(?:có|ban hành|gửi|phát hành|ký)\s",
    re.IGNORECASE,
)


def cited(text: str, at: int) -> bool:
    """Whether the date at text[at:] is that of a cited paper: "số 12/KH-UBND ngày …", "Ngày …, UBND tỉnh đã ban hành
    Thông báo số …"."""
    return _CITED.search(text[max(0, at - 60) : at]) is not None or _ISSUED_THEN.match(text, at) is not None


def bounded(text: str, at: int) -> bool:
    """Whether "trước", "chậm nhất" … stands before the date or hour at text[at:]."""
    return DEADLINE.search(text[max(0, at - 40) : at]) is not None


_ARRIVAL: Final = re.compile(
    r"(?:ổn định|vào phòng|vào mạng|có mặt|đón (?:tiếp|đại biểu|khách)|đăng nhập|mở phòng|điểm danh|văn "
    r"nghệ)[^.;,]{0,40}$",
    re.IGNORECASE,
)


_COME_THEN: Final = re.compile(
    r"\s?[,:-]?\s(?:(?:các\s)?(?:đại biểu|thành phần|học viên|mọi người)\s)?"
    r"(?:vào phòng|vào mạng|có mặt|ổn định|điểm danh|đăng nhập|đón (?:tiếp|khách|đại biểu))(?!\w)",
    re.IGNORECASE,
)


def arrival(text: str, at: int, end: int | None = None) -> bool:
    """Whether the hour at text[at:end] is that by which people are to be there: "có mặt lúc 7h30", "7h30 vào phòng"."""
    if end is not None and _COME_THEN.match(text, end):
        return True
    return _ARRIVAL.search(text[max(0, at - 60) : at]) is not None
