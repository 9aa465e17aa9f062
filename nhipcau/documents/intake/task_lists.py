"""Lists of those who come: the words for them, and the sentence that asks for one without saying of whom.

"Danh sách đại biểu gửi về Văn phòng trước ngày D" is asked of all who are invited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from nhipcau.documents.intake.cutting import clauses, cut, sentences, squeeze
from nhipcau.documents.intake.deadlines import deadlines_in
from nhipcau.documents.intake.duties import Task
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found

ATTENDING: Final = (
    r"(?:người|đại biểu|học viên|điểm (?:cầu|họp)|đầu cầu|thành phần|nhân sự|cán bộ(?= (?:tham )?(?:dự|họp)))"
)
REGISTERS: Final = re.compile(
    r"(?<!đã )đăng k[ýí](?! (?:người |nội dung |ý kiến )?(?:phát biểu|tham luận|ý kiến|nội dung|chất vấn|câu hỏi))|"
    r"(?:danh sách|bảng kê|bảng tên)(?!(?:,| và)? hồ sơ| (?:khen thưởng|tham luận|hộ(?![^.;,]{0,30}(?:dự|"
    r"tham gia)))|(?! đại biểu)[^.;,]{0,30}"
    r"(?:phát biểu|tham luận|chất vấn))|"
    r"(?<!quân )số(?: lượng)? (?:[^\W\d_]+ ){1,3}?(?:(?:tham |đến |về )?dự)(?! thảo| kiến| án| toán| báo| phòng)(?!\w)|"
    rf"(?:số(?: lượng)?|(?:họ |ghi |điền )?tên|khai|báo|nhập) {ATTENDING}|"
    r"phiếu (?:xác nhận|đăng k[ýí])(?! (?:chất vấn|phát biểu|tham luận|câu hỏi))|xác nhận (?:tham )?(?:dự|họp)|"
    r"ghi danh|"
    rf"xác nhận (?:số(?: lượng)? |danh sách |sự |việc |lại )*(?:{ATTENDING}|tham dự|có mặt)|"
    rf"(?<!tổng hợp báo cáo )quân số (?:tham )?(?:dự|họp)|"
    rf"báo (?:lại |cho )?[^.;]{{0,60}}{ATTENDING} (?:tham )?dự",
    re.IGNORECASE,
)
"""Handing in who comes, or from where: a list, a number, names, or a slip."""
_LIST: Final = re.compile(r"[Dd]anh sách|[Đđ]ăng ký|[Xx]ác nhận|[Ss]ố lượng|[Hh]ọ tên")
_LIST_FIRST: Final = re.compile(
    r"(?:(?:Thông tin|Việc|Phiếu|Mẫu) )?(?:[Dd]anh sách|[Đđ]ăng ký|[Xx]ác nhận|[Ss]ố lượng|[Hh]ọ tên|"
    r"[Bb]ản đăng ký)(?!\w)"
    r"[^.;]{0,160}?(?<!\w)(?:gửi|gởi|nộp|báo|đăng ký|xác nhận|chuyển)(?!\w)"
)
"""The list is the subject of its sentence."""
_ASKED_OF_NONE: Final = re.compile(
    r"(?:^|,\s)(?:đề nghị|vui lòng|xin|mong)\s(?:kịp thời\s|sớm\s)?"
    r"(?:gửi|gởi|nộp|đăng ký|báo|xác nhận|thông báo)(?!\w)",
    re.IGNORECASE,
)
"""A list asked for without saying of whom: "Trường hợp có thay đổi, đề nghị gửi danh sách …"."""
_SPOKEN_OF: Final = re.compile(r"(?:Các|Những)\s[^,.;:]{3,40}?(?=\s(?:đã|được|có|chưa)\s)")
"""Those of whom the sentences before it speak."""
_TERMS: Final = re.compile(
    r"(?:Thời hạn|Hạn|Thời gian gửi)(?: [^:.;]{2,40})?\s?:\s*(?=(?:gửi|gởi|nộp|đăng ký|báo|xác nhận)(?!\w))",
    re.IGNORECASE,
)
"""A label behind which the things to be handed in stand, each with its day: "Thời hạn: gửi tóm tắt trước ngày …; gửi "
"toàn văn trước ngày …"."""
_INVITED: Final = re.compile(r"Quý (?:[^\W\d_]+)(?: [^\W\d_]+)?(?:, Quý [^\W\d_]+(?: [^\W\d_]+)?)*(?= )")
_GUESTS: Final = re.compile(r"Quý (?:vị|đại biểu|cơ quan|đơn vị|khách)(?!\w)")
_ALL: Final = "Các đơn vị"

_AFTERWARDS: Final = re.compile(
    r"(?<!\w)(?:(?:tham )?dự thực tế|có mặt,? (?:và )?vắng mặt(?!\w)|thực tế (?:tham )?dự)|"
    r"(?<!\w)sau (?:khi )?(?:kết thúc|bế mạc|(?:hội nghị|cuộc họp|buổi học|lớp học|phiên họp|kỳ họp)(?! [0-9]))",
    re.IGNORECASE,
)
"""A report on who came is no registration."""
_CHANGES: Final = re.compile(rf"thay (?:đổi|thế) {ATTENDING}", re.IGNORECASE)
"""Those who must say that somebody else comes."""


def lists_asked_of_guests(paper: Paper, start: str | None, known: Sequence[Task]) -> list[Task]:
    """Lists with a term that no task hands in yet, asked of those whom the paper addresses."""
    out: list[Task] = []
    taken = {task.block.start for task in known if task.block}
    for block in paper.blocks:
        if block.kind == "row" or block.start in taken or not _LIST.search(block.text):
            continue
        for begin, end in sentences(block.text, block.start):
            flat = paper.text[begin:end].replace("\n", " ")
            asked = _ASKED_OF_NONE.search(flat)
            dues = deadlines_in(flat, begin, paper.calendar, start) if asked or _LIST_FIRST.match(flat) else []
            action = cut(paper.text, begin, end, 0.7) if dues and REGISTERS.search(flat) else None
            if action:
                addressed = (_SPOKEN_OF.match(block.text) if asked else None) or _INVITED.search(paper.body)
                out.append(Task(squeeze(addressed[0]) if addressed else _ALL, action, dues[0], end, block))
    return [*out, *_terms(paper, start, taken)]


def _terms(paper: Paper, start: str | None, taken: set[int]) -> Iterator[Task]:
    for block in paper.blocks:
        label = _TERMS.match(block.text) if block.start not in taken and block.kind != "row" else None
        if label is None:
            continue
        addressed = _GUESTS.search(paper.body) or _INVITED.search(paper.body)
        for begin, end in clauses(block.text[label.end() :], block.start + label.end()):
            dues = deadlines_in(paper.text[begin:end].replace("\n", " "), begin, paper.calendar, start)
            action = cut(paper.text, begin, end, 0.7) if dues else None
            if action:
                words = action.value[:1].upper() + action.value[1:]
                asked = squeeze(addressed[0]) if addressed else _ALL
                yield Task(asked, replace(action, value=words), dues[0], end, block)


def registration(tasks: list[Task]) -> list[tuple[int, Found[str]]]:
    """Tasks that hand in lists of sites or delegates: index of the task and the words that say so."""
    return [
        (i, task.action)
        for i, task in enumerate(tasks)
        if task.due
        and not _AFTERWARDS.search(task.action.value)
        and (REGISTERS.search(f"{task.lead} {task.action.value}") or _CHANGES.search(task.assignee))
    ]
