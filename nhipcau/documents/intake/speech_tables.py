"""Speeches in tables: a column for who speaks and one for the topic, or one cell that holds both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from nhipcau.documents.intake.cutting import cut
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.speech_entries import names_speaker
from nhipcau.documents.intake.speech_lists import listed_in_line
from nhipcau.documents.intake.tables import Row, rows_with
from nhipcau.documents.intake.words import DEGREES

_SPEAKER: Final = re.compile(
    r"(?:đơn vị|cơ quan|người|địa phương|đại biểu)[^|]{0,12}(?:tham luận|phát biểu|báo cáo|trình bày|thuyết trình)|"
    r"^(?:báo cáo viên|diễn giả|giảng viên|chuyên gia|người (?:nói|chia sẻ))(?!\w)"
)
"""A column that by its title holds who speaks."""
_COLUMNS: Final = {
    "assignee": re.compile(r"đơn vị|cơ quan|người|địa phương|đại biểu"),
    "topic": re.compile(r"tham luận|phát biểu|chủ đề|chuyên đề|tên báo cáo"),
}
_CAPTIONED: Final = {
    "assignee": _COLUMNS["assignee"],
    "topic": re.compile(r"^nội dung(?! (?:công việc|nhiệm vụ|thực hiện|chuẩn bị))|^tên|^đề tài|^vấn đề"),
}
_TITLED: Final = {
    "assignee": _SPEAKER,
    "topic": re.compile(
        r"^nội dung(?! (?:công việc|nhiệm vụ|thực hiện|chuẩn bị))|^tên|^đề tài|^vấn đề|chuyên đề|"
        r"chủ đề"
    ),
}
_PROGRAMME: Final = {
    "assignee": re.compile(
        r"đơn vị|cơ quan|người|thực hiện|chủ trì|phụ trách|trình bày|đại biểu|địa phương|báo cáo viên|"
        r"giảng viên|bộ phận|chuẩn bị|"
        r"diễn giả"
    ),
    "topic": re.compile(r"nội dung|^chương trình|công việc|nhiệm vụ|^việc|đầu việc"),
}
_CAPTION: Final = re.compile(r"tham luận|phát biểu|báo cáo điển hình", re.IGNORECASE)
_HOUR: Final = re.compile(r"\|\s*(?:từ\s)?[0-9]{1,2}\s?(?:giờ|[hHgG:])")
"""A row of a programme, whose other rows are no speeches."""
_OF_LECTURES: Final = re.compile(r"chuyên đề|chủ đề|đề tài")
_SITTING: Final = re.compile(
    r"(?:khai mạc|bế mạc|đón|đăng ký|điểm danh|giải lao|nghỉ|thảo luận|trao đổi|hỏi đáp|giải đáp|chào cờ|tuyên bố|"
    r"giới thiệu (?:đại biểu|thành phần)|phát biểu|kết luận|tổng kết|kiểm tra|ổn định|văn nghệ|chụp ảnh|kết nối|trao|"
    r"báo cáo (?:tổng kết|sơ kết|kết quả|đề dẫn|tóm tắt)|làm bài|viết thu hoạch)(?!\w)",
    re.IGNORECASE,
)
"""What belongs to every sitting and is no lecture."""
_NAMED: Final = re.compile(
    r"(?:[^.;:]{0,40};\s)?(?:(?:Bài\s|Trình bày\s|Phát biểu\s)?[Tt]ham luận(?:\s[0-9]{1,2})?\s*"
    r"(?:[:.]\s*|(?=\")|(?:về|với chủ đề)\s)|"
    r"(?:Trình bày\s|Giới thiệu\s|Báo cáo\s)?[Cc]huyên đề(?:\s[0-9]{1,2})?\s*(?:[:.]\s*|(?=\")))"
)
_CLOSING: Final = re.compile(
    r";\s(?:Khai mạc|Bế mạc|Thảo luận|Giải đáp|Hỏi đáp|Kiểm tra|Tổng kết)[^;]*$", re.IGNORECASE
)
_LIMITED: Final = re.compile(r"\s\([^()]*[0-9]\s?(?:phút|trang)[^()]*\)[\s.;]*$")


def _unquoted(text: str, start: int, end: int) -> Found[str] | None:
    """A topic without the quotation marks round the whole of it, nor its limits."""
    limits = _LIMITED.search(text[start:end])
    topic = cut(text, start, start + limits.start() if limits else end, 0.75)
    whole = topic and re.fullmatch(r'"[^"]+"', topic.value)
    return cut(text, topic.start + 1, topic.end - 1, 0.75) if topic and whole else topic


def _named(paper: Paper, start: int, end: int) -> Found[str] | None:
    """The topic in a cell that says that it is one: "Tham luận: …", "Khai mạc; Chuyên đề 1: …; Bế mạc"."""
    start += len(paper.text[start:end]) - len(paper.text[start:end].lstrip())
    m = _NAMED.match(paper.text, start, end)
    if m is None:
        return None
    closing = _CLOSING.search(paper.text[m.end() : end])
    return _unquoted(paper.text, m.end(), m.end() + closing.start() if closing else end)


def _rows(paper: Paper) -> Iterator[tuple[Row, bool]]:
    """Rows with who speaks and the topic, and whether the topic must say in its cell that it is one."""
    needed = frozenset({"assignee", "topic"})
    yield from ((row, False) for row in rows_with(paper, _COLUMNS, needed))
    yield from ((row, False) for row in rows_with(paper, _CAPTIONED, needed) if _CAPTION.search(row.caption))
    timed = [row for row in rows_with(paper, _TITLED, needed) if needed <= row.cells.keys()]
    lectures = any(DEGREES.match(paper.text[slice(*row.cells["assignee"])].strip()) for row in timed)
    for row in timed:
        listed = not _HOUR.search(row.block.text)
        topic = paper.text[slice(*row.cells["topic"])].strip()
        told = (lectures or _OF_LECTURES.search(row.titles["topic"])) and not _SITTING.match(topic)
        yield row, not (listed or told)
    yield from ((row, True) for row in rows_with(paper, _PROGRAMME, needed))


def spoken_in_tables(paper: Paper) -> Iterator[tuple[str, Found[str]]]:
    """Who speaks, as printed, and on what."""
    rows = [block for block in paper.everywhere if block.kind == "row"]
    if not rows:
        return
    seen: set[int] = set()
    for block in rows:
        for start, end in block.cells if ":" in block.text else ():
            listed = [(one.who, one.topic) for one in listed_in_line(paper, start, end)]
            if listed:
                seen.add(block.start)
            yield from listed
    for row, must_say in _rows(paper):
        if row.block.start in seen or not {"assignee", "topic"} <= row.cells.keys():
            continue
        who, cell = cut(paper.text, *row.cells["assignee"]), row.cells["topic"]
        topic = _named(paper, *cell) or (None if must_say else _unquoted(paper.text, *cell))
        if who and topic and (not must_say or names_speaker(who.value)):
            seen.add(row.block.start)
            yield who.value, topic
