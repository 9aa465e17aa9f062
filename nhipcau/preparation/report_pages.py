"""Reports of a registration: figures, the named list, who has not answered; as page, Excel and text."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from nhipcau.core import clock
from nhipcau.core.access import Need, actor_of, may
from nhipcau.core.languages import in_vietnamese
from nhipcau.organs.models import Tier
from nhipcau.preparation import changed_units, copy_pages, exporting, missing, reports, rounds
from nhipcau.preparation.missing import MissingGroup
from nhipcau.preparation.models import Enrolment, Round

_PER_PAGE = 100
_MOST_ROWS = 400
"""More of them are shown as one line for each district or province, which leads to its own."""
_ASKED = ("tier", "under", "site", "category", "state", "find")
_FIGURES = (
    "Nhóm",
    "Điểm cầu",
    "Đã đăng ký",
    "Đã báo đại biểu",
    "Chưa báo",
    "Có tên trong danh sách",
    "Vắng",
    "Số người",
)
_MISSING = ("Thuộc", "Điểm cầu", "Người liên hệ", "Điện thoại")


@never_cache
@require_GET
def registration(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the registration stands: figures by tier and district, each leading to its rows; what is late."""
    actor = actor_of(request)
    conference, sites, whole = reports.access_reports(actor, pk)
    opened = rounds.round_of(conference)
    found = reports.report(conference, sites)
    due = rounds.dues(opened)
    may_prepare = may(actor, conference.host.path, Need.PREPARE)
    undecided = Enrolment.State.WAITING, Enrolment.State.REFUSED
    late = list(opened.enrolments.filter(state__in=undecided).select_related("unit")) if whole else []
    context = {
        "nav": "home",
        "conference": conference,
        "whole": whole,
        "round": opened,
        "due": due,
        "undated": may_prepare and due.sites is None and due.delegates is None,
        "sites_over": not due.sites_open(clock.now()),
        "delegates_over": not due.delegates_open(clock.now()),
        "report": found,
        "all": reports.Part("", "", found.total),
        "text": reports.figures_as_text(conference, found),
        "waiting": [one for one in late if one.state == Enrolment.State.WAITING],
        "refused": [one for one in late if one.state == Enrolment.State.REFUSED],
        "changed": changed_units.earlier(opened) if whole and opened.mode == Round.Mode.OPT_IN else [],
        "registered": opened.enrolments.filter(state=Enrolment.State.ACCEPTED).count(),
        "opt_in": opened.mode == Round.Mode.OPT_IN,
        "may_prepare": may_prepare,
        "copies": copy_pages.summary(conference, opened) if may_prepare and opened.recipients else None,
    }
    return render(request, "preparation/registration.html", context)


@never_cache
@require_GET
@in_vietnamese()
def headcount_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The figures as a sheet; no names in it."""
    actor = actor_of(request)
    conference, sites, _whole = reports.access_reports(actor, pk)
    found = reports.report(conference, sites)
    parts = [reports.Part("Tổng số", "", found.total), *found.tiers, *found.districts]
    rows = [
        (str(one.name), f.sites, f.confirmed, f.reported, f.unreported, f.named, f.absent, f.head_count)
        for one in parts
        for f in (one.figures,)
    ]
    content = exporting.workbook("Số lượng đại biểu", _FIGURES, (34, 12, 12, 16, 12, 12, 10, 12), rows)
    exporting.record(actor, conference, "headcount", len(rows), "xlsx")
    return exporting.as_file(content, f"so-luong-dai-bieu-{conference.pk}.xlsx")


@never_cache
@require_GET
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Site by site, what each has answered: the rows behind the figures."""
    conference, sites, whole = reports.access_reports(actor_of(request), pk)
    wanted = asked_for(request, ("tier", "under", "answered"))
    page = Paginator(reports.site_rows(sites, wanted), _PER_PAGE).get_page(request.GET.get("page"))
    asked = QueryDict(mutable=True)
    asked.update({name: value for name, value in wanted.items() if value})
    context = {
        "nav": "home",
        "conference": conference,
        "whole": whole,
        "wanted": wanted,
        "asked": asked.urlencode(),
        "page": page,
        "tiers": [(str(tier), str(tier.label)) for tier in Tier],
        "heads": reports.heads_among(sites),
    }
    return render(request, "preparation/answers.html", context)


@never_cache
@require_GET
def unanswered(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has not answered, by district, with telephone numbers, to be called or copied into a message."""
    actor = actor_of(request)
    conference, sites, whole = reports.access_reports(actor, pk)
    what = "delegates" if request.GET.get("what") == "delegates" else "site"
    wanted = asked_for(request, ("tier", "under"))
    groups = missing.missing(conference, reports.narrowed(sites, wanted), what)
    total = sum(len(group.rows) for group in groups)
    groups, folded, page = shown_groups(groups, wanted["under"], request.GET.get("page"))
    due = rounds.dues(rounds.round_of(conference))
    moment = due.delegates if what == "delegates" else due.sites
    heading = _heading(what, moment)
    with in_vietnamese():
        text = missing.missing_as_text(conference, groups, _heading(what, moment), folded=folded)
    context = {
        "nav": "home",
        "conference": conference,
        "whole": whole,
        "may_prepare": may(actor, conference.host.path, Need.PREPARE),
        "what": what,
        "wanted": wanted,
        "heading": heading,
        "groups": groups,
        "total": total,
        "nobody": not sites.exists(),
        "folded": folded,
        "page": page,
        "text": text,
        "tiers": [(str(tier), str(tier.label)) for tier in Tier],
    }
    return render(request, "preparation/missing.html", context)


def _heading(what: str, due: datetime | None) -> str:
    heading = _("Chưa báo danh sách đại biểu") if what == "delegates" else _("Chưa đăng ký điểm cầu")
    if due is None:
        return heading
    local = clock.local(due)
    return _("%(what)s (hạn %(hour)s ngày %(day)s)") % {
        "what": heading,
        "hour": f"{local:%H:%M}",
        "day": f"{local:%d/%m/%Y}",
    }


def shown_groups(
    groups: list[MissingGroup], under: str, page: str | None
) -> tuple[list[MissingGroup], bool, Page | None]:
    """Many are shown as a line for each group, folded; those of one group, where it is long, a page at a time."""
    if sum(len(group.rows) for group in groups) <= _MOST_ROWS:
        return groups, False, None
    if len(groups) > 1 and not under:
        return groups, True, None
    every = [(group, one) for group in groups for one in group.rows]
    found = Paginator(every, _PER_PAGE).get_page(page)
    shown = [replace(group, rows=[one for of, one in found if of is group]) for group in groups]
    return [group for group in shown if group.rows], False, found


@never_cache
@require_GET
@in_vietnamese()
def unanswered_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    conference, sites, _whole = reports.access_reports(actor, pk)
    what = "delegates" if request.GET.get("what") == "delegates" else "site"
    wanted = asked_for(request, ("tier", "under"))
    groups = missing.missing(conference, reports.narrowed(sites, wanted), what)
    with in_vietnamese():
        rows = [(str(group.name), one.site.name, one.contact, one.phone) for group in groups for one in group.rows]
    content = exporting.workbook("Chưa trả lời", _MISSING, (26, 30, 28, 22), rows)
    exporting.record(actor, conference, f"missing:{what}", len(rows), "xlsx")
    return exporting.as_file(content, f"chua-tra-loi-{conference.pk}.xlsx")


def asked_for(request: HttpRequest, names: Iterable[str]) -> dict[str, str]:
    """What an address asks for; a number that no row can have asks for none."""
    given = {name: request.GET.get(name, "").strip()[:100] for name in names}
    return {name: "0" if value.isdecimal() and len(value) > 18 else value for name, value in given.items()}


def _wanted(request: HttpRequest) -> dict[str, str]:
    return asked_for(request, _ASKED)


@never_cache
@require_GET
def named(request: HttpRequest, pk: int) -> HttpResponse:
    """The named list, a page at a time; the rows behind every figure."""
    conference, sites, whole = reports.access_reports(actor_of(request), pk)
    wanted = _wanted(request)
    found = reports.delegates_in(sites, wanted).select_related("site__parent", "category", "substitute_for")
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    asked = QueryDict(mutable=True)
    asked.update({name: value for name, value in wanted.items() if value})
    only = conference.sites.filter(pk=wanted["site"]).first() if wanted["site"].isdecimal() else None
    opened = rounds.round_of(conference)
    context: dict[str, Any] = {
        "nav": "home",
        "conference": conference,
        "whole": whole,
        "wanted": wanted,
        "asked": asked.urlencode(),
        "page": page,
        "only": only,
        "tiers": [(str(tier), str(tier.label)) for tier in Tier],
        "heads": reports.heads_among(sites),
        "categories": list(opened.categories.order_by("order").values_list("pk", "name")),
        "states": list(reports.STATES.items()),
    }
    return render(request, "preparation/named.html", context)


@never_cache
@require_GET
def named_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    conference, sites, _whole = reports.access_reports(actor, pk)
    rows = exporting.rows_of(reports.delegates_in(sites, _wanted(request)))
    content = exporting.do_export_names(actor, conference, rows)
    return exporting.as_file(content, f"dai-bieu-{conference.pk}.xlsx")


@never_cache
@require_GET
@in_vietnamese()
def named_text(request: HttpRequest, pk: int) -> HttpResponse:
    """The named list in words, site by site, without telephone numbers: for a message."""
    actor = actor_of(request)
    conference, sites, _whole = reports.access_reports(actor, pk)
    lines, count, site = [conference.title], 0, ""
    for number, _tier, district, name, person, position, office, _phone, _category, note in exporting.rows_of(
        reports.delegates_in(sites, _wanted(request))
    ):
        heading = " - ".join(filter(None, (district, name)))
        if heading != site:
            lines.append(f"\n{heading}")
            site = heading
        said = ", ".join(filter(None, (person, position, office)))
        lines.append(f"- {said}{f' ({note})' if note else ''}")
        count = number
    exporting.record(actor, conference, "delegates", count, "text")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
