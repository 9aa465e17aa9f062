"""The dated marks of one conference, from left to right: its paper, what is due, rehearsals, the meeting."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference, Task
from nhipcau.core import clock, dates
from nhipcau.core.text import search_key
from nhipcau.documents.models import ReceivedPaper
from nhipcau.preparation.overview import dues_at_hand

_LONGEST_WHAT: Final = 60
"""Characters of what is to be done under a mark."""
_LAST_OF_DAY: Final = time(23, 59, 59)
_CLAUSE_ENDS: Final = re.compile(r"[;:(]|\. |,? (?:gửi|trước|chậm nhất|xong trước|theo quy định) ")
"""Where the deed of a task is said, and how and by when follow."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """kept: local moment in the kept form; kind: meeting, rehearsal, deadline, paper; year: it is not the meeting's."""

    kept: str
    title: str
    kind: str
    past: bool
    year: bool = False

    @property
    def day(self) -> str:
        return f"{datetime.fromisoformat(self.kept):{'%d/%m/%Y' if self.year else '%d/%m'}}"

    @property
    def hour(self) -> str:
        return self.kept[11:16]

    @property
    def shape(self) -> str:
        """Its icon. A deadline that has passed is not a thing done: only the issue of the paper is known to be."""
        if self.kind == "meeting":
            return "day"
        if self.past:
            return "ok" if self.kind == "paper" else "past"
        return "soon" if self.kind == "rehearsal" else "none"


def milestones(found: Conference, papers: Sequence[ReceivedPaper]) -> list[Milestone]:
    """What is dated, in order, one line for the same moment and words."""
    now = dates.kept_moment(clock.now())
    seen = {(kept, title): kind for kept, title, kind in _dated(found, papers) if kept}
    dated = sorted((kept, title, kind) for (kept, title), kind in seen.items())
    of = str(found.start_date.year) if found.start_date else now[:4]
    return [Milestone(kept, title, kind, kept < now[: len(kept)], kept[:4] != of) for kept, title, kind in dated]


def briefly(action: str) -> str:
    """What is to be done, without how, where and by when: the first clause, cut at a word where it is long."""
    text = " ".join(action.split())
    end = _CLAUSE_ENDS.search(text)
    clause = text[: end.start()].rstrip(" ,.") if end and end.start() > 0 else text.rstrip(" ,.;")
    if len(clause) > _LONGEST_WHAT:
        clause = clause[: _LONGEST_WHAT - 1].rpartition(" ")[0].rstrip(" ,") or clause[: _LONGEST_WHAT - 1]
        clause += "…"
    return clause[:1].lower() + clause[1:] if clause[1:2].islower() else clause


def _dated(found: Conference, papers: Sequence[ReceivedPaper]) -> Iterator[tuple[str, str, str]]:
    for paper in papers:
        facts = paper.confirmed or paper.facts
        if facts.get("issue_date"):
            yield facts["issue_date"], _("Ban hành văn bản"), "paper"
    by = dues_at_hand(found)
    if by.sites is not None and by.sites == by.delegates:
        yield _of_moment(by.sites), _("Hạn đăng ký, báo đại biểu"), "deadline"
    else:
        if by.sites is not None:
            yield _of_moment(by.sites), _("Hạn đăng ký điểm cầu"), "deadline"
        if by.delegates is not None:
            yield _of_moment(by.delegates), _("Hạn báo đại biểu"), "deadline"
    for task in _other_than_registration(found):
        said = _("Hạn của %(assignee)s: %(what)s") % {
            "assignee": Truncator(task.assignee).chars(_LONGEST_WHAT),
            "what": briefly(task.action),
        }
        yield _kept(task.due_date, task.due_time), said, "deadline"
    for rehearsal in found.planned_rehearsals.all():
        yield dates.kept_moment(rehearsal.at), _("Chạy thử"), "rehearsal"
    if found.start_date:
        yield (
            _kept(found.start_date, found.start_time),
            _("Họp, %(weekday)s") % {"weekday": dates.weekday_said(found.start_date)},
            "meeting",
        )


def _other_than_registration(found: Conference) -> list[Task]:
    """A sentence that asks for lists by a day is read as a task and as a deadline: it is told once, by its own day."""
    printed = [search_key(one.what) for one in found.registration_deadlines.all() if one.what]

    def told(action: str) -> bool:
        return any(action.startswith(one) or one.startswith(action) for one in printed)

    return [task for task in found.tasks.all() if not told(search_key(task.action))]


def _of_moment(moment: datetime) -> str:
    local = clock.local(moment)
    return _kept(local.date(), None if local.time().replace(microsecond=0) == _LAST_OF_DAY else local.time())


def _kept(day: date | None, hour: time | None) -> str:
    return "" if day is None else f"{day.isoformat()}{f'T{hour:%H:%M}' if hour else ''}"
