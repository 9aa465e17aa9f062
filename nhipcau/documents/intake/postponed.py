"""The new time of a meeting that is put off or whose time is put right.

Such a paper repeats the old time and gives the new one after "sang", "đến", "vào", "nay là".
"""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.moment_roles import HANDED_IN
from nhipcau.documents.intake.moments import moments_in
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.time_regions import Region
from nhipcau.documents.intake.trials import REHEARSAL

LATER: Final = re.compile(
    r"(?:sẽ|được|có)\s(?:có\s|được\s)?thông báo\s(?:cụ thể\s)?(?:sau|bằng|trong)|thông báo sau|"
    r"thời gian cụ thể[^.;]{0,40}thông báo|\.{3,}\s*(?:giờ|ngày)",
    re.IGNORECASE,
)
_MOVED: Final = re.compile(
    r"(?:lùi|lui|dời|hoãn|chuyển|điều chỉnh|thay đổi|đổi)(?:\s[^.;]{0,200}?)?\s(?:sang|đến|thành|lại vào|vào|"
    r"là)\s(?=\"?(?:lúc |hồi |từ |thời gian |sáng |chiều |thứ |\w+ ){0,3}?(?:[0-9]|ngày))",
    re.IGNORECASE,
)
_POSTPONES: Final = re.compile(
    r"(?<!\w)(?:tạm hoãn|hoãn|lùi|lui|dời|(?:điều chỉnh|thay đổi|đổi|chuyển)\s(?:lại\s)?(?:thời gian|lịch|ngày|"
    r"giờ))(?!\w)",
    re.IGNORECASE,
)
_NEW: Final = re.compile(
    r"(?<!\w)(?:thời gian|lịch|giờ|ngày)(?: (?:họp|tổ chức|khai mạc|hội nghị))? (?:mới|thay thế|điều chỉnh)"
    r"\s?(?:là|vào|lúc|:)"
    r"(?:\s(?:là|vào|lúc|từ))*\s?(?=(?:thứ |sáng |chiều |\w+ ){0,2}?[0-9])",
    re.IGNORECASE,
)
"""The label of a new time: "thời gian mới: 14h30 ngày …"."""
_CORRECTED: Final = re.compile(
    r"(?<!\w)nay (?:xin )?(?:được )?(?:sửa|đọc|ghi|in|đính chính|điều chỉnh)(?: lại)?(?: là| "
    r"thành)?\s?:?\s?\"?(?=[0-9])",
    re.IGNORECASE,
)


def put_off(paper: Paper) -> tuple[bool, Found[str] | None]:
    """Whether the paper postpones, and the new time if it gives one."""
    text = paper.printed[paper.body_start : paper.body_end].replace("\n", " ")
    for m in _CORRECTED.finditer(text):
        if not REHEARSAL.search(text[max(0, m.start() - 90) : m.start()]) and not HANDED_IN.search(
            text[max(0, m.start() - 90) : m.start()]
        ):
            corrected = moments_in(text[m.end() : m.end() + 60], paper.calendar, paper.body_start + m.end())
            if corrected and corrected[0].hour is not None:
                return True, Found(corrected[0].iso, corrected[0].start, corrected[0].end, 0.85)
    if not _POSTPONES.search(text):
        return False, None
    for m in (*_NEW.finditer(text), *_MOVED.finditer(text)):
        if REHEARSAL.search(m[0]):
            continue
        region = Region(text[m.end() : m.end() + 120], paper.body_start + m.end(), 0.85)
        moments = moments_in(region.text, paper.calendar, region.start)
        if moments and moments[0].start - region.start < 50:
            return True, Found(moments[0].iso, moments[0].start, moments[0].end, 0.85)
    return True, None
