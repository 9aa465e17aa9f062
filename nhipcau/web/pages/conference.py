"""The page of one conference: its facts, milestones, tiers, sites, and the doors to the call."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from nhipcau.conferences import queries, readiness
from nhipcau.conferences.clashes import clashes_of
from nhipcau.conferences.editing.programme import SittingTime, sitting_times
from nhipcau.conferences.models import Conference
from nhipcau.conferences.vocabulary import words_for
from nhipcau.core import clock, dates
from nhipcau.core.access import Actor, Need, access_conference, actor_of, may
from nhipcau.documents import identity, wording
from nhipcau.documents import queries as documents
from nhipcau.documents.models import ReceivedPaper
from nhipcau.documents.writing.queries import overtaken_shown
from nhipcau.rehearsal.queries import rehearsal_status
from nhipcau.web.pages.nextstep import NextStep, came_to_the_door, next_step

MOST_LISTED = 400
"""Sites shown on the page of the conference; with more, its sections lead to the page of sites."""
_LONGEST_TITLE = 60
"""Characters of a deadline's words under its mark."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """kept: local moment in the kept form; kind: meeting, rehearsal, deadline, paper; year: it is not the meeting's."""

    kept: str
    title: str
    kind: str
    past: bool
    year: bool = False

    @property
    def day(self) -> str:
        return f"{datetime.fromisoformat(self.kept):{'%d/%m/%Y' if self.year else '%d/%m'}}"

    @property
    def hour(self) -> str:
        return self.kept[11:16]

    @property
    def shape(self) -> str:
        """Its icon. A deadline that has passed is not a thing done: only the issue of the paper is known to be."""
        if self.kind == "meeting":
            return "day"
        if self.past:
            return "ok" if self.kind == "paper" else "past"
        return "soon" if self.kind == "rehearsal" else "none"


@require_GET
def conference(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    found = access_conference(actor, pk, Need.VIEW)
    prefetch_related_objects([found], "planned_rehearsals", "registration_deadlines", "tasks")
    sites = _sites(found)
    papers = documents.of_conference(found.pk)
    issued = [(one, identity.words(one.confirmed or one.facts), wording.taken_over(one.inherited)) for one in papers]
    may_operate = may(actor, found.host.path, Need.OPERATE)
    arrived = bool(came_to_the_door([found]))
    may_prepare = may(actor, found.host.path, Need.PREPARE)
    step = next_step(
        found, sites["total"], sites["unnamed"], may_operate=may_operate, may_prepare=may_prepare, arrived=arrived
    )
    context = {
        "nav": "home",
        "conference": found,
        "rehearsal": rehearsal_status(found) if may_operate else None,
        "doors": _doors(found, step, may_operate),
        "papers": issued,
        "lines": queries.lines_by_kind(found),
        "speeches": list(found.speeches.order_by("order")),
        "deadlines": list(found.registration_deadlines.all()),
        "amendments": list(found.amendments.order_by("-at")),
        "milestones": milestones(found, papers),
        "contacts": list(found.contacts.order_by("order")),
        "tasks": list(found.tasks.all()),
        "step": step,
        "may_operate": may_operate,
        "may_prepare": may_prepare,
        "key": uuid4().hex,
        "words": words_for(found.kind),
        "times": sitting_times(found),
        "contingencies": list(found.contingencies.order_by("order")),
        "overtaken": overtaken_shown(actor, found, found.host, briefly=True)[:1],
    }
    context |= sites
    context |= _preparing(actor, found, context["times"]) if may_prepare and found.is_ahead else {}
    return render(request, "web/conference.html", context)


def _sites(found: Conference) -> dict[str, Any]:
    """Every site by district; of thousands only how many there are in each."""
    total = found.sites.count()
    if total > MOST_LISTED:
        many = queries.overview(found)
        counts = {"tiers": many.tiers, "unnamed": many.unnamed, "withdrawn": many.withdrawn}
        return counts | {"total": total, "sections": many.sections}
    rows = queries.site_rows(found)
    tiers = queries.tier_counts(found, rows)
    return {
        "tiers": tiers,
        "total": len(rows),
        "unnamed": sum(tier.unnamed for tier in tiers),
        "withdrawn": sum(row.state == "withdrawn" for row in rows),
        "groups": queries.listed_groups(rows),
    }


def _preparing(actor: Actor, found: Conference, times: list[SittingTime]) -> dict[str, Any]:
    """What only those who prepare it are shown: what is missing, and what clashes."""
    clashes = clashes_of(actor, found)
    checked = readiness.lines(found, clashes, times)
    return {"clashes": clashes, "checked": checked, "lacking": readiness.missing(checked)}


def _doors(found: Conference, step: NextStep, may_operate: bool) -> list[tuple[str, str]]:
    """What stands beside the step's own button in the next bar."""
    if found.is_over:
        return []
    doors = [(_("In trang liên kết"), reverse("conference-links", args=[found.pk]))]
    if may_operate:
        doors.append((_("Mở phòng điều hành"), reverse("control", args=[found.pk])))
    return [door for door in doors if door[1] != step.url]


def milestones(found: Conference, papers: Sequence[ReceivedPaper]) -> list[Milestone]:
    """What is dated, in order, one line for the same moment and words."""
    now = clock.local(clock.now()).strftime("%Y-%m-%dT%H:%M")
    seen = {(kept, title): kind for kept, title, kind in _dated(found, papers) if kept}
    dated = sorted((kept, title, kind) for (kept, title), kind in seen.items())
    of = str(found.start_date.year) if found.start_date else now[:4]
    return [Milestone(kept, title, kind, kept < now[: len(kept)], kept[:4] != of) for kept, title, kind in dated]


def _dated(found: Conference, papers: Sequence[ReceivedPaper]) -> Iterator[tuple[str, str, str]]:
    for paper in papers:
        facts = paper.confirmed or paper.facts
        if facts.get("issue_date"):
            yield facts["issue_date"], _("Ban hành văn bản"), "paper"
    for deadline in found.registration_deadlines.all():
        what = Truncator(deadline.what).chars(_LONGEST_TITLE)
        said = _("Hạn: %(what)s") % {"what": what} if what else _("Hạn đăng ký")
        yield _kept(deadline.due_date, deadline.due_time), said, "deadline"
    for task in found.tasks.all():
        yield _kept(task.due_date, task.due_time), _("Hạn: %(assignee)s") % {"assignee": task.assignee}, "deadline"
    for rehearsal in found.planned_rehearsals.all():
        yield clock.local(rehearsal.at).strftime("%Y-%m-%dT%H:%M"), _("Chạy thử"), "rehearsal"
    if found.start_date:
        yield (
            _kept(found.start_date, found.start_time),
            _("Hội nghị, %(weekday)s") % {"weekday": dates.weekday_said(found.start_date)},
            "meeting",
        )


def _kept(day: date | None, hour: time | None) -> str:
    return "" if day is None else f"{day.isoformat()}{f'T{hour:%H:%M}' if hour else ''}"
