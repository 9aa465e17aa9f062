"""Pages of standing lists."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.core import clock, dates
from nhipcau.core.access import Need, actor_of, reachable_unit_paths
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.preparation import standing
from nhipcau.preparation.own_pages import TYPED
from nhipcau.preparation.standing import ListFacts


@require_GET
def lists(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    _refuse_others(request)
    found = standing.lists_of(actor)
    context = {"nav": "own", "lists": found, "today": clock.local(clock.now()).date()}
    return render(request, "preparation/standing_lists.html", context)


def _refuse_others(request: HttpRequest) -> None:
    if not reachable_unit_paths(actor_of(request), Need.PREPARE):
        raise Refusal(
            "not_allowed",
            _("Danh sách thường trực do người tổ chức hội nghị giữ."),
            _("Đề nghị quản trị của đơn vị cấp quyền “Tổ chức hội nghị”."),
            status=403,
        )


@never_cache
@require_http_methods(["GET", "POST"])
def list_new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    _refuse_others(request)
    attempt = Attempt(422)
    if request.method == "POST":
        with attempt:
            made = standing.do_save_list(actor, _facts(request), unit=request.POST.get("unit", ""))
            messages.success(request, _("Đã lập danh sách; dán thành viên vào ô bên dưới."), extra_tags="ok")
            return redirect("standing-list", made.pk)
    today = clock.local(clock.now()).date()
    context = {
        "nav": "own",
        "units": standing.keeping_units(actor),
        "post": request.POST or {"valid_from": f"{today:%d/%m/%Y}"},
        "refusal": attempt.refusal,
    }
    return render(request, "preparation/standing_list.html", context, status=attempt.status)


@never_cache
@require_http_methods(["GET", "POST"])
def list_edit(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    found = standing.access_list(actor, pk)
    attempt = Attempt(422)
    if request.method == "POST":
        with attempt:
            if request.POST.get("action") == "members":
                count = standing.do_set_members(actor, pk, request.POST.get("members", ""))
                words = _("Danh sách có %(count)s người.") % {"count": count}
            else:
                standing.do_save_list(actor, _facts(request), pk=pk)
                words = _("Đã ghi.")
            messages.success(request, words, extra_tags="ok")
            return redirect("standing-list", pk)
    kept = {
        "name": found.name,
        "decision": found.decision,
        "decided_on": _written(found.decided_on),
        "valid_from": _written(found.valid_from),
        "valid_to": _written(found.valid_to),
    }
    context = {
        "nav": "own",
        "list": found,
        "members": list(found.members.order_by("order")),
        "text": request.POST.get("members") or standing.members_as_text(found),
        "post": request.POST if attempt.refusal and "name" in request.POST else kept,
        "refusal": attempt.refusal,
    }
    return render(request, "preparation/standing_list.html", context, status=attempt.status)


def _written(day: date | None) -> str:
    return "" if day is None else f"{day:%d/%m/%Y}"


def _facts(request: HttpRequest) -> ListFacts:
    post = request.POST
    start = _day(post.get("valid_from", "")) or clock.local(clock.now()).date()
    return ListFacts(
        post.get("name", ""),
        post.get("decision", ""),
        _day(post.get("decided_on", "")),
        start,
        _day(post.get("valid_to", "")),
    )


def _day(text: str) -> date | None:
    try:
        kept = dates.kept(text)
    except ValueError:
        raise Refusal(
            "bad_date",
            _("“%(text)s” không phải là ngày.") % {"text": text[:40]},
            _("Ghi dạng 17/12/2021."),
            status=TYPED,
        ) from None
    return None if kept is None else date.fromisoformat(kept[:10])
