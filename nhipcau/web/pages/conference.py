"""The page of one conference: its facts, milestones, tiers, sites, and the doors to the call."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from nhipcau.conferences import queries
from nhipcau.conferences.models import Conference
from nhipcau.core import clock, dates
from nhipcau.core.access import Need, access_conference, actor_of, may
from nhipcau.documents.models import ReceivedPaper
from nhipcau.documents.particulars import particulars
from nhipcau.rehearsal.queries import rehearsal_status
from nhipcau.web.pages.nextstep import NextStep, came_to_the_door, next_step


@dataclass(frozen=True, slots=True)
class Milestone:
    """kept: local moment in the kept form; kind: meeting, rehearsal, deadline, paper."""

    kept: str
    title: str
    kind: str
    past: bool

    @property
    def day(self) -> str:
        return f"{datetime.fromisoformat(self.kept):%d/%m}"

    @property
    def hour(self) -> str:
        return self.kept[11:16]

    @property
    def shape(self) -> str:
        if self.kind == "meeting":
            return "day"
        return "ok" if self.past else ("soon" if self.kind == "rehearsal" else "none")


@require_GET
def conference(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    found = access_conference(actor, pk, Need.VIEW)
    rows = queries.site_rows(found)
    tiers = queries.tier_counts(found, rows)
    paper = ReceivedPaper.objects.filter(conference=found).defer("original", "text").first()
    facts: Mapping[str, Any] = (paper.confirmed or {}) if paper else {}
    unnamed = sum(tier.unnamed for tier in tiers)
    may_operate = may(actor, found.host.path, Need.OPERATE)
    arrived = bool(came_to_the_door([found]))
    step = next_step(found, len(rows), unnamed, may_operate=may_operate, arrived=arrived)
    context = {
        "nav": "home",
        "conference": found,
        "rehearsal": rehearsal_status(found) if may_operate else None,
        "doors": _doors(found, step, may_operate),
        "paper": paper,
        "facts": facts,
        "particulars": particulars(facts),
        "milestones": milestones(found, facts),
        "tiers": tiers,
        "total": len(rows),
        "unnamed": unnamed,
        "withdrawn": sum(row.state == "withdrawn" for row in rows),
        "groups": queries.site_groups(rows),
        "contacts": list(found.contacts.order_by("order")),
        "tasks": list(found.tasks.order_by("order")),
        "step": step,
        "may_operate": may_operate,
        "may_prepare": may(actor, found.host.path, Need.PREPARE),
        "key": uuid4().hex,
    }
    return render(request, "web/conference.html", context)


def _doors(found: Conference, step: NextStep, may_operate: bool) -> list[tuple[str, str]]:
    """What stands beside the step's own button in the next bar."""
    if found.is_over:
        return []
    doors = [("In trang liên kết", reverse("conference-links", args=[found.pk]))]
    if may_operate:
        doors.append(("Mở phòng điều hành", reverse("control", args=[found.pk])))
    return [door for door in doors if door[1] != step.url]


def milestones(found: Conference, facts: Mapping[str, Any]) -> list[Milestone]:
    """What is dated, in order, one line for the same moment and words."""
    now = clock.local(clock.now()).strftime("%Y-%m-%dT%H:%M")
    seen = {(kept, title): kind for kept, title, kind in _dated(found, facts)}
    dated = sorted((kept, title, kind) for (kept, title), kind in seen.items())
    return [Milestone(kept, title, kind, kept < now[: len(kept)]) for kept, title, kind in dated]


def _dated(found: Conference, facts: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    if facts.get("issue_date"):
        yield facts["issue_date"], "Ban hành văn bản", "paper"
    for deadline in facts.get("registration_deadlines", []):
        if deadline.get("due"):
            yield deadline["due"], "Hạn đăng ký", "deadline"
    for task in found.tasks.exclude(due_date=None):
        time = f"T{task.due_time:%H:%M}" if task.due_time else ""
        yield f"{task.due_date}{time}", f"Hạn: {task.assignee}", "deadline"
    for rehearsal in found.planned_rehearsals.all():
        yield clock.local(rehearsal.at).strftime("%Y-%m-%dT%H:%M"), "Chạy thử", "rehearsal"
    if found.start_date:
        time = f"T{found.start_time:%H:%M}" if found.start_time else ""
        yield f"{found.start_date.isoformat()}{time}", f"Hội nghị, {dates.weekday(found.start_date)}", "meeting"
