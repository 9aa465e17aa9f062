"""What a unit must do itself: one list over all conferences, by due time, each line with its button."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.models import Conference, Site
from nhipcau.core import clock
from nhipcau.preparation.duties import Duty
from nhipcau.preparation.overview import SiteDuties, duties_of_sites
from nhipcau.web.pages.home.countdown import Countdown, countdown
from nhipcau.web.pages.home.parts import Reach, below

SITES: Final = 40
"""The own sites whose duties are read, the nearest meetings first."""
_LINES: Final = 60
_UNFOLDED: Final = 8
_BUTTONS: Final = {
    "site": (_("Đăng ký điểm cầu"), "own-site"),
    "delegates": (_("Nhập danh sách"), "own-delegates"),
    "chair": (_("Cử người chủ trì"), "own-delegates"),
    "task": (_("Mở việc này"), "own-site"),
    "rehearsal": (_("Vào phòng họp"), "room"),
    "join": (_("Vào phòng họp"), "room"),
}
OVER: Final = (Conference.State.CLOSED, Conference.State.CANCELLED)


@dataclass(frozen=True, slots=True)
class Line:
    """A thing to do. now: the meeting is running. past: its day is over, though nobody has closed it."""

    site: Site
    duty: Duty
    button: str | Promise
    url: str
    now: bool
    past: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """A conference in which own sites take part. done, due: how many of the duties."""

    site: Site
    left: Countdown
    done: int
    due: int
    late: int


@dataclass(frozen=True, slots=True)
class ToDo:
    """lines: what is left, in the order of doing it, the first `open` of them unfolded; meetings: those it belongs to;
    more: lines, or sites, that are not read."""

    lines: list[Line]
    meetings: list[Meeting]
    more: int
    open: int = _LINES

    @property
    def lines_first(self) -> list[Line]:
        return self.lines[: self.open]

    @property
    def lines_more(self) -> list[Line]:
        return self.lines[self.open :]

    @property
    def late(self) -> int:
        return sum(one.duty.state == "late" and not one.past for one in self.lines)

    @property
    def first(self) -> Line | None:
        return next(iter(self.lines), None)


def ahead(sites: "QuerySet[Site]", now: datetime) -> "QuerySet[Site]":
    """Sites of conferences that are not over, the nearest meeting first, those whose day has passed last."""
    today = clock.local(now).date()
    past = Q(conference__start_date__lt=today) & ~Q(conference__state=Conference.State.RUNNING)
    return (
        sites.filter(withdrawn_at=None)
        .exclude(conference__state__in=OVER)
        .annotate(past=past)
        .order_by("past", F("conference__start_date").asc(nulls_last=True), "conference_id", "order")
    )


def answered_for(sites: "QuerySet[Site]", reach: Reach) -> "QuerySet[Site]":
    """Of the sites that an account answers for, those that it looks after as their unit: who hosts a conference does
    not answer for all of its sites, unless it is the unit's clerk as well.

    Where it is nobody's clerk only what others host counts, and that is few: without this the sites of all conferences
    of one's own would be read, to be left out.
    """
    if not reach.prepares:
        return sites
    if not (reach.clerk or reach.registers_organs):
        others = Conference.objects.exclude(state__in=OVER).exclude(below("host__path", reach.prepares))
        return sites.filter(conference__in=list(others.order_by().values_list("pk", flat=True)))
    own = below("unit__path", reach.clerk) | Q(organ__in=reach.registers_organs)
    return sites.filter(~below("conference__host__path", reach.prepares) | own)


def own_part(sites: "QuerySet[Site]", reach: Reach) -> tuple["QuerySet[Site]", "QuerySet[Site]"]:
    """Sites of the units and organs themselves, and of the units below them."""
    itself = Q(unit__path__in=reach.registers) | Q(organ__in=reach.registers_organs)
    return sites.filter(itself), sites.exclude(itself)


def to_do(sites: "QuerySet[Site]", now: datetime, *, with_others: bool) -> ToDo:
    """sites: own ones, in order. with_others: units below stand under it on the page. Seven queries."""
    today = clock.local(now).date()
    found = duties_of_sites(sites[: SITES + 1])
    lines = [line for one in found[:SITES] for line in _lines(one, today, now)]
    lines.sort(key=lambda one: _place(one, now))
    meetings = [_meeting(one, now) for one in found[:SITES]]
    return ToDo(
        lines[:_LINES],
        meetings,
        max(0, len(lines) - _LINES) + max(0, len(found) - SITES),
        _UNFOLDED if with_others else _LINES,
    )


def _place(line: Line, now: datetime) -> tuple[bool, bool, bool, float]:
    """The running meeting, what is late, what is due next, what has no date; then meetings whose day is over."""
    due = line.duty.due
    return (line.past, not line.now, line.duty.state != "late", due.timestamp() if due else now.timestamp() + 10**9)


def _lines(one: SiteDuties, today: date, now: datetime) -> list[Line]:
    conference = one.site.conference
    running = conference.state == Conference.State.RUNNING
    past = conference.start_date is not None and conference.start_date < today and not running
    found = []
    for duty in one.duties:
        entering = duty.key == "join"
        if entering and not (running or conference.start_date == today):
            continue
        if duty.state == "done" or (duty.key == "rehearsal" and past) or (running and not entering):
            continue
        words, name = (duty.button, duty.page) if duty.page else _BUTTONS[duty.key]
        url = reverse(name, args=[one.site.link_key if name == "room" else one.site.pk])
        found.append(Line(one.site, duty, words, url, running, past))
    return found


def _meeting(one: SiteDuties, now: datetime) -> Meeting:
    conference = one.site.conference
    due = [duty for duty in one.duties if duty.key not in {"rehearsal", "join"}]
    return Meeting(
        one.site,
        countdown(conference.start_date, conference.start_time, now),
        sum(duty.state == "done" for duty in due),
        len(due),
        sum(duty.state == "late" for duty in due),
    )
