"""What is dated about a conference and may move with it: rehearsals, sittings, deadlines, tasks, and what other
packages add. All moments are local and in the kept form, `2026-12-24` or `2026-12-24T08:00`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference
from nhipcau.core import dates


@dataclass(frozen=True, slots=True)
class Due:
    """name: of the form's field, `<source>-<id>`; label: in words; kept: when it is due; goes_after_meeting: it has its
    place after the meeting."""

    name: str
    label: str
    kept: str
    goes_after_meeting: bool = False


class Source(Protocol):
    """A package that keeps dated rows of a conference."""

    prefix: str
    title: str | Promise

    def dues(self, conference: Conference) -> list[Due]:
        """What is dated now, in order."""
        ...

    def move(self, conference: Conference, wanted: Mapping[str, str]) -> None:
        """Give the rows with those ids their new moments, in the caller's transaction."""
        ...


_others: list[Source] = []


def register(source: Source) -> None:
    """Let the rows of another package move with a conference; called once, when its app is ready."""
    if all(one.prefix != source.prefix for one in _others):
        _others.append(source)


def others() -> Sequence[Source]:
    return tuple(_others)


def dues(conference: Conference) -> list[tuple[str, list[Due]]]:
    """Everything dated, as (title, rows), without what has none."""
    groups = [
        (
            _("Chạy thử"),
            [Due(f"rehearsal-{one.pk}", _("Chạy thử"), dates.kept_moment(one.at)) for one in _rehearsals(conference)],
        ),
        (
            _("Các buổi"),
            [Due(f"sitting-{one.pk}", str(one), one.date.isoformat()) for one in conference.sittings.order_by("order")],
        ),
        (
            _("Hạn đăng ký"),
            [
                Due(f"deadline-{one.pk}", one.what or _("Hạn đăng ký"), kept(one.due_date, one.due_time))
                for one in conference.registration_deadlines.exclude(due_date=None).order_by("order")
            ],
        ),
        (
            _("Nhiệm vụ"),
            [
                Due(f"task-{one.pk}", f"{one.assignee}: {one.action}", kept(one.due_date, one.due_time))
                for one in conference.tasks.exclude(due_date=None).order_by("order")
            ],
        ),
    ]
    groups += [(str(source.title), source.dues(conference)) for source in _others]
    return [(title, rows) for title, rows in groups if rows]


def _rehearsals(conference: Conference) -> Sequence[object]:
    return list(conference.planned_rehearsals.order_by("at"))


def proposed(due: Due, days: int, now: datetime) -> str:
    """The same distance from the meeting as before; empty for what has passed and need not be done again."""
    moment = datetime.fromisoformat(due.kept)
    if due.kept < dates.kept_moment(now)[: len(due.kept)]:
        return ""
    return (moment + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M" if "T" in due.kept else "%Y-%m-%d")


def kept(day: date | None, hour: object) -> str:
    """A day and an hour in the kept form."""
    if day is None:
        return ""
    return f"{day.isoformat()}T{hour:%H:%M}" if hour else day.isoformat()
