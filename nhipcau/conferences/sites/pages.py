"""The list of a conference's sites: searched, filtered, edited in place, many at once."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.conferences.framing import frame, key_of
from nhipcau.conferences.models import Conference, Site
from nhipcau.conferences.sites import listing, steps
from nhipcau.conferences.sites.listing import Wanted
from nhipcau.conferences.sites.place_commands import Placement, above_by_name, do_place_sites
from nhipcau.core.access import Actor, Need, access_conference, actor_of
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.core.text import search_key
from nhipcau.organs.models import Tier


@require_http_methods(["GET", "POST"])
def sites(request: HttpRequest, pk: int) -> HttpResponse:
    """The list: searched, filtered, a page at a time; names and venues are typed right there."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.VIEW if request.method == "GET" else Need.PREPARE)
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            _act(request, actor, conference)
            return redirect(f"{reverse('conference-sites', args=[pk])}?{request.GET.urlencode()}")
    typed = request.POST if attempt.refusal else {}
    wanted = Wanted.read(request.GET)
    page = listing.site_page(conference, wanted)
    context = frame(actor, conference) | {
        "page": page,
        "wanted": wanted,
        "query": _query(wanted),
        "rows": [_shown(site, typed) for site in page.rows],
        "seen": typed.get("seen") or json.dumps([_seen(site) for site in page.rows], ensure_ascii=False),
        "steps": listing.last_steps(conference) if conference.is_ahead else [],
        "refusal": attempt.refusal,
        "chosen": typed.getlist("site") if typed else [],
        "tiers": Tier.choices,
        "aboves": listing.may_be_above(conference) if conference.is_ahead else [],
    }
    return render(request, "conferences/sites.html", context, status=attempt.status)


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the list: what is typed in it, which is what the site says where nobody typed. under: the name of the
    site above it, empty for the chairing one; moved: it is to stand somewhere else."""

    site: Site
    name: str
    venue: str
    tier: str
    under: str

    @property
    def moved(self) -> bool:
        now = _seen(self.site)
        return (self.tier, self.under) != (now["tier"], now["under"])


def _shown(site: Site, typed: Mapping[str, Any]) -> Shown:
    now = _seen(site)
    names = ("name", "venue", "tier", "under")
    return Shown(site, **{name: typed.get(f"{name}-{site.pk}", now[name]) for name in names})


def _seen(site: Site) -> dict[str, str]:
    above = site.parent if site.parent is not None and not site.parent.is_main else None
    return {
        "id": str(site.pk),
        "name": site.name,
        "venue": site.venue,
        "tier": site.tier,
        "under": above.name if above is not None else "",
        "up": str(site.parent_id or 0),
    }


def _query(wanted: Wanted) -> dict[str, str]:
    return {"q": wanted.words, "tier": wanted.tier, "under": wanted.under, "state": wanted.state}


def _act(request: HttpRequest, actor: Actor, conference: Conference) -> None:
    chosen, key = request.POST.getlist("site"), key_of(request)
    match request.POST.get("act", "save"):
        case "withdraw" | "restore" | "venue" | "place" if not chosen:
            raise Refusal(
                "none_chosen", _("Chưa chọn điểm cầu nào."), _("Đánh dấu ở đầu dòng rồi bấm lại."), status=422
            )
        case "withdraw":
            done = steps.do_withdraw_sites(actor, conference.pk, chosen, key)
            said = _("Đã thu hồi %(n)s điểm cầu. Hoàn tác được ở dưới danh sách.") % {"n": len(done)}
        case "restore":
            done = steps.do_restore_sites(actor, conference.pk, chosen, key)
            said = _("%(n)s điểm cầu dự lại, mỗi nơi một liên kết mới.") % {"n": len(done)}
        case "venue":
            rows = [{"id": pk, "venue": request.POST.get("bulk_venue", "")} for pk in chosen]
            held = conference.sites.filter(pk__in=[p for p in chosen if _is_number(p)])
            now = {str(pk): {"id": str(pk), "venue": venue} for pk, venue in held.values_list("pk", "venue")}
            edited = steps.do_edit_sites(actor, conference.pk, rows, list(now.values()), key)
            said = _("Đã ghi địa điểm cho %(n)s điểm cầu.") % {"n": len(edited.changed)}
        case "place":
            tier, under = request.POST.get("bulk_tier", ""), request.POST.get("bulk_under", "")
            if not tier and not _is_number(under):
                raise Refusal("no_place", _("Chưa chọn cấp hay nơi trực thuộc."), _("Chọn rồi bấm Chuyển."), status=422)
            up = int(under) if _is_number(under) else None
            placed = do_place_sites(
                actor, conference.pk, [Placement(int(one), tier, up) for one in chosen if _is_number(one)], key
            )
            said = _("Đã chuyển %(n)s điểm cầu; liên kết, mã PIN và đăng ký giữ nguyên.") % {"n": len(placed.changed)}
        case _:
            said = _save(request, actor, conference, key)
    messages.success(request, said, extra_tags="ok")


def _save(request: HttpRequest, actor: Actor, conference: Conference, key: str) -> str:
    try:
        seen = [
            {str(name): str(value) for name, value in row.items()} for row in json.loads(request.POST.get("seen", ""))
        ]
    except (ValueError, AttributeError, TypeError):
        raise Refusal(
            "form_cut", _("Biểu mẫu gửi lên không đủ nên chưa lưu gì."), _("Tải lại trang rồi làm lại."), status=422
        ) from None
    rows = [
        {
            "id": row["id"],
            "name": request.POST[f"name-{row['id']}"],
            "venue": request.POST.get(f"venue-{row['id']}", ""),
        }
        for row in seen
        if f"name-{row['id']}" in request.POST
    ]
    with transaction.atomic():  # one form is one change: moved and named, or neither
        placed = do_place_sites(actor, conference.pk, _placements(request, conference, seen), f"{key[:58]}:place")
        edited = steps.do_edit_sites(actor, conference.pk, rows, seen, key)
    clashes = [*edited.clashes, *(pk for pk in placed.clashes if pk not in edited.clashes)]
    changed = {*edited.changed, *placed.changed}
    if clashes:
        typed = {int(row["id"]): _("anh/chị gõ: %(name)s; %(venue)s") % row for row in rows}
        sites = conference.sites.filter(pk__in=clashes[:5])
        names = [f"{site.name} ({typed[site.pk]})" for site in sites]
        messages.warning(
            request,
            _("Người khác vừa sửa %(names)s nên chữ của anh/chị ở đó chưa được lưu; các dòng khác đã lưu.")
            % {"names": ", ".join(names)},
            extra_tags="warn",
        )
    return _("Đã lưu %(n)s điểm cầu.") % {"n": len(changed)} if changed else _("Không có gì thay đổi.")


def _placements(request: HttpRequest, conference: Conference, seen: list[dict[str, str]]) -> list[Placement]:
    """Of the rows whose tier or place was changed in the list; a site above is typed by its name."""
    post, found = request.POST, []
    for row in seen:
        tier, under = post.get(f"tier-{row['id']}"), post.get(f"under-{row['id']}")
        new_tier = tier if tier is not None and tier != row.get("tier", tier) else ""
        moved = under is not None and search_key(under) != search_key(row.get("under", ""))
        if _is_number(row["id"]) and (new_tier or moved):
            up = above_by_name(conference, under) if moved and under is not None else None
            was = (row.get("tier", ""), int(row["up"])) if _is_number(row.get("up", "")) else None
            found.append(Placement(int(row["id"]), new_tier, up, was))
    return found


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 18


@require_POST
def undo(request: HttpRequest, pk: int, step_pk: int) -> HttpResponse:
    actor = actor_of(request)
    access_conference(actor, pk, Need.PREPARE)
    attempt = Attempt(409)
    with attempt:
        undone = steps.do_undo_step(actor, pk, step_pk)
        messages.success(request, " ".join(_undone(undone)), extra_tags="ok")
    if attempt.refusal:
        messages.warning(request, f"{attempt.refusal.message} {attempt.refusal.hint}".strip(), extra_tags="warn")
    return redirect("conference-sites", pk)


def _undone(undone: steps.Undone) -> Iterator[str]:
    yield _("Đã hoàn tác.")
    if undone.removed:
        yield _("%(n)s điểm cầu được bỏ khỏi danh sách.") % {"n": undone.removed}
    if undone.withdrawn:
        yield _("%(n)s điểm cầu đã có người chuẩn bị nên chỉ thu hồi liên kết.") % {"n": undone.withdrawn}
    if undone.restored:
        yield _("%(n)s điểm cầu trở lại như trước.") % {"n": undone.restored}
    if undone.left:
        yield _("%(n)s điểm cầu đã được sửa tiếp sau đó nên giữ nguyên.") % {"n": undone.left}
