"""The page of one conference: its facts, milestones, tiers, sites, and the doors to the call."""

from typing import Any
from uuid import uuid4

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from nhipcau.conferences import queries, readiness
from nhipcau.conferences.clashes import clashes_of
from nhipcau.conferences.editing.programme import SittingTime, sitting_times
from nhipcau.conferences.models import Conference
from nhipcau.conferences.vocabulary import words_for
from nhipcau.core.access import Actor, Need, access_conference, actor_of, may
from nhipcau.documents import identity, wording
from nhipcau.documents import queries as documents
from nhipcau.documents.writing.queries import overtaken_shown
from nhipcau.rehearsal.queries import rehearsal_status
from nhipcau.web.pages.milestones import milestones
from nhipcau.web.pages.nextstep import NextStep, came_to_the_door, next_step

MOST_LISTED = 400
"""Sites shown on the page of the conference; with more, its sections lead to the page of sites."""


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
