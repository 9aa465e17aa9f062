"""Assigned speeches and case reports: who speaks on what.

A topic is given to several bodies at once ("HĐND các huyện A, B: …"); each gets its own entry, because each answers
for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from nhipcau.documents.intake.cutting import cut, sentences, squeeze
from nhipcau.documents.intake.duties import Task
from nhipcau.documents.intake.letters import UPPER
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.speakers import speakers_listed
from nhipcau.documents.intake.spoken import ORDERS, SPEAKER, SUBJECT, by_subject, spoken_in
from nhipcau.documents.intake.tables import rows_with
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.words import ORGAN_START

_SPEECH: Final = re.compile(
    r"tham luận|phát biểu|trình bày|báo cáo (?:điển hình|chuyên đề|tình huống|kinh nghiệm)|trao đổi kinh nghiệm|"
    r"(?:báo cáo|chia sẻ)[^.;\"]{0,60}\"|mỗi (?:báo cáo|bài|ý kiến|đơn vị)",
    re.IGNORECASE,
)
_SPEECH_CONTEXT: Final = re.compile(
    r"tham luận|ý kiến phát biểu|phát biểu (?:với|về)|báo cáo (?:điển hình|tình huống|kinh nghiệm)", re.IGNORECASE
)
_ABOUT: Final = re.compile(
    r"(?:chuẩn bị|xây dựng|viết|có|trình bày)\s(?:bài\s|01\s|một\s|nội dung\s|ý kiến\s(?=tham luận))*"
    r"(?:phát biểu|tham luận|báo cáo tình huống|báo cáo điển hình|"
    r"báo cáo(?=\svề\s[^.;]{4,120}?,\strình bày))\s(?:(?:tại|trong|ở)\s(?:hội nghị|cuộc họp|"
    r"phiên họp|diễn đàn|t[oọ]a đàm|hội thảo|Hội nghị|Cuộc họp|Diễn đàn|Tọa đàm|Hội thảo)\s)?"
    r"(?:với (?:chủ đề|nội dung)\s|về\s(?!Văn "
    r"phòng|Sở|Ban|UBND|HĐND|Phòng|tỉnh))(?:việc\s)?(?P<topic>[^.;()\n]{8,200}?)(?=[.;(\n]|,\s(?:trình bày|không "
    r"quá|tối đa|xong|gửi|thời gian)|$)"
)
"""A topic in running words: "… chuẩn bị phát biểu về kinh nghiệm …"."""
_ASKED: Final = re.compile(r"^(?:(?:Trân trọng|Kính|Riêng)\s)?(?:[Đđ]ề nghị|Giao|Mời|Phân công|Yêu cầu)\s+")
_QUOTED: Final = re.compile(r'"(?P<topic>[^"\n]{10,500})"?')
_NAMED: Final = re.compile(
    r"(?:tham luận|phát biểu|trình bày|báo cáo)(?:\s(?:tham luận|báo cáo|chuyên đề|nội dung))?\s(?:với\s|"
    r"về\s)?(?:chủ đề|chuyên đề|nội dung|đề tài)?\s*:?\s*(?:về\s)?"
)
_MANY: Final = re.compile(
    rf"^(?P<organ>.*?(?:^|\s))(?:các\s)(?P<kind>huyện|xã|phường|thị xã|thành phố|sở|Sở|trường|Trường|tỉnh|đơn vị|"
    rf"ngành)\s(?P<names>{UPPER}.*)$"
)
_TIER_NAME: Final = re.compile(
    r"^(?:huyện|xã|phường|thị xã|thị trấn|[Tt]hành phố|quận|[Tt]ỉnh|TP\.?|TX\.?|Sở|Trường|Thị xã)\s", re.IGNORECASE
)

_COLUMNS: Final = {
    "assignee": re.compile(r"đơn vị|cơ quan|người|địa phương|đại biểu"),
    "topic": re.compile(r"tham luận|phát biểu|chủ đề|chuyên đề|tên báo cáo"),
}
_CAPTIONED: Final = {
    "assignee": _COLUMNS["assignee"],
    "topic": re.compile(r"^nội dung(?! (?:công việc|nhiệm vụ|thực hiện|chuẩn bị))|^tên|^đề tài|^vấn đề"),
}
_CAPTION: Final = re.compile(r"tham luận|phát biểu|báo cáo điển hình", re.IGNORECASE)
_ANY_NAME: Final = re.compile(
    r"(?!(?:Thời|Lưu ý|Hình thức|Nội dung|Tài liệu|Yêu cầu|Ghi chú|Địa điểm|Số lượng|"
    r"Đầu mối|Liên hệ|Mọi|Thông tin|Điện thoại|Hạn)(?!\w))[A-ZĐ]\S*(?:\s\S+){0,11}$"
)
_TASK_TOPIC: Final = re.compile(r"(?:Bài )?[Tt]ham luận\s*:\s*")


@dataclass(frozen=True)
class Speech:
    assignee: str
    topic: Found[str]


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
    parts = _together(printed)
    if len(parts) > 1:
        for part in parts:
            yield from each_assignee(part)
        return
    many = _MANY.match(printed)
    if not many:
        parts = [p.strip() for p in re.split(r",\s(?=[A-ZĐ])|\svà\s(?=[A-ZĐ])", printed) if p.strip()]
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
_TIER_WORD: Final = re.compile("(?:" + "|".join(_LEVEL) + ")(?= " + UPPER + ")", re.IGNORECASE)
_ACRONYM: Final = re.compile(rf"{UPPER}{{3,8}}\s{UPPER}")


def _together(printed: str) -> list[str]:
    """Bodies named one after the other: "UBND các xã A, B và Ban C"; units of one level: "xã A, phường B"."""
    parts: list[str] = []
    begin = 0
    for gap in re.finditer(r",\s(?:và\s)?|\svà\s", printed):
        left, right = printed[begin : gap.start()], printed[gap.end() :]
        here, there = _TIER_WORD.match(left), _TIER_WORD.match(right)
        level = here and there and _LEVEL[here[0].lower()] == _LEVEL[there[0].lower()]
        organ = right[0:1].isupper() and (ORGAN_START.match(right) or _ACRONYM.match(right)) and not there
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


_LIMIT_AFTER: Final = re.compile(r"\s\((?=[^()]*[0-9]\s?(?:phút|trang))[^()]*\)[\s.;]*$")


def _topic_end(text: str, at: int) -> int:
    """A topic ends before the limits set for its speech."""
    limits = _LIMIT_AFTER.search(text, at)
    return limits.start() if limits else len(text)


def _one_by_one(paper: Paper, block: Block) -> list[Speech]:
    """ "Đồng chí A: ... . Đồng chí B: ... ." in one paragraph of a part about speeches."""
    found: list[Speech] = []
    for begin, end in sentences(block.text, block.start):
        who, colon, _ = paper.text[begin:end].replace("\n", " ").partition(":")
        who = re.sub(r"^(?:Các đồng chí|Đồng chí|Đ/c)\s", "", who.strip())
        topic = cut(paper.text, begin + len(paper.text[begin:end].split(":")[0]) + 1, end, 0.75) if colon else None
        if topic and len(topic.value) >= 8 and ORGAN_START.match(who) and len(who) <= 200:
            found.extend(Speech(name, topic) for name in each_assignee(who))
    return found


def _in_block(paper: Paper, block: Block, listed: bool) -> Iterator[Speech]:
    text = block.text
    quoted = _QUOTED.search(text)
    if quoted:
        before = text[: quoted.start()].rstrip(" :")
        orders = ORDERS.search(before + " ")
        speaks = _SPEECH.search(before)
        who = orders["who"] if orders else (before[: speaks.start()] if speaks and speaks.start() > 3 else before)
        topic = cut(paper.text, block.start + quoted.start("topic"), block.start + quoted.end("topic"), 0.9)
    elif not listed and (about := _ABOUT.search(text)):
        opening = [begin for begin, _ in sentences(text) if begin <= about.start()]
        who = _ASKED.sub("", text[opening[-1] if opening else 0 : about.start()])
        topic = cut(paper.text, block.start + about.start("topic"), block.start + about.end("topic"), 0.7)
    else:
        colon = text.find(":")
        if colon < 0 and block.within(Topic.SPEECHES) and ORGAN_START.match(text):
            colon = text.find(" - ") + 1  # "UBND huyện A - Trồng quế"
        if not listed or colon < 3:
            return
        who = text[:colon]
        named = _NAMED.match(text[colon + 1 :].strip())
        at = colon + 1 + (len(text[colon + 1 :]) - len(text[colon + 1 :].lstrip())) + (named.end() if named else 0)
        topic = cut(paper.text, block.start + at, block.start + _topic_end(text, at), 0.75)
    who = re.sub(r"\s(?:chuẩn bị|xây dựng|có|viết|trình bày|báo cáo|sẽ|với)(?:\s.*)?$", "", who.strip())
    first = who[:1].upper() + who[1:]
    if (
        topic is None
        or len(topic.value) < 8
        or topic.value[0].isdigit()
        or not (ORGAN_START.match(first) or (listed and _ANY_NAME.match(who)))
        or len(who) > 200
    ):
        return
    for name in each_assignee(first):
        yield Speech(name, topic)


def read_speeches(paper: Paper, tasks: Sequence[Task]) -> list[Speech]:
    by_topic = [
        Speech(name, topic) for who, topic in by_subject(paper.everywhere, paper) for name in each_assignee(who)
    ]
    found = list(by_topic)
    for block in paper.everywhere:
        if block.kind == "row" or Topic.CONTACTS in block.topics:
            continue
        listed_here = list(speakers_listed(paper, block))
        if listed_here:
            found.extend(Speech(who, topic) for who, topic in listed_here)
            continue
        spoken = [Speech(name, topic) for who, topic in spoken_in(paper, block) for name in each_assignee(who)]
        found.extend(spoken)
        if spoken or SPEAKER.match(block.text) or (by_topic and SUBJECT.match(block.text)):
            continue
        above = block.parent
        listed = above is not None and (Topic.SPEECHES in above.topics or bool(_SPEECH_CONTEXT.search(above.text)))
        own = bool(_SPEECH_CONTEXT.search(block.text)) and ('"' in block.text or _ABOUT.search(block.text) is not None)
        several = _one_by_one(paper, block) if block.within(Topic.SPEECHES) and '"' not in block.text else []
        if len(several) > 1:
            found.extend(several)
        elif listed or own:
            found.extend(_in_block(paper, block, listed))
    for task in tasks:
        named = _TASK_TOPIC.match(paper.text, task.action.start, task.end)
        topic = (
            cut(paper.text, named.end(), task.end, 0.75) if named and task.block and task.block.kind == "row" else None
        )
        if topic:
            found.extend(Speech(name, topic) for name in each_assignee(task.assignee))
    for row in (
        *rows_with(paper, _COLUMNS, frozenset({"assignee", "topic"})),
        *(
            row
            for row in rows_with(paper, _CAPTIONED, frozenset({"assignee", "topic"}))
            if _CAPTION.search(row.caption)
        ),
    ):
        who = cut(paper.text, *row.cells["assignee"]) if "assignee" in row.cells else None
        topic = cut(paper.text, *row.cells["topic"]) if "topic" in row.cells else None
        if who and topic:
            found.extend(Speech(name, topic) for name in each_assignee(who.value))
    return _once(found)


def _once(found: Sequence[Speech]) -> list[Speech]:
    """Each body's topic once: a paper names it in the task, and again in its annex."""
    kept: dict[tuple[str, str], Speech] = {}
    for speech in found:
        kept.setdefault((speech.assignee.lower(), speech.topic.value.lower()), speech)
    return list(kept.values())
