"""What a later paper says and the conference has not: each with a box, to be added with the amendment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nhipcau.conferences.lifecycle import moving
from nhipcau.conferences.models import Conference
from nhipcau.conferences.plan import ConferencePlan
from nhipcau.core import clock, dates
from nhipcau.core.languages import shown
from nhipcau.core.phrases import joined, phrase
from nhipcau.core.text import search_key
from nhipcau.documents import planning, queries
from nhipcau.documents.amendments import changes
from nhipcau.documents.intake.abbreviations import name_key
from nhipcau.documents.models import ReceivedPaper


@dataclass(frozen=True, slots=True)
class Addition:
    """Something that the paper says and the conference has not. name: of its checkbox."""

    name: str
    label: str
    words: str


def additions(
    paper: ReceivedPaper, conference: Conference, facts: Mapping[str, Any]
) -> Iterable[tuple[Addition, str, Any]]:
    """What the paper adds: the checkbox, the name of the plan's list, and the planned row."""
    plan = planning.plan(facts, queries.ground(paper))
    for kind, label, rows in (
        ("new_rehearsals", _("Chạy thử"), _new_trials(conference, plan)),
        ("new_deadlines", _("Hạn đăng ký"), _new_dues(conference, plan)),
        ("new_tasks", _("Nhiệm vụ"), _new_tasks(conference, plan)),
        ("new_contacts", _("Đầu mối"), _new_contacts(conference, plan)),
        ("new_speeches", _("Tham luận"), _new_speeches(conference, plan)),
        ("new_particulars", _("Nội dung khác"), _new_lines(conference, plan)),
    ):
        for index, (row, words) in enumerate(rows):
            yield Addition(f"{kind}-{index}", label, words), kind, row


def _new_trials(conference: Conference, plan: ConferencePlan) -> list[tuple[Any, str]]:
    there = set(conference.planned_rehearsals.values_list("at", flat=True))
    return [
        (one, changes.spoken(clock.local(one.at).strftime("%Y-%m-%dT%H:%M")))
        for one in plan.rehearsals
        if one.at not in there
    ]


def _new_dues(conference: Conference, plan: ConferencePlan) -> list[tuple[Any, str]]:
    there = {(search_key(one.what), one.due_date, one.due_time) for one in conference.registration_deadlines.all()}
    return [
        (one, _with_moment(one.what, moving.kept(one.due_date, one.due_time)))
        for one in plan.deadlines
        if (search_key(one.what), one.due_date, one.due_time) not in there
    ]


def _new_tasks(conference: Conference, plan: ConferencePlan) -> list[tuple[Any, str]]:
    there = {
        (name_key(one.assignee), search_key(one.action), one.due_date, one.due_time) for one in conference.tasks.all()
    }
    return [
        (one, _until(f"{one.assignee}: {one.action}", one.due_date, one.due_time))
        for one in plan.tasks
        if (name_key(one.assignee), search_key(one.action), one.due_date, one.due_time) not in there
    ]


def _until(words: str, day: Any, hour: Any) -> str:
    if not day:
        return words
    return shown(phrase("%(what)s (hạn %(day)s)", what=words, day=dates.written(moving.kept(day, hour))))


def _with_moment(words: str, kept: str) -> str:
    return shown(joined(", ", (words, changes.spoken(kept)))) if kept else words


def _new_contacts(conference: Conference, plan: ConferencePlan) -> list[tuple[Any, str]]:
    there = {(search_key(one.name), one.phone) for one in conference.contacts.all()}
    return [
        (one, ", ".join(filter(None, (one.name, one.role, one.phone, one.email))))
        for one in plan.contacts
        if (search_key(one.name), one.phone) not in there
    ]


def _new_speeches(conference: Conference, plan: ConferencePlan) -> list[tuple[Any, str]]:
    there = {(name_key(one.assignee), search_key(one.topic)) for one in conference.speeches.all()}
    return [
        (one, f"{one.assignee}: {one.topic}")
        for one in plan.speeches
        if (name_key(one.assignee), search_key(one.topic)) not in there
    ]


def _new_lines(conference: Conference, plan: ConferencePlan) -> list[tuple[Any, str]]:
    """Lines of words that are not there yet. Recipients are the paper's own: they stay with it."""
    there = {(one.kind, search_key(one.text)) for one in conference.particulars.all()}
    return [
        (one, one.text)
        for one in plan.particulars
        if one.kind != "recipient" and (one.kind, search_key(one.text)) not in there
    ]
