"""Making a conference from a paper: drop or paste it, check what was read beside the text, confirm."""

import re
from io import BytesIO
from uuid import uuid4

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.conferences.models import Conference
from nhipcau.core.access import Actor, Need, access_conference, access_paper, actor_of, reachable_unit_paths
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.documents import corrections, desk, examples, identity, originals, planning, queries
from nhipcau.documents.amendments import offer
from nhipcau.documents.commands import do_confirm_paper, do_discard_paper, do_keep_corrections, do_receive_paper
from nhipcau.documents.intake.limits import MOST_UPLOADED
from nhipcau.documents.models import ReceivedPaper
from nhipcau.documents.sheet_posted import Posted, taken


@require_http_methods(["GET", "POST"])
def from_paper(request: HttpRequest) -> HttpResponse:
    """Choose, drop or paste a paper, or try an example."""
    actor = actor_of(request)
    if not reachable_unit_paths(actor, Need.PREPARE):
        raise Refusal(
            "not_allowed",
            _("Tài khoản của bạn không có quyền lập hội nghị."),
            _("Đề nghị quản trị của đơn vị cấp quyền “Tổ chức hội nghị”."),
            status=403,
        )
    if request.method == "GET":
        return _from_paper_page(request)
    attempt = Attempt(422)
    with attempt:
        return _on_from(_received(request, actor), request)
    return _from_paper_page(request, attempt.refusal)


def _on_from(paper: ReceivedPaper, request: HttpRequest) -> HttpResponse:
    about = request.POST.get("conference", "")
    if about.isdecimal() and len(about) < 10 and paper.conference is None:
        return redirect("paper-amend", paper.pk, int(about))
    return redirect("paper", paper.pk)


def _received(request: HttpRequest, actor: Actor) -> ReceivedPaper:
    if name := request.POST.get("example"):
        example = examples.get(name)
        return do_receive_paper(actor, data=example.data, filename=example.name)
    if upload := request.FILES.get("file"):
        # One byte more than is read, so that a file that is too large is refused without filling the memory.
        return do_receive_paper(actor, data=upload.read(MOST_UPLOADED + 1), filename=upload.name or "")
    text = request.POST.get("text", "")
    if text.strip():
        return do_receive_paper(actor, text=text)
    raise Refusal(
        "nothing_given",
        _("Chưa có văn bản nào: chưa chọn tệp và ô dán còn trống."),
        _("Chọn tệp .docx, .pdf hoặc .txt, hoặc dán toàn văn vào ô."),
        status=422,
    )


def _from_paper_page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "nav": "paper",
        "refusal": refusal,
        "text": _typed(request, refusal),
        "examples": examples.offered(),
        "about": _about(request),
        "most": MOST_UPLOADED,
        "waiting": ReceivedPaper.objects.filter(uploaded_by=request.user, conference=None).only(
            "pk", "filename", "uploaded_at"
        )[:10],
    }
    return render(request, "documents/from_paper.html", context, status=422 if refusal else 200)


def _typed(request: HttpRequest, refusal: Refusal | None) -> str:
    """What was pasted stays on the page; words that carry a mark of secrecy are not even sent back."""
    secret = refusal is not None and refusal.code == "secret" and not request.FILES
    return "" if secret else request.POST.get("text", "")


def _about(request: HttpRequest) -> Conference | None:
    """The conference to which somebody brings a further paper."""
    pk = request.GET.get("conference") or request.POST.get("conference") or ""
    return access_conference(actor_of(request), pk, Need.PREPARE) if pk else None


@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The text with its facts lit on the left, the sheet of facts on the right."""
    actor = actor_of(request)
    found = access_paper(actor, pk, Need.PREPARE)
    if found.conference is not None:
        words = (
            _("Hội nghị đã được lập từ văn bản này.")
            if found.role == "convenes"
            else _("Văn bản này thuộc hội nghị sau.")
        )
        messages.success(request, words, extra_tags="ok")
        return redirect("conference", found.conference.pk)
    if request.method == "GET":
        return _desk_page(request, found)
    if request.POST.get("action") == "discard":
        do_discard_paper(actor, pk)
        messages.success(request, _("Đã bỏ văn bản; không còn lưu gì của nó."), extra_tags="ok")
        return redirect("from-paper")
    posted = taken(request.POST)
    checked = [name.removeprefix("ok-") for name in request.POST if name.startswith("ok-")]
    if posted.errors:
        return _desk_page(request, found, posted)
    if request.POST.get("action") == "keep":
        do_keep_corrections(actor, pk, posted.facts, checked)
        messages.success(request, _("Đã lưu nội dung sửa. Hội nghị chưa được lập."), extra_tags="ok")
        return redirect("paper", pk)
    attempt = Attempt(422)
    with attempt:
        conference = do_confirm_paper(actor, pk, posted.facts, request.POST.get("key", ""), checked)
        messages.success(request, _("Đã lập hội nghị. Chưa gửi gì cho ai."), extra_tags="ok")
        return redirect("conference", conference.pk)
    return _desk_page(request, found, posted, attempt.refusal)


def _desk_page(
    request: HttpRequest, found: ReceivedPaper, posted: Posted | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    facts = posted.facts if posted else None
    errors = posted.errors if posted else {}
    actor = actor_of(request)
    matches = offer.matches(actor, found)
    parents = [(identity.words(one.cited.facts), one.cited.facts) for one in matches if one.cited is not None]
    laid = desk.lay_out(found, facts, errors, dict(request.POST.items()), parents)
    context = {
        "nav": "paper",
        "paper": found,
        "desk": laid,
        "twin": queries.same_paper(actor, found),
        "matches": matches[:3],
        "amends": any(one.amends for one in matches),
        "clashes": [] if errors else planning.clashes(actor, facts or found.confirmed or found.facts),
        "errors": errors,
        "refusal": refusal,
        "key": request.POST.get("key") or uuid4().hex,
    }
    return render(request, "documents/paper.html", context, status=422 if errors or refusal else 200)


@require_GET
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper's text with its facts lit, to be read; `?at=start-end` shows the words that a row came from."""
    found = access_paper(actor_of(request), pk, Need.VIEW)
    if found.conference is None:
        return redirect("paper", pk)
    context = {
        "nav": "home",
        "paper": found,
        "conference": found.conference,
        "desk": desk.to_read(found, request.GET.get("at", "")),
        "words": identity.words(found.confirmed or found.facts),
        "corrections": corrections.corrections(found),
    }
    return render(request, "documents/text_page.html", context)


@require_GET
def original(request: HttpRequest, pk: int) -> FileResponse:
    """The paper as it was received, byte for byte; always as a download, never shown by the browser itself."""
    found = access_paper(actor_of(request), pk, Need.VIEW)
    response = FileResponse(
        BytesIO(originals.read(found.sha256)),
        as_attachment=True,
        filename=_safe_name(found),
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def _safe_name(found: ReceivedPaper) -> str:
    """The name it came under, without what a file system or a shell could misread."""
    name = re.sub(r"[^\w.() -]+", "_", found.filename.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    return name[-120:] or f"van-ban-{found.pk}.txt"
