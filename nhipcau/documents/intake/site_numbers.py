"""How many sites a clause speaks of: "nối đến 38/38 xã, phường", "mười một phường, ba xã (14 điểm cầu)".

The tier of a number of sites is that which stands behind it, else the one that the clause names before it; a number
of units counts sites only in a clause on sitting or connecting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nhipcau.documents.intake.cutting import outside_brackets, sentences
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.spelled import in_digits
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.words import SITE_WORD

_NUMBER: Final = r"(?<![0-9/.,:%])(?<!\w-)\(?(?P<n>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,5})(?:/[0-9]{1,5})?\)?"
_UNIT: Final = r"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)"
_UNITS: Final = re.compile(
    rf"{_NUMBER}\s+(?P<units>(?:(?:đơn vị|đảng bộ|đảng ủy|trạm y tế|trung tâm(?:\s[^\W\d_]+){{1,4}}|"
    rf"[A-ZĐ]{{2,6}})\s)?(?:cấp\s)?"
    rf"{_UNIT}(?:(?:,|\svà)\s{_UNIT}(?!\w))*)(?!\w)"
)
_SITES: Final = re.compile(
    rf"{_NUMBER}\s+(?:{SITE_WORD}|(?:điểm|đơn vị)(?=\s(?:cấp|ở|tại)|\s?\)))"
    rf"(?:\s(?P<after>(?:cấp\s)?{_UNIT}(?!\w))|(?=\s?[.,:)]|$))",
    re.IGNORECASE,
)
_SIT: Final = re.compile(
    rf"(?<!\w)(?:họp|dự|trực tuyến|nối|ngồi|{SITE_WORD}|số điểm|mỗi (?:nơi|xã|phường|huyện|tỉnh))(?!\w)", re.IGNORECASE
)
_NO_COUNT: Final = re.compile(
    r"(?<!\w)(?:của|thuộc|trong|án|quyết|chương trình|năm|thứ|lần|kỳ|"
    r"nhiệm kỳ|khóa|tổ|khu phố|số|tầng|thôn|ấp|đường|"
    r"quốc lộ|km|khối|khóm|lô|ngõ|hẻm)\s+$",
    re.IGNORECASE,
)
"""Words behind which a number of units counts no sites: people of some communes, an address ("tổ 9 phường A")."""
_OF_SITES: Final = re.compile(rf"{SITE_WORD}\s(?:[^\s;.]+\s){{0,3}}?(?:của|thuộc|trong)\s+$", re.IGNORECASE)
_ASKED: Final = re.compile(
    r"(?:Đối với|Riêng|Về phía)\s[^:]{2,160}:\s*(?:đề nghị|yêu cầu|giao)\s|(?:Đề nghị|Yêu cầu|Giao)\s"
)
"""Some units are asked for something: their number is not that of the sites."""
_BEFORE: Final = 110
_FROM: Final = re.compile(
    r"(?<!\w)từ (?:điểm cầu |đầu cầu )?(?:trung ương|tỉnh|thành phố|huyện)(?= (?:tới|đến|xuống))", re.IGNORECASE
)


def numbers_of_sites(block: Block) -> Iterator[tuple[str, int, int, int]]:
    """Words that name the tier, the number, and its offsets."""
    if block.asked or block.within(Topic.SPEECHES) or block.within(Topic.MATERIALS):
        return
    if _ASKED.match(block.text):
        return
    text = in_digits(block.text)
    for start, end in sentences(text):
        for begin, upto in outside_brackets(text[start:end], ";"):
            clause = text[start + begin : start + upto]
            offset = block.start + start + begin
            for m in _SITES.finditer(clause):
                before = _FROM.sub(" ", clause[max(0, m.start() - _BEFORE) : m.start()])
                yield m["after"] or before, int(m["n"].replace(".", "")), m.start("n") + offset, m.end("n") + offset
            if _SIT.search(clause) or Topic.VENUE in block.context:
                for m in _UNITS.finditer(clause):
                    if _NO_COUNT.search(clause, 0, m.start("n")) and not _OF_SITES.search(clause, 0, m.start("n")):
                        continue
                    yield m["units"], int(m["n"].replace(".", "")), m.start("n") + offset, m.end("n") + offset
