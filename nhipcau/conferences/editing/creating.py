"""A conference made by hand, without a paper."""

from datetime import date, time
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.conferences.commands import do_create_conference
from nhipcau.conferences.editing.fields import Field, Wrong
from nhipcau.conferences.editing.hosts import hosts_for
from nhipcau.conferences.editing.sections import FACTS
from nhipcau.conferences.models import Conference
from nhipcau.conferences.plan import ConferencePlan, PlannedTier
from nhipcau.core.access import Actor, Need, access_unit, actor_of
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.organs import browse
from nhipcau.organs.models import Tier, Unit

_FIELDS: tuple[Field, ...] = tuple(one for one in FACTS.fields if one.name not in {"issuing_body", "duration"})


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    hosts = _hosts(actor)
    given, problems, attempt = request.POST, {}, Attempt()
    if request.method == "POST":
        with attempt:
            values = _values(given, problems)
            if not problems:
                conference = do_create_conference(
                    actor, _plan(actor, given, values), given.get("key", "") or uuid4().hex
                )
                messages.success(request, _("Đã lập hội nghị. Các bước còn thiếu ghi ở dưới."), extra_tags="ok")
                return redirect("conference", conference.pk)
    context = {
        "nav": "home",
        "hosts": [unit for unit in hosts if unit.valid_to is None],
        "former": [unit for unit in hosts if unit.valid_to is not None],
        "kinds": Conference.Kind.choices,
        "forms": Conference.Form.choices,
        "tiers": [(str(tier), tier.label) for tier in _below(hosts)],
        "chosen": given.getlist("tier") if given else [],
        "given": given,
        "cells": [_cell(one, given, problems) for one in _FIELDS],
        "refusal": attempt.refusal,
        "wrong": len(problems),
        "key": given.get("key") or uuid4().hex,
    }
    return render(request, "conferences/new.html", context, status=422 if problems else attempt.status)


def _hosts(actor: Actor) -> list[Unit]:
    units = hosts_for(actor)
    if not units:
        raise Refusal(
            "not_allowed",
            _("Tài khoản của bạn không có quyền lập hội nghị."),
            _("Đề nghị quản trị của đơn vị cấp quyền “Tổ chức hội nghị”."),
            status=403,
        )
    return units


def _below(hosts: list[Unit]) -> list[Tier]:
    """Tiers that lie below one of these."""
    order = list(Tier)
    return order[min(order.index(Tier(unit.tier)) for unit in hosts) + 1 :]


def _cell(one: Field, given: Any, problems: dict[str, str]) -> dict[str, Any]:
    return {
        "field": one,
        "name": one.name,
        "value": given.get(one.name, ""),
        "problem": problems.get(one.name, ""),
        "choices": one.choices(None) if one.choices else (),
    }


def _values(given: Any, problems: dict[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for one in _FIELDS:
        try:
            values[one.name] = one.kept(one.tidy(given.get(one.name, "")), None)
        except Wrong as wrong:
            problems[one.name] = str(wrong)
    if values.get("start_time") is not None and values.get("start_date") is None:
        problems.setdefault("start_date", _("Có giờ thì ghi cả ngày."))
    return values


def _plan(actor: Actor, given: Any, values: dict[str, Any]) -> ConferencePlan:
    host = access_unit(actor, given.get("host", "") or 0, Need.PREPARE)
    start: date | None = values["start_date"]
    hour: time | None = values["start_time"]
    below = [tier for tier in Tier if tier in given.getlist("tier") and tier != host.tier]
    return ConferencePlan(
        title=values["title"],
        tiers=tuple(PlannedTier(tier) for tier in (Tier(host.tier), *below)),
        units_on=_units_on(host, start),
        issuing_body=host.name,
        kind=values["kind"],
        form=values["form"],
        start_date=start,
        start_time=hour,
        venue=values["venue"],
        host=host.pk,
        fill=given.get("fill") == "all",
    )


def _units_on(host: Unit, start: date | None) -> date:
    """The day of the meeting where the host exists then; else the day on which it is looked at."""
    if start is not None and host.valid_from <= start and (host.valid_to is None or start < host.valid_to):
        return start
    return browse.default_day(host)
