"""How many sites of each tier are printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from nhipcau.documents.intake.opinions import weighed
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.site_numbers import numbers_of_sites
from nhipcau.documents.intake.spelled import in_digits
from nhipcau.documents.intake.tables import rows_with
from nhipcau.documents.intake.tier_words import tiers_in
from nhipcau.documents.intake.words import SITE_WORD

_NUMBER: Final = r"(?<![0-9/.,])(?<!\w-)(?P<n>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,6})(?:/[0-9]{1,4})?"
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
_NATIONWIDE: Final = re.compile(
    rf"(?:kết nối|trực tuyến|truyền hình)\s[^;.\n0-9]{{0,80}}?(?:đến|tới|"
    rf"với)\s+{_NUMBER}\s+(?P<after>tỉnh,?[^;.\n0-9]{{0,30}}?)"
    rf"(?:,| và)\s+(?P<below>[0-9]{{1,3}}(?:\.[0-9]{{3}})*)\s+(?P<units>(?:quận|huyện|xã|"
    rf"phường)(?:, [^\W\d]+(?: [^\W\d]+)?)*)",
    re.IGNORECASE,
)
"""Two tiers in one clause: "kết nối đến 63 tỉnh, thành phố và 10.033 xã, phường"."""
_UNDERS: Final = re.compile(
    rf"(?:{SITE_WORD})[^;.\n0-9:]{{0,60}}:\s[^;.\n0-9]{{0,60}}?{_NUMBER}\s+(?P<after>(?:(?:[A-ZĐ]{{2,6}}|"
    rf"đảng ủy|trụ sở|trạm y tế|trung tâm)\s)?(?:xã|"
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
SITE_AT: Final = re.compile(rf"{SITE_WORD}\s+(?P<where>[^.;:\n]{{2,110}})", re.IGNORECASE)
SITE_COLUMNS: Final = {
    "site": re.compile(r"điểm cầu|đầu cầu|^cấp$"),
    "number": re.compile(r"số lượng|số điểm|^số đc$|tổng số"),
}
_IN_BRACKETS: Final = re.compile(
    rf"\(\s?(?:gồm\s|tổng số\s|có\s)?{_NUMBER}\s+(?:{SITE_WORD}|điểm|trạm|đơn vị|nơi|xã|phường|huyện)\s?\)",
    re.IGNORECASE,
)


_BROADCAST: Final = re.compile(
    r"\s(?:và\s)?(?:phát|truyền hình|tường thuật)\s(?:trực tiếp\s)?(?:trên|tại|qua)\s|,\s(?:gửi|gởi|báo|trình|nộp)\s"
)
_OF_BODIES: Final = re.compile(
    r"\s(?:của|tại|ở)\s(?:(?:trụ sở|phòng họp|cơ quan)\s)?(?:các\s)?(?![Tt]ỉnh|[Cc]ấp|[Tt]hành phố|UBND|"
    r"Ủy ban nhân dân|"
    r"[Hh]uyện|[Xx]ã|[Pp]hường)\w"
)


_LONGEST_CELL: Final = 60
_SITES_OF_ROWS: Final = re.compile(rf"\s*{_NUMBER}\s+(?:điểm|{SITE_WORD})\s*", re.IGNORECASE)
_ADDRESS: Final = re.compile(
    r"(?:thứ|án|quyết|chương trình|năm|tầng|số|nhà|phòng|khu|tổ|đường|dãy|lầu)\s$", re.IGNORECASE
)
"""Before a number that is part of an address: "tầng 2 UBND huyện"."""
_SLACK: Final = 8
_NUMBER_ALONE: Final = {"number": re.compile(r"số (?:lượng )?(?:điểm cầu|đầu cầu|điểm)(?!\w)")}
_TOTAL: Final = re.compile(r"^[|\s]*(?:Tổng|Cộng)(?!\w)", re.IGNORECASE)
_TOTAL_ROW: Final = re.compile(r"\|\s*(?:Tổng|Cộng|Tổng cộng|Tổng số)\s*\|", re.IGNORECASE)


def _number(printed: str) -> int:
    return int(printed.replace(".", ""))


def read_site_counts(paper: Paper, own: str | None) -> dict[str, Found[int]]:
    """Numbers of sites printed for exactly one tier; a total over several tiers is no count of any."""
    counts: dict[str, Found[int]] = {}
    for block in paper.everywhere:
        if block.kind == "row":
            _count_row(paper.text, block, own, counts)
            _count_cells(paper.text, block, own, counts)
            continue
        text = in_digits(block.text)
        for m in _COUNT_FIRST.finditer(text):
            after, _, bracket = _BROADCAST.split(m["after"])[0].partition("(")
            if own and tiers_in(after, own) == [own] and _number(m["n"]) > 1 and _OF_BODIES.match(after):
                continue  # a tier has one site of its own; these are bodies beside it
            _count(counts, tiers_in(after, own) or tiers_in(bracket, own), m, block.start)
        for m in _TIER_FIRST.finditer(text):
            _count(counts, tiers_in(m["before"], own), m, block.start)
        for m in (
            *_UNITS_JOINED.finditer(text),
            *_UNDERS.finditer(text),
            *(m for m in _UNITS_ATTEND.finditer(text) if not text[: m.start()].rstrip().endswith(("của", "thuộc"))),
        ):
            if not _ADDRESS.search(text[max(0, m.start("n") - _SLACK) : m.start("n")]):
                _count(counts, tiers_in(m["after"], own), m, block.start)
        for m in _NATIONWIDE.finditer(text):
            _count(counts, ["tinh"], m, block.start)
            units = tiers_in(m["units"], own)
            if len(units) == 1:
                at = m.start("below") + block.start, m.end("below") + block.start
                counts.setdefault(units[0], Found(_number(m["below"]), *at, 0.9))
        for m in _IN_BRACKETS.finditer(block.text):
            head = block.text[: m.start()]
            _count(counts, tiers_in(head, own) if SITE_AT.search(head) and len(head) < 130 else [], m, block.start)
    for tiers, found in _counted_rows(paper, own):
        counts[tiers[0]] = weighed(counts.get(tiers[0]), found) or found
    for tier, total in _totals(paper, own):
        counts.setdefault(tier, total)
    said: dict[str, Found[int]] = {}
    for block in paper.blocks:
        for words, number, start, end in numbers_of_sites(block) if block.kind != "row" else ():
            tiers = tiers_in(words, own)
            below = [tier for tier in tiers if tier != own] if len(tiers) > 1 else tiers
            if len(below) == 1 and number > 1:
                said.setdefault(below[0], Found(number, start, end, 0.7))
    return {**said, **counts}


def _count_cells(text: str, block: Block, own: str | None, counts: dict[str, Found[int]]) -> None:
    """A cell that names a tier and has its number in brackets: "Huyện (07 điểm cầu)"."""
    for start, end in block.cells:
        m = _IN_BRACKETS.search(text, start, end)
        if m and m.start() - start < _LONGEST_CELL:
            _count(counts, tiers_in(text[start : m.start()], own), m, 0)


def _counted_rows(paper: Paper, own: str | None) -> Iterator[tuple[list[str], Found[int]]]:
    """Rows of a table of sites that prints their number."""
    seen: Counter[str] = Counter()
    for row in rows_with(paper, SITE_COLUMNS, frozenset({"site", "number"})):
        if {"site", "number"} <= row.cells.keys():
            begin, end = row.cells["number"]
            printed = re.fullmatch(
                rf"\s*{_NUMBER}(?:\s+(?:điểm|{SITE_WORD}))?\s*", paper.text[begin:end], re.IGNORECASE
            )
            site = paper.text[slice(*row.cells["site"])]
            below = tiers_in(row.titles["number"], own)
            if len(below) == 1 and below != tiers_in(site, own):
                if printed and _TOTAL.search(row.block.text):
                    yield (
                        below,
                        Found(_number(printed["n"]), begin + printed.start("n"), begin + printed.end("n"), 0.85),
                    )
                    for start, end in row.block.cells if seen else ():
                        m = _SITES_OF_ROWS.fullmatch(paper.text, start, end)
                        if m:
                            yield [seen.most_common(1)[0][0]], Found(_number(m["n"]), m.start("n"), m.end("n"), 0.8)
                seen.update(tiers_in(site, own))
                continue  # how many sites of the tier below hang on each
            if printed and len(tiers := tiers_in(site, own)) == 1:
                yield tiers, Found(_number(printed["n"]), begin + printed.start("n"), begin + printed.end("n"), 0.85)


def _totals(paper: Paper, own: str | None) -> Iterator[tuple[str, Found[int]]]:
    """The last row of a table that counts sites without a column for them, such as one of sittings: its total is of
    the tier that all its rows speak of."""
    seen: set[str] = set()
    for row in rows_with(paper, _NUMBER_ALONE, frozenset({"number"})):
        begin, end = row.cells["number"]
        printed = re.fullmatch(rf"\s*{_NUMBER}\s*", paper.text[begin:end])
        if printed and _TOTAL_ROW.search(row.block.text):
            if len(seen) == 1:
                at = begin + printed.start("n"), begin + printed.end("n")
                yield seen.pop(), Found(_number(printed["n"]), *at, 0.8)
            seen = set()
        else:
            seen.update(tiers_in(row.block.text, own))


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
