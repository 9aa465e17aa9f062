"""The host's pages of a registration: how it goes, who comes late."""

from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.conferences.models import Conference
from nhipcau.core import clock, dates
from nhipcau.core.access import Actor, Need, access_conference, actor_of
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.organs.models import Tier
from nhipcau.preparation import enrolling, rounds
from nhipcau.preparation.models import Round
from nhipcau.preparation.own_pages import TYPED
from nhipcau.preparation.rounds import CategoryRow, RoundSettings

_NEW_ROWS = 3


@never_cache
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, pk: int) -> HttpResponse:
    """How registration goes: fixed or opt-in, until when, what of late ones, categories with quotas, copies, purge."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.PREPARE)
    attempt = Attempt(422)
    if request.method == "POST":
        with attempt:
            words = _set(request, actor, conference)
            messages.success(request, words, extra_tags="ok")
            return redirect("registration-settings", pk)
    opened = rounds.round_of(conference)
    printed = rounds.printed_dues(conference.registration_deadlines.order_by("order"))
    context = {
        "nav": "home",
        "conference": conference,
        "round": opened,
        "modes": Round.Mode.choices,
        "lates": Round.Late.choices,
        "tiers": Tier.choices,
        "sites_due": _typed(opened.sites_due),
        "delegates_due": _typed(opened.delegates_due),
        "printed_sites": _typed(printed.sites),
        "printed_delegates": _typed(printed.delegates),
        "categories": [*opened.categories.order_by("order"), *[None] * _NEW_ROWS],
        "refusal": attempt.refusal,
    }
    return render(request, "preparation/settings.html", context, status=attempt.status)


def _typed(moment: datetime | None) -> str:
    if moment is None:
        return ""
    local = clock.local(moment)
    return f"{local:%H:%M %d/%m/%Y}"


def _set(request: HttpRequest, actor: Actor, conference: Conference) -> str:
    post = request.POST
    if post.get("action") == "categories":
        rounds.do_set_categories(actor, conference.pk, _categories(request))
        return _("Đã ghi thành phần và số lượng.")
    if post.get("action") == "from-paper":
        added = rounds.do_take_categories_of_paper(actor, conference.pk)
        return (
            _("Đã thêm %(added)s thành phần theo văn bản.") % {"added": added}
            if added
            else _("Mọi thành phần của văn bản đã có.")
        )
    wanted = RoundSettings(
        mode=post.get("mode", ""),
        late=post.get("late", ""),
        sites_due=_moment(post.get("sites_due", "")),
        delegates_due=_moment(post.get("delegates_due", "")),
        recipients=tuple(post.get("copies_to", "").splitlines()[:100]),
        purge_on=_day(post.get("purge_on", "")),
    )
    rounds.do_set_round(actor, conference.pk, wanted)
    return _("Đã ghi cách đăng ký. Những gì đã đăng ký giữ nguyên.")


def _moment(text: str) -> datetime | None:
    """What was typed: `16:00 17/12/2021`, or a day, which ends with its last second; None for nothing."""
    try:
        kept = dates.kept(text)
    except ValueError:
        raise _no_moment(text) from None
    if kept is None:
        return None
    return dates.aware(kept if "T" in kept else f"{kept}T23:59:59")


def _day(text: str) -> date | None:
    try:
        kept = dates.kept(text)
    except ValueError:
        raise _no_moment(text) from None
    return None if kept is None else date.fromisoformat(kept[:10])


def _no_moment(text: str) -> Refusal:
    return Refusal(
        "bad_date",
        _("“%(text)s” không phải là ngày giờ; chưa ghi gì.") % {"text": text[:40]},
        _("Ghi dạng 16:00 17/12/2021."),
        status=TYPED,
    )


def _categories(request: HttpRequest) -> list[CategoryRow]:
    post = request.POST
    rows = []
    for pk, name, tier, most in zip(
        post.getlist("pk"), post.getlist("name"), post.getlist("tier"), post.getlist("most"), strict=False
    ):
        if most.strip() and not (most.strip().isdecimal() and int(most) <= 10_000):
            raise Refusal(
                "bad_count",
                _("“%(most)s” không phải là số lượng.") % {"most": most[:20]},
                _("Ghi một số hoặc để trống."),
                TYPED,
            )
        rows.append(
            CategoryRow(
                name,
                tier if tier in Tier.values else "",
                int(most) if most.strip() else None,
                int(pk) if pk.isdecimal() else None,
            )
        )
    return rows


@require_POST
def decide(request: HttpRequest, pk: int, enrolment_pk: int) -> HttpResponse:
    """Let a late registration in, or refuse it."""
    accept = request.POST.get("action") == "accept"
    one = enrolling.do_decide_enrolment(actor_of(request), pk, enrolment_pk, accept, request.POST.get("reason", ""))
    words = (
        _("%(name)s đã có điểm cầu.") % {"name": one.unit.name}
        if accept
        else _("Không nhận đăng ký muộn của %(name)s.") % {"name": one.unit.name}
    )
    messages.success(request, words, extra_tags="ok")
    return redirect("registration", pk)
