"""`/conferences/<pk>/resume`: a conference that was closed too early goes on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.conferences.lifecycle.resuming import WITHIN, closed_at, do_resume, may_go_on
from nhipcau.core import clock
from nhipcau.core.access import Need, access_conference, actor_of
from nhipcau.core.attempts import Attempt


@require_http_methods(["GET", "POST"])
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.OPERATE)
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            do_resume(actor, pk, request.POST.get("reason", ""))
            said = _("Hội nghị họp tiếp. Các điểm cầu tải lại trang là vào được, liên kết và mã PIN như cũ.")
            messages.success(request, said, extra_tags="ok")
            return redirect("conference", pk)
    at = closed_at(conference)
    context = {
        "nav": "home",
        "conference": conference,
        "closed_at": at,
        "until": None if at is None else at + WITHIN,
        "may": may_go_on(conference, clock.now()),
        "given": request.POST,
        "refusal": attempt.refusal,
    }
    return render(request, "conferences/resume.html", context, status=attempt.status)
