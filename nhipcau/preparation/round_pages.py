"""The host's pages of a registration: where it stands, how it goes, who comes late; and registering units."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.conferences.models import Conference, Site
from nhipcau.core import clock, dates
from nhipcau.core.access import Actor, Need, access_conference, actor_of, may
from nhipcau.core.errors import Refusal
from nhipcau.organs.models import Tier, Unit
from nhipcau.preparation import enrolling, queries, rounds
from nhipcau.preparation.models import Enrolment, Round
from nhipcau.preparation.own_pages import TYPED, frame, own_page
from nhipcau.preparation.rounds import CategoryRow, RoundSettings

_NEW_ROWS = 3
_MOST_UNITS = 400
"""More of them are shown as one line for each district or province, which leads to its own."""


@never_cache
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, pk: int) -> HttpResponse:
    """How registration goes: fixed or opt-in, until when, what of late ones, categories with quotas, copies, purge."""
    actor = actor_of(request)
    conference = access_conference(actor, pk, Need.PREPARE)
    refusal = None
    if request.method == "POST":
        try:
            words = _set(request, actor, conference)
        except Refusal as refused:
            if refused.status != TYPED:
                raise
            refusal = refused
        else:
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
        "refusal": refusal,
    }
    return render(request, "preparation/settings.html", context, status=refusal.status if refusal else 200)


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


@never_cache
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Register communes with an account: a district for its own, a commune for itself, the host for any."""
    actor = actor_of(request)
    return _registering(request, actor, pk, redirect(request.get_full_path()), None)


@require_http_methods(["GET", "POST"])
@own_page
def own_communes(request: HttpRequest, actor: Actor, site: Site) -> HttpResponse:
    """Register the communes of a district from the district's own page."""
    return _registering(request, actor, site.conference.pk, redirect("own-communes", site.pk), site)


def _registering(request: HttpRequest, actor: Actor, pk: int, done: HttpResponse, site: Site | None) -> HttpResponse:
    refusal = None
    if request.method == "POST":
        try:
            _enrolled(request, actor, pk)
        except Refusal as refused:
            if refused.status not in {409, TYPED}:
                raise
            refusal = refused
        else:
            return done
    conference, units = enrolling.access_enrolling(actor, pk)
    opened = rounds.round_of(conference)
    by_unit = queries.enrolments_by_unit(opened)
    rows = [(unit, by_unit.get(unit.pk)) for unit in units]
    under = request.GET.get("under", "")
    groups = _by_district(rows)
    folded = len(rows) > _MOST_UNITS and not under
    due = rounds.dues(opened).sites
    context = (frame(actor, site) if site is not None else {"nav": "own", "conference": conference}) | {
        "round": opened,
        "groups": [one for one in groups if not under or str(one.key) == under],
        "folded": folded,
        "under": under,
        "registered": sum(held is not None and held.state == Enrolment.State.ACCEPTED for _, held in rows),
        "total": len(rows),
        "due": due,
        "open": rounds.dues(opened).sites_open(clock.now()) or opened.late == Round.Late.APPROVAL,
        "opt_in": opened.mode == Round.Mode.OPT_IN,
        "late": not rounds.dues(opened).sites_open(clock.now()),
        "host": actor.kind == "account" and may(actor, conference.host.path, Need.PREPARE),
        "refusal": refusal,
        "chosen": request.POST.getlist("unit"),
    }
    return render(request, "preparation/register.html", context, status=refusal.status if refusal else 200)


@dataclass(slots=True)
class UnitGroup:
    """The communes below one unit, each with its registration. key: pk of that unit."""

    key: int
    name: str
    rows: list[tuple[Unit, Enrolment | None]]

    @property
    def registered(self) -> int:
        return sum(held is not None and held.state == Enrolment.State.ACCEPTED for _, held in self.rows)


def _by_district(rows: list[tuple[Unit, Enrolment | None]]) -> list[UnitGroup]:
    groups: dict[int, UnitGroup] = {}
    for unit, held in rows:
        above = unit.parent
        key, name = (above.pk, above.name) if above is not None else (0, "")
        groups.setdefault(key, UnitGroup(key, name, [])).rows.append((unit, held))
    return list(groups.values())


def _enrolled(request: HttpRequest, actor: Actor, pk: int) -> None:
    chosen = [int(one) for one in request.POST.getlist("unit") if one.isdecimal() and len(one) < 18]
    if request.POST.get("action") == "withdraw":
        one = enrolling.do_withdraw_enrolment(actor, pk, chosen[0] if chosen else 0)
        messages.success(
            request,
            _("Đã rút đăng ký của %(name)s. Đăng ký lại được đến hết hạn.") % {"name": one.unit.name},
            extra_tags="ok",
        )
        return
    told = enrolling.do_enrol(actor, pk, chosen)
    new = [one.enrolment.unit.name for one in told if one.outcome == "new"]
    waiting = [one.enrolment.unit.name for one in told if one.outcome == "waiting"]
    others = [one for one in told if one.outcome == "others"]
    if new:
        messages.success(
            request,
            _("Đã đăng ký %(number)s đơn vị: %(listed)s.") % {"number": len(new), "listed": _listed(new)},
            extra_tags="ok",
        )
    if waiting:
        words = _("Đã quá hạn: %(listed)s chờ đơn vị chủ trì đồng ý.") % {"listed": _listed(waiting)}
        messages.warning(request, words, extra_tags="soon")
    if others:
        words = "; ".join(one.words for one in others[:5]) + ("…" if len(others) > 5 else "")
        messages.warning(request, _("Không ghi thêm vì đã có: %(words)s.") % {"words": words}, extra_tags="info")
    if not (new or waiting or others):
        messages.success(request, _("Các đơn vị này bạn đã đăng ký từ trước; không có gì thay đổi."), extra_tags="ok")


def _listed(names: list[str]) -> str:
    return ", ".join(names[:5]) + (
        _(" và %(number)s đơn vị khác") % {"number": len(names) - 5} if len(names) > 5 else ""
    )
