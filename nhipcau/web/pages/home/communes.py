"""A district's communes: who has done what for one conference, with telephone numbers, ready to be sent on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nhipcau.conferences.models import Conference, Site
from nhipcau.core import clock
from nhipcau.preparation.duties import Duty
from nhipcau.preparation.overview import SiteDuties, duties_of_sites
from nhipcau.web.pages.home import commune_texts
from nhipcau.web.pages.home.own import OVER

_CONFERENCES: Final = 12
_PER_PAGE: Final = 60
_COLUMNS: Final = (("site", _("Đăng ký điểm cầu")), ("delegates", _("Báo đại biểu")), ("chair", _("Người chủ trì")))


@dataclass(frozen=True, slots=True)
class Commune:
    """cells: its duties in the order of the columns; tasks: (done, all) of what the paper asks of it."""

    site: Site
    cells: list[Duty | None]
    tasks: tuple[int, int]
    contact: str
    phone: str

    @property
    def named(self) -> list[tuple[str | Promise, Duty | None]]:
        """Its cells, each with the name of its column."""
        return [(words, cell) for (_, words), cell in zip(_COLUMNS, self.cells, strict=True)]

    @property
    def missing(self) -> list[str]:
        return [commune_texts.MISSING[one.key] for one in self.cells if one is not None and one.state != "done"]


@dataclass(frozen=True, slots=True)
class Tab:
    """A conference to choose; missing: communes that have not registered or not reported."""

    pk: int
    title: str
    sites: int
    missing: int


@dataclass(frozen=True, slots=True)
class Communes:
    """The communes of one conference, a page of them; text: those missing, for a message."""

    tabs: list[Tab]
    chosen: Conference
    columns: list[str | Promise]
    rows: list[Commune]
    total: int
    registered: int
    reported: int
    page: int
    pages: int
    late: bool
    text: str
    districts: bool

    @property
    def missing(self) -> int:
        return sum(bool(one.missing) for one in self.rows)


def communes(sites: "QuerySet[Site]", asked: dict[str, str], now: datetime) -> Communes | None:
    """sites: of the units below, of all conferences. asked: c (conference), cpage. None where there are none."""
    unanswered = Q(answer__confirmed_at=None) | Q(answer__delegates_at=None)
    open_ = sites.filter(withdrawn_at=None).exclude(conference__state__in=OVER)
    counted = (
        Conference.objects.filter(pk__in=open_.order_by().values("conference"))
        .order_by()
        .only("pk", "title", "start_date", "start_time", "state")
    )
    found = {one.pk: one for one in counted}
    if not found:
        return None
    today = clock.local(now).date()
    figures = {
        row["conference"]: row
        for row in open_.order_by()
        .values("conference")
        .annotate(
            n=Count("pk"),
            n_missing=Count("pk", filter=unanswered),
            n_confirmed=Count("answer__confirmed_at"),
            n_reported=Count("answer__delegates_at"),
        )
    }
    order = sorted(found.values(), key=lambda one: _place(one, figures[one.pk]["n_missing"], today))
    wanted = int(asked["c"]) if asked["c"].isdecimal() else 0
    chosen = found.get(wanted, order[0])
    of_chosen = open_.filter(conference=chosen.pk).order_by("order")
    total = figures[chosen.pk]["n"]
    pages = max(1, -(-total // _PER_PAGE))
    page = min(max(1, int(asked["cpage"]) if asked["cpage"].isdecimal() else 1), pages)
    rows = [_commune(one) for one in duties_of_sites(of_chosen[(page - 1) * _PER_PAGE : page * _PER_PAGE])]
    tabs = [Tab(one.pk, one.title, figures[one.pk]["n"], figures[one.pk]["n_missing"]) for one in order[:_CONFERENCES]]
    return Communes(
        tabs,
        chosen,
        [words for _, words in _COLUMNS],
        rows,
        total,
        figures[chosen.pk]["n_confirmed"],
        figures[chosen.pk]["n_reported"],
        page,
        pages,
        any(cell is not None and cell.state == "late" for one in rows for cell in one.cells),
        _as_text(chosen, rows),
        len({one.site.parent_id for one in rows}) > 1,
    )


def _place(one: Conference, missing: int, today: object) -> tuple[bool, bool, str]:
    """The nearest meeting in which somebody is missing; those that are past last."""
    past = one.start_date is not None and str(one.start_date) < str(today) and one.state != Conference.State.RUNNING
    return (past, not missing, str(one.start_date or "9999"))


def _commune(one: SiteDuties) -> Commune:
    by_key = {duty.key: duty for duty in one.duties}
    tasks = [duty for duty in one.duties if duty.key == "task"]
    done = sum(duty.state == "done" for duty in tasks)
    cells = [by_key.get(key) for key, _ in _COLUMNS]
    return Commune(one.site, cells, (done, len(tasks)), one.contact.contact, one.contact.phone)


def _as_text(conference: Conference, rows: list[Commune]) -> str:
    """Those that have something left to do, as a message to their group."""
    waiting = [one for one in rows if one.missing]
    if not waiting:
        return ""
    dues = {duty.key: duty for one in waiting for duty in one.cells if duty is not None and duty.due is not None}
    rows_of = [(one.site.name, ", ".join(one.missing), one.contact, one.phone) for one in waiting]
    return commune_texts.message(conference.title, {key: duty.when for key, duty in dues.items()}, rows_of)
