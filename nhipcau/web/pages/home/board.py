"""The conferences that an account sees: in sections, in the order of the next thing to do; or filtered, page by page.

What a page costs depends on what it shows, not on how many conferences there are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Case, Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Least, TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.models import Conference, PlannedRehearsal, RegistrationDeadline, Site
from nhipcau.core import clock
from nhipcau.core.text import search_key
from nhipcau.organs.models import Tier
from nhipcau.preparation.overview import Overview, Standing, overviews
from nhipcau.web.pages.home.countdown import Countdown, countdown
from nhipcau.web.pages.home.late import Late, late_of
from nhipcau.web.pages.home.line import Mark, marks
from nhipcau.web.pages.home.parts import Reach
from nhipcau.web.pages.home.steps import step_of, step_to_look
from nhipcau.web.pages.nextstep import NextStep, came_to_the_door

WEEK: Final = timedelta(days=7)
_PER_PAGE: Final = 20
_FAR: Final = date(9999, 12, 31)
_SHORT: Final = {
    Tier.CENTRE: _("Trung ương"),
    Tier.PROVINCE: _("Tỉnh"),
    Tier.DISTRICT: _("Huyện"),
    Tier.COMMUNE: _("Xã"),
}
SECTIONS: Final = {
    "running": (_("Đang diễn ra"), 6),
    "week": (_("Trong 7 ngày tới"), 10),
    "preparing": (_("Đang chuẩn bị"), 10),
    "closed": (_("Mới bế mạc"), 5),
}
STATES: Final = {
    "running": _("Đang diễn ra"),
    "week": _("Trong 7 ngày tới"),
    "preparing": _("Đang chuẩn bị"),
    "postponed": _("Đã hoãn"),
    "closed": _("Đã bế mạc"),
    "cancelled": _("Đã hủy"),
}
"""What the list can be narrowed to: the sections, and two states that have none."""


@dataclass(frozen=True, slots=True)
class Row:
    """A conference. hosts: whoever looks prepares or runs it; tiers: (short name, tier, figures)."""

    conference: Conference
    left: Countdown
    marks: list[Mark]
    tiers: list[tuple[str, str, Standing]]
    total: Standing
    late: list[Late]
    step: NextStep
    hosts: bool
    operates: bool

    @property
    def next_mark(self) -> Mark | None:
        return next((one for one in self.marks if one.state == "next"), None)

    @property
    def is_late(self) -> bool:
        return any(one.late for one in self.late)


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str | Promise
    rows: list[Row]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


@dataclass(slots=True)
class Board:
    """states: (key, words, how many) to narrow to; pages: of the filtered list, 0 where it is not filtered."""

    sections: list[Section]
    states: list[tuple[str, str | Promise, int]]
    all: int
    state: str = ""
    words: str = ""
    page: int = 1
    pages: int = 0
    first: Row | None = field(default=None)

    @property
    def filtered(self) -> bool:
        return bool(self.state or self.words)


def board(conferences: "QuerySet[Conference]", reach: Reach, asked: dict[str, str], now: datetime) -> Board:
    """conferences: those that may be seen. asked: state, q, page, as they came."""
    today = clock.local(now).date()
    counts = _counts(conferences, today)
    state = asked["state"] if asked["state"] in STATES else ""
    found = Board(
        [], [(key, words, counts[key]) for key, words in STATES.items()], counts["all"], state, asked["q"].strip()
    )
    if found.filtered:
        shown, total = _page(found, conferences, asked["page"], now)
        title = STATES.get(state, _("Kết quả tìm"))
        rows = _rows(shown, reach, now)
        found.sections = [Section(state or "found", title, rows, total)] if rows else []
        return found
    shown = {
        key: _keys(narrowed(conferences, key, today), key, now, 0, most)
        for key, (_, most) in SECTIONS.items()
        if counts[key]
    }
    read = _read(pk for some in shown.values() for pk in some)
    rows = {row.conference.pk: row for row in _rows(read, reach, now)}
    found.sections = [
        Section(key, SECTIONS[key][0], [rows[pk] for pk in some], counts[key]) for key, some in shown.items()
    ]
    open_ = [row for part in found.sections if part.key != "closed" for row in part.rows]
    found.first = next((row for row in open_ if row.step.urgent), next(iter(open_ or rows.values()), None))
    return found


def narrowed(conferences: "QuerySet[Conference]", key: str, today: date) -> "QuerySet[Conference]":
    """Those of a section, or of a state."""
    return conferences.filter(_condition(key, today))


def _condition(key: str, today: date) -> Q:
    week = Q(state=Conference.State.PREPARING, start_date__gte=today, start_date__lte=today + WEEK)
    if key == "week":
        return week
    if key == "preparing":
        return Q(state=Conference.State.POSTPONED) | Q(state=Conference.State.PREPARING) & (
            Q(start_date__isnull=True) | Q(start_date__lt=today) | Q(start_date__gt=today + WEEK)
        )
    return Q(state=key)


def _counts(conferences: "QuerySet[Conference]", today: date) -> dict[str, int]:
    """How many there are to narrow to. One query."""
    asked = {key: Count("pk", filter=_condition(key, today)) for key in STATES}
    return conferences.order_by().aggregate(all=Count("pk"), **asked)


def _page(found: Board, conferences: "QuerySet[Conference]", page: str, now: datetime) -> tuple[list[Conference], int]:
    """The conferences of one page of the filtered list, and how many there are."""
    today = clock.local(now).date()
    if found.state:
        conferences = narrowed(conferences, found.state, today)
    if found.words:
        for word in search_key(found.words).split():
            conferences = conferences.filter(search__contains=word)
    total = conferences.count()
    found.pages = max(1, -(-total // _PER_PAGE))
    found.page = min(max(1, int(page) if page.isdecimal() else 1), found.pages)
    start = (found.page - 1) * _PER_PAGE
    return _read(_keys(conferences, found.state or "found", now, start, _PER_PAGE)), total


def _read(pks: Iterable[int]) -> list[Conference]:
    """Those conferences, in that order. One query, however many lists they are of."""
    pks = list(pks)
    rows = {one.pk: one for one in Conference.objects.filter(pk__in=pks).select_related("host", "registration_round")}
    return [rows[pk] for pk in pks]


def _keys(conferences: "QuerySet[Conference]", key: str, now: datetime, start: int, most: int) -> list[int]:
    """So many of the list, from `start` on. Their keys alone: what is put in order is all of a list, and narrow."""
    return list(_in_order(conferences, key, now).values_list("pk", flat=True)[start : start + most])


def _in_order(rows: "QuerySet[Conference]", key: str, now: datetime) -> "QuerySet[Conference]":
    if key in {"running", "closed", "cancelled"}:
        return rows.order_by(F("start_date").desc(nulls_last=True), "-pk")
    if key == "found":
        return rows.order_by(F("start_date").desc(nulls_first=True), "-pk")
    ahead = Case(When(start_date__gte=clock.local(now).date(), then=F("start_date")))
    rows = rows.annotate(late=_late(now), next_day=_next_day(now), ahead=ahead)
    meeting = (F("ahead").asc(nulls_last=True), F("start_date").desc(nulls_last=True))
    return rows.order_by("-late", "next_day", *meeting, "start_time", "-pk")


def _next_day(now: datetime) -> Least:
    """The next day on which something is due: a deadline, a rehearsal, the meeting."""
    today = clock.local(now).date()
    far = Value(_FAR, output_field=DateField())
    deadline = RegistrationDeadline.objects.filter(conference=OuterRef("pk"), due_date__gte=today)
    rehearsal = PlannedRehearsal.objects.filter(conference=OuterRef("pk"), at__gte=now)
    due = [
        Case(When(**{f"registration_round__{name}__gte": now}, then=_day(F(f"registration_round__{name}"))))
        for name in ("sites_due", "delegates_due")
    ]
    days = [
        Case(When(start_date__gte=today, then=F("start_date"))),
        *due,
        Subquery(deadline.order_by("due_date").values("due_date")[:1]),
        _day(Subquery(rehearsal.order_by("at").values("at")[:1])),
    ]
    return Least(*(Coalesce(day, far, output_field=DateField()) for day in days))


def _day(moment: F | Subquery) -> TruncDate:
    return TruncDate(moment, tzinfo=clock.VIETNAM)


def _late(now: datetime) -> Case:
    """1: a deadline has passed, the meeting is ahead, and sites have not answered; stands before everything."""
    today = clock.local(now).date()
    unanswered = Site.objects.filter(conference=OuterRef("pk"), withdrawn_at=None).filter(
        Q(answer__confirmed_at__isnull=True) | Q(answer__delegates_at__isnull=True)
    )
    printed = RegistrationDeadline.objects.filter(conference=OuterRef("pk"), due_date__lt=today)
    over = (
        Q(registration_round__sites_due__lt=now)
        | Q(registration_round__delegates_due__lt=now)
        | Q(registration_round__sites_due=None) & Exists(printed)
    )
    ahead = Q(start_date__gte=today) | Q(start_date=None)
    return Case(When(ahead & over & Exists(unanswered), then=Value(1)), default=Value(0))


def _rows(shown: Sequence[Conference], reach: Reach, now: datetime) -> list[Row]:
    """All that the page says of these. At most nine queries."""
    if not shown:
        return []
    seen = overviews(shown)
    late = late_of([(one, seen[one.pk]) for one in shown], now)
    arrived = came_to_the_door(shown)
    return [_row(one, seen[one.pk], late[one.pk], one.pk in arrived, reach, now) for one in shown]


def _row(conference: Conference, seen: Overview, late: list[Late], arrived: bool, reach: Reach, now: datetime) -> Row:
    host = conference.host.path
    hosts, operates, total = reach.may_host(host), reach.may_operate(host), seen.total
    step = (
        step_of(
            conference,
            total.sites,
            total.unnamed,
            late,
            operates=operates,
            prepares=reach.may_prepare(host),
            arrived=arrived,
        )
        if hosts
        else step_to_look(conference)
    )
    tiers = [(str(_SHORT[tier]), str(tier), seen.tiers[tier]) for tier in Tier if tier in seen.tiers]
    left = countdown(conference.start_date, conference.start_time, now)
    return Row(conference, left, marks(conference, seen, now), tiers, total, late, step, hosts, operates)
