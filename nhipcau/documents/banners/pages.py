"""The banner of a conference: its editor, and the banners of all sites."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.conferences.models import Conference, Site
from nhipcau.core import dates
from nhipcau.core.access import Actor, Need, access_conference, access_site, actor_of, may
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.core.text import search_key
from nhipcau.documents.banners import building, commands, facts, look, pictures
from nhipcau.documents.banners.building import Draft, SiteBanner
from nhipcau.documents.models import BannerMaster, BannerPart
from nhipcau.typeset.banner import Banner, blanks

_PER_PAGE = 24
_CHOICES = 300
"""Sites in the list of the preview; of more, those of the gallery lead here one by one."""
_LONGEST_NUMBER = 19
"""Digits that a database takes as the number of a row."""
_LOW_CM = 4.0
"""Below this, the last rows of a hall do not read a line."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A block as somebody has it in the form, not kept. refusal: why not."""

    pk: int
    role: str
    text: str
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class PartShown:
    """kept: the words that stand in the database where others are in the form."""

    row: BannerPart
    role: str
    text: str
    kept: str
    open: bool


@require_http_methods(["GET", "POST"])
def banner(request: HttpRequest, pk: int) -> HttpResponse:
    """The editor; its forms for the whole banner are sent here."""
    actor = actor_of(request)
    if request.method == "POST":
        attempt = Attempt()
        with attempt:
            _done(request, actor, pk)
            return redirect("conference-banner", pk)
        return page_of(request, pk, refusal=attempt.refusal)
    return page_of(request, pk)


def _done(request: HttpRequest, actor: Actor, pk: int) -> None:
    given, words = request.POST, ""
    match given.get("act"):
        case "undo":
            done = commands.do_undo(actor, pk)
            words = _("Đã hoàn tác lần sửa gần nhất của anh/chị.") if done else _("Không còn lần sửa nào để hoàn tác.")
        case "look":
            size = look.size(given.get("size", ""), given.get("width", ""), given.get("height", ""))
            commands.do_set_look(actor, pk, size, (given.get("ground", ""), given.get("ink", "")))
        case "release":
            commands.do_release(actor, pk, released=True)
            words = _("Điểm cầu tải được phông của mình từ bây giờ.")
        case "withdraw":
            commands.do_release(actor, pk, released=False)
            words = _("Điểm cầu không tải được phông nữa; tệp đã tải thì vẫn còn ở họ.")
        case "ask":
            asked = bool(given.get("asked"))
            commands.do_ask_words(actor, pk, asked=asked, due=look.due(given.get("due", "")) if asked else None)
            words = (
                _("Điểm cầu thấy việc này ở trang của mình.") if asked else _("Điểm cầu không phải làm việc này nữa.")
            )
        case "no-emblem":
            commands.do_drop_emblem(actor, pk)
        case _:
            commands.do_begin(actor, pk)
    if words:
        messages.success(request, words, extra_tags="ok")


def page_of(
    request: HttpRequest, pk: int, *, refusal: Refusal | None = None, typed: Typed | None = None
) -> HttpResponse:
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.VIEW)
    master = building.master_of(conference)
    draft = building.draft_of(conference, master)
    sites = building.sites_of(conference)
    chosen = request.POST.get("site") or request.GET.get("site", "longest")
    shown = building.with_part(draft, typed.pk, typed.role, typed.text) if typed else draft
    made, site = on(conference, shown, chosen)
    low = pictures.smallest_cm(made)
    refusal = typed.refusal if typed and typed.refusal else refusal
    context = {
        "nav": "home",
        "conference": conference,
        "master": master,
        "draft": shown,
        "may_edit": may(actor, conference.host.path, Need.PREPARE),
        "parts": _parts(master, typed, request.GET.get("part", "")),
        "roles": BannerPart.Role.choices,
        "picture": pictures.as_data(conference, shown, made) if typed else "",
        "chosen": chosen,
        "site": site,
        "sites": facts.named(sites[:_CHOICES]),
        "count": sites.count(),
        "missing": blanks(made) if site else (),
        "smallest": low,
        "too_small": shown.width >= 2000 and 0 < low < _LOW_CM,
        "sizes": look.SIZES,
        "preset": f"{shown.width}x{shown.height}",
        "due": _due(request, master),
        "has_site_blanks": bool(building.site_blanks(shown)),
        "is_preset": f"{shown.width}x{shown.height}" in dict(look.SIZES),
        "metres": (_metres(shown.width), _metres(shown.height)),
        "blanks": _blanks(conference, shown),
        "refusal": refusal,
    }
    return render(request, "documents/banners/banner.html", context, status=refusal.status if refusal else 200)


def _due(request: HttpRequest, master: BannerMaster | None) -> str:
    """As typed, or as kept."""
    if request.POST.get("act") == "ask":
        return request.POST.get("due", "")
    at = master.words_due if master else None
    return dates.written(dates.kept_moment(at)) if at else ""


def on(conference: Conference, draft: Draft, chosen: str) -> tuple[Banner, Site | None]:
    """The banner as a site has it. chosen: its pk, `longest`, or anything else for the master with its blanks."""
    site = None
    if chosen == "longest":
        site = building.longest(conference, draft)
    elif chosen.isdecimal() and len(chosen) < _LONGEST_NUMBER:
        site = building.sites_of(conference).filter(pk=int(chosen)).first()
    if site is None:
        return building.unfilled(conference, draft), None
    return building.site_banner(conference, draft, site).banner, site


def _parts(master: BannerMaster | None, typed: Typed | None, opened: str) -> list[PartShown]:
    found = []
    for one in master.parts.all() if master else ():
        own = typed if typed and typed.pk == one.pk else None
        kept = one.text if own and own.refusal and own.text != one.text else ""
        role, text = (own.role, own.text) if own else (one.role, one.text)
        found.append(PartShown(one, role, text, kept, own is not None or opened == str(one.pk)))
    return found


def _blanks(conference: Conference, draft: Draft) -> list[dict[str, Any]]:
    """Every name that may stand in braces: what it says, and whether it is used."""
    used = set(blanks(building.banner_of(draft)))
    common = facts.shared(conference)
    rows: list[dict[str, Any]] = [
        {"name": name, "about": about, "says": "" if name in facts.SITE else common.get(name, ""), "used": name in used}
        for name, about in (*facts.SITE.items(), *facts.SHARED.items())
    ]
    known: Mapping[str, object] = {**facts.SITE, **facts.SHARED}
    own = [name for name in building.site_blanks(draft) if name not in known]
    return rows + [{"name": name, "about": _("mỗi điểm cầu tự ghi"), "says": "", "used": True} for name in own]


def _metres(millimetres: int) -> str:
    return f"{millimetres / 1000:g}".replace(".", ",")


@require_GET
def gallery(request: HttpRequest, pk: int) -> HttpResponse:
    """All sites' banners, page by page; those with blanks that nobody has filled can be seen alone."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.VIEW)
    master = building.master_of(conference)
    draft = building.draft_of(conference, master)
    sites = building.sites_of(conference)
    every = facts.named(sites)
    missing = building.missing_on(conference, draft, every)
    asked = search_key(request.GET.get("q", ""))
    only = request.GET.get("show") == "missing"
    found = [
        one
        for one in every
        if (not only or one.pk in missing) and (not asked or asked in search_key(f"{one.name} {one.where}"))
    ]
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    shown = building.site_banners(conference, draft, sites.filter(pk__in=[one.pk for one in page]))
    context = {
        "nav": "home",
        "conference": conference,
        "master": master,
        "draft": draft,
        "page": page,
        "rows": [(one, _version(conference, draft, one)) for one in shown],
        "all": len(every),
        "with_blanks": len(missing),
        "only": only,
        "q": request.GET.get("q", ""),
        "may_edit": may(actor, conference.host.path, Need.PREPARE),
        "high": round(pictures.THUMB_PIXELS * draft.height / draft.width),
        "wide": pictures.THUMB_PIXELS,
    }
    return render(request, "documents/banners/gallery.html", context)


def _version(conference: Conference, draft: Draft, one: SiteBanner) -> str:
    return building.digest(conference, draft, [one.site], {})[:16]


@require_GET
def file(request: HttpRequest, pk: int, site_pk: int, form: str) -> HttpResponse:
    """One site's banner, for the host's people: also before it is released."""
    conference = access_conference(actor_of(request), pk, Need.VIEW)
    access_site(actor_of(request), site_pk, Need.VIEW)
    site = building.sites_of(conference).filter(pk=site_pk).first()
    if site is None:
        raise Refusal(
            "no_such_site", _("Không có điểm cầu này, hoặc điểm cầu đã bị thu hồi."), _("Tải lại trang."), status=404
        )
    return pictures.handed_out(conference, building.draft_of(conference, building.master_of(conference)), site, form)
