"""What else in a paper says by when a thing is due and at which number somebody is reached.

A day that a note, a bracket or a second mention of the same task gives otherwise makes the deadline uncertain; two
numbers for one person make both.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from nhipcau.documents.intake.abbreviations import name_key
from nhipcau.documents.intake.addressees import address
from nhipcau.documents.intake.contact_offices import Contact
from nhipcau.documents.intake.cutting import sentences
from nhipcau.documents.intake.deadlines import deadlines_in
from nhipcau.documents.intake.duties import Task
from nhipcau.documents.intake.opinions import doubt
from nhipcau.documents.intake.paper import Paper
from nhipcau.documents.intake.reading import Found
from nhipcau.documents.intake.task_lists import REGISTERS

_BRACKET: Final = re.compile(r"\s*\((?P<in>[^()]{4,80})\)")
_INSTEAD: Final = re.compile(r"thay (?:cho|vì)|trước đây|đã ghi|cũ(?!\w)", re.IGNORECASE)
"""A bracket that names the day which this one replaces."""
_WHEN: Final = re.compile(
    r"[0-9]{1,2}\s?(?:giờ|[hHgG:])\s?(?:[0-5][0-9])?|[0-9]{1,2}\s?[/.-]\s?[0-9]{1,2}(?:[/.-][0-9]{4})?"
)
_Key = tuple[str, frozenset[str]]


def dues_weighed(paper: Paper, tasks: Sequence[Task], start: str | None) -> list[Task]:
    """The tasks, their due dates doubted where the paper gives another one for the same thing."""
    apart: defaultdict[str, list[Found[str]]] = defaultdict(list)
    for who, due in _dues_apart(paper, tasks, start):
        apart[who].append(due)
    told: defaultdict[_Key, list[Found[str]]] = defaultdict(list)
    for task in tasks:
        known = told[_same(task)]
        if task.due and len(known) < _ENOUGH and all(one.value != task.due.value for one in known):
            known.append(task.due)
    weighed: list[Task] = []
    for task in tasks:
        others = [*told[_same(task)]]
        if REGISTERS.search(f"{task.lead} {task.action.value}"):
            others += [*apart[""], *apart[name_key(task.assignee)]]
        weighed.append(_weighed(paper, task, others, start))
    return weighed


_ENOUGH: Final = 2
"""Different days of one thing that are kept: one of them differs from any."""


def _weighed(paper: Paper, task: Task, others: Sequence[Found[str]], start: str | None) -> Task:
    due = task.due
    if due is None:
        return task
    bracketed = _in_bracket(paper, due, start)
    every = [*others, bracketed] if bracketed else others
    differing = next((one for one in every if not _same_moment(one.value, due.value)), None)
    return task if differing is None else replace(task, due=doubt(due, differing))


def _same_moment(one: str, other: str) -> bool:
    """The day alone agrees with any hour of it."""
    return one.startswith(other) or other.startswith(one)


def _in_bracket(paper: Paper, due: Found[str], start: str | None) -> Found[str] | None:
    """ "trước ngày 10/9 (trước Hội nghị 05 ngày)"."""
    bracket = _BRACKET.match(paper.text, due.end, min(len(paper.text), due.end + 90))
    if bracket is None or _INSTEAD.search(bracket["in"]):
        return None
    at = bracket.start("in")
    return next(iter(deadlines_in(bracket["in"].replace("\n", " "), at, paper.calendar, start)), None)


def _same(task: Task) -> _Key:
    """Two tasks with the same key are one, told twice: the same body, the same words but for days and hours. Other
    figures stay: a second report is not the first one."""
    return name_key(task.assignee), frozenset(re.findall(r"\w+", _WHEN.sub(" ", task.action.value.lower())))


def _dues_apart(paper: Paper, tasks: Sequence[Task], start: str | None) -> Iterator[tuple[str, Found[str]]]:
    """Days for handing in lists that stand outside all tasks: the body addressed, or "", and the day."""
    taken = {task.due.start for task in tasks if task.due}
    issued = paper.calendar.issued
    ends = [0, *accumulate((task.end for task in tasks), max)]
    starts = [task.action.start for task in tasks]  # in printed order
    for block in paper.blocks:
        if block.kind == "row":
            continue
        for begin, end in sentences(block.text, block.start):
            flat = paper.text[begin:end].replace("\n", " ")
            if ends[bisect_left(starts, end)] > begin or not REGISTERS.search(flat):
                continue
            dues = [one for one in deadlines_in(flat, begin, paper.calendar, start) if one.start not in taken]
            dues = [one for one in dues if issued is None or one.value >= issued.isoformat()]  # else of another paper
            if len(dues) == 1:
                addressed = address(flat)
                yield (name_key(addressed.name) if addressed else ""), dues[0]


def contacts_weighed(contacts: Sequence[Contact]) -> list[Contact]:
    """People named more than once with numbers that have nothing in common are uncertain each time."""
    named: defaultdict[str, list[Contact]] = defaultdict(list)
    for one in contacts:
        if one.name and _numbers(one):
            named[name_key(one.name)].append(one)
    return [replace(one, other=_otherwise(one, named[name_key(one.name)])) if one.name else one for one in contacts]


def _otherwise(one: Contact, same_name: Sequence[Contact]) -> tuple[int, int] | None:
    own = _numbers(one)
    other = next((other for other in same_name[:_MOST_COMPARED] if own and not own & _numbers(other)), None)
    return (other.start, other.end) if other else None


_MOST_COMPARED: Final = 20


def _numbers(contact: Contact) -> set[str]:
    return {digits for part in (contact.phone or "").split(";") if (digits := re.sub(r"\D", "", part))}
