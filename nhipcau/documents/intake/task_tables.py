"""Tasks in tables: a column for the thing, one for who does it, one for the day."""

from __future__ import annotations

import re
from typing import Final

from nhipcau.documents.intake.cutting import cut
from nhipcau.documents.intake.deadlines import deadlines_in
from nhipcau.documents.intake.duties import Task
from nhipcau.documents.intake.moments import hours_in
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.tables import rows_with
from nhipcau.documents.intake.trials import REHEARSAL

_BY: Final = re.compile(r"trước|chậm nhất|muộn nhất|xong|hạn", re.IGNORECASE)
_COLUMNS: Final = {
    "assignee": re.compile(
        r"(?:đơn vị|cơ quan|người|bộ phận|cán bộ|phòng)[^|]{0,20}(?:thực hiện|chủ trì|phụ trách|"
        r"chịu trách nhiệm|được giao|nhận(?: việc)?|làm|lo)(?!\w)|^(?:ai|người) (?:làm|lo|nhận)|"
        r"^chủ trì|^(?:các )?(?:đơn vị|cơ quan|địa phương)(?:(?:,| và|,? /) ?(?:đơn vị|cơ quan|địa phương|"
        r"cá nhân|tổ chức))*$|"
        r"phân công|^thực hiện$"
    ),
    "due": re.compile(r"thời (?:gian|hạn)|hoàn thành|^hạn|tiến độ|^xong|^trước|^ngày|^hẹn"),
    "action": re.compile(r"nội dung(?! (?:tham luận|phát biểu|báo cáo))|công việc|nhiệm vụ|việc"),
}


_SLOT: Final = re.compile(
    r"\s*(?:từ\s)?[0-9]{1,2}\s?(?:giờ|[hHgG:])\s?(?:[0-5]?[0-9])?(?:\s?(?:phút|'))?"
    r"(?:\s?(?:-|đến)\s?[0-9]{1,2}\s?(?:giờ|[hHgG:])\s?(?:[0-5]?[0-9])?(?:\s?(?:phút|'))?)?\s*"
)
"""An hour, or a stretch of hours, without a day."""
_HOURS: Final = re.compile(
    r"(?<![0-9/])[0-9]{1,2}\s?(?:giờ|[hHgG:])\s?[0-9]{0,2}(?:\s?(?:phút|'))?\s?(?:-|đến)\s?[0-9]{1,2}\s?(?:giờ|[hHgG:])"
)
"""From hour to hour."""
_PROGRAMME: Final = re.compile(r"chương trình|lịch trình|kịch bản", re.IGNORECASE)
_SPEECHES: Final = re.compile(r"tham luận|phát biểu|báo cáo điển hình", re.IGNORECASE)


def from_tables(paper: Paper, start: str | None) -> list[Task]:
    out: list[Task] = []
    for row in rows_with(paper, _COLUMNS, frozenset({"assignee", "action"}), hinge="assignee"):
        if _SPEECHES.search(row.caption) or (_PROGRAMME.search(row.caption) and _HOURS.search(row.block.text)):
            continue
        who = cut(paper.text, *row.cells["assignee"]) if "assignee" in row.cells else None
        what = cut(paper.text, *row.cells["action"]) if "action" in row.cells else None
        if who is None or what is None:
            continue
        due: Found[str] | None = None
        when = paper.text[slice(*row.cells["due"])] if "due" in row.cells else ""
        if _SLOT.fullmatch(when) or (_HOURS.search(when) and not _BY.search(when)):
            continue  # a line of the programme: what happens at that hour
        if "due" in row.cells:
            begin, end = row.cells["due"]
            cell = paper.text[begin:end]
            dues = deadlines_in(
                "trước " + cell.strip(), begin + len(cell) - len(cell.lstrip()) - len("trước "), paper.calendar, start
            )
            due = dues[0] if dues else None
            timed = "T" in (due.value if due else "") or hours_in(what.value)
            if timed and REHEARSAL.search(what.value) and not _BY.search(cell):
                due = None  # the hour of a trial run, not one by which it is done
        out.append(Task(who.value, what, due, what.end, row.block))
    return out
