"""The pages of letters: how each stands, its text to be copied, and what can be done with it."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from nhipcau.conferences.mail import commands
from nhipcau.conferences.models import Conference
from nhipcau.core.access import (
    Need,
    access_conference,
    access_message,
    access_messages,
    actor_of,
    administered_messages,
    prepared_messages,
    reachable_unit_paths,
    visible_conferences,
)
from nhipcau.core.attempts import Attempt
from nhipcau.core.config import config
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc
from nhipcau.outbox import line
from nhipcau.outbox.models import Message

_PER_PAGE = 100
SHAPES = {
    Message.State.QUEUED: "none",
    Message.State.SENDING: "info",
    Message.State.SENT: "ok",
    Message.State.FAILED: "bad",
    Message.State.UNSURE: "warn",
    Message.State.HELD: "soon",
    Message.State.CANCELLED: "past",
    Message.State.WITHDRAWN: "past",
}


@never_cache
@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    """Letters about the conferences that somebody prepares, or the accounts that he administers, the latest first; of
    one conference, of one state."""
    actor = actor_of(request)
    access_messages(actor)
    asked = request.GET.get("conference", "")
    conference = access_conference(actor, asked, Need.PREPARE) if asked else None
    administers = bool(reachable_unit_paths(actor, Need.ADMINISTER))
    of_accounts = administers and conference is None and request.GET.get("of") == "accounts"
    letters = administered_messages(actor) if of_accounts else prepared_messages(actor)
    if conference is not None:
        letters = letters.filter(stream=conference.stream)
    counts = dict(letters.order_by().values_list("state").annotate(n=Count("pk")))
    state = request.GET.get("state", "")
    find = nfc(request.GET.get("find", "").strip())
    shown = _narrowed(letters, state, find)
    page = Paginator(shown.defer("body", "calendar"), _PER_PAGE).get_page(request.GET.get("page"))
    titles = (
        _titles(list(page), visible_conferences(actor, Need.PREPARE)) if conference is None and not of_accounts else {}
    )
    context = {
        "nav": "outbox",
        "conference": conference,
        "administers": administers,
        "of_accounts": of_accounts,
        "rows": [(one, SHAPES[Message.State(one.state)], titles.get(one.stream)) for one in page],
        "page": page,
        "states": [(value, words, counts[value]) for value, words in Message.State.choices if value in counts],
        "total": sum(counts.values()),
        "wanted": state if state in Message.State.values else "",
        "find": find,
        "held": counts.get(Message.State.HELD, 0),
        "failed": counts.get(Message.State.FAILED, 0),
        "configured": config().sends_mail,
        "outage": line.outage(),
        "waiting": counts.get(Message.State.QUEUED, 0),
    }
    return render(request, "conferences/mail/outbox.html", context)


def _narrowed(letters: "QuerySet[Message]", state: str, find: str) -> "QuerySet[Message]":
    if state in Message.State.values:
        letters = letters.filter(state=state)
    if find:
        letters = letters.filter(to_name__icontains=find) | letters.filter(to__icontains=find)
    return letters.order_by("-made_at", "-pk")


def _titles(shown: list[Message], conferences: "QuerySet[Conference]") -> dict[str, Conference]:
    pks = {int(one.stream.partition(":")[2]) for one in shown}
    return {one.stream: one for one in conferences.filter(pk__in=pks).only("pk", "title")}


@never_cache
@require_GET
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    return _letter(request, pk, None)


def _letter(request: HttpRequest, pk: int, refusal: Refusal | None) -> HttpResponse:
    actor = actor_of(request)
    found = access_message(actor, pk)
    kind, _colon, about = found.stream.partition(":")
    conference = access_conference(actor, about, Need.PREPARE) if kind == "conference" else None
    context = {
        "nav": "outbox",
        "conference": conference,
        "letter": found,
        "shape": SHAPES[Message.State(found.state)],
        "files": found.attachments.values("name", "media_type"),
        "text": f"{found.subject}\n\n{found.body}",
        "configured": config().sends_mail,
        "refusal": refusal,
    }
    return render(request, "conferences/mail/letter.html", context, status=refusal.status if refusal else 200)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    attempt = Attempt(409)
    with attempt:
        found = commands.do_send_again(actor_of(request), pk)
        words = _("Thư gửi %(to)s đã vào hàng chờ gửi.") % {"to": found.to_name or found.to}
        notices.success(request, words, extra_tags="ok")
        return redirect("letter", pk)
    return _letter(request, pk, attempt.refusal)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    attempt = Attempt(409)
    with attempt:
        found = commands.do_cancel_letter(actor_of(request), pk)
        words = _("Đã hủy thư gửi %(to)s. Có thể gửi lại bất cứ lúc nào.") % {"to": found.to_name or found.to}
        notices.success(request, words, extra_tags="ok")
        return redirect("letter", pk)
    return _letter(request, pk, attempt.refusal)


@require_POST
def send_waiting(request: HttpRequest, pk: int) -> HttpResponse:
    """All held, or all failed, letters of a conference."""
    count = commands.do_send_waiting(actor_of(request), pk, request.POST.get("state", ""))
    words = _("%(n)s thư đã vào hàng chờ gửi.") % {"n": count} if count else _("Không còn thư nào cần gửi lại.")
    notices.success(request, words, extra_tags="ok")
    return redirect(f"{reverse('outbox')}?conference={pk}")
