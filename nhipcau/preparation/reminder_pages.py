"""The page from which those who have not answered are reminded: whom, what it says, and by itself when."""

from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.access import Need, access_conference, actor_of
from nhipcau.core.attempts import Attempt
from nhipcau.core.config import config
from nhipcau.core.errors import Refusal
from nhipcau.outbox.models import Message
from nhipcau.preparation import reminder_texts as texts
from nhipcau.preparation import reminders
from nhipcau.preparation.addresses import Address, Place, addresses_at
from nhipcau.preparation.missing import MissingGroup, missing
from nhipcau.preparation.models import ReminderPlan
from nhipcau.preparation.report_pages import shown_groups
from nhipcau.preparation.reports import narrowed
from nhipcau.preparation.rounds import round_of

_SHOWN_AGAIN: Final = {409, 422}


@never_cache
@require_http_methods(["GET", "POST"])
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom to remind, with the letter before it leaves; then the letters are in the queue."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.PREPARE)
    attempt = Attempt(*_SHOWN_AGAIN)
    if request.method == "POST":
        with attempt:
            told = reminders.do_remind(actor, pk, _wanted(request), request.POST.get("key", ""))
            _say(request, told)
            return redirect(f"{reverse('outbox')}?conference={pk}" if told.letters else request.get_full_path())
    context = _context(request, conference) | {"refusal": attempt.refusal}
    return render(request, "preparation/remind.html", context, status=attempt.status)


def _wanted(request: HttpRequest) -> reminders.Wanted:
    post = request.POST
    sites, groups = _numbers(post.getlist("site")), _numbers(post.getlist("group"))
    if not sites and not groups:
        raise Refusal(
            "nobody_chosen",
            _("Chưa chọn điểm cầu nào; chưa gửi gì."),
            _("Đánh dấu những nơi cần nhắc rồi gửi."),
            status=422,
        )
    return reminders.Wanted(_what(request), sites, groups, _note(request), again="again" in post)


def _note(request: HttpRequest) -> str:
    """As typed, without the sign that a database does not take."""
    return request.POST.get("note", "").replace("\0", "")


def _numbers(values: list[str]) -> tuple[int, ...]:
    return tuple(int(one) for one in values if one.isdecimal() and len(one) < 18)


def _what(request: HttpRequest) -> str:
    return "delegates" if request.GET.get("what") == "delegates" else "site"


def _say(request: HttpRequest, told: reminders.Reminded) -> None:
    if told.letters and config().sends_mail:
        words = ngettext("%(n)s thư nhắc đã vào hàng chờ gửi.", "%(n)s thư nhắc đã vào hàng chờ gửi.", told.letters)
        messages.success(request, words % {"n": told.letters}, extra_tags="ok")
    elif told.letters:
        words = _("Đã lập %(n)s thư nhắc. Chưa đặt máy chủ thư nên thư được giữ lại, chưa gửi cho ai.")
        messages.warning(request, words % {"n": told.letters}, extra_tags="soon")
    else:
        messages.warning(request, _("Không có thư nào được lập."), extra_tags="info")
    if told.lately:
        words = _("%(n)s nơi đã được nhắc trong 24 giờ qua nên không nhắc lại.")
        messages.warning(request, words % {"n": told.lately}, extra_tags="info")
    if told.without:
        words = _("%(n)s nơi chưa có địa chỉ thư: gọi điện hoặc chép danh sách để gửi Zalo.")
        messages.warning(request, words % {"n": told.without}, extra_tags="tel")


def _context(request: HttpRequest, conference: Conference) -> dict[str, Any]:
    what, opened = _what(request), round_of(conference)
    under = request.GET.get("under", "")
    everybody = conference.sites.filter(withdrawn_at=None)
    groups = missing(conference, narrowed(everybody, {"under": under}), what)
    sites = [row.site for group in groups for row in group.rows]
    due, now = reminders.due_of(opened, what), clock.now()
    known = addresses_at(sites)
    lately = reminders.reminded_lately(conference, what, due)
    failed = reminders.failed(conference, what, due)
    contacts = list(conference.contacts.order_by("order"))
    sampled = next((site for site in sites if site.pk in known), sites[0] if sites else None)
    sample = everybody.select_related("parent").get(pk=sampled.pk) if sampled else None
    note = _note(request)
    shown, folded, page = shown_groups(groups, under, request.GET.get("page"))
    return {
        "nav": "home",
        "conference": conference,
        "what": what,
        "under": under,
        "due": due,
        "late": due is not None and now > due,
        "groups": [_rows(group, known, lately, failed) for group in shown],
        "folded": folded,
        "page": page,
        "nobody": not everybody.exists(),
        "total": len(sites),
        "with_address": len(known),
        "without_address": len(sites) - len(known),
        "plan": ReminderPlan.objects.filter(pk=conference.pk).first(),
        "most_days": reminders.MOST_DAYS,
        "configured": config().sends_mail,
        "letters": Message.objects.filter(stream=conference.stream).count(),
        "sample": sample,
        "sample_subject": texts.subject(conference, what, due, now),
        "sample_body": texts.body(conference, sample, what, due, note, contacts) if sample else "",
        "text": texts.group_text(conference, groups, what, due),
        "note": note,
        "key": uuid4().hex,
        "ahead": conference.is_ahead,
    }


def _rows(
    group: MissingGroup, known: dict[int, Address], lately: dict[int, datetime], failed: dict[int, Message]
) -> dict[str, Any]:
    """A district with its sites: the address of each, when it was reminded, whether it is chosen at first; not so where
    the last letter to that very address came back."""

    def row(site: Place) -> dict[str, Any]:
        address, back = known.get(site.pk), failed.get(site.pk)
        same = back is not None and address is not None and back.to == address.email
        return {
            "site": site,
            "address": address,
            "failed": back,
            "reminded": lately.get(site.pk),
            "chosen": address is not None and site.pk not in lately and not same,
        }

    rows = [row(one.site) for one in group.rows]
    return {
        "key": group.key,
        "name": group.name,
        "rows": rows,
        "addressed": sum(one["address"] is not None for one in rows),
    }


@require_POST
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Letters by the clock, or no longer."""
    typed = request.POST.get("days", "").strip()
    if typed and not (typed.isdecimal() and len(typed) < 5):
        raise Refusal("bad_days", _("Số ngày phải là một số; chưa ghi gì."), _("Ví dụ: 2"), status=422)
    set_ = reminders.do_plan_reminders(actor_of(request), pk, int(typed) if typed else None)
    if set_.days is None:
        words = _("Không nhắc tự động nữa.")
    else:
        words = _("Sẽ tự nhắc từ 08:00, %(days)s ngày trước mỗi hạn, những nơi khi đó chưa trả lời.")
        words %= {"days": set_.days}
    messages.success(request, words, extra_tags="ok")
    return redirect("registration-remind", pk)
