"""Papers that a paper cites, and what it says it does to a call that was announced before.

A first citation has type, number, date and issuer (NĐ 30/2020, Phụ lục I, mục 2): "Kế hoạch số 12/KH-UBND ngày
05/3/2024 của Ủy ban nhân dân tỉnh"; Party papers put a comma before the date and a hyphen before the symbol: "Thông báo
số 168-TB/TU, ngày 24/9/2021 của Tỉnh ủy".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

KINDS: Final = {
    "kế hoạch": "ke_hoach",
    "thông báo": "thong_bao",
    "giấy mời": "giay_moi",
    "công văn": "cong_van",
    "văn bản": "khac",
    "công điện": "khac",
    "quyết định": "khac",
    "nghị quyết": "khac",
    "chỉ thị": "khac",
    "chương trình": "khac",
    "hướng dẫn": "khac",
    "kết luận": "khac",
    "báo cáo": "khac",
    "tờ trình": "khac",
}
_KIND: Final = "|".join(sorted(KINDS, key=len, reverse=True))
_CITED: Final = re.compile(
    rf"(?P<kind>(?i:{_KIND}))\s+(?i:số)\s*:?\s*"
    r"(?P<number>[0-9]{1,6}[a-z]?\s?[/-]\s?[A-ZĐƯ]\w*(?:\s?[-/&]\s?[A-ZĐƯ]\w*)*)"
    r"(?:,?\s*(?:ban hành\s+)?ngày\s+(?P<d>[0-9]{1,2})\s?(?:/|-|\.|tháng)\s?(?P<m>[0-9]{1,2})\s?(?:/|-|\.|,?\s?năm)\s?"
    r"(?P<y>[0-9]{4}))?"
    r"(?:\s*,?\s*của\s+(?P<issuer>[A-ZĐƯÀ-Ỵ][^,.;:()\n]{2,80}?)(?=\s+(?:[Vv]ề|[Vv]/v|mời|triệu tập|ban hành|yêu cầu|đã|"
    r"Thông báo)\b|[,.;:()\n]|$))?",
)
_FOLLOWED: Final = re.compile(
    r"(?:theo|thực hiện|như|căn cứ|tiếp theo|tại|kèm theo)\s+(?:nội dung\s+|quy định\s+)?(?:tại\s+)?$", re.IGNORECASE
)
_BEFORE: Final = 40

POSTPONE, CANCEL, FORM, PLACE, FIX, REPLACE = "postpone", "cancel", "form", "place", "fix", "replace"
_DOINGS: Final = (
    (
        POSTPONE,
        r"(?<!trì )\b(?:hoãn|tạm hoãn|lùi|dời)\b(?=[^.;\n]{0,60}(?:hội nghị|cuộc họp|phiên họp|kỳ họp|thời gian|lịch|"
        r"ngày|buổi|họp|nói trên|nêu trên))|(?:thay đổi|điều chỉnh|chuyển)\s+(?:lại\s+)?(?:thời gian|ngày|giờ|lịch)",
    ),
    (CANCEL, r"(?:hủy|huỷ|không tổ chức)\s+(?:bỏ\s+)?(?:tổ chức\s+)?(?:hội nghị|cuộc họp|phiên họp|kỳ họp)"),
    (FORM, r"(?:thay đổi|điều chỉnh|chuyển)[^.;\n]{0,60}(?:hình thức|sang\s+(?:họp\s+)?(?:trực tuyến|trực tiếp))"),
    (PLACE, r"(?:thay đổi|điều chỉnh|chuyển)[^.;\n]{0,40}(?:địa điểm|hội trường|phòng họp)"),
    (
        FIX,
        r"thời gian\s+chính thức|(?:ấn định|chốt)\s+(?:thời gian|ngày)|dự kiến[^.;\n]{0,120}(?:thông báo sau|\bnay\b)",
    ),
    (REPLACE, rf"(?:thay thế|thay cho|thay)\s+(?:{_KIND})\s+số"),
)
_DOING: Final = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _DOINGS)
_LATER: Final = re.compile(
    r"(?:thời gian|ngày|lịch)[^.;\n]{0,50}(?:sẽ\s+(?:được\s+)?(?:thông báo|báo)|thông báo\s+sau)", re.IGNORECASE
)


@dataclass(frozen=True)
class Citation:
    """A cited paper at text[start:end]. followed: the text bids to go by it ("theo", "thực hiện", "tại")."""

    kind: str
    words: str
    number: str
    day: date | None
    issuer: str
    followed: bool
    start: int
    end: int


def citations(text: str) -> list[Citation]:
    """Every numbered paper that the text cites, in printed order; the heading of the paper itself is none."""
    found: list[Citation] = []
    for m in _CITED.finditer(text):
        number = re.sub(r"\s+", "", m["number"])
        found.append(
            Citation(
                kind=KINDS[m["kind"].lower()],
                words=f"{m['kind'][0].upper()}{m['kind'][1:].lower()}",
                number=number,
                day=_day(m["y"], m["m"], m["d"]),
                issuer=" ".join((m["issuer"] or "").split()),
                followed=bool(_FOLLOWED.search(text[max(0, m.start() - _BEFORE) : m.start()])),
                start=m.start(),
                end=m.end(),
            )
        )
    return found


def _day(year: str | None, month: str | None, day: str | None) -> date | None:
    try:
        return date(int(year or 0), int(month or 0), int(day or 0))
    except ValueError:
        return None


def doings(text: str) -> dict[str, tuple[int, int]]:
    """What the paper says it does to a call announced before, with the place of the words that say so."""
    return {name: (m.start(), m.end()) for name, pattern in _DOING if (m := pattern.search(text))}


def says_later(text: str) -> bool:
    """Whether the new time is left to a later notice."""
    return bool(_LATER.search(text))
