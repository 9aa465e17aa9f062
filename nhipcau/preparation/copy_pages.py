"""The page of copies: to whom the registration goes, when it went, what came of it, what is still to be told."""

from typing import Any, Final
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nhipcau.conferences.mail.pages import SHAPES
from nhipcau.conferences.models import Conference
from nhipcau.core.access import Actor, Need, access_conference, actor_of
from nhipcau.core.attempts import Attempt
from nhipcau.core.config import config
from nhipcau.journal import record as journal
from nhipcau.outbox.models import Message
from nhipcau.preparation import copy_texts as texts
from nhipcau.preparation import copying
from nhipcau.preparation.copy_bodies import addresses_of_bodies, bodies_of
from nhipcau.preparation.copy_rows import rows_of
from nhipcau.preparation.copying import BodySettings
from nhipcau.preparation.models import Round
from nhipcau.preparation.rounds import round_of

_SHOWN_AGAIN: Final = {409, 422}


@never_cache
@require_http_methods(["GET", "POST"])
def copies(request: HttpRequest, pk: int) -> HttpResponse:
    """Send, note what went by hand, or set where copies go."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.PREPARE)
    attempt = Attempt(*_SHOWN_AGAIN)
    if request.method == "POST":
        do = _set if "set" in request.POST else _handed if "handed" in request.POST else _sent
        with attempt:
            do(request, actor, pk)
            return redirect("registration-copies", pk)
    context = _context(conference) | {"refusal": attempt.refusal}
    return render(request, "preparation/copies.html", context, status=attempt.status)


def _numbers(values: list[str]) -> list[int]:
    return [int(one) for one in values if one.isdecimal() and len(one) < 18]


def _sent(request: HttpRequest, actor: Actor, pk: int) -> None:
    post = request.POST
    chosen = _numbers(post.getlist("body"))
    told = copying.do_send_copies(actor, pk, chosen, post.get("key", "") or uuid4().hex, whole="whole" in post)
    if told.letters and config().sends_mail:
        words = _("%(n)s bản đăng ký đã vào hàng chờ gửi.")
        messages.success(request, words % {"n": told.letters}, extra_tags="ok")
    elif told.letters:
        words = _("Đã lập %(n)s bản đăng ký. Chưa đặt máy chủ thư nên thư được giữ lại, chưa gửi cho ai.")
        messages.warning(request, words % {"n": told.letters}, extra_tags="soon")
    if told.known:
        words = _("%(n)s nơi đã biết hết, không có gì mới để gửi; cần gửi lại thì chọn “Gửi lại toàn bộ danh sách”.")
        messages.warning(request, words % {"n": told.known}, extra_tags="info")
    if told.without:
        words = _("%(n)s nơi chưa có địa chỉ thư: in ra, hoặc chép nội dung để gửi Zalo rồi bấm “Đã gửi tay”.")
        messages.warning(request, words % {"n": told.without}, extra_tags="tel")


def _handed(request: HttpRequest, actor: Actor, pk: int) -> None:
    body, upto = (_numbers([request.POST.get(name, "")]) for name in ("handed", "upto"))
    done = copying.do_note_handed(actor, pk, body[0] if body else 0, upto[0] if upto else 0)
    words = _("Đã ghi: %(name)s đã nhận bản đăng ký bằng cách khác.") % {"name": done.name}
    messages.success(request, words, extra_tags="ok")


def _set(request: HttpRequest, actor: Actor, pk: int) -> None:
    post = request.POST
    gets = set(_numbers(post.getlist("gets")))
    rows = [BodySettings(one, post.get(f"email-{one}", ""), one not in gets) for one in _numbers(post.getlist("of"))]
    copying.do_set_copies(actor, pk, "by_itself" in post, rows)
    messages.success(request, _("Đã ghi nơi nhận bản đăng ký."), extra_tags="ok")


def _context(conference: Conference) -> dict[str, Any]:
    opened = round_of(conference)
    rows, bodies = rows_of(conference, opened), bodies_of(opened)
    known = addresses_of_bodies(conference, bodies)
    last = _last_letters(conference)
    shown = [
        {
            "body": body,
            "address": known.get(body.pk),
            "last": None if body.by_hand else last.get(copying.about(body)),
            "news": len(copying.changed_for(body, rows)),
        }
        for body in bodies
    ]
    registered = [row for row in rows if row.counts]
    return {
        "nav": "home",
        "conference": conference,
        "round": opened,
        "rows": shown,
        "upto": journal.head_seq(conference.stream),
        "with_address": any(row["address"] and not row["body"].off for row in shown),
        "registered": len(registered),
        "text": texts.body(conference, "", rows, registered, None),
        "configured": config().sends_mail,
        "evening": f"{copying.EVENING:%H:%M}",
        "over": opened.purged_at is not None or conference.state == Conference.State.CANCELLED,
        "ahead": conference.is_ahead,
        "key": uuid4().hex,
    }


def _last_letters(conference: Conference) -> dict[str, dict[str, Any]]:
    """By `copy:<body>`: the last letter to it and the sign of its state."""
    found = Message.objects.filter(kind=copying.KIND, stream=conference.stream).only("about", "state", "made_at", "to")
    return {
        one.about: {"letter": one, "shape": SHAPES[Message.State(one.state)]} for one in found.order_by("made_at", "pk")
    }


def summary(conference: Conference, opened: Round) -> dict[str, int]:
    """For the round's page: how many bodies get copies, how many have had one, how many letters came back."""
    bodies = [body for body in bodies_of(opened) if not body.off]
    last = _last_letters(conference)
    failed = sum(
        not body.by_hand and copying.about(body) in last and last[copying.about(body)]["shape"] == "bad"
        for body in bodies
    )
    return {"bodies": len(bodies), "told": sum(body.told_at is not None for body in bodies), "failed": failed}
