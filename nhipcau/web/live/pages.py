"""The page that a site opens by its join link. Public: the PIN is asked for by the page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from nhipcau.conferences.join import site_behind
from nhipcau.core.errors import Refusal


@login_not_required
@never_cache
@require_safe
def room_page(request: HttpRequest, link_key: str) -> HttpResponse:
    """The room of one site; a link that leads nowhere (any more) says so, with 404 or 410."""
    try:
        site = site_behind(link_key)
    except Refusal as refusal:
        return render(request, "live/no_room.html", {"refusal": refusal}, status=refusal.status)
    shown = {"id": str(site.pk), "name": site.name, "tier": site.tier}
    if site.where:
        shown["where"] = site.where
    boot = {"link": link_key, "title": site.conference.title, "site": shown, "state": "open"}
    return render(request, "live/room.html", {"boot": boot})
