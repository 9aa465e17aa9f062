"""The speeches that a paper assigns, as tasks where one sentence says by when all of them are handed in.

"1. Xã A: làm du lịch; 2. Xã B: giữ rừng. Bài tham luận gửi về Văn phòng trước ngày D." asks each of them for its text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from nhipcau.documents.intake.cutting import sentences
from nhipcau.documents.intake.deadlines import deadlines_in
from nhipcau.documents.intake.duties import Task
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.speech_entries import entry
from nhipcau.documents.intake.speeches import Speech
from nhipcau.documents.intake.task_notes import HANDED_IN

_BELOW: Final = re.compile(r"(?P<many>Các\s[^,;:]{3,40}?)\ssau(?:\sđây)?$")
_OF_SPEECHES: Final = re.compile(
    r"^(?:Các |Mọi |Toàn bộ |Tất cả )*(?:[Bb]ài(?: (?:tham luận|phát biểu|viết|trình bày))?|[Tt]ham luận|"
    r"[Ss]lide)(?!\w)"
)


def speeches_handed_in(paper: Paper, speeches: Sequence[Speech], tasks: list[Task], start: str | None) -> list[Task]:
    """The tasks, with one for each speech whose text is asked for by a day that no task bears yet."""
    handed = _handed_in(paper, start)
    if handed is None or not speeches:
        return tasks
    due, begin, end = handed
    speeches = [speech for speech in speeches if speech.topic and speech.topic.end <= begin]
    if any(task.due and begin <= task.due.start < end for task in tasks):
        return tasks
    words = " ".join(paper.text[begin:end].split()).rstrip(" ./;")
    given = [s for s in speeches if any(_of_speech(task, s) for task in tasks)]
    kept = [
        replace(task, due=due) if task.due is None and any(_of_speech(task, s) for s in speeches) else task
        for task in tasks
    ]
    added = [
        Task(s.assignee, Found(f"Tham luận {_topic(s)}; {words[:1].lower()}{words[1:]}", begin, end, 0.7), due, end)
        for s in speeches
        if s not in given and not any(t.due and t.due.value == due.value and s.assignee in t.assignee for t in tasks)
    ]
    return sorted([*kept, *added], key=lambda task: task.action.start)


def asked_of_those_below(paper: Paper, tasks: list[Task]) -> list[Task]:
    """ "Các đơn vị sau chuẩn bị tham luận: + Sở A: …; + Xã B: …": asked of the bodies named below."""
    out: list[Task] = []
    for task in tasks:
        below = _BELOW.match(task.assignee)
        if below:
            children = task.block.children if task.block else []
            named = [one.who for child in children if (one := entry(paper.text, child.start, child.end))]
            task = replace(task, assignee=", ".join(named) or below["many"])
        out.append(task)
    return out


def _handed_in(paper: Paper, start: str | None) -> tuple[Found[str], int, int] | None:
    """The sentence of its own that says by when all texts are there."""
    for block in paper.blocks:
        if block.kind == "row":
            continue
        for begin, end in sentences(block.text, block.start):
            flat = paper.text[begin:end].replace("\n", " ")
            if HANDED_IN.match(flat) and _OF_SPEECHES.match(flat):
                dues = deadlines_in(flat, begin, paper.calendar, start)
                if dues:
                    return dues[0], begin, end
    return None


def _of_speech(task: Task, speech: Speech) -> bool:
    """Whether a task is no more than the line that assigns the speech."""
    topic = speech.topic
    return bool(
        topic and speech.assignee in task.assignee and task.action.start <= topic.end and task.end >= topic.start
    )


def _topic(speech: Speech) -> str:
    return speech.topic.value if speech.topic else ""
