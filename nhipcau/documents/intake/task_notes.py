"""Dates printed apart from the tasks that they are of: in a note, or in a sentence on what is handed in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from nhipcau.documents.intake.cutting import sentences
from nhipcau.documents.intake.deadlines import deadlines_in
from nhipcau.documents.intake.duties import Task
from nhipcau.documents.intake.markers import BULLETS
from nhipcau.documents.intake.paper import Paper

HANDED_IN: Final = re.compile(
    r"^(?:Các |Mọi |Toàn bộ |Tất cả )*(?:[Bb]ản (?:trình chiếu|mềm)|[Bb]ài (?:tham luận|phát biểu|viết)?|"
    r"[Bb]áo cáo|[Tt]ham luận|[Ff]ile|[Ss]lide|[Tt]ài liệu|[Vv]ăn bản)[^.;]{0,120}?\s?(?:gửi|nộp|xin gửi|được gửi)\s"
)
_MANY: Final = re.compile(r"(?:Các|Mọi|Toàn bộ|Tất cả)\s")
"""All papers of the kind, whoever writes them."""
NOTE: Final = re.compile(r"\W*(?:Lưu ý|Ghi chú)\s*:?\s*")
_NOTE_SUBJECT: Final = re.compile(r"tham luận|báo cáo|danh sách|tài liệu|ý kiến", re.IGNORECASE)


def apply_notes(paper: Paper, tasks: list[Task], start: str | None) -> list[Task]:
    """ "Lưu ý: tham luận gửi trước ngày D" sets the date of the tasks beside it that speak of "
    "these."""
    for block in paper.blocks:
        opening = NOTE.match(block.text)
        if not opening:
            continue
        dues = deadlines_in(block.text, block.start, paper.calendar, start)
        subjects = (
            {s.lower() for s in _NOTE_SUBJECT.findall(block.text[: dues[0].start - block.start])}
            if dues
            else set[str]()
        )
        if not subjects:
            continue
        above = block.parent
        while above is not None and above.kind in BULLETS:
            above = above.parent
        beside = list(above.subtree()) if above else []
        tasks = [
            replace(task, due=dues[0])
            if task.due is None and task.block in beside and any(s in task.action.value.lower() for s in subjects)
            else task
            for task in tasks
        ]
    return [_together(task, tasks) for task in _apply_handed_in(paper, tasks, start)]


_WITH: Final = re.compile(
    r"(?:cùng|đồng thời)\s(?:lúc\s|thời hạn\s|hạn\s)?với\s(?:việc (?:gửi|nộp)\s)?(?P<what>[^.;,()]{6,80})"
)


def _together(task: Task, tasks: list[Task]) -> Task:
    """ "gửi cùng với báo cáo": due when another task hands that report in."""
    named = _WITH.search(task.action.value) if task.due is None else None
    if named is None:
        return task
    what = named["what"].strip().lower()
    due = next((t.due for t in reversed(tasks) if t.due and t is not task and _hands_in(t, what)), None)
    return replace(task, due=replace(due, confidence=0.6)) if due else task


def _hands_in(task: Task, what: str) -> bool:
    return (
        re.match(rf"(?:Gửi|Nộp|Trình)\s(?:\w+\s){{0,3}}?{re.escape(what)}", task.action.value, re.IGNORECASE)
        is not None
    )


def _apply_handed_in(paper: Paper, tasks: list[Task], start: str | None) -> list[Task]:
    """ "Bản trình chiếu gửi về … trước ngày D" behind what several bodies are to report: their date."""
    for block in paper.blocks:
        for begin, end in sentences(block.text, block.start):
            flat = paper.text[begin:end].replace("\n", " ")
            dues = deadlines_in(flat, begin, paper.calendar, start) if HANDED_IN.match(flat) else []
            if not dues:
                continue
            own = [task for task in tasks if task.block is block]
            beside = [t for t in tasks if t.block and t.block.parent is block.parent and t.action.start < block.start]
            meant = own or [task for task in beside[-1:] if _NOTE_SUBJECT.search(task.action.value)]
            many = _MANY.match(flat)
            if many and (subject := _NOTE_SUBJECT.search(flat)):
                said = subject[0].lower()
                meant = [t for t in tasks if t.action.start < begin and said in t.action.value.lower()]
            tasks = [replace(task, due=dues[0]) if task.due is None and task in meant else task for task in tasks]
    return tasks
