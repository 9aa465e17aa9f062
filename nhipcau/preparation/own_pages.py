"""The site's own page: by its link and PIN, or by an account that answers for it; all that a site must do."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.conferences.join import do_check_pin, site_behind
from nhipcau.conferences.models import Site
from nhipcau.conferences.queries import technical_contact
from nhipcau.core.access import Actor, Need, access_own_site, actor_of, reachable_unit_paths
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.organs.models import Tier
from nhipcau.preparation import answering, duties, further, passes, queries, rounds
from nhipcau.preparation.models import Round

SHOWN = 500
TYPED = 422
"""Refusals of this status are shown above the form, with what was typed still in it."""


def own_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for whoever answers for the site `pk`: the view is called with (request, actor, site, …)."""

    @login_not_required
    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        actor, site = passes.site_of(request, pk, Need.REGISTER)
        return view(request, actor, site, **kwargs)

    return opened


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, link_key: str) -> HttpResponse:
    """The way in for a clerk without an account: the site's link, then its PIN. Wrong ones are slowed per site."""
    try:
        site = site_behind(link_key)
    except Refusal as gone:
        return render(request, "preparation/no_door.html", {"refusal": gone}, status=gone.status)
    if _answers_for(request, site) or passes.is_held(request, site):
        return redirect("own-site", site.pk)
    attempt = Attempt(403, 404, 410, 429)
    if request.method == "POST":
        with attempt:
            site = do_check_pin(link_key, request.POST.get("pin", ""))
            answer = redirect("own-site", site.pk)
            passes.give(request, answer, site)
            return answer
    refusal = attempt.refusal
    page = render(
        request,
        "preparation/door.html",
        {"site": site, "refusal": refusal, "contact": technical_contact(site.conference)},
        status=attempt.status,
    )
    again = (refusal.extra or {}).get("retry_after") if refusal else None
    if again:
        page["Retry-After"] = str(again)
    return page


def _answers_for(request: HttpRequest, site: Site) -> bool:
    """Whether the account that is logged in needs no PIN here."""
    if not request.user.is_authenticated:
        return False
    try:
        access_own_site(actor_of(request), site.pk, Need.REGISTER)
    except Refusal:
        return False
    return True


@require_GET
def own_sites(request: HttpRequest) -> HttpResponse:
    """The sites that an account answers for in conferences of others; its own conferences have their own pages."""
    actor = actor_of(request)
    found, total = queries.sites_to_answer_for(actor, SHOWN)
    may_keep = bool(reachable_unit_paths(actor, Need.PREPARE))
    context = {"nav": "own", "rows": found, "total": total, "more": total - len(found), "may_keep_lists": may_keep}
    return render(request, "preparation/own_sites.html", context)


@require_http_methods(["GET", "POST"])
@own_page
def own_site(request: HttpRequest, actor: Actor, site: Site) -> HttpResponse:
    """The list of duties with the form of the site's own data."""
    answer = queries.answer_of(site)
    given = _given(site, answer)
    attempt = Attempt()
    if request.method == "POST":
        confirm = request.POST.get("action") == "confirm"
        given = answering.SiteData(
            **{name: request.POST.get(name, "") for name in ("venue", "room", "contact_name")},
            contact_phone=request.POST.get("contact_phone", ""),
        )
        with attempt:
            answering.do_answer(actor, site.pk, given, confirm=confirm)
            words = _("Đã đăng ký điểm cầu.") if confirm else _("Đã ghi; chưa báo là đăng ký xong.")
            messages.success(request, words, extra_tags="ok")
            return redirect("own-site", site.pk)
    return render(
        request,
        "preparation/own_site.html",
        _context(actor, site) | {"given": given, "refusal": attempt.refusal, "form_open": attempt.refusal is not None},
        status=attempt.status,
    )


def _given(site: Site, answer: Any) -> answering.SiteData:
    """What the form shows first: what was said, else what the same unit said last time."""
    said = answering.SiteData(site.venue, answer.room, answer.contact_name, answer.contact_phone)
    before = queries.last_answer(site) if answer.pk is None or not answer.confirmed_at else None
    if before is None:
        return said
    return replace(
        said,
        venue=said.venue or before.site.venue,
        room=said.room or before.room,
        contact_name=said.contact_name or before.contact_name,
        contact_phone=said.contact_phone or before.contact_phone,
    )


def _context(actor: Actor, site: Site) -> dict[str, Any]:
    answer, counts = queries.answer_of(site), duties.counts_of(site)
    found = duties.duties_of(site, answer, counts, further.further([site]).get(site.pk, []))
    due = [one for one in found if one.key not in {"rehearsal", "join"}]
    opened = rounds.round_of(site.conference)
    above = site.parent if site.tier == Tier.COMMUNE else None
    return frame(actor, site) | {
        "answer": answer,
        "duties": found,
        "done": sum(one.state == "done" for one in due),
        "all": len(due),
        "next": duties.next_duty(due),
        "text": duties.as_text(site, found),
        "contacts": [one for one in site.conference.contacts.order_by("order") if one.phone][:4],
        "above": None if above is None else (above, queries.answer_of(above)),
        "enrols": opened.mode == Round.Mode.OPT_IN and site.tier != Tier.COMMUNE and site.unit_id is not None,
        "shut": opened.late == Round.Late.CLOSED,
    }


def frame(actor: Actor, site: Site) -> dict[str, Any]:
    """What every page of a site shows round its own."""
    return {
        "nav": "own",
        "site": site,
        "conference": site.conference,
        "by_pass": actor.kind == "site",
    }


@require_POST
@own_page
def own_task(request: HttpRequest, actor: Actor, site: Site) -> HttpResponse:
    """Mark one of the paper's tasks as done here, or as not done after all."""
    number = request.POST.get("task", "")
    answering.do_mark_task(actor, site.pk, int(number) if number.isdecimal() else 0, request.POST.get("done") == "1")
    return redirect("own-site", site.pk)


@require_POST
@own_page
def own_leave(request: HttpRequest, actor: Actor, site: Site) -> HttpResponse:
    """Give the pass back, on a machine that others use."""
    answer = redirect("own-door", site.link_key)
    passes.take_back(answer, site)
    return answer
