"""A site's own banner: what it says in its blanks, and the file to print; by an account or by link and PIN."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.conferences.models import Site
from nhipcau.core.access import Actor, Need, may
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.documents.banners import building, commands, facts, pictures
from nhipcau.documents.banners.building import Draft
from nhipcau.documents.models import BannerMaster
from nhipcau.preparation.own_pages import frame, own_page

_BEFORE = "blank-"


@require_http_methods(["GET", "POST"])
@own_page
def own_banner(request: HttpRequest, actor: Actor, site: Site) -> HttpResponse:
    conference = site.conference
    master = building.master_of(conference)
    draft = building.draft_of(conference, master)
    names = building.site_blanks(draft)
    attempt, typed = Attempt(422), {}
    if request.method == "POST":
        typed = {name: request.POST.get(f"{_BEFORE}{n}", "") for n, name in enumerate(names)}
        with attempt:
            commands.do_say_words(actor, site.pk, typed)
            messages.success(request, _("Đã ghi; phông của điểm cầu theo chữ này."), extra_tags="ok")
            return redirect("own-banner", site.pk)
    full = building.sites_of(conference).filter(pk=site.pk).first() or site
    said = building.said_by(full)
    follows = facts.of_site(full, facts.shared(conference))
    made = building.site_banner(conference, draft, full)
    context = frame(actor, site) | {
        "master": master,
        "blanks": [
            {
                "field": f"{_BEFORE}{n}",
                "name": name,
                "about": facts.SITE.get(name, ""),
                "said": typed.get(name, said.get(name, "")),
                "follows": follows.get(name, ""),
            }
            for n, name in enumerate(names)
        ],
        "missing": made.missing,
        "picture": pictures.as_data(conference, draft, made.banner),
        "may_take": _may_take(actor, site, master),
        "released": master is not None and master.released_at is not None,
        "metres": f"{draft.width / 1000:g} × {draft.height / 1000:g} m".replace(".", ","),
        "refusal": attempt.refusal,
    }
    return render(request, "documents/banners/own.html", context, status=attempt.status)


def _may_take(actor: Actor, site: Site, master: BannerMaster | None) -> bool:
    """Released ones by whoever answers for the site; before that by the host's people alone."""
    released = master is not None and master.released_at is not None
    return released or may(actor, site.conference.host.path, Need.VIEW)


@require_GET
@own_page
def own_file(_request: HttpRequest, actor: Actor, site: Site, form: str) -> HttpResponse:
    master = building.master_of(site.conference)
    if not _may_take(actor, site, master):
        raise Refusal(
            "not_released",
            _("Đơn vị chủ trì chưa duyệt phông nên chưa tải được."),
            _("Chờ thông báo, hoặc gọi đầu mối của đơn vị chủ trì; chữ của điểm cầu vẫn ghi trước được."),
            status=403,
        )
    draft: Draft = building.draft_of(site.conference, master)
    full = building.sites_of(site.conference).filter(pk=site.pk).first() or site
    return pictures.handed_out(site.conference, draft, full, form)
