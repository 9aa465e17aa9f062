"""The list of a conference's sites: searched, filtered, edited in place, many at once."""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.conferences.framing import frame, key_of
from nhipcau.conferences.models import Conference, Site
from nhipcau.conferences.sites import listing, steps
from nhipcau.conferences.sites.listing import Wanted
from nhipcau.core.access import Actor, Need, access_conference, actor_of
from nhipcau.core.errors import Refusal


@require_http_methods(["GET", "POST"])
def sites(request: HttpRequest, pk: int) -> HttpResponse:
    """The list: searched, filtered, a hundred at a time; names and venues are typed right there."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.VIEW if request.method == "GET" else Need.PREPARE)
    refusal, typed = None, {}
    if request.method == "POST":
        try:
            _act(request, actor, conference)
            return redirect(f"{reverse('conference-sites', args=[pk])}?{request.GET.urlencode()}")
        except Refusal as refused:
            if refused.status not in {409, 422}:
                raise
            refusal, typed = refused, request.POST
    wanted = Wanted.read(request.GET)
    page = listing.site_page(conference, wanted)
    context = frame(actor, conference) | {
        "page": page,
        "wanted": wanted,
        "query": _query(wanted),
        "rows": [
            (site, typed.get(f"name-{site.pk}", site.name), typed.get(f"venue-{site.pk}", site.venue))
            for site in page.rows
        ],
        "seen": typed.get("seen") or json.dumps([_seen(site) for site in page.rows], ensure_ascii=False),
        "steps": listing.last_steps(conference) if conference.is_ahead else [],
        "refusal": refusal,
        "chosen": typed.getlist("site") if typed else [],
    }
    return render(request, "conferences/sites.html", context, status=refusal.status if refusal else 200)


def _as_typed(site: Site, typed: Mapping[str, Any]) -> tuple[Site, str, str]:
    return (site, typed.get(f"name-{site.pk}", site.name), typed.get(f"venue-{site.pk}", site.venue))


def _seen(site: Site) -> dict[str, str]:
    return {"id": str(site.pk), "name": site.name, "venue": site.venue}


def _query(wanted: Wanted) -> dict[str, str]:
    return {"q": wanted.words, "tier": wanted.tier, "under": wanted.under, "state": wanted.state}


def _act(request: HttpRequest, actor: Actor, conference: Conference) -> None:
    chosen, key = request.POST.getlist("site"), key_of(request)
    match request.POST.get("act", "save"):
        case "withdraw" | "restore" | "venue" if not chosen:
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
            now = {
                str(site.pk): _seen(site)
                for site in conference.sites.filter(pk__in=[p for p in chosen if p.isdecimal()])
            }
            edited = steps.do_edit_sites(actor, conference.pk, rows, list(now.values()), key)
            said = _("Đã ghi địa điểm cho %(n)s điểm cầu.") % {"n": len(edited.changed)}
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
    edited = steps.do_edit_sites(actor, conference.pk, rows, seen, key)
    if edited.clashes:
        typed = {int(row["id"]): _("anh/chị gõ: %(name)s; %(venue)s") % row for row in rows}
        sites = conference.sites.filter(pk__in=edited.clashes[:5])
        names = [f"{site.name} ({typed[site.pk]})" for site in sites]
        messages.warning(
            request,
            _("Người khác vừa sửa %(names)s nên chữ của anh/chị ở đó chưa được lưu; các dòng khác đã lưu.")
            % {"names": ", ".join(names)},
            extra_tags="warn",
        )
    return _("Đã lưu %(n)s điểm cầu.") % {"n": len(edited.changed)} if edited.changed else _("Không có gì thay đổi.")


@require_POST
def undo(request: HttpRequest, pk: int, step_pk: int) -> HttpResponse:
    actor = actor_of(request)
    access_conference(actor, pk, Need.PREPARE)
    try:
        undone = steps.do_undo_step(actor, pk, step_pk)
    except Refusal as refused:
        if refused.status != 409:
            raise
        messages.warning(request, refused.message, extra_tags="warn")
        return redirect("conference-sites", pk)
    said = [_("Đã hoàn tác.")]
    if undone.removed:
        said.append(_("%(n)s điểm cầu được bỏ khỏi danh sách.") % {"n": undone.removed})
    if undone.withdrawn:
        said.append(_("%(n)s điểm cầu đã có người chuẩn bị nên chỉ thu hồi liên kết.") % {"n": undone.withdrawn})
    if undone.restored:
        said.append(_("%(n)s điểm cầu trở lại như trước.") % {"n": undone.restored})
    if undone.left:
        said.append(_("%(n)s điểm cầu đã được sửa tiếp sau đó nên giữ nguyên.") % {"n": undone.left})
    messages.success(request, " ".join(said), extra_tags="ok")
    return redirect("conference-sites", pk)
