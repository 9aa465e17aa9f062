"""The conferences that an account sees: in sections, in the order of the next thing to do; or filtered, page by page.

What a page costs depends on what it shows, not on how many conferences there are.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.text import search_key
from nhipcau.organs.models import Tier
from nhipcau.preparation.overview import Overview, Standing, overviews
from nhipcau.web.pages.home import order
from nhipcau.web.pages.home.countdown import Countdown, countdown
from nhipcau.web.pages.home.late import Late, late_of
from nhipcau.web.pages.home.line import Mark, marks
from nhipcau.web.pages.home.parts import Reach
from nhipcau.web.pages.home.steps import step_of, step_to_look
from nhipcau.web.pages.nextstep import NextStep, came_to_the_door

_PER_PAGE: Final = 20
_TOGETHER: Final = 12
_LEAST: Final = 2
"""How many conferences are shown before somebody asks for a list, and how many of each section in any case."""
_AHEAD: Final = {"week", "preparing", "postponed"}
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
    conferences, counts = _counted(conferences, today)
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
    shown = _sections(conferences, counts, now)
    read = _read(pk for some in shown.values() for pk in some)
    rows = {row.conference.pk: row for row in _rows(read, reach, now)}
    found.sections = [
        Section(key, SECTIONS[key][0], [rows[pk] for pk in some], counts[key]) for key, some in shown.items()
    ]
    open_ = [row for part in found.sections if part.key != "closed" for row in part.rows]
    found.first = next((row for row in open_ if row.step.urgent), next(iter(open_ or rows.values()), None))
    return found


def _counted(conferences: "QuerySet[Conference]", today: date) -> tuple["QuerySet[Conference]", dict[str, int]]:
    """The same conferences, asked for by those who host them, and how many there are to narrow to.

    Two queries that read an index alone. What follows joins no units, and can be read in the order of an index.
    """
    by_state: Counter[str] = Counter()
    hosts: set[int] = set()
    for host, state, number in conferences.order_by().values_list("host", "state").annotate(n=Count("pk")):
        hosts.add(host)
        by_state[state] += number
    same = Conference.objects.filter(host__in=hosts)
    week = same.filter(order.condition("week", today)).order_by().count()
    ahead = by_state["preparing"] + by_state["postponed"] - week
    counts = {key: by_state[key] for key in STATES} | {"week": week, "preparing": ahead}
    return same, counts | {"all": by_state.total()}


def _sections(conferences: "QuerySet[Conference]", counts: dict[str, int], now: datetime) -> dict[str, list[int]]:
    """Keys of those shown, by section, with the sections in their order. A page shows a dozen, wherever they stand."""
    week, later = order.first_ahead(conferences, now) if counts["week"] or counts["preparing"] else ([], [])
    shown: dict[str, list[int]] = {}
    left = _TOGETHER
    for key, (_title, most) in SECTIONS.items():
        wanted = min(most, max(left, _LEAST))
        ahead = {"week": week, "preparing": later}
        if counts[key]:
            shown[key] = ahead[key][:wanted] if key in ahead else order.latest(conferences, key, wanted)
            left -= len(shown[key])
    return shown


def _page(found: Board, conferences: "QuerySet[Conference]", page: str, now: datetime) -> tuple[list[Conference], int]:
    """The conferences of one page of the filtered list, and how many there are."""
    if found.state:
        conferences = conferences.filter(order.condition(found.state, clock.local(now).date()))
    if found.words:
        for word in search_key(found.words).split():
            conferences = conferences.filter(search__contains=word)
    total = conferences.count()
    found.pages = max(1, -(-total // _PER_PAGE))
    found.page = min(max(1, int(page) if page.isdecimal() else 1), found.pages)
    start = (found.page - 1) * _PER_PAGE
    if found.state in _AHEAD:
        return _read(order.all_ahead(conferences, now)[start : start + _PER_PAGE]), total
    rows = order.latest_first(conferences) if found.state else order.found_by_words(conferences)
    return _read(rows.values_list("pk", flat=True)[start : start + _PER_PAGE]), total


def _read(pks: Iterable[int]) -> list[Conference]:
    """Those conferences, in that order. One query, however many lists they are of."""
    pks = list(pks)
    rows = {
        one.pk: one
        for one in Conference.objects.filter(pk__in=pks).select_related("host", "registration_round").order_by()
    }
    return [rows[pk] for pk in pks]


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
