"""Pages of meeting rooms: those of a unit, and one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.conferences.models import Room
from nhipcau.conferences.rooms import queries
from nhipcau.conferences.rooms.commands import (
    FIELDS,
    RoomTypedWrongly,
    do_note_line_check,
    do_retire_room,
    do_save_room,
)
from nhipcau.core.access import Actor, Need, access_room, access_unit, actor_of, may, visible_conferences
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.organs.models import Unit


@require_http_methods(["GET", "POST"])
def rooms(request: HttpRequest, pk: int) -> HttpResponse:
    """The rooms of a unit and of those below it; a form for a new one."""
    actor = actor_of(request)
    unit = access_unit(actor, pk, Need.VIEW if request.method == "GET" else Need.REGISTER)
    if not may(actor, unit.path, Need.VIEW):
        raise Refusal(
            "not_allowed",
            _("Tài khoản của bạn không xem được phòng họp của “%(name)s”.") % {"name": unit.name},
            _("Phòng họp có số điện thoại người trực nên chỉ đơn vị đó và cấp trên xem được."),
            status=403,
        )
    answer = _saved(request, unit, None)
    if isinstance(answer, HttpResponse):
        return answer
    context = answer | {
        "nav": "units",
        "unit": unit,
        "rooms": queries.rooms_of(unit),
        "may_change": may(actor, unit.path, Need.REGISTER),
    }
    return render(request, "conferences/rooms.html", context, status=_status(answer))


@require_http_methods(["GET", "POST"])
def room(request: HttpRequest, pk: int) -> HttpResponse:
    """One room: what it has, where it is used next, its last line check."""
    actor = actor_of(request)
    shown = access_room(actor, pk, Need.VIEW if request.method == "GET" else Need.REGISTER)
    answer = _saved(request, shown.unit, shown)
    return answer if isinstance(answer, HttpResponse) else _page(request, actor, shown, answer)


def _page(request: HttpRequest, actor: Actor, shown: Room, answer: dict[str, Any]) -> HttpResponse:
    seen = set(visible_conferences(actor).values_list("pk", flat=True)[:5000])
    context = answer | {
        "nav": "units",
        "room": shown,
        "unit": shown.unit,
        "uses": [(site, site.conference_id in seen) for site in queries.next_uses(shown)],
        "results": [one for one in Room.Line.choices if one[0]],
        "may_change": may(actor, shown.unit.path, Need.REGISTER) and shown.retired_at is None,
        "may_test": may(actor, shown.unit.path, Need.TEST) and shown.retired_at is None,
    }
    return render(request, "conferences/room.html", context, status=_status(answer))


@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down the result of a line check."""
    actor = actor_of(request)
    shown = access_room(actor, pk, Need.TEST)
    checked = {"result": request.POST.get("result", ""), "note": request.POST.get("note", "")}
    attempt = Attempt()
    with attempt:
        do_note_line_check(actor, pk, **checked)
        messages.success(request, _("Đã ghi kết quả kiểm tra đường truyền."), extra_tags="ok")
        return redirect("room-record", pk)
    answer = {"cells": _cells(shown, {}, {}), "problems": {}, "refusal": attempt.refusal, "checked": checked}
    return _page(request, actor, shown, answer)


@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """The room is no longer used."""
    gone = do_retire_room(actor_of(request), pk)
    messages.success(
        request, _("“%(name)s” không còn được chọn cho hội nghị mới.") % {"name": gone.name}, extra_tags="ok"
    )
    return redirect("unit-rooms", gone.unit.pk)


def _saved(request: HttpRequest, unit: Unit, shown: Room | None) -> HttpResponse | dict[str, Any]:
    """The answer after saving, or what the form shows."""
    given: dict[str, str] = {}
    problems: dict[str, str] = {}
    attempt = Attempt()
    if request.method == "POST":
        given = {one.name: request.POST.get(one.name, "") for one in FIELDS}
        version = request.POST.get("version", "")
        try:
            with attempt:
                pk = None if shown is None else shown.pk
                saved = do_save_room(actor_of(request), unit.pk, pk, given, int(version) if version.isdecimal() else 0)
                messages.success(request, _("Đã lưu “%(name)s”.") % {"name": saved.name}, extra_tags="ok")
                return redirect("unit-rooms", unit.pk)
        except RoomTypedWrongly as wrong:
            problems = wrong.problems
    return {"cells": _cells(shown, given, problems), "problems": problems, "refusal": attempt.refusal}


def _cells(shown: Room | None, given: dict[str, str], problems: dict[str, str]) -> list[dict[str, Any]]:
    """The fields of the form: as they were typed, else as the room has them."""
    if not given and shown is not None:
        given = {one.name: one.shown(getattr(shown, one.name)) for one in FIELDS}
    return [
        {"field": one, "name": one.name, "value": given.get(one.name, ""), "problem": problems.get(one.name, "")}
        for one in FIELDS
    ]


def _status(answer: dict[str, Any]) -> int:
    return answer["refusal"].status if answer["refusal"] else 422 if answer["problems"] else 200
