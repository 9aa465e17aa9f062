"""Simulated sites from the conference page: bring them in, see how far they are, send them away."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from nhipcau.core.access import Need, access_conference, actor_of
from nhipcau.core.errors import Refusal
from nhipcau.rehearsal.commands import do_start_rehearsal, do_stop_rehearsal
from nhipcau.rehearsal.models import Rehearsal
from nhipcau.rehearsal.queries import rehearsal_status


@never_cache
@require_GET
def panel(request: HttpRequest, pk: int) -> HttpResponse:
    """The card alone: the page asks for it every two seconds while simulated sites are on their way."""
    conference = access_conference(actor_of(request), pk, Need.OPERATE)
    context = {"conference": conference, "rehearsal": rehearsal_status(conference)}
    return render(request, "rehearsal/panel.html", context)


@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    asked = request.POST.get("sites", "")
    sites = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 5 else 0
    rehearsal = _told(request, lambda: do_start_rehearsal(actor_of(request), pk, sites))
    if rehearsal is not None:
        words = _("Đang đưa %(sites)s điểm cầu mô phỏng vào. Lần đầu hệ thống chuẩn bị hình mất vài phút.") % {
            "sites": rehearsal.sites
        }
        messages.success(request, words, extra_tags="ok")
    return redirect("conference", pk)


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    if _told(request, lambda: do_stop_rehearsal(actor_of(request), pk)) is not None:
        messages.success(request, _("Các điểm cầu mô phỏng đang rời phòng họp."), extra_tags="ok")
    return redirect("conference", pk)


def _told(request: HttpRequest, command: Callable[[], Rehearsal]) -> Rehearsal | None:
    """What the command gives; a refusal that leaves the page as it is becomes a message on it."""
    try:
        return command()
    except Refusal as refusal:
        if refusal.status != 409:
            raise
        messages.warning(request, f"{refusal.message} {refusal.hint}", extra_tags="warn")
        return None
