"""The words of a place in one block or one clause of it: where they begin, how far they go, what is no place."""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.addresses import PLACE_NOUN, place_begin, place_width
from nhipcau.documents.intake.cutting import cut, outside_brackets
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.words import SITE_WORD

AT: Final = re.compile(
    r"(?:^|(?<=[\s:,(]))(?:(?:được |sẽ )?(?:đặt|tổ chức|bố trí|họp|dự họp)\s)?(?:tại|Tại|ở|Ở)\s", re.IGNORECASE
)
STOP: Final = re.compile(
    r"\s+\((?:(?:thay (?:cho|thế|vì)|đối với|dành cho|UV|các đồng chí|đại biểu)[^)]*|[^()]*\shọp ở đây|"
    r"(?:là )?(?:điểm cầu|đầu cầu) (?:chính|trung tâm|chủ trì)|họp trực tiếp)\)|"
    r",?\s+và (?:tại )?(?:các )?(?:phòng họp|hội trường|phòng|trụ sở|điểm)(?: trực tuyến| họp)*\s(?:của |tại )?"
    r"(?:các|UBND các|UBND xã|xã|[0-9]+)\s|,?\s+(?:và )?(?:được )?truyền (?:hình )?trực (?:tuyến|tiếp)|"
    r",?\s+(?:và\s+)?(?:(?:trân trọng )?kính mời|thành phần|hình thức|gồm (?:các )?|do đồng chí|"
    r"và (?:tại )?(?:các |[0-9.]+ )?(?:điểm cầu|đầu cầu)|kết nối|trực tuyến (?:đến|với|tới)|để tổ chức|để phục vụ|"
    r"vào lúc|"
    r"các [^,.;]{2,40} (?:dự|họp|tham dự) (?:tại|ở|qua)|từ [0-9]|lúc [0-9]|theo đúng|với (?:các )?điểm cầu|và "
    r"trực tuyến|\(có|, thời gian)",
    re.IGNORECASE,
)
LOCAL: Final = re.compile(
    r"^(?:hội trường|phòng họp|trụ sở)\s(?:của\s)?các\s|địa phương|đơn vị mình|cấp huyện|cấp xã|"
    r"các (?:huyện|xã|phường)|huyện, thành phố",
    re.IGNORECASE,
)
_ROOM_FIRST: Final = re.compile(r"\s*(?:[Pp]hòng|[Hh]ội trường|[Tt]rung tâm|[Nn]hà [Vv]ăn hóa|[Tt]rụ sở|[Tt]ầng)\s")
_INNER_SITE: Final = re.compile(rf"\s*{SITE_WORD}[^:;]{{0,60}}:\s*", re.IGNORECASE)
_NOT_PLACE: Final = re.compile(
    r"^(?:[0-9]{1,2}\s?(?:giờ|[hg]\s?[0-9]|:[0-5])|mỗi (?:buổi|phiên|đợt)|tuyên bố|giới thiệu|phát biểu|"
    r"(?:hội nghị|kỳ họp|cuộc họp|phiên họp|buổi họp|lớp tập huấn|diễn đàn|"
    r"địa điểm|ban giám đốc|"
    r"ban giám hiệu|theo hình thức)(?! (?:tỉnh|huyện))|"
    r"lãnh đạo|đại diện|các đồng chí|mời|đồng chí|thành viên|trưởng|phó|giám đốc|trực tuyến|"
    r"(?:học|họp|dự) trực tuyến(?! (?:tại|ở))|(?:vẫn )?(?:giữ nguyên|không (?:thay )?đổi)|như (?:cũ|trước|Giấy|"
    r"Thông báo|Kế hoạch|Công văn))"
    r"(?!\w)",
    re.IGNORECASE,
)
_ONLY_SITES: Final = re.compile(rf"^(?:gồm (?:có )?)?(?:các\s)?(?:[0-9.]+\s)?{SITE_WORD}", re.IGNORECASE)
_BODY_COLON: Final = re.compile(rf"[^:.;]{{2,60}}?:\s*(?={PLACE_NOUN}\s)", re.IGNORECASE)
"""Whose place it is: "Tại BHXH tỉnh: Hội trường tầng 7"."""
_SENTENCE: Final = re.compile(r"(?<!TP)(?<!Tp)(?<!TX)(?<!TT)(?<!Q)(?<!P)(?<!Đ)\.\s")
_NO_HEAD: Final = re.compile(r"\.\s|(?<!\w)(?:gồm|có)$")
"""What stands before a colon that does not set a heading off from its place."""


def place_words(text: str, start: int, end: int, confidence: float) -> Found[str] | None:
    """The place named in one block: what follows the site's name and "tại", up to the end of the clause."""
    flat = text[start:end].replace("\n", " ")
    head = next(iter(outside_brackets(flat, ":")), (0, len(flat)))[1]
    if head < min(len(flat) - 1, 110) and not _NO_HEAD.search(flat[:head]):
        start += head + 1
        flat = flat[head + 1 :]
    inner = _INNER_SITE.match(flat)
    if inner:
        start += inner.end()
        flat = flat[inner.end() :]
    at = AT.search(flat, 0, min(120, outside_brackets(flat, ";")[0][1]))
    if at and not _ROOM_FIRST.match(flat):
        rest = flat[at.end() :]
        colon = re.match(rf"(?:{SITE_WORD})[^:]{{0,80}}:\s*", rest, re.IGNORECASE)
        colon = colon or _BODY_COLON.match(rest)
        begin = at.end() + (colon.end() if colon else 0)
    else:
        begin = 0
    flat = flat[begin:]
    start += begin
    blank = len(flat) - len(flat.lstrip(" -"))
    begin = blank + place_begin(flat[blank:])
    flat = flat[begin:]
    start += begin
    stop = STOP.search(flat)
    width = stop.start() if stop else len(flat)
    width = min(width, place_width(flat))
    width = min([width, *(m[1] for m in outside_brackets(flat, ";")[:1])])
    sentence = _SENTENCE.search(flat[:width])
    found = cut(text, start, start + (sentence.start() if sentence else width), confidence)
    if found is None or len(found.value) < 4 or _ONLY_SITES.match(found.value) or _NOT_PLACE.match(found.value):
        return None
    return found
