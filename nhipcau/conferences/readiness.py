"""What is still missing before a conference can be held: each line with the page that mends it.

Computed from a handful of counts; it costs the same for 12 sites as for 3,321.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.conferences.clashes import Clash
from nhipcau.conferences.editing.programme import SittingTime
from nhipcau.conferences.models import Conference
from nhipcau.conferences.queries import technical_contact

DONE, MISSING, LOOK = "ok", "warn", "soon"


@dataclass(frozen=True, slots=True)
class Line:
    """state: ok, warn (missing) or soon (worth a look); words: what is so; url: where it is mended."""

    state: str
    title: str
    words: str
    url: str


def lines(conference: Conference, clashes: list[Clash], times: list[SittingTime]) -> list[Line]:
    """From the first thing that an organiser settles to the last. times: see `sitting_times`."""

    def edit(section: str) -> str:
        return reverse("conference-edit", args=[conference.pk, section])

    def page(name: str) -> str:
        return reverse(name, args=[conference.pk])

    sites = conference.sites.filter(withdrawn_at=None).aggregate(
        all=Count("pk"),
        unnamed=Count("pk", filter=Q(is_placeholder=True)),
        no_venue=Count("pk", filter=Q(venue="", room=None)),
    )
    return [
        _when(conference, times, edit("facts"), page("conference-postpone")),
        _sites(sites, page("conference-sites"), page("conference-sites-add")),
        _venues(sites, page("conference-sites")),
        _programme(times, edit("programme")),
        _contact(conference, edit("contacts")),
        _rehearsals(conference, edit("rehearsals")),
        _contingency(conference, edit("contingency")),
        *([_clashes(clashes, page("conference-sites"))] if clashes else []),
    ]


def missing(checked: list[Line]) -> int:
    """How many lines are not done."""
    return sum(one.state == MISSING for one in checked)


def _when(conference: Conference, times: list[SittingTime], url: str, later: str) -> Line:
    if conference.state == Conference.State.POSTPONED:
        return Line(MISSING, _("Ngày mới"), _("đã hoãn, chưa định ngày"), later)
    if conference.start_date is None:
        return Line(MISSING, _("Ngày, giờ"), _("chưa định ngày"), url)
    if conference.start_time is None:
        return Line(MISSING, _("Ngày, giờ"), _("chưa có giờ"), url)
    sittings = [one.sitting for one in times if one.sitting is not None]
    first = min(sittings, key=lambda one: (one.date, one.start), default=None)
    if first is not None and (first.date, first.start) != (conference.start_date, conference.start_time):
        words = _("buổi đầu ghi %(when)s, khác giờ khai mạc") % {"when": f"{first.start:%H:%M} {first.date:%d/%m/%Y}"}
        return Line(LOOK, _("Ngày, giờ"), words, reverse("conference-edit", args=[conference.pk, "sittings"]))
    return Line(DONE, _("Ngày, giờ"), f"{conference.start_time:%H:%M} {conference.start_date:%d/%m/%Y}", url)


def _sites(sites: Mapping[str, int], url: str, add: str) -> Line:
    if sites["all"] <= 1:
        return Line(MISSING, _("Điểm cầu"), _("mới có điểm cầu chính"), add)
    if sites["unnamed"]:
        words = _("%(n)s trong %(all)s chưa đặt tên") % {"n": sites["unnamed"], "all": sites["all"]}
        return Line(MISSING, _("Điểm cầu"), words, f"{url}?state=unnamed")
    return Line(DONE, _("Điểm cầu"), _("%(n)s điểm cầu, đủ tên") % {"n": sites["all"]}, url)


def _venues(sites: Mapping[str, int], url: str) -> Line:
    if sites["no_venue"]:
        words = _("%(n)s điểm cầu chưa có địa điểm, phòng") % {"n": sites["no_venue"]}
        return Line(LOOK, _("Địa điểm"), words, f"{url}?state=no_venue")
    return Line(DONE, _("Địa điểm"), _("mọi điểm cầu đã có"), url)


def _programme(times: list[SittingTime], url: str) -> Line:
    items = sum(len(one.items) for one in times)
    over = sum(one.over for one in times)
    if not items:
        return Line(MISSING, _("Chương trình"), _("chưa có mục nào"), url)
    if over:
        return Line(MISSING, _("Chương trình"), _("quá %(n)s phút so với thời gian có") % {"n": over}, url)
    return Line(DONE, _("Chương trình"), ngettext("%(n)s mục", "%(n)s mục", items) % {"n": items}, url)


def _contact(conference: Conference, url: str) -> Line:
    found = technical_contact(conference)
    if found is None:
        return Line(MISSING, _("Đầu mối"), _("chưa có số điện thoại kỹ thuật để điểm cầu gọi"), url)
    return Line(DONE, _("Đầu mối"), found.role or found.name, url)


def _rehearsals(conference: Conference, url: str) -> Line:
    count = len(conference.planned_rehearsals.all())
    if not count:
        return Line(LOOK, _("Chạy thử"), _("chưa định lần nào"), url)
    return Line(DONE, _("Chạy thử"), _("%(n)s lần") % {"n": count}, url)


def _contingency(conference: Conference, url: str) -> Line:
    if not conference.contingencies.exists():
        return Line(LOOK, _("Phương án dự phòng"), _("chưa ghi"), url)
    return Line(DONE, _("Phương án dự phòng"), _("đã ghi"), url)


def _clashes(clashes: list[Clash], url: str) -> Line:
    return Line(MISSING, _("Trùng giờ"), _("%(n)s chỗ trùng phòng, đơn vị hoặc chủ trì") % {"n": len(clashes)}, url)
