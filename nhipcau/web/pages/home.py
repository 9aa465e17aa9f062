"""Home: the conferences within reach, each with its state and what to do next; where there are none, how to begin."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, actor_of, may, reachable_unit_paths, visible_conferences
from nhipcau.documents import examples
from nhipcau.documents.models import ReceivedPaper
from nhipcau.preparation.queries import sites_to_answer_for
from nhipcau.web.pages.nextstep import NextStep, came_to_the_door, next_step

SHOWN = 50
OWN_SHOWN = 8


@dataclass(frozen=True, slots=True)
class ConferenceRow:
    conference: Conference
    tiers: list[tuple[str, int]]
    total: int
    unnamed: int
    step: NextStep


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    preparing = bool(reachable_unit_paths(actor, Need.PREPARE))
    conferences = _counted(visible_conferences(actor))
    shown = list(conferences[:SHOWN])
    arrived = came_to_the_door(shown)
    rows = [_row(actor, conference, arrived=conference.pk in arrived) for conference in shown]
    waiting = ReceivedPaper.objects.filter(uploaded_by=request.user, conference=None).only(
        "pk", "filename", "uploaded_at"
    )
    own, own_total = sites_to_answer_for(actor, OWN_SHOWN, hosted_by_others=True)
    context = {
        "nav": "home",
        "own": own,
        "own_total": own_total,
        "now": clock.now(),
        "groups": _grouped(rows),
        "any": bool(rows),
        "more": max(0, conferences.count() - SHOWN),
        "first": next((row for row in rows if row.step.urgent), rows[0] if rows else None),
        "may_prepare": preparing,
        "waiting": waiting[:5] if preparing else [],
        "examples": examples.offered()[:1] if preparing else [],
    }
    return render(request, "web/home.html", context)


def _counted(conferences: "QuerySet[Conference]") -> "QuerySet[Conference]":
    of_tier = {
        f"n_{tier}": Count("sites", filter=Q(sites__tier=tier)) for tier in ("trung_uong", "tinh", "huyen", "xa")
    }
    return (
        conferences.select_related("host")
        .annotate(**of_tier, n_unnamed=Count("sites", filter=Q(sites__is_placeholder=True)), n_sites=Count("sites"))
        .order_by("-start_date", "-created_at")
    )


def _row(actor: Actor, conference: Conference, *, arrived: bool) -> ConferenceRow:
    counts = [
        (words, getattr(conference, f"n_{tier}"))
        for tier, words in (("trung_uong", "Trung ương"), ("tinh", "tỉnh"), ("huyen", "huyện"), ("xa", "xã"))
    ]
    unnamed, total = getattr(conference, "n_unnamed"), getattr(conference, "n_sites")  # noqa: B009 - annotated
    operating = may(actor, conference.host.path, Need.OPERATE)
    return ConferenceRow(
        conference,
        [pair for pair in counts if pair[1]],
        total,
        unnamed,
        next_step(conference, total, unnamed, may_operate=operating, arrived=arrived),
    )


def _grouped(rows: Sequence[ConferenceRow]) -> list[tuple[str, list[ConferenceRow]]]:
    titles = {
        Conference.State.RUNNING: "Đang diễn ra",
        Conference.State.PREPARING: "Đang chuẩn bị",
        Conference.State.CLOSED: "Đã bế mạc",
        Conference.State.CANCELLED: "Đã hủy",
    }
    grouped = [(title, [row for row in rows if row.conference.state == state]) for state, title in titles.items()]
    return [(title, of_state) for title, of_state in grouped if of_state]
