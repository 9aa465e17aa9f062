"""Which tiers a phrase speaks of, which tiers the meeting has, and how many sites of each are printed.

Before July 2025 a province had districts ("huyện"); since Luật 72/2025/QH15 communes stand directly below it. Both
forms and chains from the centre are read; nothing is inferred from the date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from nhipcau.documents.intake.opinions import weighed
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import TIERS, Found
from nhipcau.documents.intake.site_numbers import numbers_of_sites
from nhipcau.documents.intake.tables import rows_with
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.words import CENTRAL_CITIES, SITE_WORD

_SCOPE: Final = re.compile(
    r"(?:trên địa bàn|toàn|thuộc|trực thuộc|của|trong)\s+(?:toàn\s+)?(?:tỉnh|thành phố|huyện|xã|phường)(?!\w)|"
    r"thị xã(?= hội)|xã hội|hợp tác xã|"
    r"trực thuộc [Tt]rung ương|trung tâm|thành phố (?=cấp)|sở, (?:ban, )?ngành",
    re.IGNORECASE,
)
_CENTRE: Final = re.compile(
    r"trung ương|chính phủ|quốc hội|(?<!\w)các bộ(?!\w)|(?<!\w)bộ(?= (?:y tế|nội vụ|tư pháp|tài chính|công|"
    r"giáo dục|khoa|xây|nông|văn|thông))"
)
_PROVINCE: Final = re.compile(
    r"(?<!\w)(?:tỉnh|tỉnh ủy|cấp tỉnh|tỉnh, thành phố|thành phố [Hh]à [Nn]ội|thành phố [Hh]ồ [Cc]hí [Mm]inh)(?!\w)"
)
_DISTRICT: Final = re.compile(r"(?<!\w)(?:huyện|huyện ủy|thị xã|thị ủy|quận|quận ủy)(?!\w)")
_COMMUNE: Final = re.compile(r"(?<!thị )(?<!\w)xã(?!\w)|(?<!\w)(?:phường|thị trấn|đặc khu)(?!\w)")
_CITY: Final = re.compile(r"(?<!\w)(?:thành phố|thành ủy)(?!\w)", re.IGNORECASE)

_NUMBER: Final = r"(?<![0-9/.,])(?P<n>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,6})(?:/[0-9]{1,4})?"
_COUNT_FIRST: Final = re.compile(rf"{_NUMBER}\s+(?:{SITE_WORD})(?P<after>[^;.\n0-9]{{0,90}})", re.IGNORECASE)
_TIER_FIRST: Final = re.compile(
    rf"(?P<before>(?:{SITE_WORD}\s+|cấp\s+)[^;.\n0-9:]{{0,60}}?)\s*(?::|là|gồm|có)\s*{_NUMBER}\s+(?:điểm(?! chính)|"
    rf"{SITE_WORD})",
    re.IGNORECASE,
)
_UNITS_JOINED: Final = re.compile(
    rf"(?:trực tuyến|{SITE_WORD})[^;.\n0-9]{{0,140}}?(?:tại|đến|tới|với|của|và)\s+{_NUMBER}\s+(?P<after>(?:xã|"
    rf"phường|huyện|thị xã|đặc khu|tỉnh|đơn vị cấp xã|đơn vị cấp huyện)[^;.\n0-9]{{0,60}})",
    re.IGNORECASE,
)
_ONLINE_WITH: Final = re.compile(
    r"(?:trực tuyến|kết nối|truyền hình)[^.;\n]{0,40}?\s(?:với|đến|tới|xuống|từ|giữa)\s(?P<reach>[^.;:\n]{3,140})",
    re.IGNORECASE,
)
_LEVELS: Final = re.compile(
    r"trực tuyến\s+(?:(?:0?(?P<n>[234])|hai|ba|bốn)\s+cấp|toàn quốc)|(?:0?(?P<m>[234])|hai|ba|"
    r"bốn)\s+cấp\s+(?:trực tuyến|\()",
    re.IGNORECASE,
)
_SITE: Final = re.compile(rf"{SITE_WORD}\s+(?P<where>[^.;:\n]{{2,110}})", re.IGNORECASE)
_CHIEF_SITE: Final = re.compile(rf"{SITE_WORD}\s+(?:(?:tại\s)?trụ sở\s)?(?:chính|trung tâm|chủ trì)", re.IGNORECASE)
_OWN_SITE: Final = re.compile(
    rf"(?:(?:[Tt]ại\s+)?(?i:{SITE_WORD})\s+(?:tại\s+)?|(?:[Tt]ại|Ở|(?:Về )?[Pp]hía)\s+)"
    rf"(?:cơ quan\s+|trụ sở\s+)?(?P<organ>Sở|Tỉnh ủy|Thành ủy|Huyện ủy|Bộ|Tỉnh|Xã|"
    r"Huyện|sở|bộ|Phòng|Cục|Ban|Viện)(?![\w,])(?!\s[a-zđ])"
    r"|(?:[Tt]ại|Ở|(?:Về )?[Pp]hía)\s+(?:Bệnh viện|Trường|Công ty|"
    r"Trung tâm|Kho bạc|Chi cục|Tòa án|Văn phòng|Hội|Cơ quan)\s*(?:\(|$)"
)
"""The convener's own site, named by its short name ("Điểm cầu Sở")."""
_UNDERS: Final = re.compile(
    rf"(?:{SITE_WORD})[^;.\n0-9:]{{0,60}}:\s[^;.\n0-9]{{0,60}}?{_NUMBER}\s+(?P<after>(?:[A-ZĐ]{{2,6}}\s)?(?:xã|"
    rf"phường|huyện|thị xã|tỉnh)"
    r"[^;.\n0-9]{0,60})",
    re.IGNORECASE,
)
_UNITS_ATTEND: Final = re.compile(
    rf"{_NUMBER}\s+(?P<after>(?:xã|phường|huyện|thị xã|đặc khu|tỉnh)[^;.\n0-9]{{0,60}}?)\s(?:dự|họp|tham dự|kết "
    rf"nối)\s(?:họp\s)?"
    r"trực tuyến",
    re.IGNORECASE,
)
_COLUMNS: Final = {
    "site": re.compile(r"điểm cầu|đầu cầu|^cấp$"),
    "number": re.compile(r"số lượng|số điểm|^số đc$|tổng số"),
}
_IN_BRACKETS: Final = re.compile(rf"\(\s?(?:gồm\s|tổng số\s|có\s)?{_NUMBER}\s+(?:{SITE_WORD})\s?\)", re.IGNORECASE)
_UNITS_MEET: Final = re.compile(
    r"(?:^|[;,.]\s|\svà\s)(?:tại\s)?(?:các|toàn bộ|tất cả)(?:\scác)?\s(?P<units>(?:xã|phường|huyện|thị "
    r"xã)[^.;:]{0,60}?)\s"
    r"(?:họp|dự họp|tham dự|dự)\s(?:tại|ở|qua|trực tuyến)",
    re.IGNORECASE,
)
"""Units that sit in their own rooms: "các xã, phường họp tại …"."""

_PEOPLE_AT: Final = re.compile(
    r"(?:Người|Đại biểu|Khách(?: mời)?|Ai|Thành phần)(?: (?:tham )?(?:dự|họp|học|mời|gia))* (?:tại|ở|về) ",
    re.IGNORECASE,
)
_UNIT: Final = r"(?:Trung ương|Tỉnh|Thành phố|Huyện|Quận|Thị xã|Xã|Phường|Thị trấn|Đặc khu)"
_ONLY_TIERS: Final = re.compile(
    rf"(?:(?:Về )?[Pp]hía |Khối |Đối với )?(?:các )?{_UNIT}(?:(?:,| và) {_UNIT})*", re.IGNORECASE
)
"""A heading that names nothing but tiers ("Quận, huyện:")."""
_LOWEST_SITES: Final = re.compile(rf"{SITE_WORD} cơ sở(?!\w)", re.IGNORECASE)
_LONGEST_LETTERHEAD: Final = 200
_LONGEST_HEAD: Final = 400


OWN_OFFICE: Final = re.compile(
    r"(?:Điểm cầu |Trụ sở )?(?:Sở|Bộ|Cục|Tỉnh ủy|Thành ủy|Huyện ủy|Hội sở|Trụ sở chính)(?!\w)"
)
"""The convener's own row in a table of sites; a body of another tier names it."""


def tiers_in(phrase: str, own: str | None = None) -> list[str]:
    """Tiers a heading or a list of places names; the issuer's tier, `own`, decides what a bare "thành phố" is."""
    return list(_tiers_in(phrase, own))


@lru_cache(maxsize=8192)
def _tiers_in(phrase: str, own: str | None) -> tuple[str, ...]:
    plain = _SCOPE.sub(" ", " ".join(phrase.split())).lower()
    found: set[str] = set()
    if _CENTRE.search(plain):
        found.add("trung_uong")
    if _PROVINCE.search(plain):
        found.add("tinh")
    if _DISTRICT.search(plain):
        found.add("huyen")
    if _COMMUNE.search(plain) or _LOWEST_SITES.search(plain):
        found.add("xa")
    if _CITY.search(plain) and not found & {"huyen", "tinh"}:
        found.add(
            "tinh"
            if own == "tinh" and "các" not in plain and "xa" not in found
            else "huyen"
            if "xa" not in found
            else "tinh"
        )
    return tuple(tier for tier in TIERS if tier in found)


@lru_cache(maxsize=64)
def own_tier(issuer: str | None) -> str | None:
    """The tier of the chairing site: that of the issuing body."""
    if not issuer:
        return None
    plain = issuer.lower().replace("xã hội", "")
    if re.search(r"(?<!thị )(?<!\w)(?:xã|phường|thị trấn|đặc khu)\s", plain):
        return "xa"
    if re.search(r"(?<!\w)(?:huyện|thị xã|quận|huyện ủy|thị ủy|quận ủy)(?!\w)", plain):
        return "huyen"
    if re.search(r"(?<!\w)(?:tỉnh|tỉnh ủy|sở)(?!\w)", plain):
        return "tinh"
    city = re.search(r"(?<!\w)(?:thành phố|thành ủy|tp\.?)(?!\w)", plain)
    if city:
        # A city under the centre stands beside the provinces, any other is part of one.
        return "tinh" if any(name in plain[city.end() :] for name in CENTRAL_CITIES) else "huyen"
    if re.search(
        r"^(?:bộ|chính phủ|văn phòng chính phủ|thủ tướng|ban chấp hành trung ương|quốc hội|tổng cục|cục)(?!\w)", plain
    ):
        return "trung_uong"
    return None


_ABOVE: Final = re.compile(r"(?<!\w)(?:Tỉnh ủy|(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân) tỉnh)(?!\w)")
_BELOW: Final = re.compile(
    r"(?<!\w)(?:(?:các |[0-9]+ )?(?:quận|huyện)(?!\w)|(?:các )?sở,|Sở (?=[A-ZĐ])|(?:HĐND|UBND) (?:các )?(?:quận|huyện))"
)


def convener_tier(issuer: str | None, paper: Paper) -> str | None:
    """The tier of the chairing site. A city is what the paper shows round it: departments and districts of its own
    make it one under the centre, a province above it one of that province."""
    tier = own_tier(issuer)
    if tier == "huyen" and issuer and _CITY.search(issuer) and not _DISTRICT.search(issuer.lower()):
        return "tinh" if _BELOW.search(paper.text) and not _ABOVE.search(paper.text) else tier
    return tier or own_tier(paper.text[: paper.body_start].split("CỘNG H")[0][:_LONGEST_LETTERHEAD].lower() or None)


def site_heading(block: Block, own: str | None) -> list[str]:
    """Tiers of a block that opens the list of one site or of one tier's sites; [] for any other block."""
    return list(_site_heading(block.text[:_LONGEST_HEAD], own))


@lru_cache(maxsize=8192)
def _site_heading(text: str, own: str | None) -> tuple[str, ...]:
    head = re.split(r":|\s[Kk]ính mời", text, maxsplit=1)[0]
    head = re.sub(r"\((?:dự|họp|tham dự)\s[^()]*\)", "", head)  # where some of them sit, not whose list this is
    if len(head) > 130:
        return ()
    if (
        re.search(SITE_WORD, head, re.IGNORECASE)
        or re.match(r"(?:Tại |Đối với )?(?:các )?[Cc]ấp\s|(?:Tại|Ở) ", head)
        or _PEOPLE_AT.match(head)
        or (len(head) < len(text) and _ONLY_TIERS.fullmatch(head.strip()))
        or (len(head) < len(text) and re.match(r"(?:Về )?[Pp]hía ", head))
    ):
        if _CHIEF_SITE.search(head):
            return _tiers_in(head, own)[:1] or ((own,) if own else ())
        return _tiers_in(head, own) or ((own,) if own and _OWN_SITE.match(head) else ())
    return ()


def _number(printed: str) -> int:
    return int(printed.replace(".", ""))


def read_site_counts(paper: Paper, own: str | None) -> dict[str, Found[int]]:
    """Numbers of sites printed for exactly one tier; a total over several tiers is no count of any."""
    counts: dict[str, Found[int]] = {}
    for block in paper.everywhere:
        if block.kind == "row":
            _count_row(paper.text, block, own, counts)
            continue
        for m in _COUNT_FIRST.finditer(block.text):
            after, _, bracket = m["after"].partition("(")
            _count(counts, tiers_in(after, own) or tiers_in(bracket, own), m, block.start)
        for m in _TIER_FIRST.finditer(block.text):
            _count(counts, tiers_in(m["before"], own), m, block.start)
        for m in (
            *_UNITS_JOINED.finditer(block.text),
            *_UNDERS.finditer(block.text),
            *_UNITS_ATTEND.finditer(block.text),
        ):
            _count(counts, tiers_in(m["after"], own), m, block.start)
        for m in _IN_BRACKETS.finditer(block.text):
            head = block.text[: m.start()]
            _count(counts, tiers_in(head, own) if _SITE.search(head) and len(head) < 130 else [], m, block.start)
    for tiers, found in _counted_rows(paper, own):
        counts[tiers[0]] = weighed(counts.get(tiers[0]), found) or found
    said: dict[str, Found[int]] = {}
    for block in paper.blocks:
        for words, number, start, end in numbers_of_sites(block) if block.kind != "row" else ():
            tiers = tiers_in(words, own)
            below = [tier for tier in tiers if tier != own] if len(tiers) > 1 else tiers
            if len(below) == 1 and number > 1:
                said.setdefault(below[0], Found(number, start, end, 0.7))
    return {**said, **counts}


def _counted_rows(paper: Paper, own: str | None) -> Iterator[tuple[list[str], Found[int]]]:
    """Rows of a table of sites that prints their number."""
    for row in rows_with(paper, _COLUMNS, frozenset({"site", "number"})):
        if {"site", "number"} <= row.cells.keys():
            begin, end = row.cells["number"]
            printed = re.fullmatch(
                rf"\s*{_NUMBER}(?:\s+(?:điểm|{SITE_WORD}))?\s*", paper.text[begin:end], re.IGNORECASE
            )
            site = paper.text[slice(*row.cells["site"])]
            if printed and len(tiers := tiers_in(site, own)) == 1:
                yield tiers, Found(_number(printed["n"]), begin + printed.start("n"), begin + printed.end("n"), 0.85)


def _count(counts: dict[str, Found[int]], tiers: list[str], m: re.Match[str], offset: int) -> None:
    if len(tiers) != 1:
        return
    found = Found(_number(m["n"]), m.start("n") + offset, m.end("n") + offset, 0.9)
    counts[tiers[0]] = weighed(counts.get(tiers[0]), found) or found


def _count_row(text: str, block: Block, own: str | None, counts: dict[str, Found[int]]) -> None:
    """A row of a table of sites: "Cấp xã | 65"."""
    cells = [text[s:e].strip() for s, e in block.cells]
    tiers = next(
        (t for c in cells if re.match(r"(?:Điểm cầu )?[Cc]ấp\s", c) and len(c) < 60 and (t := tiers_in(c, own))),
        list[str](),
    )
    if len(tiers) != 1:
        return
    for (start, _), cell in list(zip(block.cells, cells, strict=True))[1:]:
        m = re.fullmatch(rf"{_NUMBER}(?:\s+(?:điểm|{SITE_WORD}))?", cell)
        if m and tiers[0] not in counts:
            begin = text.index(cell, start)
            counts[tiers[0]] = Found(_number(m["n"]), begin, begin + len(cell), 0.75)


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
        for m in _SITE.finditer(text):
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
    for row in rows_with(paper, _COLUMNS, frozenset({"site"})):
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
