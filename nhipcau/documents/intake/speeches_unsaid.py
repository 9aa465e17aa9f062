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
    r"(?:(?:sẵn|một|0?1)\s)?(?:(?:bài|ý kiến|báo cáo)\s)?tham luận(?!\w)|"
    r"(?<!\w)(?:phát biểu|trình bày|tham luận)\s(?:trực tiếp\s)?(?:tại|trước)\s(?:hội nghị|cuộc họp|phiên họp|kỳ họp|"
    r"hội thảo|diễn đàn|tọa đàm)(?!\w)",
    re.IGNORECASE,
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
_OF_ONE_KIND: Final = re.compile(
    rf"(?P<organ>(?:{UPPER}[^,;:]{{1,60}}\s)?)[Cc]ác\s(?P<kind>xã|phường|huyện|thị xã|thành phố|tỉnh|trường)\s?:?\s"
    rf"(?P<names>{UPPER}[^:;]*)$"
)
"""Several by name behind the word for all: "UBND các tỉnh A, B và thành phố C"."""
_AHEAD: Final = re.compile(
    r"^(?:.*,\s)?(?:trong đó(?:\s?,|\scó)?|riêng)\s+|^các (?:đồng chí|đ/c)\s(?!sau|trên)", re.IGNORECASE
)
"""What stands ahead of those named: "chuẩn bị ý kiến, trong đó các xã A, B …", "Các đồng chí Bí thư xã A, B"."""
_ASKS: Final = re.compile(r"(?:(?:Kính|Trân trọng)\s)?(?:[Đđ]ề nghị|Giao|Yêu cầu|Phân công)\s")
_DOES_MORE: Final = re.compile(
    r"[^\s]:\s*[^\s](?!.*(?:xã|phường|huyện|tỉnh))|"
    r"(?<!\w)(?:báo cáo|tài liệu|nội dung|dự thảo|số liệu|bài|tờ trình)(?!\w)",
    re.IGNORECASE,
)
"""Something besides names ahead of the word for speaking."""
_LONGEST: Final = 240
_SPOKEN_OF: Final = re.compile(r"tham luận|(?:phát biểu|trình bày) (?:trực tiếp )?(?:tại|trước)", re.IGNORECASE)


def speakers_alone(paper: Paper) -> Iterator[tuple[str, Found[str]]]:
    """The bodies as printed, and the words that give them a speech; only bodies that are named one by one."""
    for block in paper.blocks:
        if (
            not _SPOKEN_OF.search(block.text)
            or block.kind == "row"
            or block.context & {Topic.CONTACTS, Topic.PURPOSE}
            or (Topic.PARTICIPANTS in block.context and not _ASKS.match(block.text))
        ):
            continue
        for begin, end in sentences(block.text):
            for s, e in clauses(block.text[begin:end], begin):
                given = _GIVEN.search(block.text, s, e)
                if given is None:
                    continue
                lead = _LEAD.match(block.text[s : given.start()])
                who = squeeze(block.text[s + (lead.end() if lead else 0) : given.start()]).strip(" ,:")
                who = _AHEAD.sub("", _EACH.sub("", who))
                place = cut(paper.text, block.start + given.start(), block.start + given.end(), 0.6)
                if _DOES_MORE.search(who):
                    continue  # "Sở A: Chuẩn bị báo cáo trình bày tại Hội nghị": a report of the meeting
                several = _OF_ONE_KIND.match(who)
                if place and several and len(who) <= _LONGEST:
                    organ, kind = several["organ"], several["kind"]
                    yield f"{organ}các {kind} {several['names']}", place
                elif (
                    place
                    and len(who) <= _LONGEST
                    and all(_NAMED.match(part) and not _MANY.search(part) for part in _parts(who))
                ):
                    yield from ((part, place) for part in _parts(who))


def _parts(who: str) -> list[str]:
    return re.split(rf",\s(?:và\s)?(?={UPPER})|\svà\s(?={UPPER})", who)
