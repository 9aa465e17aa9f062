"""The host's pages of a registration: how it goes, who comes late."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.conferences.models import Conference, Particular
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
    """How registration goes: fixed or opt-in, until when, what of late ones, categories with quotas, copies, purge.

    One form: whichever button is pressed, all that was typed is kept, or all of it is shown again.
    """
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
    given = request.POST if attempt.refusal else None
    context = {
        "nav": "home",
        "conference": conference,
        "round": opened,
        "modes": Round.Mode.choices,
        "lates": Round.Late.choices,
        "tiers": Tier.choices,
        "shown": _as_given(given) if given else _as_kept(opened),
        "example": _typed(_example(conference)),
        "from_paper": conference.particulars.filter(kind=Particular.Kind.PARTICIPANT).exists(),
        "printed_sites": _typed(printed.sites),
        "printed_delegates": _typed(printed.delegates),
        "categories": _rows_given(given) if given else [*_rows_kept(opened), *[_Row()] * _NEW_ROWS],
        "refusal": attempt.refusal,
    }
    return render(request, "preparation/settings.html", context, status=attempt.status)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the table of categories, as its fields hold it."""

    pk: str = ""
    name: str = ""
    tier: str = ""
    most: str = ""


def _rows_kept(opened: Round) -> list[_Row]:
    return [
        _Row(str(one.pk), one.name, one.tier, "" if one.most is None else str(one.most))
        for one in opened.categories.order_by("order")
    ]


def _rows_given(given: QueryDict) -> list[_Row]:
    fields = (given.getlist(name) for name in ("pk", "name", "tier", "most"))
    rows = [_Row(*row) for row in zip(*fields, strict=False)]
    return [*rows, *[_Row()] * max(0, _NEW_ROWS - sum(not row.name for row in rows))]


def _as_kept(opened: Round) -> dict[str, str]:
    return {
        "mode": opened.mode,
        "late": opened.late,
        "sites_due": _typed(opened.sites_due),
        "delegates_due": _typed(opened.delegates_due),
        "copies_to": opened.copies_to,
        "purge_on": f"{opened.purge_on:%d/%m/%Y}" if opened.purge_on else "",
    }


def _as_given(given: QueryDict) -> dict[str, str]:
    return {
        name: given.get(name, "") for name in ("mode", "late", "sites_due", "delegates_due", "copies_to", "purge_on")
    }


def _example(conference: Conference) -> datetime:
    """A deadline that would make sense: four in the afternoon, three days before the meeting."""
    ahead = conference.start_date - timedelta(days=3) if conference.start_date else None
    day = ahead or clock.local(clock.now()).date() + timedelta(days=7)
    return datetime.combine(day, time(16), tzinfo=clock.VIETNAM)


def _typed(moment: datetime | None) -> str:
    if moment is None:
        return ""
    local = clock.local(moment)
    return f"{local:%H:%M %d/%m/%Y}"


def _set(request: HttpRequest, actor: Actor, conference: Conference) -> str:
    post = request.POST
    with transaction.atomic():
        _keep(request, actor, conference)
    if post.get("action") == "from-paper":
        added = rounds.do_take_categories_of_paper(actor, conference.pk)
        return (
            _("Đã thêm %(added)s thành phần theo văn bản.") % {"added": added}
            if added
            else _("Mọi thành phần của văn bản đã có.")
        )
    return _("Đã ghi hạn, thành phần, số lượng. Những gì đã đăng ký giữ nguyên.")


def _keep(request: HttpRequest, actor: Actor, conference: Conference) -> None:
    post = request.POST
    rounds.do_set_categories(actor, conference.pk, _categories(request))
    wanted = RoundSettings(
        mode=post.get("mode", ""),
        late=post.get("late", ""),
        sites_due=_moment(post.get("sites_due", "")),
        delegates_due=_moment(post.get("delegates_due", "")),
        recipients=tuple(post.get("copies_to", "").splitlines()[:100]),
        purge_on=_day(post.get("purge_on", "")),
    )
    rounds.do_set_round(actor, conference.pk, wanted)


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
        _("Ghi giờ và ngày, ví dụ 16:00 %(day)s.")
        % {"day": f"{clock.local(clock.now()).date() + timedelta(days=7):%d/%m/%Y}"},
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
