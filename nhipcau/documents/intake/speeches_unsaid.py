"""Speeches given out by name of the speakers alone: "Công an xã A, Công an phường B chuẩn bị bài tham luận"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nhipcau.documents.intake.cutting import clauses, cut, sentences, squeeze
from nhipcau.documents.intake.letters import UPPER
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.topics import Topic

_GIVEN: Final = re.compile(
    r"(?<!\w)(?:vẫn\s|tiếp tục\s|sẽ\s)?(?:chuẩn bị|xây dựng|viết|trình bày|có|báo cáo|phát biểu)\s"
    r"(?:(?:sẵn|một|0?1)\s)?(?:(?:bài|ý kiến|báo cáo)\s)?tham luận(?!\w)"
)
_LEAD: Final = re.compile(
    r"^(?:[-+*\s]|[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]?\s)*"
    r"(?:(?:Kính |Trân trọng |Riêng )?(?:[Đđ]ề nghị|[Gg]iao|[Mm]ời|[Pp]hân công|[Yy]êu cầu|[Rr]iêng)\s)?"
    r"(?:[^:;]{0,40}\s?các (?:đơn vị|cơ quan|địa phương|đồng chí|cá nhân)[^:;]{0,20}:\s)?"
)
_NAMED: Final = re.compile(
    rf"(?:(?:{UPPER}\S*\s)(?:\S+\s){{0,8}}?(?:xã|phường|đặc khu|huyện|quận|thị xã|thị trấn|thành phố|tỉnh|khu vực|"
    rf"cơ sở|số)"
    rf"\s(?:{UPPER}|[0-9])|{UPPER}{{2,}}[0-9]+$|{UPPER}\S*\s(?:\S+\s){{0,6}}tỉnh$|(?:Sở|Ban|Cục|Chi cục|Hội|"
    rf"Liên đoàn|Công ty|Bệnh viện|Trường)\s{UPPER})"
)
"""One body and no other: with its place, its number or its field."""
_EACH: Final = re.compile(r",?\smỗi (?:đơn vị|cơ quan|địa phương|nơi|xã|huyện)$")
_MANY: Final = re.compile(r"(?<!\w)(?:các|mỗi|từng|những|một số)(?!\w)", re.IGNORECASE)
_LONGEST: Final = 240


def speakers_alone(paper: Paper) -> Iterator[tuple[str, Found[str]]]:
    """The bodies as printed, and the words that give them a speech; only bodies that are named one by one."""
    for block in paper.blocks:
        if (
            "tham luận" not in block.text
            or block.kind == "row"
            or block.context & {Topic.CONTACTS, Topic.PURPOSE, Topic.PARTICIPANTS}
        ):
            continue
        for begin, end in sentences(block.text):
            for s, e in clauses(block.text[begin:end], begin):
                given = _GIVEN.search(block.text, s, e)
                if given is None:
                    continue
                lead = _LEAD.match(block.text[s : given.start()])
                who = squeeze(block.text[s + (lead.end() if lead else 0) : given.start()]).strip(" ,:")
                who = _EACH.sub("", who)
                place = cut(paper.text, block.start + given.start(), block.start + given.end(), 0.6)
                if (
                    place
                    and len(who) <= _LONGEST
                    and all(_NAMED.match(part) and not _MANY.search(part) for part in _parts(who))
                ):
                    yield from ((part, place) for part in _parts(who))


def _parts(who: str) -> list[str]:
    return re.split(rf",\s(?:và\s)?(?={UPPER})|\svà\s(?={UPPER})", who)
