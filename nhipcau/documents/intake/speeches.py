"""Assigned speeches and case reports: who speaks on what.

A topic is given to several bodies at once ("HĐND các huyện A, B: …"); each gets its own entry, because each answers
for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from nhipcau.documents.intake.assignees import each_assignee
from nhipcau.documents.intake.cutting import cut, sentences
from nhipcau.documents.intake.duties import Task
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.speakers import speakers_listed, with_organ
from nhipcau.documents.intake.speech_lists import below_heading, listed_in_line, of_bodies, of_contents
from nhipcau.documents.intake.speech_tables import spoken_in_tables
from nhipcau.documents.intake.speeches_unsaid import speakers_alone
from nhipcau.documents.intake.spoken import ORDERS, SPEAKER, SUBJECT, by_subject, spoken_in
from nhipcau.documents.intake.topics import Topic
from nhipcau.documents.intake.words import ORGAN_START

_SPEECH: Final = re.compile(
    r"tham luận|phát biểu|trình bày|báo cáo (?:điển hình|chuyên đề|tình huống|kinh nghiệm)|trao đổi kinh nghiệm|"
    r"(?:báo cáo|chia sẻ)[^.;\"]{0,60}\"|mỗi (?:báo cáo|bài|ý kiến|đơn vị)",
    re.IGNORECASE,
)
_SPEECH_CONTEXT: Final = re.compile(
    r"tham luận|ý kiến phát biểu|phát biểu (?:với|về)|báo cáo (?:điển hình|tình huống|kinh nghiệm|ca|chuyên môn)(?!\w)|"
    r"^\W*(?:các\s)?(?:ca (?:bệnh|lâm sàng)|trình (?:ca|bệnh án))(?!\w)",
    re.IGNORECASE,
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
_QUOTED_PART: Final = re.compile(
    r":\s(?!(?:bài|tham luận|phát biểu|trình bày|báo cáo|chủ đề|chuyên đề|nội dung|"
    r"với)(?!\w))(?:[^\s:\"]+\s){3,}$",
    re.IGNORECASE,
)
"""Words of a topic ahead of a quotation in it: "Sở A: Cải thiện chỉ số "…"."""
_NAMED: Final = re.compile(
    r"(?:tham luận|phát biểu|trình bày|báo cáo)(?:\s(?:tham luận|báo cáo|chuyên đề|nội dung))?\s(?:với\s|"
    r"về\s)?(?:chủ đề|chuyên đề|nội dung|đề tài)?\s*:?\s*(?:về\s)?"
)
_ANY_NAME: Final = re.compile(
    r"(?!(?:Thời|Lưu ý|Hình thức|Nội dung|Tài liệu|Yêu cầu|Ghi chú|Địa điểm|Số lượng|"
    r"Đầu mối|Liên hệ|Mọi|Thông tin|Điện thoại|Hạn)(?!\w))[A-ZĐ]\S*(?:\s\S+){0,11}$"
)
_EACH: Final = re.compile(
    r"(?:Mỗi|Từng)\s(?:huyện|xã|phường|tỉnh|thôn|sở|đơn vị|địa phương|cơ quan|nơi)$", re.IGNORECASE
)
"""All of them, none by name."""
_KIND_ALONE: Final = re.compile(
    r"(?:báo cáo )?(?:(?:các )?ca (?:lâm sàng|bệnh)|bệnh án|tham luận|chuyên đề|thời sự)", re.IGNORECASE
)
"""The word for a speech, which says nothing of its topic."""
_AMOUNT: Final = re.compile(
    r"[0-9][0-9./,: -]*(?:phút|trang|giờ|ngày|bài|ý kiến|tham luận|đại biểu|người|đơn vị|"
    r"điểm|$|[^\w\s])"
)
"""A number, an hour or an amount, which is no topic; "02 ca ngộ độc" is one."""


@dataclass(frozen=True)
class Speech:
    """topic: None where the paper gives the speech out without saying on what; `at` is where it does."""

    assignee: str
    topic: Found[str] | None
    at: Found[str] | None = None


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
        if who.count("(") > who.count(")"):
            continue
        topic = cut(paper.text, begin + len(paper.text[begin:end].split(":")[0]) + 1, end, 0.75) if colon else None
        if topic and len(topic.value) >= 8 and not _AMOUNT.match(topic.value) and ORGAN_START.match(who):
            found.extend(Speech(name, topic) for name in each_assignee(who))
    return found


def _in_block(paper: Paper, block: Block, listed: bool) -> Iterator[Speech]:
    text = block.text
    quoted = _QUOTED.search(text)
    if quoted and not (listed and _QUOTED_PART.search(text[: quoted.start()])):
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
        if colon < 0 and listed and ORGAN_START.match(text):
            colon = text.find(" - ") + 1  # "UBND huyện A - Trồng quế"
        if not listed or colon < 3:
            return
        who = text[:colon]
        named = _NAMED.match(text[colon + 1 :].strip())
        at = colon + 1 + (len(text[colon + 1 :]) - len(text[colon + 1 :].lstrip())) + (named.end() if named else 0)
        topic = cut(paper.text, block.start + at, block.start + _topic_end(text, at), 0.75)
    who = re.sub(
        r"\s(?:chuẩn bị|xây dựng|có|viết|trình bày|báo cáo|sẽ|với|(?:thông tin|giới thiệu|"
        r"truyền đạt)(?=\s(?:chuyên đề|về)(?!\w)))(?:\s.*)?$",
        "",
        who.strip(),
    )
    first = who[:1].upper() + who[1:]
    if (
        topic is None
        or len(topic.value) < 8
        or _AMOUNT.match(topic.value)
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
        listed_here = list(speakers_listed(paper, block)) or [
            (one.who, one.topic)
            for one in (
                list(listed_in_line(paper, block.start, block.end))
                or list(of_bodies(paper, block))
                or list(below_heading(paper, block))
                or list(of_contents(paper, block))
            )
        ]
        if listed_here:
            found.extend(Speech(name, topic) for who, topic in listed_here for name in each_assignee(who))
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
    found.extend(Speech(name, topic) for who, topic in spoken_in_tables(paper) for name in each_assignee(who))
    found = [one for one in found if one.topic is None or not _KIND_ALONE.fullmatch(one.topic.value)]
    if not found:
        found.extend(Speech(name, None, place) for who, place in speakers_alone(paper) for name in each_assignee(who))
    return _once(
        [
            replace(one, assignee=with_organ(paper.text, one.assignee, one.topic))
            for one in found
            if not _EACH.match(one.assignee)
        ]
    )


def _once(found: Sequence[Speech]) -> list[Speech]:
    """Each body's topic once: a paper names it in the task, and again in its annex."""
    kept: dict[tuple[str, str], Speech] = {}
    for speech in found:
        topic = speech.topic.value.lower().strip('" ') if speech.topic else ""
        kept.setdefault((speech.assignee.lower(), topic), speech)
    return list(kept.values())
