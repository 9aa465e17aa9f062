"""Which tiers have a site, or may have one."""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import TIERS, Found
from nhipcau.documents.intake.site_counts import SITE_AT, SITE_COLUMNS
from nhipcau.documents.intake.tables import rows_with
from nhipcau.documents.intake.tier_words import site_heading, stands_outside, tiers_in
from nhipcau.documents.intake.topics import Topic

_ONLINE_WITH: Final = re.compile(
    r"(?:trực tuyến|kết nối|truyền hình)[^.;\n]{0,40}?\s(?:với|đến|tới|xuống|từ|giữa)\s(?P<reach>[^.;:\n]{3,140})",
    re.IGNORECASE,
)
_LEVELS: Final = re.compile(
    r"trực tuyến\s+(?:(?:0?(?P<n>[234])|hai|ba|bốn)\s+cấp|toàn quốc)|(?:0?(?P<m>[234])|hai|ba|"
    r"bốn)\s+cấp\s+(?:trực tuyến|\()",
    re.IGNORECASE,
)
_UNITS_MEET: Final = re.compile(
    r"(?:^|[;,.]\s|\svà\s)(?:tại\s)?(?:các|toàn bộ|tất cả)(?:\scác)?\s(?P<units>(?:xã|phường|huyện|thị "
    r"xã)[^.;:]{0,60}?)\s"
    r"(?:họp|dự họp|tham dự|dự)\s(?:tại|ở|qua|trực tuyến)",
    re.IGNORECASE,
)
"""Units that sit in their own rooms: "các xã, phường họp tại …"."""
_AUTHORITY: Final = re.compile(
    r"(?:Thường trực |Chủ tịch |Lãnh đạo )?(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|Tỉnh ủy|Thành ủy|Huyện "
    r"ủy|Đảng ủy|"
    r"Ủy ban MTTQ|Các (?:huyện|xã|thành|thị|đảng))(?!\w)",
    re.IGNORECASE,
)
"""An addressee that has a site of its own at its tier; an association of the province has none."""
_ATTENDED_AT: Final = re.compile(r"\(\s?(?:dự|họp|tham dự)\s(?:họp\s)?(?:tại|ở)\s$", re.IGNORECASE)
"""A remark on people: "(dự tại điểm cầu cấp huyện)"."""


def read_tiers(paper: Paper, own: str | None, counts: dict[str, Found[int]], grouped: list[str]) -> list[Found[str]]:
    """Tiers that have a site: those counted, those with participants, those "điểm cầu …", "trực tuyến với …" name."""
    found: dict[str, Found[str]] = {}

    def add(tiers: list[str], start: int, end: int, confidence: float) -> None:
        for tier in tiers:
            if tier not in found or found[tier].confidence < confidence:
                found[tier] = Found(tier, start, end, confidence)

    for tier, count in counts.items():
        add([tier], count.start, count.end, 0.95)
    title = paper.heading.subject
    places = [(block.text, block.start) for block in paper.everywhere]
    if title:
        places.insert(0, (paper.text[title.start : title.end].replace("\n", " "), title.start))
    for text, offset in places:
        for m in SITE_AT.finditer(text):
            if _ATTENDED_AT.search(text[: m.start()]):
                continue
            where = re.split(r"\s(?:theo|do|gửi|để|phục vụ|trước|kèm|chuẩn bị|thực hiện)\s", m["where"])[0]
            add(tiers_in(where, own), m.start() + offset, m.end() + offset, 0.85)
        for m in _ONLINE_WITH.finditer(text):
            reach = re.split(r"\s(?:về|theo|để|do|nhằm|quán triệt|triển khai)\s|\(", m["reach"])[0]
            add(tiers_in(reach, own), m.start() + offset, m.start("reach") + len(reach) + offset, 0.7)
        for m in _UNITS_MEET.finditer(text):
            add(tiers_in(m["units"], own), m.start("units") + offset, m.end("units") + offset, 0.8)
        for m in _LEVELS.finditer(text):
            add(_levels(m, own), m.start() + offset, m.end() + offset, 0.8)
    for row in rows_with(paper, SITE_COLUMNS, frozenset({"site"})):
        if "site" in row.cells:
            begin, end = row.cells["site"]
            add(tiers_in(paper.text[begin:end], own), begin, end, 0.8)
    for block in paper.blocks:
        if block.within(Topic.PARTICIPANTS) and (tiers := site_heading(block, own)):
            add(tiers, block.start, block.end, 0.9)
    for tier in grouped:
        if tier not in found and paper.blocks:
            add([tier], paper.blocks[0].start, paper.blocks[0].end, 0.5)
    if not found:
        for block in paper.blocks:
            if block.parent and re.match(r"Kính (?:gửi|trình)", block.parent.text) and _AUTHORITY.match(block.text):
                add(tiers_in(block.text, own), block.start, block.end, 0.4)
    if own and own not in found and (whole := paper.heading.subject or next(iter(found.values()), None)):
        add([own], whole.start, whole.end, 0.5)
    if not counts and not grouped and stands_outside(paper):
        return []  # the place that a hospital or a company bears in its name is no tier of its sites
    return [found[tier] for tier in TIERS if tier in found]


def _levels(m: re.Match[str], own: str | None) -> list[str]:
    words = m[0].lower()
    if "toàn quốc" in words:
        return ["trung_uong", "tinh"]
    number = int(m["n"] or m["m"] or {"hai": 2, "ba": 3, "bốn": 4}[next(w for w in ("hai", "ba", "bốn") if w in words)])
    if number == 4:
        return list(TIERS)
    if number == 3:
        return ["tinh", "huyen", "xa"] if own != "trung_uong" else ["trung_uong", "tinh", "huyen"]
    return []
