"""One entry of a list of speeches: who speaks and on what, in whichever order a typist sets the two.

"Sở A: giữ rừng", "Sở A - giữ rừng", "Sở A (về giữ rừng)", "Sở A về giữ rừng", "Giữ rừng (Sở A)", '"Giữ rừng" - Sở A',
"Tham luận của Sở A về giữ rừng": one of the two names a body or a person, the other does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from nhipcau.documents.intake.cutting import cut, outside_brackets, squeeze
from nhipcau.documents.intake.letters import LOWER, UPPER
from nhipcau.documents.intake.names import begins_with_verb
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.words import DEGREES, HONORIFIC, ORGAN_START, PERSON

_MARK: Final = re.compile(
    r"[\s,;]*(?:(?:và\s)?(?:[-+*•]+\s*|\((?:[0-9]{1,2}|[a-zđivx]{1,3})\)\s*|(?:[0-9]{1,2}|[a-zđ])[.)]\s*))*"
    r"(?:(?:Riêng|riêng|và|gồm:?|Mời|mời|Giao|giao|Đề nghị|đề nghị)\s)?"
)
_TIME: Final = re.compile(
    r"\s*(?:từ\s)?[0-9]{1,2}\s?(?:giờ|[hHgG:])\s?[0-9]{0,2}(?:\s?(?:phút|'))?"
    r"(?:\s?(?:-|đến)\s?[0-9]{1,2}\s?(?:giờ|[hHgG:])\s?[0-9]{0,2}(?:\s?(?:phút|'))?)?\s*[:.,-]?\s*"
)
_KIND: Final = re.compile(
    r"(?:(?:bài|báo cáo|ý kiến)\s)?(?:bài|(?:phát biểu\s)?tham luận|chuyên đề|chủ đề|đề tài|phát biểu|"
    r"báo cáo điển hình)(?:\s(?:thứ|số))?\s?[0-9IVX]{0,4}\s?(?:[:.)-]\s*|(?=\"))",
    re.IGNORECASE,
)
"""The word for a speech, with or without its number, ahead of the entry."""
SPEECH_OF: Final = re.compile(
    r"(?:(?:các\s)?(?:bài\s|ý kiến\s|báo cáo\s)?(?:phát biểu\s)?(?:tham luận|phát biểu|chia sẻ|báo cáo điển hình)\s"
    r"(?:của|do)\s|của\s)(?=\S)",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(
    r",?\s(?:(?:(?:chuẩn bị|trình bày|phát biểu|có|viết)\s)?(?:(?:bài|báo cáo)\s)?"
    r"(?:tham luận\s|phát biểu\s|điển hình\s)?"
    r"(?:với (?:chủ đề|chuyên đề|nội dung|mô hình|đề tài)|về(?:\s(?:nội dung|chủ đề|việc))?|chủ đề|nội dung|có chủ đề)|"
    r"(?:trình bày|nói về|chia sẻ(?: về)?|giới thiệu)(?!\svề))\s?:?\s"
)
_TOPIC_LEAD: Final = re.compile(
    r"\s*(?:Thông tin(?:\svề)?\s(?=tình hình|kết quả|thời sự|nội dung)|"
    r"(?:(?:(?:chuẩn bị|trình bày|báo cáo|có)\s)?(?:bài\s)?(?:tham luận|phát biểu|trình bày|báo cáo(?= với))\s"
    r"(?:với\s|về\s)?|với\s)?"
    r"(?:(?:chủ đề|chuyên đề|nội dung|đề tài)(?:\s[0-9]+)?\s?:?\s|về (?:việc\s)?)?)(?=\S)",
    re.IGNORECASE,
)
_PRESENTED: Final = re.compile(
    r"^(?:do|mời|giao)\s|^(?:giảng viên|báo cáo viên|diễn giả|người trình bày|trình bày|đơn vị)\s?:\s|"
    r"\s(?:sẽ\s)?(?:(?:thông tin|giới thiệu|truyền đạt)\s(?:chuyên đề|chủ đề)|trình bày|báo cáo|truyền đạt|"
    r"tham luận|phát biểu|thực hiện|"
    r"chuẩn bị|giới thiệu)$",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(
    rf"(?i:huyện|xã|phường|thị xã|thị trấn|quận|thành phố|tỉnh|đặc khu|khu vực|thôn|bản)\s{UPPER}"
)
_ACRONYM: Final = re.compile(rf"{UPPER}{{2,}}[a-z]*\s\S|XN\s")
_LIMITS: Final = re.compile(
    r"\s?[(,]\s?(?:(?:thời (?:gian|lượng)|không quá|tối đa|khoảng|dài|mỗi|từ)[^(),]{0,40}?)?"
    r"[0-9]{1,3}\s?(?:phút|trang|'|p)(?:[^()]*\))?\W*$"
)
_NO_TOPIC: Final = re.compile(
    r"\W*(?:[0-9]{1,3}\s?(?:phút|trang|bài|ý kiến|tham luận|đồng chí|người|giờ|[hH])|không quá|tối đa|"
    r"khoảng|mỗi|đ/c|ĐT|SĐT|"
    r"điện thoại|email|e-mail|hộp thư|nếu có|kèm|có danh sách|file|gửi|mời|theo|tại|qua|trước)(?!\w)|.*@|.*https?:",
    re.IGNORECASE,
)
_QUOTE_FIRST: Final = re.compile(
    r"(?P<topic>\"[^\"]{4,400}\")\s?(?:[-:,]\s|\((?=[^()]*\)$)|(?=do\s))(?P<who>[^()\"]{3,160})\)?$"
)
_FULL_NAME: Final = re.compile(rf"{UPPER}{LOWER}+(?:\s{UPPER}{LOWER}+){{2,4}}(?=\s\(|,|$)")
_INITIALS: Final = re.compile(rf"{UPPER}{{2,}}\s?(?:,|$)")
_NO_NAME: Final = re.compile(
    r"[\":@]|[0-9]{4}|\.\s|(?<!\w)(?:điện thoại|ĐT|SĐT|liên hệ|gửi|nộp|mong|đề nghị|không quá|yêu cầu)(?!\w)",
    re.IGNORECASE,
)
_ANYBODY: Final = re.compile(
    r"(?:báo cáo viên\s)?(?:(?:các|mỗi|những|một số)\s)?(?:đơn vị|địa phương|cơ quan|đại biểu|người|"
    r"đồng chí|điểm cầu|sở, ngành|"
    r"xã, phường|huyện|xã|phường|thôn|tỉnh|phòng|sở)"
    r"(?:\s(?:được|tham|khác|nêu|có|liên quan|dự)[^,;]*)?",
    re.IGNORECASE,
)
"""Nobody by name."""
_LONGEST_WHO: Final = 160
_MOST_WORDS: Final = 14
_SHORTEST_TOPIC: Final = 6
_LONGEST_TOPIC: Final = 400


@dataclass(frozen=True)
class Entry:
    """who: as printed; several bodies may stand in it."""

    who: str
    topic: Found[str]


def names_speaker(words: str) -> bool:
    """Whether words are the name of a body or a person, and nothing else."""
    words = squeeze(words).strip(" ,;:-")
    bare = DEGREES.sub("", re.sub(rf"^{HONORIFIC}\s", "", words))
    if not words or len(words) > _LONGEST_WHO or _NO_NAME.search(bare) or _ANYBODY.fullmatch(words):
        return False
    first = bare[:1].upper() + bare[1:]
    if not (
        ORGAN_START.match(first)
        or _UNIT.match(bare)
        or _ACRONYM.match(bare + " ")
        or (bare != words and re.match(PERSON, bare))
        or _FULL_NAME.match(bare)
    ):
        return False
    speaks = not begins_with_verb(words) or words.lower().startswith("báo cáo viên")
    return speaks and len(re.split(r",|\svà\s", words)[0].split()) <= _MOST_WORDS


def _topic(text: str, start: int, end: int) -> Found[str] | None:
    """The topic between two offsets, without the words that lead to it and the quotation marks round the whole."""
    flat = text[start:end].replace("\n", " ")
    limits = _LIMITS.search(flat)
    end = start + limits.start() if limits and limits.start() else end
    lead = _TOPIC_LEAD.match(flat)
    found = cut(text, start + (lead.end() if lead else 0), end, 0.75)
    if found and re.fullmatch(r'"[^"]+"', found.value):
        found = cut(text, found.start + 1, found.end - 1, 0.85)
    if found is None or not _SHORTEST_TOPIC <= len(found.value) <= _LONGEST_TOPIC or _NO_TOPIC.match(found.value):
        return None
    return found


def _who(words: str) -> str:
    words = _PRESENTED.sub("", _PRESENTED.sub("", squeeze(words).strip(' ,;:-."')))
    return re.sub(rf"^{HONORIFIC}\s(?={UPPER})", "", words).strip(" ,;:-")


def entry(text: str, start: int, end: int) -> Entry | None:
    """Who speaks on what in text[start:end], None where the words are no such entry."""
    flat = text[start:end].replace("\n", " ").rstrip(" .;/")
    time = _TIME.match(flat)
    at = time.end() if time else 0
    mark = _MARK.match(flat, at)
    at = mark.end() if mark else at
    kind = _KIND.match(flat, at)
    at = kind.end() if kind else at
    of = SPEECH_OF.match(flat, at)
    at = of.end() if of else at
    shapes = (_after_quote, _of_body) if of else (_after_quote, _bracketed, _parted, _of_body)
    for shape in shapes:
        for who, begin, upto in shape(flat, at):
            name = _who(who)
            topic = _topic(text, start + begin, start + upto) if names_speaker(name) else None
            if topic:
                return Entry(name, topic)
    return None


_Shape = Iterator[tuple[str, int, int]]
"""Candidates: the words of who speaks, and the offsets of the topic."""


def _after_quote(flat: str, at: int) -> _Shape:
    """'"Giữ rừng" - Sở A', '"Giữ rừng" (Sở A)', '"Giữ rừng", Sở A trình bày'."""
    m = _QUOTE_FIRST.match(flat[at:])
    if m:
        yield m["who"], at + m.start("topic"), at + m.end("topic")


def _parted(flat: str, at: int) -> _Shape:
    """ "Sở A: giữ rừng", "Sở A - giữ rừng", "Giữ rừng - Sở A"."""
    for mark in (":", "-"):
        for _, gap in outside_brackets(flat[at:], mark)[:-1]:
            gap += at
            if mark == "-" and (flat[gap - 1 : gap] != " " or flat[gap + 1 : gap + 2] != " "):
                continue
            ahead, behind = flat[at:gap], flat[gap + 1 :]
            yield ahead, gap + 1, len(flat)
            if mark == ":":
                break  # what a label stands for is no speaker of what the label says
            if not names_speaker(_who(ahead)) and " " in behind.strip():
                yield behind, at, gap


def _bracketed(flat: str, at: int) -> _Shape:
    """ "Sở A (về giữ rừng)", "Giữ rừng (Sở A trình bày)"."""
    m = re.match(r"(?P<ahead>.{3,400}?)\s?\((?P<inside>[^()]{3,300})\)$", flat[at:])
    if m is None:
        return
    presented = _PRESENTED.search(m["inside"]) is not None
    if names_speaker(_who(m["ahead"])) and ": " not in m["ahead"] and not presented:
        yield m["ahead"], at + m.start("inside"), at + m.end("inside")
    elif " " in m["inside"].strip() and not _INITIALS.match(m["inside"]):
        yield m["inside"], at, at + m.end("ahead")


def _of_body(flat: str, at: int) -> _Shape:
    """ "Sở A về giữ rừng", "Sở A với chủ đề: …"."""
    m = _ABOUT.search(flat, at)
    if m:
        yield flat[at : m.start()], m.end(), len(flat)
