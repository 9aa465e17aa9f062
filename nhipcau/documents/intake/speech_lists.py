"""Speeches given out one after the other: below a heading, behind a colon, behind numbers in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nhipcau.documents.intake.cutting import clauses, cut, outside_brackets, sentences, squeeze
from nhipcau.documents.intake.outline import Block
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.speech_entries import SPEECH_OF, Entry, entry, names_speaker
from nhipcau.documents.intake.topics import Topic

_SPEECH: Final = (
    r"(?:tham luận|phát biểu(?! (?:khai mạc|bế mạc|kết luận|chỉ đạo))|báo cáo (?:điển hình|kinh nghiệm|tình huống|"
    r"tham luận|ca (?:bệnh|lâm sàng))|chia sẻ (?:kinh nghiệm|mô hình)|ý kiến điển hình|diễn giả|"
    r"báo cáo viên|thuyết trình|"
    r"trình bày (?:chuyên đề|tham luận|báo cáo)|giảng viên)"
)
_BEHIND: Final = re.compile(rf"(?<!\w){_SPEECH}[^:;\"]{{0,90}}?:\s+", re.IGNORECASE)
"""What ends in a colon behind which speeches are listed."""
_HEADING: Final = re.compile(rf"(?<!\w){_SPEECH}(?!\w)", re.IGNORECASE)
_CASE_BELOW: Final = re.compile(r"(?::|\s-)\s(?:Ca (?:bệnh|lâm sàng)|Trình ca)(?!\w)", re.IGNORECASE)
"""One of several points that a body reports a case in."""
_NUMBERED: Final = re.compile(r"(?:^|\s)(?:\([0-9a-zđ]\)|[0-9a-zđ]\))\s(?=\S)")
_AND_OF: Final = re.compile(r"[,;]\s(?:và\s)?(?=(?:tham luận\s)?của\s)|\svà\s(?=của\s)")
_LEAST: Final = 2


def _parts(text: str, begin: int) -> list[tuple[int, int]]:
    """Parts of what stands behind the colon: by semicolons, by numbers in the line, by commas behind brackets."""
    rest = text[begin:]
    parts = list(clauses(rest, begin))
    if len(parts) > 1:
        return parts
    numbers = [m.start() + begin for m in _NUMBERED.finditer(rest)]
    if len(numbers) >= _LEAST:
        return list(zip(numbers, [*numbers[1:], len(text)], strict=True))
    by_comma = [(s + begin, e + begin) for s, e in outside_brackets(rest, ",")]
    if len(by_comma) >= _LEAST and all(text[s:e].rstrip(" .").endswith((")", '"')) for s, e in by_comma):
        return by_comma
    return parts


def listed_in_line(paper: Paper, start: int, end: int) -> Iterator[Entry]:
    """Speeches listed in one line or one cell; nothing where fewer than two, or not the only one, can be read."""
    flat = paper.text[start:end].replace("\n", " ")
    if ":" not in flat or not _HEADING.search(flat):
        return
    for begin, upto in sentences(flat):
        head = _BEHIND.search(flat, begin, upto)
        if head is None:
            continue
        parts = [(s, e) for s, e in _parts(flat[:upto], head.end())]
        found = [one for s, e in parts if (one := entry(paper.text, start + s, start + e))]
        if found and len(found) >= min(_LEAST, len(parts)) and len(found) >= len(parts) - 1:
            yield from found


def of_bodies(paper: Paper, block: Block) -> Iterator[Entry]:
    """ "Tham luận của Sở A về …, của Sở B về …" wherever a point begins so."""
    if block.kind == "row" or not SPEECH_OF.match(block.text) or block.text.startswith("của"):
        return
    begin = 0
    for gap in [*_AND_OF.finditer(block.text), None]:
        one = entry(paper.text, block.start + begin, block.start + (gap.start() if gap else len(block.text)))
        if one:
            yield one
        begin = gap.end() if gap else begin


def below_heading(paper: Paper, block: Block) -> Iterator[Entry]:
    """The entry that a point below a heading about speeches is; of a point in several clauses, each that is one."""
    above = block.parent
    if above is None or block.kind == "row" or '"' in above.text:
        return
    cases = (child for child in above.children if _CASE_BELOW.search(child.text))
    if not (Topic.SPEECHES in above.topics or _HEADING.search(above.text) or any(cases)):
        return
    parts = list(sentences(block.text, block.start))
    found = [one for start, end in parts if (one := entry(paper.text, start, end))]
    if len(parts) == 1 or (found and found[0].topic.start < parts[0][1]):
        yield from found


_TOLD: Final = re.compile(
    r"^(?:(?:Chuyên đề|Thông tin|Giới thiệu|Phổ biến|Quán triệt|Tham luận|Ca bệnh|Bài)(?!\w))", re.IGNORECASE
)
"""Contents that somebody tells, other than the meeting's own reports."""
_REPORTING: Final = re.compile(
    r"^(?P<who>[^:;.()\"]{3,120}?)\s(?:báo cáo|trình bày)\s(?!(?:tổng kết|sơ kết|tóm tắt|đề dẫn|chung|thẩm tra)(?!\w))"
    r"(?:ca (?:bệnh|lâm sàng)\s?:?\s|về\s|chuyên đề\s?:?\s|tham luận\s?:?\s)?(?P<topic>\S.{5,300})$"
)
_CASE: Final = re.compile(r"\s(?:báo cáo|trình bày)\s(?:ca (?:bệnh|lâm sàng)|chuyên đề|tham luận|bệnh án)(?!\w)")


def of_contents(paper: Paper, block: Block) -> Iterator[Entry]:
    """In the part on the contents, what is told by somebody named: "Chuyên đề: … (mời báo cáo viên B)"; beside a case
    or lecture that a body reports, what the other bodies report."""
    if block.kind == "row" or not block.within(Topic.CONTENT):
        return
    if _TOLD.match(block.text) and block.text.rstrip(" .;").endswith(")"):
        one = entry(paper.text, block.start, block.end)
        if one:
            yield one
        return
    m = _REPORTING.match(block.text.rstrip(" .;"))
    beside = block.parent.children if block.parent else []
    if m and names_speaker(m["who"]) and any(_CASE.search(other.text) for other in beside):
        one = entry(paper.text, block.start, block.start + m.end("who")) or _said(paper, block, m)
        if one:
            yield one


def _said(paper: Paper, block: Block, m: re.Match[str]) -> Entry | None:
    topic = cut(paper.text, block.start + m.start("topic"), block.start + m.end("topic"), 0.7)
    whole = topic and re.fullmatch(r'"[^"]+"', topic.value)
    topic = cut(paper.text, topic.start + 1, topic.end - 1, 0.8) if topic and whole else topic
    return Entry(squeeze(m["who"]), topic) if topic else None
