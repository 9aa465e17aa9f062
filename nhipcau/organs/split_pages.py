"""`/units/<pk>/split`: one unit becomes several; what follows is shown before it is done."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.core.access import Need, access_unit, actor_of
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.organs import browse
from nhipcau.organs.following import following
from nhipcau.organs.models import Unit
from nhipcau.organs.pages import day_of
from nhipcau.organs.tree import Part, do_split_unit
from nhipcau.organs.tree.several import MOST_PARTS, below_to_part, plan_split


@require_http_methods(["GET", "POST"])
def unit_split(request: HttpRequest, pk: int) -> HttpResponse:
    """verb: more (one row more), preview, edit (back from it), split."""
    actor = actor_of(request)
    unit = access_unit(actor, pk, Need.ADMINISTER)
    if unit.parent is not None:
        access_unit(actor, unit.parent.pk, Need.ADMINISTER)
    given, verb = request.POST, request.POST.get("verb", "")
    preview: dict[str, Any] | None = None
    attempt = Attempt()
    with attempt:
        if verb in {"preview", "split"}:
            on, parts = _on(given), _parts(given)
            if verb == "split":
                made = do_split_unit(actor, unit.pk, parts, on, given.get("basis", ""))
                said = {"on": f"{on:%d/%m/%Y}", "name": unit.name, "names": ", ".join(one.name for one in made)}
                messages.success(request, _("Từ %(on)s “%(name)s” chia thành: %(names)s.") % said)
                return redirect("unit", pk=unit.pk)
            plan_split(actor, unit.pk, parts, on)
            preview = _preview(unit, parts, on)
    context = {
        "nav": "units",
        "unit": unit,
        "above": browse.above(unit),
        "given": given,
        "rows": _rows(given, one_more=verb == "more"),
        "below": _below(unit, given),
        "may_more": _number(given) < MOST_PARTS,
        "preview": preview,
        "refusal": attempt.refusal,
    }
    return render(request, "organs/split.html", context, status=attempt.status)


def _preview(unit: Unit, parts: list[Part], on: date) -> dict[str, Any]:
    names = {child.pk: child.name for child in below_to_part(unit, on)}
    told = [(part, [names[pk] for pk in names if pk in part.below]) for part in parts]
    return {"on": on, "parts": told, "following": following(unit, on)}


def _number(given: QueryDict) -> int:
    number = given.get("number", "")
    return min(max(int(number), 2), MOST_PARTS) if number.isdecimal() and len(number) < 3 else 2


def _rows(given: QueryDict, *, one_more: bool) -> list[tuple[int, str, str]]:
    """(number from 1, code, name) of the form's rows."""
    number = min(_number(given) + one_more, MOST_PARTS)
    return [(n, given.get(f"code-{n}", ""), given.get(f"name-{n}", "")) for n in range(1, number + 1)]


def _parts(given: QueryDict) -> list[Part]:
    """A row left empty is no part."""
    going: dict[str, set[int]] = {}
    for field, to in given.items():
        kind, _dash, pk = field.partition("-")
        if kind == "to" and pk.isdecimal() and len(pk) < 16:
            going.setdefault(str(to), set()).add(int(pk))
    return [
        Part(code.strip(), name, frozenset(going.get(str(n), set())))
        for n, code, name in _rows(given, one_more=False)
        if code.strip() or name.strip()
    ]


def _on(given: QueryDict) -> date:
    on = day_of(given.get("on", ""), date.min)
    if on == date.min:
        raise Refusal("no_date", _("Chưa ghi ngày hiệu lực."), _("Ghi ngày mà thay đổi có hiệu lực."), status=422)
    return on


def _below(unit: Unit, given: QueryDict) -> list[tuple[Unit, str]]:
    """The units below as of the typed day, each with the number of the part chosen for it."""
    try:
        on = _on(given)
    except Refusal:
        on = browse.default_day(unit)
    return [(child, given.get(f"to-{child.pk}", "")) for child in below_to_part(unit, on)]
