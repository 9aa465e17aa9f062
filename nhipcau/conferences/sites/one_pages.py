"""The pages of the tiers with the site that chairs, and of one site."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.conferences.clashes import clashes_of
from nhipcau.conferences.editing.hosts import hosts_for
from nhipcau.conferences.framing import frame, key_of
from nhipcau.conferences.models import Site
from nhipcau.conferences.rooms.queries import rooms_for
from nhipcau.conferences.sites import listing, steps, tiers
from nhipcau.conferences.sites.listing import Wanted
from nhipcau.conferences.sites.place_commands import Placement, do_place_sites
from nhipcau.core.access import Need, access_conference, actor_of
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.organs.models import Tier

_TYPED = ("name", "short_name", "venue", "room_id")


@require_http_methods(["GET", "POST"])
def order_tiers(request: HttpRequest, pk: int) -> HttpResponse:
    """Tiers in their order, and the site that chairs."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.PREPARE)
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            if request.POST.get("main", "").isdecimal():
                site = tiers.do_set_main(actor, pk, request.POST["main"])
                said = _("Điểm cầu chính: %(name)s.") % {"name": site.name}
            elif request.POST.get("host", "").isdecimal():
                hosted = tiers.do_set_host(actor, pk, request.POST["host"])
                said = _("Đơn vị chủ trì: %(name)s.") % {"name": hosted.host.name}
            else:
                tiers.do_order_tiers(actor, pk, _ordered(request))
                said = _("Đã lưu các cấp.")
            messages.success(request, said, extra_tags="ok")
            return redirect("conference-tiers", pk)
    there = list(conference.tiers.order_by("order").values_list("tier", flat=True))
    context = frame(actor, conference) | {
        "rows": [
            (str(tier), Tier(tier).label, place + 1 if tier in there else "")
            for place, tier in enumerate([*there, *(tier for tier in Tier.values if tier not in there)])
        ],
        "counts": {tier: count for tier, _label, count in listing.site_page(conference, Wanted()).tiers},
        "hosts": hosts_for(actor, conference.host),
        "top": conference.sites.filter(withdrawn_at=None).exclude(tier=Tier.COMMUNE).order_by("order"),
        "refusal": attempt.refusal,
    }
    return render(request, "conferences/tiers.html", context, status=attempt.status)


def _ordered(request: HttpRequest) -> list[str]:
    """Tiers with a number, the lowest number first."""
    numbered = [(request.POST.get(f"order-{tier}", "").strip(), place, tier) for place, tier in enumerate(Tier.values)]
    return [tier for number, _place, tier in sorted((int(n), p, t) for n, p, t in numbered if n.isdecimal())]


@require_http_methods(["GET", "POST"])
def site(request: HttpRequest, pk: int, site_pk: int) -> HttpResponse:
    """One site: its names, venue and room."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.PREPARE)
    found = conference.sites.select_related("parent", "unit", "organ", "room").filter(pk=site_pk).first()
    if found is None:
        raise Refusal("no_such_site", _("Không có điểm cầu này trong hội nghị."), _("Mở lại danh sách."), status=404)
    attempt, rooms = Attempt(), rooms_for(conference, found)
    if request.method == "POST":
        with attempt:
            row = {"id": str(site_pk)} | {name: request.POST.get(name, "") for name in _TYPED}
            was = {name: request.POST.get(f"seen_{name}", "") for name in _TYPED}
            if row["room_id"] and row["room_id"] not in {str(one.pk) for one in rooms}:
                raise _no_such_room()
            key = key_of(request)
            with transaction.atomic():  # one form is one change: moved and named, or neither
                placed = do_place_sites(actor, pk, [_placement(request, found)], f"{key[:58]}:place")
                edited = steps.do_edit_sites(actor, pk, [row], [{"id": str(site_pk), **was}], key)
            if not edited.clashes and not placed.clashes:
                messages.success(request, _("Đã lưu %(name)s.") % {"name": row["name"]}, extra_tags="ok")
                return redirect("conference-sites", pk)
            raise _meanwhile(found)
    given = request.POST or {"name": found.name, "short_name": found.short_name, "venue": found.venue}
    context = frame(actor, conference) | {
        "site": found,
        "given": given,
        "refusal": attempt.refusal,
        "rooms": rooms,
        "clashes": [one for one in clashes_of(actor, conference) if one.kind == "room"] if found.room_id else [],
        "room_id": given.get("room_id", str(found.room_id or "")),
        "tiers": Tier.choices,
        "tier": given.get("tier", found.tier),
        "aboves": listing.may_be_above(conference, found),
        "under": given.get("under", str(found.parent_id or 0)),
        "lower": conference.sites.filter(parent=found, withdrawn_at=None).count(),
    }
    return render(request, "conferences/site.html", context, status=attempt.status)


def _placement(request: HttpRequest, site: Site) -> Placement:
    """Where the form says it shall stand; a form without these fields leaves it."""
    post = request.POST
    tier, under = post.get("tier", ""), post.get("under", "")
    seen_under = post.get("seen_under", "")
    seen = (post.get("seen_tier", site.tier), int(seen_under) if _is_number(seen_under) else site.parent_id or 0)
    return Placement(site.pk, tier, int(under) if _is_number(under) else None, seen)


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 18


def _no_such_room() -> Refusal:
    return Refusal(
        "no_such_room", _("Phòng này không dùng được cho điểm cầu này; chưa lưu gì."), _("Chọn lại phòng."), status=422
    )


def _meanwhile(site: Site) -> Refusal:
    return Refusal(
        "changed_meanwhile",
        _("Người khác vừa sửa điểm cầu này; chữ của anh/chị vẫn còn ở dưới, chưa lưu."),
        _("Nội dung hiện nay: %(name)s, %(venue)s. Bấm Lưu lần nữa để thay.")
        % {"name": site.name, "venue": site.venue or "–"},
    )
