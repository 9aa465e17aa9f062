"""How long a speech may be: pages and minutes, in digits or in words, of a range the upper end.

An amount is a limit where its sentence speaks of speaking ("nói", "trình bày", "bài", "mỗi phần …") or stands in a part
about speeches. The length of a film, of a break or of the meeting itself is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nhipcau.documents.intake.cutting import sentences
from nhipcau.documents.intake.opinions import doubt
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.topics import Topic

_ONES: Final = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_IN_WORDS: Final = {word: value for value, word in enumerate(_ONES, 1)} | {
    f"{tens}{' ' + unit if unit else ''}": value * 10 + (add if unit else 0)
    for value, tens in ((1, "mười"), (2, "hai mươi"), (3, "ba mươi"), (4, "bốn mươi"))
    for add, unit in enumerate(("", *_ONES[:4], "lăm", *_ONES[5:9]))
}
_AMOUNT: Final = (
    rf"(?<![\w/.,:])(?P<n>[0-9]{{1,3}}|{'|'.join(sorted(_IN_WORDS, key=len, reverse=True))})\s?(?:\([^)]*\)\s?)?"
)
_PAGES: Final = re.compile(
    _AMOUNT + r"(?:trang(?!\s(?:web|tin|thông|bị|thiết|trí|phục))|mặt giấy|tờ giấy)(?!\w)", re.IGNORECASE
)
_MINUTES: Final = re.compile(_AMOUNT + r"(?:phút|'|p(?=\s?/))(?!\w)", re.IGNORECASE)
_PART_OF_HOUR: Final = re.compile(r"(?:[0-9]\s?(?:giờ|[hHgG]|:)|kém)\s?$")
_FROM_THEN: Final = re.compile(
    r"(?:trước|sau|sớm|muộn|cách|ngoài)(?:\s(?:ít nhất|khoảng|tối thiểu|mỗi|các|phiên|buổi|giờ|họp|khai mạc|hội nghị|"
    r"cuộc|kỳ|khi|bắt đầu|diễn ra|dự|lớp|học))*\s$",
    re.IGNORECASE,
)
_THEN: Final = re.compile(r"\s?(?:trước|sau khi|sau đó|giải lao)", re.IGNORECASE)
_SPEAKING: Final = re.compile(
    r"tham luận|phát biểu|trình bày|thảo luận|ý kiến|chuyên đề|chia sẻ|truyền đạt|thuyết trình|diễn giả|báo cáo viên|"
    r"(?<!\w)(?:bài|đọc)(?!\w)|báo cáo (?:nhanh|điển hình|tình huống|kinh nghiệm)|"
    r"(?:báo cáo|giới thiệu)[^.;\"]{0,60}\"|"
    r"(?<!\w)(?<!giọng )(?<!tiếng )nói(?!\s(?:chung|riêng|trên))(?!\w)|"
    r"(?:phút|[0-9]p|')\s?/\s?(?:đơn vị|bài|ý kiến|tham luận|báo cáo|người|địa phương|đại biểu|lượt|ca)(?!\w)|"
    r"mỗi\s(?!ngày|tuần|tháng|lớp|buổi|điểm cầu|đầu cầu)\w",
    re.IGNORECASE,
)
_OTHER_LENGTH: Final = re.compile(
    r"clip|video|phim|phóng sự|nghỉ|giải lao|câu hỏi|trả lời|chất vấn|hỏi đáp|văn nghệ|"
    r"(?:hội nghị|cuộc họp|phiên họp|buổi họp|họp|lớp)[^,;.(]{0,30}(?:trong|kéo dài)",
    re.IGNORECASE,
)
_OPINIONS: Final = re.compile(r"^(?!.*(?:tham luận|phát biểu|bài)).*thảo luận\s?[(,:][^()]*$", re.IGNORECASE)
"""How long an opinion in the debate may be, which nobody was given to prepare."""
_IN_CELL: Final = re.compile(r"tham luận[^|]{0,40}\([^|()]*[0-9]\s?(?:trang|phút)", re.IGNORECASE)
"""A cell of a table that sets the limits in brackets behind the speech."""
_SETS: Final = re.compile(r"không (?:quá|vượt|dài)|tối đa|mỗi|giới hạn|dưới|trong vòng", re.IGNORECASE)


def _amounts(flat: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for m in pattern.finditer(flat):
        ahead = flat[max(0, m.start() - 30) : m.start()]
        clause = re.split(r"[,;.(:]", flat[: m.start()])[-1]
        if (
            _PART_OF_HOUR.search(ahead)
            or _FROM_THEN.search(ahead)
            or _THEN.match(flat, m.end())
            or _OTHER_LENGTH.search(clause)
            or _OPINIONS.match(flat[: m.start()])
        ):
            continue
        yield m


def _value(m: re.Match[str]) -> int:
    printed = m["n"].lower()
    return int(printed) if printed.isdecimal() else _IN_WORDS[printed]


def _in_block(paper: Paper, block: Block) -> Found[dict[str, int | None]] | None:
    above = block.parent
    spoken_of = block.within(Topic.SPEECHES) or (above is not None and _SPEAKING.search(above.text) is not None)
    spoken_before = False
    pages: tuple[int, re.Match[str]] | None = None
    minutes: tuple[int, re.Match[str]] | None = None
    for begin, end in sentences(block.text, block.start):
        flat = paper.text[begin:end].replace("\n", " ")
        here = spoken_of or _SPEAKING.search(flat) is not None
        spoken_before = spoken_before or here
        for m in _amounts(flat, _PAGES) if spoken_before else ():
            pages = pages or (begin, m)  # "... phát biểu về X. Văn bản không quá 3 trang."
        if not here:
            continue
        for m in _amounts(flat, _MINUTES):
            minutes = minutes or (begin, m)
    marks = [mark for mark in (pages, minutes) if mark]
    if not marks:
        return None
    limits = {"pages": _value(pages[1]) if pages else None, "minutes": _value(minutes[1]) if minutes else None}
    return Found(
        limits, min(at + m.start() for at, m in marks), max(at + m.end() for at, m in marks), 0.9 if minutes else 0.8
    )


def read_limits(paper: Paper) -> Found[dict[str, int | None]] | None:
    """Pages and minutes set for a speech: the first block that sets both, else the first that sets each; doubted where
    another block sets other ones."""
    found = [
        limits
        for block in paper.everywhere
        if (block.kind != "row" or _IN_CELL.search(block.text)) and (limits := _in_block(paper, block))
    ]
    chosen = _chosen(found)
    if chosen is None:
        return None
    differing = next((one for one in found if _sets(paper.text, one) and _differ(chosen.value, one.value)), None)
    return doubt(chosen, differing) if differing else chosen


def _chosen(found: list[Found[dict[str, int | None]]]) -> Found[dict[str, int | None]] | None:
    whole = next((f for f in found if None not in f.value.values()), None)
    if whole or not found:
        return whole
    first = found[0]
    missing = next(key for key, value in first.value.items() if value is None)
    other = next((f for f in found if f.value[missing] is not None), None)
    return Found({**first.value, missing: other.value[missing]}, first.start, first.end, 0.7) if other else first


def _sets(text: str, found: Found[dict[str, int | None]]) -> bool:
    """Whether the amount is said to be a limit; the length of a part of the programme is none."""
    return _SETS.search(text, max(0, found.start - 60), found.start) is not None


def _differ(one: dict[str, int | None], other: dict[str, int | None]) -> bool:
    return any(value is not None and other[key] is not None and value != other[key] for key, value in one.items())
