"""Speakers behind one label with what each speaks on: "Diễn giả: A - …; B - …", "Đơn vị tham luận: A (…); B (…)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nhipcau.documents.intake.cutting import clauses, cut, sentences, squeeze
from nhipcau.documents.intake.letters import UPPER
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.words import DEGREES, HONORIFIC, ORGAN_START, PERSON

_LABEL: Final = re.compile(
    r"^(?:\W*)(?P<label>[^:;.]{0,60}?(?:tham luận|phát biểu|báo cáo điển hình|diễn giả|báo cáo viên|thuyết trình|"
    r"người trình bày|trình bày|chia sẻ|giảng viên|chuyên gia)[^:;.]{0,40}):\s+",
    re.IGNORECASE,
)
_SPEAKING: Final = re.compile(
    r"tham luận|phát biểu|điển hình|diễn giả|báo cáo viên|trình|chia sẻ|giảng viên|chuyên gia", re.IGNORECASE
)
_IN_BRACKETS: Final = re.compile(r"^(?P<who>[^()]{3,160}?)\s\((?P<topic>[^()]{8,300})\)\W*$")
_DASHED: Final = re.compile(r"^(?P<who>[^()]{3,160}?)\s-\s(?P<topic>.{8,300})$")
_SAID: Final = re.compile(
    r"^(?P<who>[^()\"]{3,160}?),?\s(?:với (?:chủ đề|chuyên đề|nội dung)|trình bày|nói về|chia sẻ(?: về)?|về)\s?:?\s"
    r"\"?(?P<topic>.{8,300}?)\"?\W*$"
)
_PERSON: Final = re.compile(rf"(?:{HONORIFIC}\s)?{PERSON}")
_NO_TOPIC: Final = re.compile(r"\W*(?:[0-9]|không quá|tối đa|khoảng|đ/c|đồng chí|ĐT|SĐT|điện thoại)", re.IGNORECASE)


def _speaks(who: str) -> bool:
    """Whether these words name a body, or a person with or without degree and form of address."""
    return ORGAN_START.match(who[:1].upper() + who[1:]) is not None or _PERSON.match(DEGREES.sub("", who)) is not None


def speakers_listed(paper: Paper, block: Block) -> Iterator[tuple[str, Found[str]]]:
    """Who speaks, as printed, and on what; nothing where a part of the list names no speaker with a topic."""
    if block.kind == "row" or Topic.CONTACTS in block.topics or not _SPEAKING.search(block.text):
        return
    for start, end in sentences(block.text):
        label = _LABEL.match(block.text[start:end])
        if label is None:
            continue
        found: list[tuple[str, Found[str]]] = []
        for begin, upto in clauses(block.text[start + label.end() : end], start + label.end()):
            lead = len(block.text[begin:upto]) - len(block.text[begin:upto].lstrip(" -+"))
            words = block.text[begin + lead : upto].rstrip(" .;/")
            m = _IN_BRACKETS.match(words) or _DASHED.match(words) or _SAID.match(words)
            if m is None or not _speaks(m["who"]) or _NO_TOPIC.match(m["topic"]):
                break
            at = block.start + begin + lead
            topic = cut(paper.text, at + m.start("topic"), at + m.end("topic"), 0.8)
            if topic:
                found.append((squeeze(m["who"]).strip(" ,"), topic))
        else:
            yield from found


_UNIT: Final = re.compile(
    rf"(?P<tier>[Hh]uyện|[Xx]ã|[Pp]hường|[Tt]hị xã|[Tt]hị trấn|[Tt]hành phố|[Tt]ỉnh|[Đđ]ặc khu)\s{UPPER}"
)
_ORGANS: Final = r"(?P<organ>UBND|HĐND|Đảng ủy|Huyện ủy|Ủy ban nhân dân|Hội đồng nhân dân|Thường trực HĐND)"
_REACH: Final = 400
"""Letters round the topic in which the same sentence, or the other cell of the row, names the body in full."""


def with_organ(text: str, name: str, topic: Found[str] | None) -> str:
    """ "UBND các tỉnh A, B: … Riêng tỉnh A nói về …": the organ of a unit that is only named in short."""
    unit = _UNIT.match(name)
    if unit is None or topic is None:
        return name
    near = squeeze(text[max(0, topic.start - _REACH) : topic.end + _REACH])
    bare = name[unit.end("tier") + 1 :]
    tier = unit["tier"].lower()
    named = re.search(rf"{_ORGANS}\s{tier}\s{re.escape(bare)}(?!\w)", near) or re.search(
        rf"{_ORGANS}\scác\s{tier}(?:,\s\w+)*\s?:?\s[^.;:]{{0,120}}?(?<!\w){re.escape(bare)}(?!\w)", near
    )
    return f"{named['organ']} {tier} {bare}" if named else name
