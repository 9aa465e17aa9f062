"""What else in a paper says by when a thing is due and at which number somebody is reached.

A day that a note, a bracket or a second mention of the same task gives otherwise makes the deadline uncertain; two
numbers for one person make both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from nhipcau.documents.intake.abbreviations import name_key
from nhipcau.documents.intake.addressees import address
from nhipcau.documents.intake.contacts import Contact
from nhipcau.documents.intake.cutting import sentences
from nhipcau.documents.intake.deadlines import deadlines_in
from nhipcau.documents.intake.duties import Task
from nhipcau.documents.intake.opinions import doubt
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.tasks import REGISTERS

_BRACKET: Final = re.compile(r"\s*\((?P<in>[^()]{4,80})\)")
_SAME: Final = 0.8
"""Share of the words of two tasks of one body that makes them one task told twice."""


def dues_weighed(paper: Paper, tasks: Sequence[Task], start: str | None) -> list[Task]:
    """The tasks, their due dates doubted where the paper gives another one for the same thing."""
    apart = list(_dues_apart(paper, tasks, start))
    return [_weighed(paper, task, tasks, apart, start) for task in tasks]


def _weighed(
    paper: Paper, task: Task, tasks: Sequence[Task], apart: Sequence[tuple[str, Found[str]]], start: str | None
) -> Task:
    due = task.due
    if due is None:
        return task
    others = [_in_bracket(paper, due, start)]
    others += [other.due for other in tasks if other is not task and _same_task(task, other)]
    if REGISTERS.search(f"{task.lead} {task.action.value}"):
        others += [found for who, found in apart if who in ("", name_key(task.assignee))]
    differing = next((one for one in others if one is not None and not _same_moment(one.value, due.value)), None)
    return task if differing is None else replace(task, due=doubt(due, differing))


def _same_moment(one: str, other: str) -> bool:
    """The day alone agrees with any hour of it."""
    return one.startswith(other) or other.startswith(one)


def _in_bracket(paper: Paper, due: Found[str], start: str | None) -> Found[str] | None:
    """ "trước ngày 10/9 (trước Hội nghị 05 ngày)"."""
    bracket = _BRACKET.match(paper.text, due.end, min(len(paper.text), due.end + 90))
    if bracket is None:
        return None
    at = bracket.start("in")
    return next(iter(deadlines_in(bracket["in"].replace("\n", " "), at, paper.calendar, start)), None)


def _same_task(one: Task, other: Task) -> bool:
    if other.due is None or name_key(one.assignee) != name_key(other.assignee):
        return False
    mine, theirs = (_words(task.action.value) for task in (one, other))
    return len(mine) > 1 and len(mine & theirs) >= _SAME * len(mine | theirs)


def _words(action: str) -> set[str]:
    """Words of what is asked. Figures stay: a second report is not the first one."""
    return set(re.findall(r"\w+", action.lower()))


def _dues_apart(paper: Paper, tasks: Sequence[Task], start: str | None) -> Iterator[tuple[str, Found[str]]]:
    """Days for handing in lists that stand outside all tasks: the body addressed, or "", and the day."""
    taken = {task.due.start for task in tasks if task.due}
    issued = paper.calendar.issued
    for block in paper.blocks:
        if block.kind == "row":
            continue
        for begin, end in sentences(block.text, block.start):
            flat = paper.text[begin:end].replace("\n", " ")
            if not REGISTERS.search(flat):
                continue
            dues = [one for one in deadlines_in(flat, begin, paper.calendar, start) if one.start not in taken]
            dues = [one for one in dues if issued is None or one.value >= issued.isoformat()]  # else of another paper
            if len(dues) == 1 and not any(task.action.start < end and begin < task.end for task in tasks):
                addressed = address(flat)
                yield (name_key(addressed.name) if addressed else ""), dues[0]


def contacts_weighed(contacts: Sequence[Contact]) -> list[Contact]:
    """People named more than once with numbers that have nothing in common are uncertain each time."""
    return [replace(one, other=_otherwise(one, contacts)) for one in contacts]


def _otherwise(one: Contact, contacts: Sequence[Contact]) -> tuple[int, int] | None:
    for other in contacts:
        same = other is not one and one.name and other.name and name_key(one.name) == name_key(other.name)
        if same and _numbers(one) and _numbers(other) and not _numbers(one) & _numbers(other):
            return other.start, other.end
    return None


def _numbers(contact: Contact) -> set[str]:
    return {digits for part in (contact.phone or "").split(";") if (digits := re.sub(r"\D", "", part))}
