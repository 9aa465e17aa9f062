"""The bodies that one run of words names, each with the organ and the place that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nhipcau.documents.intake.cutting import squeeze
from nhipcau.documents.intake.letters import UPPER
from nhipcau.documents.intake.words import DEGREES, ORGAN_START, PERSON

_MANY: Final = re.compile(
    rf"^(?P<organ>.*?(?:^|\s))(?:các\s)(?P<kind>huyện|xã|phường|thị xã|thành phố|sở|Sở|trường|Trường|tỉnh|đơn vị|"
    rf"ngành)\s(?P<names>{UPPER}.*)$"
)
_TIER_NAME: Final = re.compile(
    r"^(?:huyện|xã|phường|thị xã|thị trấn|[Tt]hành phố|quận|[Tt]ỉnh|TP\.?|TX\.?|Sở|Trường|Thị xã)\s", re.IGNORECASE
)


def each_assignee(printed: str) -> Iterator[str]:
    """ "Thường trực HĐND các huyện A, B và thành phố C" as one name for each body."""
    printed = re.sub(r"^(?:Đề nghị|Giao|Mời|Phân công|Đại diện)\s+", "", squeeze(printed).strip(" :;,.-"))
    if ";" in printed:
        organ = re.match(r"^(.*?\s)?các (xã|huyện|phường)\s", printed)
        for part in printed.split(";"):
            part = part.strip()
            if organ and organ.end() and printed.startswith(part):
                part = part[organ.end() :]
            yield _place_in(f"{(organ[1] or '') if organ else ''}{organ[2] + ' ' if organ else ''}{part}")
        return
    if DEGREES.match(printed) and re.match(PERSON, DEGREES.sub("", printed)):
        yield printed  # a person, with what he is behind the name
        return
    parts = _of_one_organ(printed) or _together(printed)
    if len(parts) > 1:
        for part in parts:
            yield from each_assignee(part)
        return
    if _NUMBERED.fullmatch(printed):
        yield from re.split(r",\s|\svà\s", printed)
        return
    many = _MANY.match(printed)
    if not many:
        gaps = rf",\s(?=[A-ZĐ])|\svà\s(?=[A-ZĐ])(?!{_GOES_ON.pattern})"
        parts = [p.strip() for p in re.split(gaps, printed) if p.strip()]
        if len(parts) > 1 and all(ORGAN_START.match(p) for p in parts):
            yield from parts
        else:
            yield printed
        return
    for name in re.split(r"\s?,\s?(?:và\s)?|\svà\s", many["names"]):
        if name:
            yield squeeze(many["organ"] + (name if _TIER_NAME.match(name) else f"{many['kind']} {name}"))


_LEVEL: Final = {
    **dict.fromkeys(("xã", "phường", "thị trấn", "đặc khu"), 1),
    **dict.fromkeys(("huyện", "quận", "thị xã", "thành phố"), 2),
    "tỉnh": 3,
}
_OF_ORGAN: Final = re.compile(r"(?P<organ>[^,;]*?\s)(?=(?:" + "|".join(_LEVEL) + r")\s" + UPPER + ")")
_TIER_WORD: Final = re.compile("(?:" + "|".join(_LEVEL) + ")(?= " + UPPER + ")", re.IGNORECASE)
_NUMBERED: Final = re.compile(
    r"(?:(?:[Ấấ]p|[Tt]hôn|[Bb]ản|[Kk]hu phố|[Kk]hóm|[Tt]ổ)\s[0-9][0-9A-Za-z]*(?:,\s|\svà\s|$)){2,}"
)
"""Villages and wards by number: "Ấp 3, ấp 7"."""
_GOES_ON: Final = re.compile(
    r"(?:PTNT|TKCN|MT|ĐT|XH|DL|TT|CN|CĐS|BVTV|GDTX|TDTT|TTTT|TB ?& ?XH|TBXH|ATTP|PCTT|PCCC|CNCH|BVMT|XTTM|XTĐT|"
    r"TMĐT)(?![A-ZĐa-z])(?!\s(?:tỉnh|huyện))"
)
"""The second field of one department: "Sở Nông nghiệp và PTNT"."""
_ACRONYM: Final = re.compile(rf"{UPPER}{{3,8}}\s{UPPER}")


def _of_one_organ(printed: str) -> list[str]:
    """ "UBND xã A, xã B và phường C": the organ that is said once belongs to each unit of that level."""
    organ = _OF_ORGAN.match(printed)
    units = re.split(r",\s(?:và\s)?|\svà\s", printed[organ.end() :]) if organ else []
    marks = [_TIER_WORD.match(unit) for unit in units]
    levels = {_LEVEL[mark[0].lower()] for mark in marks if mark}
    same = organ and len(units) > 1 and all(marks) and len(levels) == 1
    return [f"{organ['organ']}{unit}" for unit in units] if organ and same else []


def _together(printed: str) -> list[str]:
    """Bodies named one after the other: "UBND các xã A, B và Ban C"; units of one level: "xã A, phường B"."""
    parts: list[str] = []
    begin = 0
    for gap in re.finditer(r",\s(?:và\s)?|\svà\s", printed):
        left, right = printed[begin : gap.start()], printed[gap.end() :]
        here, there = _TIER_WORD.match(left), _TIER_WORD.match(right)
        level = here and there and _LEVEL[here[0].lower()] == _LEVEL[there[0].lower()]
        organ = right[0:1].isupper() and (ORGAN_START.match(right) or _ACRONYM.match(right)) and not there
        if gap[0] == " và " and _GOES_ON.match(right) and ORGAN_START.match(left):
            continue
        begins = ORGAN_START.match(left) or _ACRONYM.match(left)
        if level or (organ and begins):
            parts.append(left)
            begin = gap.end()
    return [*parts, printed[begin:]]


def _place_in(name: str) -> str:
    """ "HĐND xã A huyện B" with the comma that parts the two places."""
    return (
        re.sub(r"(?<![,;])\s(?=(?:huyện|thị xã|thành phố|quận|tỉnh)\s" + UPPER + ")", ", ", squeeze(name), count=1)
        if re.search(r"(?:xã|phường|thị trấn)\s", name)
        else squeeze(name)
    )
