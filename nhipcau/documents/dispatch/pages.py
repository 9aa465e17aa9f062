"""Where a paper went and who has it, for who sent it; the inbox and one received paper, for who got it."""

from dataclasses import replace
from email.utils import parseaddr

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.core.access import Need, access_delivery, access_written, actor_of, may, own_deliveries
from nhipcau.core.attempts import Attempt
from nhipcau.core.config import config
from nhipcau.core.errors import Refusal
from nhipcau.documents.dispatch import commands, mailed, queries, recipients
from nhipcau.documents.dispatch.channels import zalo_text
from nhipcau.documents.dispatch.commands import Chosen
from nhipcau.documents.dispatch.followed import followed
from nhipcau.documents.dispatch.returns import REASONS_RETURNED
from nhipcau.documents.dispatch.standing import standing_of
from nhipcau.documents.models import Delivery, Paper, PaperFile
from nhipcau.documents.writing import rendering, setting, states
from nhipcau.documents.writing.files import handed_out
from nhipcau.journal.exports import do_record_export
from nhipcau.outbox import line
from nhipcau.typeset import from_json

_PER_PAGE = 50
_MISSING_PER_PAGE = 100
_MOST_BELOW = 400
"""Units below that are laid out with their recipients; of more, those of one recipient at a time."""


@require_http_methods(["GET", "POST"])
def dispatch(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose recipients and send; the matrix of who has it."""
    actor = actor_of(request)
    paper = access_written(actor, pk, Need.VIEW)
    if not paper.was_issued:
        states.require(paper, "dispatch")
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            words = _done(request, pk)
            messages.success(request, words, extra_tags="ok")
            return redirect("written-dispatch", pk)
    found = queries.matrix(paper)
    may_send = paper.unit is not None and may(actor, paper.unit.path, Need.ISSUE) and states.may(paper, "dispatch")
    context = {
        "nav": "home",
        "paper": paper,
        "conference": paper.conference,
        "matrix": found,
        "missing": found.missing,
        "page": Paginator(found.missing, _MISSING_PER_PAGE).get_page(request.GET.get("page")),
        "opened": request.GET.get("open", ""),
        "wide": found.below.there <= _MOST_BELOW,
        "proposed": _offered(request, paper) if may_send else [],
        "channels": Delivery.Channel.choices,
        "ended_by": queries.ended_by([paper]).get(paper.pk),
        "may_send": may_send,
        "zalo": zalo_text(paper),
        "only_missing": request.GET.get("show") == "missing",
        "refusal": attempt.refusal,
        "outage": line.outage(),
        "waiting": mailed.waiting(paper),
        "reports_to": parseaddr(config().smtp_sender)[1],
        "reasons": [str(one) for one in REASONS_RETURNED],
    }
    return render(request, "documents/dispatch/dispatch.html", context, status=attempt.status)


def _offered(request: HttpRequest, paper: Paper) -> list[recipients.Proposed]:
    """Who has not been sent it; where the form was refused, with the marks, ways and addresses that it came with."""
    found = [one for one in recipients.proposed(paper) if not one.sent]
    given = request.POST
    if given.get("act") != "send":
        return found
    return [
        replace(
            one,
            chosen=one.key in given.getlist("to"),
            way=given.get(f"channel-{one.key}", ""),
            email=given.get(f"email-{one.key}", one.email),
        )
        for one in found
    ]


def _done(request: HttpRequest, pk: int) -> str:
    actor, given = actor_of(request), request.POST
    access_written(actor, pk, Need.ISSUE)
    act = given.get("act", "send")
    if act == "send":
        chosen = [
            Chosen(key, given.get(f"channel-{key}", ""), given.get(f"email-{key}", "")) for key in given.getlist("to")
        ]
        if not chosen:
            raise Refusal("nobody", _("Chưa chọn nơi nhận nào; chưa gửi gì."), _("Đánh dấu nơi nhận."), status=422)
        made = commands.do_dispatch(actor, pk, chosen)
        return _("Đã gửi cho %(n)s nơi nhận.") % {"n": len(made)}
    return followed(actor, pk, given)


@require_GET
def missing(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has not acknowledged, as plain text with telephone numbers; taken out as a list, so it is written down."""
    actor = actor_of(request)
    paper = access_written(actor, pk, Need.ISSUE)
    found = queries.matrix(paper)
    stream = paper.conference.stream if paper.conference else ""
    do_record_export(actor, "missing:paper", len(found.missing), stream, form="text", unit_path=paper.unit.path)  # pyright: ignore[reportOptionalMemberAccess] - a written paper has its unit
    response = HttpResponse(queries.missing_as_text(paper, found), content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """What was sent to the actor's units, the latest first; what is still to be acknowledged stands out."""
    rows = own_deliveries(actor_of(request), Need.VIEW).select_related("unit", "paper__issuer", "paper__conference")
    waiting = rows.exclude(state=Delivery.State.ACKNOWLEDGED).filter(paper__state=Paper.State.ISSUED)
    only = request.GET.get("show") == "waiting"
    page = Paginator((waiting if only else rows).order_by("-queued_at", "-pk"), _PER_PAGE)
    shown = page.get_page(request.GET.get("page"))
    ended_by = queries.ended_by([row.paper for row in shown])
    context = {
        "nav": "own",
        "page": shown,
        "rows": [(row, ended_by.get(row.paper.pk)) for row in shown],
        "waiting": waiting.count(),
        "only": only,
    }
    return render(request, "documents/dispatch/inbox.html", context)


@require_http_methods(["GET", "POST"])
def received(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper as its recipient has it: read, acknowledge, pass on, carry out by papers of one's own."""
    actor = actor_of(request)
    row = access_delivery(actor, pk, Need.VIEW)
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            words = _received(request, pk)
            messages.success(request, words, extra_tags="ok")
            return redirect("received", pk)
    else:
        commands.do_open(actor, row)
    paper, unit = row.paper, row.unit
    kept = paper.files.filter(form=PaperFile.Form.MODEL.value).first()
    model, whole = from_json(bytes(kept.data).decode()) if kept else None, rendering.asks_for_all(request)
    rows = list(paper.deliveries.filter(unit__isnull=False))
    letters = {one.key: one for one in mailed.letters_of(rows)}
    sent = {one.unit_id: standing_of(one, letters.get(mailed.key_of(one))) for one in rows}
    under = recipients.below(paper.conference, unit) if paper.conference and unit else []
    context = {
        "nav": "own",
        "row": row,
        "paper": paper,
        "conference": paper.conference,
        "sheets": rendering.preview(model, setting.profile_of(paper), whole=whole) if model else None,
        "forms": [(form, rendering.ENDINGS[form].upper()) for form in rendering.forms() if form != "model"],
        "below": [(one, sent.get(one.pk)) for one, _email in under],
        "passed_on": row.passed_on.exists(),
        "unsent": sum(one.pk not in sent for one, _email in under),
        "may_answer": unit is not None and may(actor, unit.path, Need.REGISTER),
        "may_compose": unit is not None and may(actor, unit.path, Need.COMPOSE),
        "since": queries.since(row),
        "ended_by": queries.ended_by([paper]).get(paper.pk),
        "own": list(paper.followers.filter(unit=unit).exclude(state="discarded").order_by("pk")),
        "zalo": zalo_text(paper),
        "refusal": attempt.refusal,
    }
    return render(request, "documents/dispatch/received.html", context, status=attempt.status)


def _received(request: HttpRequest, pk: int) -> str:
    actor = actor_of(request)
    if request.POST.get("act") == "pass":
        units = [int(one) for one in request.POST.getlist("unit") if one.isdecimal() and len(one) < 10]
        if not units:
            raise Refusal("nobody", _("Chưa chọn đơn vị nào; chưa chuyển gì."), _("Đánh dấu đơn vị."), status=422)
        made = commands.do_pass_on(actor, pk, units)
        return _("Đã chuyển cho %(n)s đơn vị cấp dưới.") % {"n": len(made)}
    commands.do_acknowledge(actor, pk)
    return _("Đã tiếp nhận; nơi gửi thấy ngay.")


@require_GET
def received_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    row = access_delivery(actor_of(request), pk, Need.VIEW)
    return handed_out(row.paper, form)


@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """From the list, without opening the paper."""
    commands.do_acknowledge(actor_of(request), pk)
    messages.success(request, _("Đã tiếp nhận; nơi gửi thấy ngay."), extra_tags="ok")
    return redirect("inbox")
