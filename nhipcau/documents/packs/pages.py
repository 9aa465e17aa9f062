"""The packs of a conference for its host; one site's pack for the host and for whoever answers for the site."""

from typing import Any, Final
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.conferences import handing_out
from nhipcau.conferences import queries as conferences
from nhipcau.conferences.models import Conference, Site
from nhipcau.core.access import Actor, Need, access_conference, actor_of, may
from nhipcau.core.addresses import base_url, only_this_machine
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.documents.models import SitePack
from nhipcau.documents.packs import letters, listing, making
from nhipcau.documents.packs.kind import TO_PRINT, ZIPPED
from nhipcau.documents.packs.listing import COMPARED
from nhipcau.documents.packs.queries import Source, source_of
from nhipcau.documents.packs.scope import Scope
from nhipcau.documents.packs.timetable import presence
from nhipcau.preparation import passes

_PER_PAGE: Final = 50
_SHOWN: Final = frozenset({409, 422})
_STATES: Final = ("old", "none")


@never_cache
@require_http_methods(["GET", "POST"])
def packs(request: HttpRequest, pk: int) -> HttpResponse:
    """What is missing, whose pack is old; all of them as a file; sending them."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.VIEW)
    attempt = Attempt(*_SHOWN)
    if request.method == "POST":
        scope = Scope.of(request.POST)
        with attempt:
            words = _sent(actor, conference, scope, request)
            messages.success(request, words, extra_tags="ok")
            return redirect(f"{reverse('conference-packs', args=[pk])}?tier={scope.tier}&under={scope.under}")
    context = {
        "nav": "home",
        "conference": conference,
        "may_prepare": may(actor, conference.host.path, Need.PREPARE),
        "key": uuid4().hex,
        "kinds": (ZIPPED, TO_PRINT),
        "refusal": attempt.refusal,
    }
    try:
        source = source_of(conference, base_url(request))
    except Refusal as over:
        return render(request, "documents/packs/packs.html", context | {"refusal": over}, status=over.status)
    context |= _listed(request, source)
    return render(request, "documents/packs/packs.html", context, status=attempt.status)


def _listed(request: HttpRequest, source: Source) -> dict[str, Any]:
    conference = source.conference
    scope = Scope.of(request.GET)
    sites = scope.sites(conference)
    few = source.meeting.total <= COMPARED
    old = listing.old_ones(source, sites) if few else set[int]()
    state = request.GET.get("state", "")
    none = sites.filter(pack=None).count()
    if state == "old" and few:
        sites = sites.filter(pk__in=old)
    elif state == "none":
        sites = sites.filter(pack=None)
    page = Paginator(sites.select_related("parent", "room", "answer", "pack"), _PER_PAGE)
    shown = page.get_page(request.GET.get("page"))
    if not few:
        old = listing.old_ones(source, conference.sites.filter(pk__in=[site.pk for site in shown]))
    checked = listing.lacking(source, only_here=only_this_machine(request))
    wanted = {"tier": scope.tier, "under": scope.under}
    return {
        "page": shown,
        "rows": listing.rows(source, list(shown), old),
        "few": few,
        "old": len(old),
        "none": none,
        "wanted": wanted,
        "shown": {
            "wanted": wanted,
            "tiers": conferences.tiers_of(conference),
            "aboves": handing_out.aboves(conference),
            "whole": True,
        },
        "state": state if state in _STATES else "",
        "checked": checked,
        "lacking": sum(one.state == "warn" for one in checked),
    }


def _sent(actor: Actor, conference: Conference, scope: Scope, request: HttpRequest) -> str:
    """To those ticked; to all of the scope, or to those of it whose pack has grown old."""
    ticked = [int(one) for one in request.POST.getlist("site") if one.isdecimal() and len(one) < 10]
    act = request.POST.get("act", "")
    access_conference(actor, conference.pk, Need.PREPARE)
    if act == "ticked" and not ticked:
        raise Refusal("nobody", _("Chưa chọn điểm cầu nào; chưa gửi gì."), _("Đánh dấu điểm cầu."), status=422)
    if act == "ticked":
        again = request.POST.get("key", "") if request.POST.get("again") else ""
        return _said(letters.do_send_packs(actor, conference.pk, ticked, again))
    sites = scope.sites(conference)
    if act == "old":
        source = source_of(conference, base_url(request))
        return _said(letters.do_send_packs(actor, conference.pk, sorted(listing.old_ones(source, sites))))
    return _said(letters.do_send_packs(actor, conference.pk, list(sites.values_list("pk", flat=True))))


def _said(sent: letters.Sent) -> str:
    words = []
    if sent.later:
        words.append(
            ngettext(
                "Đang làm và gửi bộ hồ sơ cho %(n)s điểm cầu; đóng trang này được, thư hiện dần ở cột Thư.",
                "Đang làm và gửi bộ hồ sơ cho %(n)s điểm cầu; đóng trang này được, thư hiện dần ở cột Thư.",
                sent.later,
            )
            % {"n": sent.later}
        )
    if sent.letters:
        words.append(
            ngettext(
                "%(n)s thư kèm bộ hồ sơ đã vào hàng chờ gửi.",
                "%(n)s thư kèm bộ hồ sơ đã vào hàng chờ gửi.",
                sent.letters,
            )
            % {"n": sent.letters}
        )
    if sent.had:
        words.append(_("%(n)s điểm cầu đã được gửi đúng bản này rồi nên không gửi lại.") % {"n": sent.had})
    if sent.without:
        words.append(_("%(n)s điểm cầu chưa có địa chỉ thư.") % {"n": sent.without})
    return " ".join(words) or _("Không có điểm cầu nào để gửi.")


@never_cache
@require_GET
def pack(request: HttpRequest, pk: int, site_pk: int) -> HttpResponse:
    """One site's pack, for the host's staff."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.VIEW)
    site = _site(conference, site_pk)
    file = reverse("conference-pack-file", args=[pk, site_pk])
    context = {"nav": "home", "host": True, "may_prepare": may(actor, conference.host.path, Need.PREPARE)}
    return _page(request, site, file, context)


@never_cache
@require_GET
def pack_file(request: HttpRequest, pk: int, site_pk: int) -> HttpResponse:
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.VIEW)
    return _handed_out(request, actor, _site(conference, site_pk), SitePack.Way.FILE)


@login_not_required
@never_cache
@require_GET
def own_pack(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for whoever answers for the site, by account or by its link and PIN."""
    actor, site = passes.site_of(request, pk, Need.REGISTER)
    context = {"nav": "own", "host": False, "by_pass": actor.kind == "site", "title": _("Bộ hồ sơ điểm cầu")}
    return _page(request, site, reverse("own-pack-file", args=[pk]), context)


@login_not_required
@never_cache
@require_GET
def own_pack_file(request: HttpRequest, pk: int) -> HttpResponse:
    actor, site = passes.site_of(request, pk, Need.REGISTER)
    return _handed_out(request, actor, site, SitePack.Way.OWN)


def _site(conference: Conference, pk: int) -> Site:
    found = conference.sites.select_related("parent", "unit").filter(pk=pk).first()
    if found is None:
        raise Refusal(
            "no_such_site", _("Hội nghị này không có điểm cầu đó."), _("Mở lại danh sách điểm cầu."), status=404
        )
    return found


def _one(source: Source, site: Site) -> QuerySet[Site]:
    """The site as a set of one; Refusal (410) where its link was withdrawn."""
    if site.withdrawn_at is not None:
        raise Refusal(
            "withdrawn_link",
            _("Điểm cầu %(name)s đã thu hồi liên kết nên không có bộ hồ sơ.") % {"name": site.name},
            _("Cấp lại liên kết ở trang điểm cầu, rồi mở lại."),
            status=410,
        )
    return source.conference.sites.filter(pk=site.pk)


def _page(request: HttpRequest, site: Site, file: str, context: dict[str, Any]) -> HttpResponse:
    context |= {"site": site, "conference": site.conference, "file": file}
    try:
        source = source_of(site.conference, base_url(request))
        sites = _one(source, site)
    except Refusal as over:
        return render(request, "documents/packs/pack.html", context | {"refusal": over}, status=over.status)
    old = listing.old_ones(source, sites)
    row = listing.rows(source, list(sites.select_related("parent", "room", "answer", "pack")), old)[0]
    ((_same, composed),) = source.packs(sites)
    at, why = presence(source.meeting)
    context |= {
        "row": row,
        "pack": composed,
        "text": letters.zalo_text(source, site, f"{at:%H:%M} ({why})" if at else why),
    }
    return render(request, "documents/packs/pack.html", context)


def _handed_out(request: HttpRequest, actor: Actor, site: Site, way: str) -> HttpResponse:
    """Opens in the browser, from where it is printed."""
    source = source_of(site.conference, base_url(request))
    one = next(making.made(source, _one(source, site)))
    making.do_note(one, way, actor.name)
    response = HttpResponse(one.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{one.name}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
