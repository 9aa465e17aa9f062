"""Speeches given out in running words: "Sở A nói về ...", 'xã B kể "..."', "A: ...; B: ..." under one verb.

What makes a speech is a verb of speaking between a body and a topic. The topic is in quotation marks, after a label
("chủ đề: ..."), or after "về"; the body stands at the head of the same clause, before its first verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nhipcau.documents.intake.cutting import clauses, cut, outside_brackets, sentences, squeeze
from nhipcau.documents.intake.letters import LOWER, UPPER
from nhipcau.documents.intake.names import begins_with_verb
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.topic_end import topic_end
from nhipcau.documents.intake.words import ORGAN_START, VERB

_SPEAKING: Final = (
    r"(?<!\w)(?<!giọng )(?<!tiếng )(?:nói|kể|trình bày|phát biểu|tham luận|thảo luận|thuyết trình|truyền đạt|diễn giải|"
    r"chia sẻ|trao đổi|giới thiệu|ý kiến|báo cáo (?:nhanh|điển hình|tình huống|kinh nghiệm|chuyên đề|tham luận))(?!\w)"
)
_SPEAKS: Final = re.compile(_SPEAKING, re.IGNORECASE)
_BEFORE_QUOTE: Final = re.compile(
    _SPEAKING
    + r"(?!\s(?:qua|trên|tại|vào|lên|trong)\s)(?:\s(?!qua\s|trên\s|vào\s|lên\s|nhóm\s|mục\s|hộp\s)[^\s,;.:()\"]+){0,10}"
    r"(?:\s?:)?\s?$",
    re.IGNORECASE,
)
_LESSON: Final = re.compile(
    r"(?<!\w)(?:chuẩn bị|biên soạn|soạn|xây dựng|phụ trách|giảng)\s(?:nội dung\s|bài\s)*"
    r"(?:chuyên đề|bài giảng)\s?:?\s?$"
)
"""What a lecturer is to prepare, by its title."""
_REPORTS: Final = re.compile(r"(?<!\w)báo cáo(?:\s(?!qua\s|vào\s|lên\s|nhóm\s|mục\s)[^\s,;.:()\"]+){0,5}\s?$")
_QUOTE: Final = re.compile(r'"(?P<topic>[^"\n]{4,500})"')
_LABELLED: Final = re.compile(
    _SPEAKING + r"[^,;.:()]{0,60}[(,]?\s?(?:với\s|có\s)?(?:chủ đề|chuyên đề|đề tài|nội dung|tên)(?:\sl[àa])?\s?"
    r"(?::\s?|\s(?=[^\W\d_])(?!(?:sau|như|trên|này|nêu|cụ thể|được|phù hợp|theo|liên quan|hội nghị|chuyên sâu|ngắn|"
    r"súc tích|về|đã|do|thảo luận|gồm|là|trong|tại|của|cho|gửi|với)(?!\w)))"
    r"(?P<topic>[^;)\n]{6,300})",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(
    r"(?<!\w)(?<!giọng )(?<!tiếng )(?:nói|phát biểu|tham luận|thảo luận|thuyết trình|truyền đạt|chia sẻ|"
    r"báo cáo (?:nhanh|điển hình|tình huống|kinh nghiệm|chuyên đề|tham luận)|"
    r"(?:bài|phần)\s(?:trình bày|giới thiệu)|bài(?=\svề\s)|"
    r"báo cáo(?=\s(?:kinh nghiệm|cách làm|mô hình)\s|\svề\s[^.;]{4,120}?,\strình bày))(?!\w)"
    r"(?:(?<=chia sẻ)\s(?=(?:kinh nghiệm|cách làm|mô hình)\s)|"
    r"\u200b*(?:\s(?!tại|trong)[^\s,;.:()\"]+){0,4}?\svề\s(?:việc\s)?(?!\")|"
    r"(?<=báo cáo)\s(?=(?:kinh nghiệm|cách làm|mô hình)\s))"
    r"(?P<topic>[^,;.()\"]{6,200})",
    re.IGNORECASE,
)
_HANDED_IN: Final = re.compile(
    r"(?<!\w)(?:cho\s(?:" + ORGAN_START.pattern + r")|trước\s(?:[0-9]|ngày)|chậm nhất|xong trước)", re.IGNORECASE
)
_OPINION: Final = re.compile(
    r"(?<!\w)chuẩn bị\s(?:ý kiến|nội dung)\s(?:báo cáo|phát biểu|tham luận)\s(?:về\s)?"
    r"(?!tại|trong|của|với|theo|bằng)(?P<topic>[^,;.()\"]{6,160})"
)
"""What a body reports by word of mouth: "chuẩn bị ý kiến báo cáo kết quả khoanh vùng ổ dịch"."""
_TIMED: Final = re.compile(
    r"(?<!\w)(?:tóm tắt|tóm lược|nêu|điểm lại|báo cáo|trình bày|giới thiệu|giải trình|thuyết minh)\s(?:về\s)?"
    r"(?P<topic>[^,;.()\"]{6,160}),\s(?:nói|đọc|trình bày|báo cáo|phát biểu)\s"
    r"(?:[^\s,;.]+\s){0,4}?[0-9]{1,2}\s(?:phút|')",
    re.IGNORECASE,
)
"""A task with a time to speak: "tóm tắt kết quả điều tra, nói không quá 5 phút"."""
_SET_A_TIME: Final = re.compile(
    r"(?<!\w)(?:báo cáo(?:\snhanh)?|trình bày|nêu|giới thiệu|giải trình)\s(?:về\s)?(?P<topic>[^,;.()\"]{6,160})\s"
    r"\((?=[^()]{0,60}?[0-9]{1,2}\s?(?:phút|p(?=\s?/)|'))",
    re.IGNORECASE,
)
"""A report with a time to speak in brackets behind it: "báo cáo khó khăn khi thu hồi đất (5 phút/đơn vị)"."""
_ONE_KIND: Final = re.compile(
    r"(?P<many>(?<!\w)các\s(?:xã|phường|huyện|tỉnh|thị xã|thành phố|sở|trường))\s?:\s"
    rf"(?={UPPER})(?!{ORGAN_START.pattern}|{UPPER}{{2}})"
)
"""Units of one kind behind a colon: "UBND các xã: A, B"."""
_OBLIQUE: Final = re.compile(
    r"(?:về\s)(?:"
    + ORGAN_START.pattern
    + r"|tỉnh|xã|huyện|hộp thư|địa chỉ|nội dung|hội nghị|cuộc họp|phiên họp|việc này|e-?mail|hòm thư|zalo|link|"
    r"đường link|cổng|trang)",
)
_OTHERS_SPEAK: Final = re.compile(
    r"(?:nghe|theo dõi|tổng hợp|tập hợp|biên tập|đôn đốc|duyệt|thẩm định|ghi|điều hành|hướng dẫn|tiếp thu|mời|"
    r"liên hệ|đề nghị|cần|gọi)\s[^,;.:]{0,60}$",
    re.IGNORECASE,
)
_EVERYBODY: Final = re.compile(
    r"(?:(?:Các|Những|Tất cả)\s)?(?:[Đđ]ại biểu|đồng chí|đơn vị|cơ quan|địa phương|[Hh]ội nghị|[Cc]uộc họp)"
    r"(?!\s" + UPPER + r")(?!\w)"
)
"""Nobody in particular: a debate, not a speech given out."""
_IN_THE_CHAIR: Final = re.compile(
    r"phát biểu\s(?:khai mạc|bế mạc|chỉ đạo|kết luận|chào mừng|đáp từ|"
    r"đề dẫn)",
    re.IGNORECASE,
)
_WHO_ENDS: Final = re.compile(
    VERB.pattern + r"|,?\smỗi\s(?=\w)|\s0[0-9]\s?(?=$|bài|ý kiến|tham luận|phần)|(?<!\w)(?:giữ|cử|nói|kể|sẽ|"
    r"có(?=\s(?:bài|ý kiến|phần|tham luận|phát biểu|một|[0-9]))|được|đọc|phát biểu|tham luận|thảo luận|"
    r"nêu|là|để|về|thì)(?!\w)|\(|,\strường\s"
)
_ACRONYM: Final = re.compile(rf"{UPPER}[{UPPER[1:-1]}a-z]*{UPPER}{UPPER}?\S*\s")
_LEAD: Final = re.compile(
    r"^(?:[-+*>•\s]|[A-ZĐ]\.[0-9]{1,2}\.?\s|\(?(?:[ivx]+|[0-9]{1,2}|[a-zđ])\)\s)*"
    r"(?:(?:Kính |Trân trọng |Riêng )?(?:[Đđ]ề nghị|[Gg]iao|[Mm]ời|[Pp]hân công|"
    r"[Yy]êu cầu|[Nn]hờ|[Rr]iêng)\s)?(?:(?:các\s)?đồng chí\s|Đồng chí\s|[Đđ]/c\s)?"
    r"(?:(?:Tại|Trong|Ở)\s[^,:;]{3,60},\s)?"
)
_ASKING: Final = re.compile(r"^(?:riêng|đề nghị|giao|mời|phân công)\s", re.IGNORECASE)
_LONGEST_NAME: Final = 120
_TIER: Final = r"(?:[Hh]uyện|[Xx]ã|[Pp]hường|[Tt]hị xã|[Tt]hị trấn|[Qq]uận|[Tt]hành phố|[Tt]ỉnh|[Đđ]ặc khu)"


ORDERS: Final = re.compile(
    r"\s(?:chỉ đạo|phân công|giao|lựa chọn|hướng dẫn)\s(?P<who>.+?)\s(?:xây dựng|chuẩn bị|viết|trình bày|có|"
    r"báo cáo|phát biểu)(?:\s|$)"
)
"""One body tells another to speak."""


def _names_body(words: str) -> bool:
    return (
        ORGAN_START.match(words) is not None
        or re.match(_TIER + r"\s" + UPPER, words) is not None
        or (_ACRONYM.match(words + " ") is not None)
        or (
            words[:1].isupper()
            and re.match(r"(?:Nhà|Xí nghiệp|Hợp tác xã|HTX|Người|Học viện|Nông trường|Câu lạc bộ)\s", words) is not None
        )
    )


def _who(words: str) -> str:
    """The body at the head of a clause that ends where it speaks."""
    lead = _LEAD.match(words)
    words = words[lead.end() :] if lead else words
    ends = _WHO_ENDS.search(words, 3)
    return squeeze(words[: ends.start()] if ends else words).strip(" ,:;-")


def _in_full(short: str, before: str) -> str:
    """ "KBNN thị xã A, KBNN huyện B ...: A nói ...": the body whose name ends with the short one."""
    ahead = [squeeze(part) for part in re.split(r"[,;:]|\svà\s", _who(before))]
    return next((name for name in ahead if name.endswith(" " + short)), short)


def _quoted(paper: Paper, flat: str, begin: int) -> Iterator[tuple[str, Found[str]]]:
    last = 0
    for m in _QUOTE.finditer(flat):
        said = flat[last : m.start()]
        last_end, last = last, m.end()
        lesson = _LESSON.search(said)
        if not _BEFORE_QUOTE.search(said) and not _REPORTS.search(said) and not lesson:
            continue
        parts = [p for p in re.split(r":\s|\.\s", said.strip(" ,;.:")) if p.strip()]
        head = parts[-1].strip(" ,") if parts else ""
        own = re.split(r";\s", head)[-1]
        if _names_body(_ASKING.sub("", own)):
            head = own  # "…; riêng xã B trình bày": a clause with a body of its own
        if len(parts) > 1 and not _names_body(_who(head)) and (begins_with_verb(head) or not head[:1].isupper()):
            head = parts[-2].strip(" ,")
        clause = re.split(r";\s", head)
        while len(clause) > 1 and not _names_body(_ASKING.sub("", clause[-1].strip(" ,"))):
            clause[-2:] = ["; ".join(clause[-2:])]
        head = clause[-1].strip(" ,")
        if not (_BEFORE_QUOTE.search(said) or lesson or re.match(r"\s?báo cáo", head[len(_who(head)) :])):
            continue  # "gửi báo cáo ...": a paper handed in, nobody speaks
        orders = ORDERS.search(head + " ")
        who = orders["who"] if orders else _in_full(_who(head), flat[: last_end + said.find(head)])
        topic = cut(paper.text, begin + m.start("topic"), begin + m.end("topic"), 0.85)
        if topic and who and (who[0].isupper() or _names_body(who)):
            yield who, topic


def _told(paper: Paper, flat: str, begin: int) -> Iterator[tuple[str, Found[str]]]:
    """Topics without quotation marks; a clause "A nói về ..." each."""
    for s, e in clauses(flat):
        clause = flat[s:e]
        bare = re.sub(r"\([^()]*\)", lambda m: " " * len(m[0]), clause)
        labelled = _LABELLED.search(clause)
        m = labelled or _ABOUT.search(re.sub(r"\s{2,}", lambda b: "\u200b" * (len(b[0]) - 1) + " ", bare))
        m = m or _TIMED.search(bare) or _SET_A_TIME.search(clause) or _OPINION.search(clause)
        if m is None or ('"' in clause and (labelled is None or m["topic"].startswith('"'))):
            continue  # a title in quotation marks is read as such
        at = m.start()
        if not labelled and (_OBLIQUE.match(clause[m.start("topic") - 3 :]) or _HANDED_IN.search(m["topic"])):
            continue
        before = _ONE_KIND.sub(r"\g<many> ", clause[:at])
        head = re.split(r":\s|\.\s", before)[-1] if ": " in before else before
        placed = re.search(_TIER + r"\s" + UPPER, head) is not None
        whole = head if placed or _names_body(_who(head)) else before
        who = _who(whole)
        listed = ": " in flat[: s + at] or s > 0
        lead = _LEAD.match(clause)
        if (_OTHERS_SPEAK.search(clause, lead.end() if lead else 0, at) and not labelled) or not who:
            continue
        if _EVERYBODY.match(who) or _IN_THE_CHAIR.match(clause, at):
            continue
        if not _names_body(who) and not (listed and placed):
            continue
        end = m.start("topic") + len(m["topic"].rstrip("\u200b "))
        if not labelled and m.re is not _TIMED:
            end = topic_end(clause, end)
        if labelled:
            inner = outside_brackets(clause[m.start("topic") : end], ".")[0]
            end = min(m.start("topic") + inner[1], topic_end(clause, m.start("topic")))
        topic = cut(paper.text, begin + s + m.start("topic"), begin + s + end, 0.7)
        if topic and len(topic.value) >= 6 and not topic.value[0].isdigit() and len(who) <= _LONGEST_NAME:
            yield who, topic


def spoken_in(paper: Paper, block: Block) -> Iterator[tuple[str, Found[str]]]:
    """Bodies, as printed, and what they speak on, in one block of running words."""
    if not _SPEAKS.search(block.text) and '"' not in block.text and not _SET_A_TIME.search(block.text):
        return
    for begin, end in sentences(block.text, block.start):
        flat = paper.text[begin:end].replace("\n", " ")
        found = [*_quoted(paper, flat, begin), *_told(paper, flat, begin)]
        yield from sorted(found, key=lambda speech: speech[1].start)


SUBJECT: Final = re.compile(
    rf"^(?:Chuyên đề|Tham luận|Bài|Chủ đề|Nội dung|Đề tài)(?:\s(?:thứ|số))?\s"
    rf"[0-9IVX]{{1,4}}\s?[.:)-]\s*(?={UPPER}|\"|{LOWER})"
)
SPEAKER: Final = re.compile(r"(?:^|\s)(?:Đơn vị|Cơ quan|Địa phương|Người|Đại biểu)[^:;.]{0,40}:\s*")


def by_subject(blocks: list[Block], paper: Paper) -> Iterator[tuple[str, Found[str]]]:
    """ "Chuyên đề 1. ..." with "Đơn vị: A, B" below it: the topic first, then its speakers."""
    topic: Found[str] | None = None
    for block in blocks:
        named = SUBJECT.match(block.text)
        speaker = SPEAKER.search(block.text)
        if named:
            end = block.start + speaker.start() if speaker else block.end
            topic = cut(paper.text, block.start + named.end(), end, 0.8)
        elif not speaker or speaker.start():
            topic = None
        if speaker and topic:
            yield squeeze(block.text[speaker.end() :]).strip(" .;"), topic
