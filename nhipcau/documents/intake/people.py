"""People to turn to, as papers name them: with a form of address, a degree, a rank, or just before a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from nhipcau.documents.intake.cutting import squeeze
from nhipcau.documents.intake.letters import LOWER, UPPER
from nhipcau.documents.intake.words import DEGREES, HONORIFIC, PERSON

_NAMED: Final = re.compile(
    rf"{HONORIFIC}\s*:?\s*(?:(?:Đại|Thượng|Trung|Thiếu)\s(?:tướng|tá|úy|"
    rf"uý)\s)?(?P<name>{PERSON})"
)
_TURN_TO: Final = re.compile(
    rf"(?:[Ll]iên hệ|[Gg]ặp|[Gg]ọi|[Bb]áo|[Hh]ỏi|[Đđ]ường dây nóng|[Ll]iên lạc|[Tt]hông tin|[Nn]hận|[Đđ]ầu mối|"
    rf"[Pp]hụ trách|"
    rf"[Tt]rực|[Cc]huyên viên|[Cc]án bộ(?: đầu mối| kỹ thuật| phụ trách)?|[Vv]ăn thư|"
    rf"[Kk]ỹ thuật viên)\s?:?\s(?:với\s)?(?:(?:Đại|Thượng|Trung|Thiếu)\s(?:tướng|tá|úy|uý)\s)?(?:(?:TS|ThS|BS|DS|KS|"
    rf"CN|BSCK[I12]+|PGS)\.?\s?)*(?P<name>{PERSON})"
)
_GIVEN_NAME: Final = re.compile(
    rf"(?<!\w)(?:[Ee]m|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Tt]hầy|[Bb]ạn|[Đđ]/c|[Đđ]ồng chí|[Ôô]ng|[Bb]à|[eac]\.?|"
    rf"(?:[Đđ]ầu mối|[Ll]iên hệ|[Gg]ặp)\s?:?)\s"
    rf"(?P<name>{UPPER}{LOWER}+(?:\s{UPPER}{LOWER}+){{0,2}})(?=(?:\s?\([^()0-9]{{1,40}}\)|\s{UPPER}{{2,6}}(?!\w)|\s-\s[^0-9,;:()]{{2,30}})?"
    rf"\s?[,:(-]{{0,2}}\s?\(?(?:(?:[Ss]ố|ĐT|SĐT|[Đđ]iện thoại|[Zz]alo|[Ss]ố máy)[\s:.]*)*"
    r"(?:\+84|0)[0-9])"
)
"""A given name alone, as in a message, straight before its number."""
_THEN_NUMBER: Final = re.compile(
    rf"(?:^|[:(;,\-|.]\s*)(?:(?:TS|ThS|BS|DS|KS|CN|BSCK[I12]+|PGS|"
    rf"[acAC])\.?\s?)*(?P<name>{PERSON})(?=\s+\(?(?:\+84|0)[0-9])"
)
"""A name straight before its number."""
_BARE: Final = re.compile(
    rf"(?:^|[:(;,\-|]\s*|(?<!\w)(?:hoặc|và)\s(?=(?:TS|ThS|BS|DS|KS|CN|PGS)))(?:(?:TS|ThS|BS|DS|KS|CN|BSCK[I12]+|"
    rf"PGS)\.?\s?)*(?P<name>{PERSON})(?=\s*[,(:\-|])"
)
_NOT_PERSON: Final = re.compile(
    r"(?:Phòng|Ban|Sở|Văn|Trung|UBND|HĐND|Viễn|Điện|Thường|Hội|Ủy|Công|Ông|Bà|Đồng(?= chí)|Email|Trưởng|Phó|"
    r"Chuyên|Giám|"
    r"Chánh|Cán|Vụ|Cục|Tổ|Liên|Số|Hệ|Kỹ|Nội|Mọi|Đầu|Thông)\b"
)


_SHORT_FORM: Final = re.compile(rf"(?<!\w){UPPER}{{2,}}(?!\w)")
"""Capitals are the short form of an office ("CV", "NN"), never part of a name in running words."""


@dataclass(frozen=True)
class NamedPerson:
    name: str
    start: int
    end: int


def persons_in(text: str) -> list[NamedPerson]:
    found = [
        NamedPerson(squeeze(DEGREES.sub("", m["name"])), m.start("name"), m.end("name")) for m in _NAMED.finditer(text)
    ]
    found = [NamedPerson(p.name, p.start, p.end) for p in found if not _SHORT_FORM.search(p.name)]
    for m in _GIVEN_NAME.finditer(text):
        if not any(p.start <= m.start("name") < p.end for p in found) and not _NOT_PERSON.match(m["name"]):
            found.append(NamedPerson(m["name"], m.start("name"), m.end("name")))
    for m in (*_TURN_TO.finditer(text), *_BARE.finditer(text), *_THEN_NUMBER.finditer(text)):
        known = any(p.start <= m.start("name") < p.end for p in found)
        if (
            not known
            and not _NOT_PERSON.match(m["name"])
            and len(m["name"].split()) >= 2
            and not _SHORT_FORM.search(m["name"])
        ):
            found.append(NamedPerson(squeeze(m["name"]), m.start("name"), m.end("name")))
    return sorted(found, key=lambda p: p.start)
