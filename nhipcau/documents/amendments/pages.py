"""The page of an amendment: before → after, what follows, and the two ways on."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.conferences.models import Conference
from nhipcau.core.access import Need, access_conference, access_paper, actor_of
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.core.languages import in_vietnamese
from nhipcau.documents import identity
from nhipcau.documents.amendments import offer
from nhipcau.documents.amendments.commands import do_apply_paper, do_attach_paper
from nhipcau.documents.models import ReceivedPaper


@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, pk: int, conference_pk: int) -> HttpResponse:
    """What the paper changes in the conference; nothing is changed before somebody applies it."""
    actor = actor_of(request)
    paper = access_paper(actor, pk, Need.PREPARE)
    conference = access_conference(actor, conference_pk, Need.PREPARE)
    if paper.conference is not None:
        if paper.conference.pk != conference.pk:
            raise Refusal(
                "paper_taken", _("Văn bản này đã thuộc một hội nghị khác."), _("Mở hội nghị đó để xem."), status=409
            )
        return redirect("conference", conference.pk)
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            return _applied(request, paper, conference)
        conference.refresh_from_db()
    laid = offer.lay_out(actor, paper, conference)
    context = {
        "nav": "paper",
        "offer": laid,
        "paper": paper,
        "conference": conference,
        "words": identity.words(paper.confirmed or paper.facts),
        "open": conference.is_ahead,
        "given": request.POST,
        "refusal": attempt.refusal,
        "key": uuid4().hex,
    }
    return render(request, "documents/amend.html", context, status=attempt.status)


def _told_words(tell: bool, places: int) -> str:
    if tell and places:
        return _("Thư báo đang gửi đến %(n)s nơi.") % {"n": places}
    return _("Chưa gửi gì cho ai.")


def _applied(request: HttpRequest, paper: ReceivedPaper, conference: Conference) -> HttpResponse:
    actor = actor_of(request)
    if request.POST.get("action") == "attach":
        do_attach_paper(actor, paper.pk, conference.pk)
        words = _("Đã lưu văn bản vào hội nghị; nội dung hội nghị không đổi.")
    else:
        with in_vietnamese():  # what was changed is kept with the conference, in words that every office reads
            laid = offer.lay_out(actor, paper, conference)
            chosen = offer.chosen(laid, {name: str(value) for name, value in request.POST.items()})
        key, seen = request.POST.get("key", ""), request.POST.get("seen", "")
        tell = bool(request.POST.get("tell"))
        do_apply_paper(actor, paper.pk, conference.pk, chosen.plan, key, seen, chosen.moved, tell=tell)
        applied = _("Đã áp dụng %(n)s thay đổi; liên kết và mã PIN của các điểm cầu còn lại giữ nguyên.")
        words = f"{applied % {'n': len(chosen.plan.told)}} {_told_words(tell, laid.letters.told)}"
    messages.success(request, words, extra_tags="ok")
    return redirect("conference", conference.pk)
