"""Pages on which units are registered: by a district, a commune or the host; and what became of those that changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.conferences.models import Conference, Site
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, access_conference, actor_of, may
from nhipcau.core.attempts import Attempt
from nhipcau.organs.models import Unit
from nhipcau.preparation import changed_units, enrolling, queries, rounds
from nhipcau.preparation.changed_units import Earlier
from nhipcau.preparation.models import Enrolment, Round
from nhipcau.preparation.own_pages import frame, own_page

_MOST_UNITS = 400
"""More of them are shown as one line for each district or province, which leads to its own."""


@require_POST
def changed(request: HttpRequest, pk: int) -> HttpResponse:
    """What was registered under the name of a unit that is another one by now: it goes on as that, or is taken back."""
    actor, post = actor_of(request), request.POST
    access_conference(actor, pk, Need.PREPARE)
    unit, into = (int(value) if (value := post.get(name, "")).isdecimal() else 0 for name in ("unit", "into"))
    if post.get("action") == "follow":
        one = changed_units.do_follow_unit(actor, pk, unit, into)
        name = next(each.name for each in one.now if each.pk == into)
        words = _("Đăng ký của %(old)s nay là của %(name)s; liên kết, mã PIN và danh sách giữ nguyên.")
        messages.success(request, words % {"old": one.unit.name, "name": name}, extra_tags="ok")
    else:
        taken = enrolling.do_withdraw_enrolment(actor, pk, unit)
        words = _("Đã rút đăng ký của %(name)s; liên kết của điểm cầu này không còn dùng được.")
        messages.success(request, words % {"name": taken.unit.name}, extra_tags="ok")
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
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            _enrolled(request, actor, pk)
            return done
    conference, units = enrolling.access_enrolling(actor, pk)
    opened = rounds.round_of(conference)
    by_unit = queries.enrolments_by_unit(opened)
    before = changed_units.by_unit(changed_units.earlier(opened))
    rows = [UnitRow(unit, by_unit.get(unit.pk), before.get(unit.pk, ())) for unit in units]
    under = request.GET.get("under", "")
    groups = _by_district(rows)
    folded = len(rows) > _MOST_UNITS and not under
    due = rounds.dues(opened).sites
    context = (frame(actor, site) if site is not None else {"nav": "own", "conference": conference}) | {
        "round": opened,
        "groups": [one for one in groups if not under or str(one.key) == under],
        "folded": folded,
        "under": under,
        "registered": sum(row.registered for row in rows),
        "total": len(rows),
        "due": due,
        "open": rounds.dues(opened).sites_open(clock.now()) or opened.late == Round.Late.APPROVAL,
        "opt_in": opened.mode == Round.Mode.OPT_IN,
        "late": not rounds.dues(opened).sites_open(clock.now()),
        "host": actor.kind == "account" and may(actor, conference.host.path, Need.PREPARE),
        "refusal": attempt.refusal,
        "chosen": request.POST.getlist("unit"),
        "ask": _whom_to_ask(conference) if before else "",
    }
    return render(request, "preparation/register.html", context, status=attempt.status)


def _whom_to_ask(conference: Conference) -> str:
    """The first contact that can be called, in words; empty where there is none."""
    first = next((one for one in conference.contacts.order_by("order") if one.phone), None)
    return "" if first is None else " ".join(filter(None, (first.name or first.role, first.phone)))


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A commune with its registration, or with what was registered under its former names."""

    unit: Unit
    held: Enrolment | None
    before: Sequence[Earlier] = ()

    @property
    def registered(self) -> bool:
        if self.held is not None and self.held.state == Enrolment.State.ACCEPTED:
            return True
        return any(one.site is not None for one in self.before)


@dataclass(slots=True)
class UnitGroup:
    """The communes below one unit. key: pk of that unit."""

    key: int
    name: str
    rows: list[UnitRow]

    @property
    def registered(self) -> int:
        return sum(row.registered for row in self.rows)


def _by_district(rows: list[UnitRow]) -> list[UnitGroup]:
    groups: dict[int, UnitGroup] = {}
    for row in rows:
        above = row.unit.parent
        key, name = (above.pk, above.name) if above is not None else (0, "")
        groups.setdefault(key, UnitGroup(key, name, [])).rows.append(row)
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
    before = [one.earlier for one in told if one.earlier is not None]
    if before:
        words = "; ".join(one.words for one in before[:5]) + ("…" if len(before) > 5 else "")
        said = _(
            "Cùng một đơn vị nên không ghi lần thứ hai: %(words)s. Đăng ký cũ giữ nguyên liên kết, mã PIN và danh "
            "sách; cần sửa thì gọi đầu mối của hội nghị: %(ask)s."
        )
        conference = before[0].conference
        messages.warning(
            request, said % {"words": words, "ask": _whom_to_ask(conference) or conference.host.name}, extra_tags="info"
        )
    if not (new or waiting or others or before):
        messages.success(request, _("Các đơn vị này bạn đã đăng ký từ trước; không có gì thay đổi."), extra_tags="ok")


def _listed(names: list[str]) -> str:
    return ", ".join(names[:5]) + (
        _(" và %(number)s đơn vị khác") % {"number": len(names) - 5} if len(names) > 5 else ""
    )
