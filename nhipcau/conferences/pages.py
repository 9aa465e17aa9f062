"""Pages around the sites: join links to print, PINs to tell by another way, naming, and the small switches."""

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.conferences import commands, queries
from nhipcau.conferences.links import join_url, qr_code
from nhipcau.conferences.models import Conference
from nhipcau.conferences.pins import pin
from nhipcau.conferences.queries import SiteRow
from nhipcau.core.access import Need, access_conference, access_site, actor_of
from nhipcau.core.addresses import only_this_machine
from nhipcau.core.errors import Refusal
from nhipcau.organs.models import Tier


def _chosen(request: HttpRequest, conference: Conference) -> tuple[list[SiteRow], dict[str, str]]:
    """Sites that a sheet is asked for: one, a district's, a tier's, or all whose link is alive."""
    wanted = {name: request.GET.get(name, "") for name in ("site", "under", "tier")}
    rows = [row for row in queries.site_rows(conference) if row.site.withdrawn_at is None]
    if wanted["site"]:
        rows = [row for row in rows if str(row.site.pk) == wanted["site"]]
    if wanted["under"]:
        rows = [row for row in rows if wanted["under"] in {str(row.site.pk), str(row.site.parent_id)}]
    if wanted["tier"]:
        rows = [row for row in rows if row.site.tier == wanted["tier"]]
    return rows, wanted


def _sheet_context(conference: Conference, wanted: dict[str, str]) -> dict[str, object]:
    everything = queries.site_rows(conference)
    return {
        "nav": "home",
        "conference": conference,
        "wanted": wanted,
        "districts": [row.site for row in everything if row.site.tier == Tier.DISTRICT],
        "tiers": queries.tier_counts(conference, everything),
        "contact": queries.technical_contact(conference),
    }


_SHEETS: Final = 300
"""Links with their QR codes on one page: a province of three tiers is printed in one go."""


@never_cache
@require_GET
def links(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet to print: for each site its name, link and QR code. Never a PIN."""
    conference = access_conference(actor_of(request), pk, Need.VIEW)
    rows, wanted = _chosen(request, conference)
    page = Paginator(rows, _SHEETS).get_page(request.GET.get("page"))
    sheets = [(row, url, qr_code(url)) for row in page for url in (join_url(request, row.site),)]
    context = _sheet_context(conference, wanted)
    context |= {"sheets": sheets, "page": page, "only_here": only_this_machine(request)}
    return render(request, "conferences/links.html", context)


@never_cache
@require_GET
def pins(request: HttpRequest, pk: int) -> HttpResponse:
    """PINs to be told by telephone or message, apart from the links. Only for who runs the call."""
    conference = access_conference(actor_of(request), pk, Need.OPERATE)
    rows, wanted = _chosen(request, conference)
    together = queries.SiteGroup(str(Tier(wanted["tier"]).label), rows) if wanted["tier"] in Tier.values else None
    groups = [
        (group.title, [(row, _spaced(pin(row.site.pk, row.site.version))) for row in group.rows])
        for group in ([together] if together and rows else queries.site_groups(rows))
    ]
    return render(
        request, "conferences/pins.html", _sheet_context(conference, wanted) | {"groups": groups, "total": len(rows)}
    )


def _spaced(digits: str) -> str:
    """Two groups of three: read aloud without a slip. Spaces are allowed where it is typed."""
    return f"{digits[:3]} {digits[3:]}"


@require_http_methods(["GET", "POST"])
def names(request: HttpRequest, pk: int) -> HttpResponse:
    """Give numbered placeholders their names: one by one, or a pasted list per tier."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.PREPARE)
    refusal = None
    if request.method == "POST":
        try:
            done = _named(request, conference)
        except Refusal as error:
            if error.status != 422:
                raise
            refusal = error
        else:
            messages.success(
                request,
                _("Đã ghi tên %(done)s điểm cầu. Liên kết và mã PIN giữ nguyên.") % {"done": done},
                extra_tags="ok",
            )
            return redirect(
                "conference-names" if conference.sites.filter(is_placeholder=True).exists() else "conference", pk
            )
    rows = queries.site_rows(conference)
    context = {
        "nav": "home",
        "conference": conference,
        "tiers": queries.tier_counts(conference, rows),
        "placeholders": [row.site for row in rows if row.site.is_placeholder],
        "refusal": refusal,
        "post": request.POST,
        "pasted": request.POST.get("names", ""),
        "pasted_tier": request.POST.get("tier", ""),
    }
    return render(request, "conferences/names.html", context, status=422 if refusal else 200)


def _named(request: HttpRequest, conference: Conference) -> int:
    actor = actor_of(request)
    if "names" in request.POST:
        tier = request.POST.get("tier", "")
        if tier not in Tier.values:
            raise Refusal("no_tier", _("Chưa chọn cấp của danh sách dán vào."), _("Chọn cấp rồi gửi lại."), status=422)
        return commands.do_name_placeholders(actor, conference.pk, tier, request.POST["names"].splitlines())
    given = {
        int(name.removeprefix("name-")): value
        for name, value in request.POST.items()
        if name.startswith("name-") and name.removeprefix("name-").isdecimal() and value.strip()
    }
    return commands.do_rename_sites(actor, conference.pk, given)


@require_POST
def site_link(request: HttpRequest, pk: int, site_pk: int) -> HttpResponse:
    """Withdraw a site's link, or give it a new one."""
    actor = actor_of(request)
    site = access_site(actor, site_pk, Need.OPERATE)
    if site.conference.pk != pk:
        raise Refusal("no_such_site", _("Điểm cầu này thuộc hội nghị khác."), _("Mở lại trang hội nghị."), status=404)
    if request.POST.get("action") == "restore":
        commands.do_restore_link(actor, site_pk)
        messages.success(
            request,
            _("%(name)s có liên kết mới. In và gửi lại; liên kết cũ vẫn không dùng được.") % {"name": site.name},
            extra_tags="ok",
        )
    else:
        commands.do_withdraw_link(actor, site_pk)
        messages.success(
            request,
            _("Đã thu hồi liên kết của %(name)s. Máy đã vào bằng liên kết này sẽ phải vào lại.") % {"name": site.name},
            extra_tags="ok",
        )
    return redirect("conference", pk)


@require_POST
def lobby(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch the lobby on or off."""
    conference = commands.do_set_lobby(actor_of(request), pk, request.POST.get("on") == "1")
    words = (
        _("Máy lạ phải chờ được cho vào.") if conference.lobby else _("Máy có mã PIN đúng được vào ngay, không chờ.")
    )
    messages.success(request, words, extra_tags="ok")
    return redirect("conference", pk)
