"""Which tiers a paper that changes a call adds sites to, or leaves without: "bổ sung điểm cầu cấp xã", "chỉ họp đến cấp
huyện", "không mở điểm cầu cấp xã"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nhipcau.documents.intake.reading import TIERS
from nhipcau.documents.intake.tier_words import tiers_in
from nhipcau.documents.intake.words import SITE_WORD

_SITES: Final = rf"(?:(?:{SITE_WORD})|trực tuyến|cấp\s(?:tỉnh|huyện|xã)|(?:0?[234]|hai|ba|bốn)\scấp)(?!\w)"
_OF_MANY: Final = r"(?:(?:các|tất cả|toàn bộ|thêm|tại|ở|đến|với|hội nghị|cuộc họp|phạm vi|[0-9]+)\s)*"
_ADDS: Final = re.compile(
    r"(?<!\w)(?:bổ sung|mở rộng|mở thêm|thêm|kết nối thêm|nối thêm|tăng thêm)\s"
    rf"(?P<what>{_OF_MANY}{_SITES}[^.;\n]{{0,110}})",
    re.IGNORECASE,
)
_DROPS: Final = re.compile(
    r"(?<!\w)(?:không\s(?:còn\s|tiếp tục\s|phải\s)?(?:tổ chức|kết nối|mở|bố trí|lập|nối|họp)|bỏ|bớt|thôi|dừng|ngừng|"
    rf"rút)\s(?:(?:tổ chức|mở|kết nối|họp)\s)*(?P<what>{_OF_MANY}{_SITES}[^.;,\n]{{0,90}})",
    re.IGNORECASE,
)
_ONLY: Final = re.compile(
    r"(?<!\w)chỉ\s(?:còn|tổ chức|họp|kết nối|mở|bố trí|nối|đặt|có)\s"
    rf"(?P<what>[^.;\n]{{0,60}}?{_SITES}[^.;\n]{{0,110}})",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(r"\s(?:theo|để|do|vì|trước|sau|nhằm|từ ngày|vào)\s|,?\s(?:không|bỏ|thôi)\s")


def added_tiers(text: str, own: str | None) -> set[str]:
    """Tiers that the paper says it adds."""
    return {tier for what in _said(_ADDS, text) for tier in tiers_in(what, own) if tier != own}


def dropped_tiers(text: str, own: str | None) -> set[str]:
    """Tiers below the convener's that take no part any more. "chỉ đến cấp huyện" leaves out what lies below."""
    dropped = {tier for what in _said(_DROPS, text) for tier in tiers_in(what, own) if tier != own}
    for what in _said(_ONLY, text):
        kept = tiers_in(what, own)
        if kept:
            lowest = max(TIERS.index(tier) for tier in kept)
            dropped |= {tier for tier in TIERS[lowest + 1 :] if tier != own}
    return dropped - added_tiers(text, own)


def _said(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """What the verb is said of, up to the next clause."""
    for m in pattern.finditer(text.replace("\n", " ")):
        end = _ENDS.search(m["what"])
        yield m["what"][: end.start()] if end else m["what"]
