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
from nhipcau.conferences.handing_out import sheets
from nhipcau.conferences.links import join_url, qr_code
from nhipcau.conferences.models import Conference
from nhipcau.conferences.pins import pin
from nhipcau.core.access import Need, access_conference, access_site, actor_of, may
from nhipcau.core.addresses import only_this_machine
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.organs.models import Tier

_SHEETS: Final = 60
_SHEETS_AT_ONCE: Final = 400
"""Links with their QR codes on one page, and at once to be printed: a province of three tiers goes in one go; for a
country they are made as files."""
_PINS: Final = 200
_PINS_AT_ONCE: Final = 5000
_COPIED: Final = 400
"""PINs on one page, and at once to be printed; of more than so many none are offered to be copied as messages."""
_NAMED_AT_ONCE: Final = 100
"""Sites without a name that have a field each on one page; a pasted list names all."""


@never_cache
@require_GET
def links(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet to print: for each site its name, link and QR code. Never a PIN."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.VIEW)
    shown = sheets(request, conference, _SHEETS, _SHEETS_AT_ONCE)
    drawn = [(row, url, qr_code(url)) for row in shown.rows for url in (join_url(request, row.site),)]
    context = {
        "nav": "home",
        "conference": conference,
        "shown": shown,
        "page": shown.page,
        "sheets": drawn,
        "may_operate": may(actor, conference.host.path, Need.OPERATE),
        "contact": queries.technical_contact(conference),
        "only_here": only_this_machine(request),
    }
    return render(request, "conferences/links.html", context)


@never_cache
@require_GET
def pins(request: HttpRequest, pk: int) -> HttpResponse:
    """PINs to be told by telephone or message, apart from the links. Only for who runs the call."""
    conference = access_conference(actor_of(request), pk, Need.OPERATE)
    shown = sheets(request, conference, _PINS, _PINS_AT_ONCE)
    tier, rows = shown.wanted["tier"], shown.rows
    together = [queries.SiteGroup(str(Tier(tier).label), rows)] if tier in Tier.values and rows else None
    groups = [
        (group.title, [(row.site, _spaced(pin(row.site.pk, row.site.version))) for row in group.rows])
        for group in together or queries.listed_groups(rows)
    ]
    context = {
        "nav": "home",
        "conference": conference,
        "shown": shown,
        "page": shown.page,
        "groups": groups,
        "copied": len(rows) <= _COPIED,
    }
    return render(request, "conferences/pins.html", context)


def _spaced(digits: str) -> str:
    """Two groups of three: read aloud without a slip. Spaces are allowed where it is typed."""
    return f"{digits[:3]} {digits[3:]}"


@require_http_methods(["GET", "POST"])
def names(request: HttpRequest, pk: int) -> HttpResponse:
    """Give numbered placeholders their names: one by one, or a pasted list per tier."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.PREPARE)
    attempt = Attempt(422)
    if request.method == "POST":
        with attempt:
            done = _named(request, conference)
            messages.success(
                request,
                _("Đã ghi tên %(done)s điểm cầu. Liên kết và mã PIN giữ nguyên.") % {"done": done},
                extra_tags="ok",
            )
            return redirect(
                "conference-names" if conference.sites.filter(is_placeholder=True).exists() else "conference", pk
            )
    unnamed = conference.sites.filter(is_placeholder=True).order_by("order")
    context = {
        "nav": "home",
        "conference": conference,
        "tiers": queries.tiers_of(conference),
        "page": Paginator(unnamed, _NAMED_AT_ONCE).get_page(request.GET.get("page")),
        "refusal": attempt.refusal,
        "post": request.POST,
        "pasted": request.POST.get("names", ""),
        "pasted_tier": request.POST.get("tier", ""),
    }
    return render(request, "conferences/names.html", context, status=attempt.status)


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
