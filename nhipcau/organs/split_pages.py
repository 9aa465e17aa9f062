"""`/units/<pk>/split`: one unit becomes several; what follows is shown before it is done."""

import re
from datetime import date
from typing import Any, Final

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

_MOST_SHOWN: Final = 300
"""Units below that each have a field of their own; of more, the codes of those that go to each part are typed."""


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
            on, parts = _on(given), _parts(unit, given)
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
        **_below(unit, given),
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


def _rows(given: QueryDict, *, one_more: bool) -> list[tuple[int, str, str, str]]:
    """(number from 1, code, name, codes of units below as typed) of the form's rows."""
    number = min(_number(given) + one_more, MOST_PARTS)
    return [
        (n, given.get(f"code-{n}", ""), given.get(f"name-{n}", ""), given.get(f"codes-{n}", ""))
        for n in range(1, number + 1)
    ]


def _parts(unit: Unit, given: QueryDict) -> list[Part]:
    """A row left empty is no part."""
    going: dict[str, set[int]] = {}
    for field, to in given.items():
        kind, _dash, pk = field.partition("-")
        if kind == "to" and pk.isdecimal() and len(pk) < 16:
            going.setdefault(str(to), set()).add(int(pk))
    if "rest" in given:
        going = _by_code(unit, given)
    return [
        Part(code.strip(), name, frozenset(going.get(str(n), set())))
        for n, code, name, _codes in _rows(given, one_more=False)
        if code.strip() or name.strip()
    ]


def _by_code(unit: Unit, given: QueryDict) -> dict[str, set[int]]:
    """The units below by the part to which they go: those whose codes were typed there, all others to `rest`."""
    by_code = {child.code: child.pk for child in below_to_part(unit, _on(given))}
    left = dict(by_code)
    going: dict[str, set[int]] = {}
    unknown: list[str] = []
    for n, _code, _name, typed in _rows(given, one_more=False):
        for code in re.split(r"[\s,;]+", typed.strip()):
            if code and code not in by_code:
                unknown.append(code)
            elif code:
                left.pop(code, None)
                going.setdefault(str(n), set()).add(by_code[code])
    if unknown:
        raise Refusal(
            "no_such_code",
            _("Không có đơn vị trực thuộc nào mang mã: %(codes)s.") % {"codes": ", ".join(unknown[:10])},
            _("Sửa các mã ấy rồi xem trước lại; chưa chia tách gì."),
            status=422,
        )
    if given["rest"]:
        going.setdefault(given["rest"], set()).update(left.values())
    return going


def _on(given: QueryDict) -> date:
    on = day_of(given.get("on", ""), date.min)
    if on == date.min:
        raise Refusal("no_date", _("Chưa ghi ngày hiệu lực."), _("Ghi ngày mà thay đổi có hiệu lực."), status=422)
    return on


def _below(unit: Unit, given: QueryDict) -> dict[str, Any]:
    """below: the units below as of the typed day, each with the number of the part chosen for it; many: how many they
    are where they are too many for that."""
    try:
        on = _on(given)
    except Refusal:
        on = browse.default_day(unit)
    found = below_to_part(unit, on)
    if len(found) > _MOST_SHOWN:
        return {"below": [], "many": len(found)}
    return {"below": [(child, given.get(f"to-{child.pk}", "")) for child in found], "many": 0}
