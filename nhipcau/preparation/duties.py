"""What a site must do, by when, and what of it is done: the list on the site's own page."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.conferences.models import PlannedRehearsal, Site, Task
from nhipcau.core import clock
from nhipcau.core.languages import in_vietnamese
from nhipcau.core.text import search_key
from nhipcau.organs.models import Tier
from nhipcau.preparation.models import SiteAnswer
from nhipcau.preparation.rounds import Dues, dues, round_of

_SOON: Final = timedelta(days=2)
_EVERYBODY: Final = r"cac (?:diem cau|don vi|co quan, don vi|dia phuong)"
OF_TIER: Final[Mapping[str, re.Pattern[str]]] = {
    Tier.PROVINCE: re.compile(rf"{_EVERYBODY}|cac tinh\b|cap tinh"),
    Tier.DISTRICT: re.compile(
        rf"{_EVERYBODY}|cac huyen\b|cap huyen|(?:huyen|thanh|thi) uy,|cac huyen uy|huyen, thanh pho"
    ),
    Tier.COMMUNE: re.compile(rf"{_EVERYBODY}|cac xa\b|cap xa|xa, phuong|cac phuong"),
}
"""What in a paper's words stands for all sites of a tier; compared with letters without diacritics."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do. key: site, delegates, chair, rehearsal, join, task, or another of `further`; state: done, late,
    soon, open, info.

    task: pk where it is one of the paper's. page, button: of one of `further`, the address by name where a site does it
    and what leads there.
    """

    key: str
    title: str | Promise
    about: str
    due: datetime | None
    state: str
    task: int | None = None
    page: str = ""
    button: str | Promise = ""

    @property
    def shape(self) -> str:
        return {"done": "ok", "late": "bad", "soon": "soon", "open": "none", "info": "day"}[self.state]

    @property
    def words(self) -> str:
        if self.state == "done":
            return _("Đã xong")
        if self.due is None:
            return _("Không hạn")
        return _("Quá hạn %(when)s") % {"when": self.when} if self.state == "late" else self.when

    @property
    def when(self) -> str:
        """`16:00 17/12/2021`, on the offices' clock; a day alone where it is the whole day."""
        if self.due is None:
            return ""
        local = clock.local(self.due)
        whole = local.time().replace(microsecond=0) == time(23, 59, 59)
        return f"{local:%d/%m/%Y}" if whole else f"{local:%H:%M, %d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class Counts:
    """A site's list in numbers."""

    coming: int = 0
    absent: int = 0
    chairs: int = 0


def counts_of(site: Site) -> Counts:
    found = site.delegates.aggregate(
        coming=Count("pk", filter=Q(absent=False)),
        absent=Count("pk", filter=Q(absent=True)),
        chairs=Count("pk", filter=Q(chairs=True)),
    )
    return Counts(**found)


@dataclass(frozen=True, slots=True)
class Known:
    """What the duties of a site follow from, besides its own answer. done: pks of the tasks that it says are done;
    further: duties that other packages know of."""

    by: Dues
    tasks: Sequence[Task]
    done: Collection[int]
    rehearsals: Sequence[PlannedRehearsal]
    further: Sequence[Duty] = ()


def duties_of(site: Site, answer: SiteAnswer, counts: Counts, further: Sequence[Duty] = ()) -> list[Duty]:
    """In the order in which they are done; nothing is left out because it is done or late. further: see `further`."""
    conference = site.conference
    known = Known(
        dues(round_of(conference)),
        list(conference.tasks.order_by("order")),
        set(site.tasks_done.values_list("task_id", flat=True)),
        list(conference.planned_rehearsals.order_by("at")),
        further,
    )
    return duties_from(site, answer, counts, known)


def duties_from(site: Site, answer: SiteAnswer, counts: Counts, known: Known) -> list[Duty]:
    """The same of what has been read before: nothing is asked where the site's unit and conference are at hand."""
    found = [
        _registering(site, answer, known.by),
        _delegates(answer, counts, known.by),
        _chair(site, counts, known.by),
        *_tasks(site, known),
        *known.further,
    ]
    for one in known.rehearsals:
        over = one.at < clock.now()
        found.append(
            Duty(
                "rehearsal",
                gettext_lazy("Chạy thử đường truyền"),
                _("Tại phòng họp, đúng máy sẽ dùng."),
                one.at,
                _past(over),
            )
        )
    found.append(_joining(site))
    return [duty for duty in found if duty is not None]


def _past(over: bool) -> str:
    return "done" if over else "info"


def state_of(done: bool, due: datetime | None) -> str:
    if done:
        return "done"
    if due is None:
        return "open"
    left = due - clock.now()
    return "late" if left < timedelta() else "soon" if left < _SOON else "open"


def _registering(site: Site, answer: SiteAnswer, by: Dues) -> Duty:
    done = answer.confirmed_at is not None
    about = _("Địa điểm, phòng họp, người liên hệ và điện thoại.")
    if done:
        said = [site.venue, answer.room, " ".join(filter(None, (answer.contact_name, answer.contact_phone)))]
        about = " · ".join(filter(None, said))
    return Duty("site", gettext_lazy("Đăng ký điểm cầu"), about, by.sites, state_of(done, by.sites))


def _delegates(answer: SiteAnswer, counts: Counts, by: Dues) -> Duty:
    done = answer.delegates_at is not None
    about = _("%(coming)s người dự") % {"coming": counts.coming} + (
        _(", %(absent)s người vắng") % {"absent": counts.absent} if counts.absent else ""
    )
    if answer.head_count is not None:
        about += _("; số lượng đã báo: %(head_count)s") % {"head_count": answer.head_count}
    if not counts.coming and answer.head_count is None:
        about = _("Nhập từng người, dán danh sách hoặc đưa tệp Excel.")
    return Duty("delegates", gettext_lazy("Báo danh sách đại biểu"), about, by.delegates, state_of(done, by.delegates))


def _chair(site: Site, counts: Counts, by: Dues) -> Duty | None:
    if site.is_main:
        return None
    about = _("Đánh dấu một người trong danh sách đại biểu.")
    return Duty(
        "chair",
        gettext_lazy("Cử người chủ trì tại điểm cầu"),
        about,
        by.delegates,
        state_of(counts.chairs > 0, by.delegates),
    )


def _tasks(site: Site, known: Known) -> list[Duty]:
    found = []
    for task in tasks_naming(site, known.tasks):
        due = None
        if task.due_date is not None:
            due = datetime.combine(task.due_date, task.due_time or time(23, 59, 59), tzinfo=clock.VIETNAM)
        state = state_of(task.pk in known.done, due)
        found.append(
            Duty(
                "task", task.action, _("Văn bản giao: %(assignee)s") % {"assignee": task.assignee}, due, state, task.pk
            )
        )
    return found


def tasks_naming(site: Site, tasks: Iterable[Task]) -> list[Task]:
    """Those whose bodies name the site's unit, or all of its tier: "các huyện, thành phố", "UBND xã Tân Thành"."""
    names = {search_key(name) for name in (site.name, site.unit.name if site.unit is not None else "") if name}
    of_tier = OF_TIER.get(Tier(site.tier))
    named = []
    for task in tasks:
        said = search_key(f"{task.assignee}; {task.cooperating}")
        own = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) for name in names)
        if own or (of_tier is not None and of_tier.search(said)):
            named.append(task)
    return named


def _joining(site: Site) -> Duty:
    conference = site.conference
    at = None
    if conference.start_date is not None:
        start = conference.start_time or time(23, 59, 59)
        at = datetime.combine(conference.start_date, start, tzinfo=clock.VIETNAM)
    return Duty(
        "join", gettext_lazy("Vào phòng họp"), _("Bằng liên kết và mã PIN của điểm cầu; thử trước được."), at, "info"
    )


def next_duty(duties: Iterable[Duty]) -> Duty | None:
    """What to do first: what is late, then what is due next."""
    waiting = [one for one in duties if one.state in {"late", "soon", "open"}]
    far = clock.now() + timedelta(days=10_000)
    return min(waiting, key=lambda one: (one.state != "late", one.due or far), default=None)


@in_vietnamese()
def as_text(site: Site, duties: Iterable[Duty]) -> str:
    """What is left to do, in words for a message to a group."""
    lines = [f"{site.name}: việc cần làm cho {site.conference.title}"]
    lines += [
        f"- {one.title} (hạn {one.when})" if one.due else f"- {one.title}" for one in duties if one.state != "done"
    ]
    return "\n".join(lines)
