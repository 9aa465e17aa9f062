"""`/`: the parts that apply to whoever looks, the most urgent first, under the one thing to do next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, actor_of, own_sites, visible_conferences
from nhipcau.documents import examples
from nhipcau.documents.models import ReceivedPaper
from nhipcau.web.pages.home import lookers
from nhipcau.web.pages.home.board import Board, board
from nhipcau.web.pages.home.communes import Communes, communes
from nhipcau.web.pages.home.joining import Joining, joinings
from nhipcau.web.pages.home.own import ToDo, ahead, answered_for, own_part, to_do
from nhipcau.web.pages.home.parts import Reach, below, reach_of
from nhipcau.web.pages.nextstep import NextStep

_ASKED = ("state", "q", "page", "c", "cpage", "tpage")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page. urgency: running 0, late 1, due 2, nothing to do 3, to look up 4; name: of its template."""

    name: str
    urgency: int


@never_cache
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    actor, now = actor_of(request), clock.now()
    reach = reach_of(actor)
    asked = {name: request.GET.get(name, "")[:200] for name in _ASKED}
    shown = _shown(actor, reach, asked, now)
    waiting = ReceivedPaper.objects.filter(uploaded_by=request.user, conference=None).only(
        "pk", "filename", "uploaded_at"
    )
    context = {
        "nav": "home",
        "now": now,
        "moment": int(now.timestamp()),
        "reach": reach,
        "may_prepare": bool(reach.prepares),
        "waiting": waiting[:5] if reach.prepares else [],
        "examples": examples.offered()[:1] if reach.prepares else [],
        **shown,
    }
    return render(request, "web/home.html", context)


def _shown(actor: Actor, reach: Reach, asked: dict[str, str], now: datetime) -> dict[str, Any]:
    """What the page shows, and `parts`: in which order."""
    found: dict[str, Any] = {
        "board": None,
        "joinings": [],
        "todo": None,
        "communes": None,
        "calls": None,
        "taking": None,
    }
    if reach.views:
        found["board"] = board(visible_conferences(actor), reach, asked, now)
    found["watched"] = _watched(actor, reach, now)
    if reach.registers:
        found["joinings"] = joinings(reach, now)
    if reach.answers:
        own, under = own_part(answered_for(own_sites(actor, Need.REGISTER), reach), reach)
        found["communes"] = communes(under, asked, now)
        found["todo"] = to_do(ahead(own, now), now, with_others=found["communes"] is not None)
    if reach.tests or reach.tests_organs:
        tested = below("unit__path", reach.tests) | Q(organ__in=reach.tests_organs)
        found["calls"] = lookers.calls(own_sites(actor, Need.TEST).filter(tested), now, asked["tpage"])
    if (reach.takes_part or reach.takes_part_organs) and not reach.answers:
        found["taking"] = lookers.taking_part(_taking_part(actor, reach), now)
    parts = _parts(found, reach)
    found["parts"] = [one.name for one in sorted(parts, key=lambda one: one.urgency)]
    found["step"], found["about"] = _first(found, found["parts"])
    found["nothing"] = _is_empty(found)
    return found


def _watched(actor: Actor, reach: Reach, now: datetime) -> list[lookers.Watched]:
    only = tuple(path for path in reach.watches if not path.startswith(reach.views))
    if not only:
        return []
    return lookers.watched(visible_conferences(actor, Need.WATCH).filter(below("host__path", only)), now)


def _taking_part(actor: Actor, reach: Reach) -> Any:
    """Sites of the units and organs themselves in what others host."""
    itself = Q(unit__path__in=reach.takes_part) | Q(organ__in=reach.takes_part_organs)
    sites = own_sites(actor, Need.WATCH).filter(itself)
    return sites.exclude(below("conference__host__path", reach.watches))


def _parts(found: dict[str, Any], reach: Reach) -> list[Part]:
    parts: list[Part] = []
    seen: Board | None = found["board"]
    if seen is not None and (seen.all or reach.prepares):
        parts.append(Part("board", _urgency_of_board(seen)))
    todo: ToDo | None = found["todo"]
    if todo is not None and (todo.meetings or reach.is_clerk_only):
        first = todo.first
        parts.append(Part("todo", 3 if first is None or first.past else 0 if first.now else 1 if todo.late else 2))
    if found["joinings"]:
        states = {one.state for one in found["joinings"]}
        parts.append(Part("joinings", 1 if "soon" in states else 3 if states == {"done"} else 2))
    if todo is not None and todo.meetings:
        parts.append(Part("meetings", 4))
    under: Communes | None = found["communes"]
    if under is not None:
        parts.append(Part("communes", 1 if under.late else 2 if under.missing else 3))
    if found["calls"] is not None and (found["calls"].rows or not seen or not seen.all):
        running = any(one.running for one in found["calls"].rows)
        parts.append(Part("calls", 0 if running else 2))
    if found["taking"]:
        parts.append(Part("taking", 2))
    if found["watched"]:
        parts.append(Part("watched", 0 if found["watched"][0].running else 2))
    return parts


def _urgency_of_board(seen: Board) -> int:
    if seen.filtered:
        return 0  # who searches looks for the answer
    rows = [row for part in seen.sections for row in part.rows]
    if any(row.conference.state == Conference.State.RUNNING for row in rows):
        return 0
    if any(row.hosts and row.is_late for row in rows):
        return 1
    return 2 if any(row.hosts and not row.conference.is_over for row in rows) else 3


def _first(found: dict[str, Any], parts: list[str]) -> tuple[NextStep | None, Conference | None]:
    """The one thing to do, of the first part that has one."""
    for name in parts:
        if name == "board" and found["board"].first is not None:
            row = found["board"].first
            return row.step, row.conference
        if name == "joinings" and (step := _step_to_join(found["joinings"][0])) is not None:
            return step, found["joinings"][0].conference
        if name == "todo" and found["todo"].first is not None:
            line = found["todo"].first
            duty, site = line.duty, line.site
            due = _("Hạn %(when)s. ") % {"when": duty.when} if duty.due is not None and duty.key != "join" else ""
            tone = "is-late" if duty.state == "late" else ""
            title = duty.title[:1].upper() + duty.title[1:]
            why = due + _("Điểm cầu %(name)s.") % {"name": site.name}
            return NextStep(title, why, str(line.button), line.url, tone, urgent=True), site.conference
    return None, None


def _step_to_join(one: Joining) -> NextStep | None:
    if one.state == "done" or (one.for_communes and one.registered):
        return None
    title = _("Đăng ký cho các xã tham gia") if one.for_communes else _("Đăng ký tham gia hội nghị")
    why = _("Hạn %(when)s.") % {"when": one.when} if one.due is not None else ""
    url = reverse("registration-units", args=[one.conference.pk])
    return NextStep(title, why, str(one.button), url, "is-late" if one.state == "late" else "", urgent=True)


def _is_empty(found: dict[str, Any]) -> bool:
    return not any(found[name] for name in ("watched", "communes", "taking", "joinings")) and not (
        (found["board"] and found["board"].all)
        or (found["todo"] and found["todo"].meetings)
        or (found["calls"] and found["calls"].rows)
    )
