"""Pages of units: the tree as of a day, a unit, its changes."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.core import dates
from nhipcau.core.access import Actor, Need, access_unit, access_unit_list, actor_of, may, reachable_unit_paths
from nhipcau.core.attempts import Attempt
from nhipcau.core.errors import Refusal
from nhipcau.organs import browse, tree
from nhipcau.organs.models import Tier, Unit
from nhipcau.organs.queries import units_at
from nhipcau.organs.unit_files import NEW_ORDER
from nhipcau.organs.usual import do_enter_usual_organs, missing_in

DAYS = ((gettext_lazy("Trước 01/7/2025"), browse.EVE), (gettext_lazy("Từ 01/7/2025"), NEW_ORDER))


def day_of(text: str, otherwise: date) -> date:
    """The day that somebody typed, ISO or as offices write it; `otherwise` for nothing. Refusal where it is no day."""
    try:
        kept = dates.kept(text)
    except ValueError:
        raise Refusal(
            "bad_date",
            _("“%(text)s” không phải là ngày.") % {"text": text[:40]},
            _("Ghi theo dạng 01/7/2025."),
            status=422,
        ) from None
    return otherwise if kept is None else date.fromisoformat(kept[:10])


def _day(request: HttpRequest, unit: Unit | None = None) -> date:
    text = request.GET.get("day", "")
    return day_of(text, date.min) if text.strip() else browse.default_day(unit)


@require_GET
def units(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    access_unit_list(actor, Need.VIEW)
    day, words = _day(request), request.GET.get("q", "").strip()
    context: dict[str, Any] = _frame(actor, day) | {"words": words}
    if words:
        found = browse.search(words, day)
        context |= {"found": [(unit, browse.place_of(unit)) for unit in found.units], "more": found.more}
        context |= {"found_organs": found.organs}
    else:
        roots = browse.roots(day)
        context |= {"rows": roots, "opened": browse.level(roots[0].unit, day) if len(roots) == 1 else None}
    return render(request, "organs/units.html", context)


@require_GET
def units_below(request: HttpRequest, pk: int) -> HttpResponse:
    """The units right below one, for a tree that is opened step by step."""
    unit = access_unit(actor_of(request), pk, Need.VIEW)
    day = _day(request, unit)
    level = browse.level(unit, day)
    return render(request, "organs/rows.html", {"level": level, "rows": level.rows, "day": day})


@require_GET
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    shown = access_unit(actor, pk, Need.VIEW)
    day = _day(request, shown)
    context = _frame(actor, day) | {
        "unit": shown,
        "page": browse.page_of(shown, day, request.GET.get("page")),
        "may_change": may(actor, shown.path, Need.ADMINISTER),
        "may_look_inside": may(actor, shown.path, Need.VIEW),
    }
    if context["may_change"]:
        context["organs_missing"] = missing_in(shown, day)
    return render(request, "organs/unit.html", context)


@require_POST
def unit_organs(request: HttpRequest, pk: int) -> HttpResponse:
    """Council, committee and Party committee for a unit and all below it."""
    actor = actor_of(request)
    shown = access_unit(actor, pk, Need.ADMINISTER)
    count = do_enter_usual_organs(actor, shown.pk, _day(request, shown))
    if count:
        said = ngettext("Đã ghi %(count)s cơ quan.", "Đã ghi %(count)s cơ quan.", count) % {"count": count}
        messages.success(request, said)
    else:
        messages.info(request, _("Các cơ quan này đã có đủ; không ghi thêm gì."))
    return redirect("unit", pk=shown.pk)


@require_http_methods(["GET", "POST"])
def unit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    shown = access_unit(actor, pk, Need.ADMINISTER)
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            return _changed(request, actor, shown)
    day = browse.default_day(shown)
    context = _frame(actor, day) | {
        "unit": shown,
        "above": browse.above(shown),
        "siblings": browse.siblings(shown, day) if shown.parent else [],
        "tiers": [tier for tier in Tier if list(Tier).index(tier) >= list(Tier).index(Tier(shown.tier))],
        "next_tier": _next_tier(shown, day),
        "structural": shown.parent is not None and may(actor, shown.parent.path, Need.ADMINISTER),
        "refusal": attempt.refusal,
        "given": request.POST,
        "chosen": request.POST.getlist("with"),
    }
    return render(request, "organs/unit_edit.html", context, status=attempt.status)


def _changed(request: HttpRequest, actor: Actor, unit: Unit) -> HttpResponse:
    given, verb = request.POST, request.POST.get("verb", "")
    if verb == "locate":
        position = tree.degrees(given.get("latitude", ""), given.get("longitude", ""))
        tree.do_locate_unit(actor, unit.pk, position)
        messages.success(request, _("Đã ghi tọa độ.") if position else _("Đã bỏ tọa độ."))
        return redirect("unit", pk=unit.pk)
    on = day_of(given.get("on", ""), date.min)
    if on == date.min:
        raise Refusal("no_date", _("Chưa ghi ngày hiệu lực."), _("Ghi ngày mà thay đổi có hiệu lực."), status=422)
    basis = given.get("basis", "")
    match verb:
        case "rename":
            after = tree.do_rename_unit(actor, unit.pk, given.get("name", ""), on, basis)
            said = _("Từ %(on)s đơn vị mang tên “%(name)s”.") % {"on": f"{on:%d/%m/%Y}", "name": after.name}
        case "move":
            parent = _by_code(given.get("parent", ""), on)
            after = tree.do_move_unit(actor, unit.pk, parent.pk, on, basis)
            said = _("Từ %(on)s “%(name)s” thuộc %(parent)s.") % {
                "on": f"{on:%d/%m/%Y}",
                "name": after.name,
                "parent": parent.name,
            }
        case "close":
            after = tree.do_close_unit(actor, unit.pk, on, basis)
            said = _("“%(name)s” kết thúc hoạt động từ %(on)s.") % {"name": after.name, "on": f"{on:%d/%m/%Y}"}
        case "merge":
            pks = [unit.pk, *given.getlist("with")]
            into = given.get("into", "").strip()
            target = (
                _by_code(into, on).pk
                if into
                else tree.NewUnit(given.get("code", "").strip(), given.get("name", ""), unit.tier, on)
            )
            after = tree.do_merge_units(actor, [pk for pk in pks if pk != target], target, on, basis)
            said = _("Từ %(on)s các đơn vị đã chọn thành “%(name)s”.") % {"on": f"{on:%d/%m/%Y}", "name": after.name}
        case "create":
            new = tree.NewUnit(given.get("code", "").strip(), given.get("name", ""), given.get("tier", ""), on)
            after = tree.do_create_unit(actor, unit.pk, new)
            said = _("Đã thêm “%(name)s” từ %(on)s.") % {"name": after.name, "on": f"{on:%d/%m/%Y}"}
        case _:
            raise Refusal("unknown_change", _("Không rõ thay đổi nào."), _("Tải lại trang rồi thử lại."), status=422)
    messages.success(request, said)
    return redirect("unit", pk=after.pk)


def _by_code(code: str, on: date) -> Unit:
    found = list(units_at(on).filter(code=code.strip())[:2])
    if len(found) != 1:
        problem = (
            _("Có nhiều đơn vị mang mã “%(code)s” vào ngày %(on)s.")
            if found
            else _("Không có đơn vị nào mang mã “%(code)s” vào ngày %(on)s.")
        )
        raise Refusal(
            "no_such_code",
            problem % {"code": code.strip()[:20], "on": f"{on:%d/%m/%Y}"},
            _("Tìm mã trong danh mục đơn vị."),
            status=422,
        )
    return found[0]


def _next_tier(unit: Unit, day: date) -> str:
    """The tier most units below have; else the next one down."""
    below = units_at(day).filter(parent=unit).values_list("tier", flat=True).first()
    order = list(Tier)
    return below or str(order[min(order.index(Tier(unit.tier)) + 1, len(order) - 1)])


def _frame(actor: Actor, day: date) -> dict[str, Any]:
    """What every page of units shows round its own content."""
    return {
        "nav": "units",
        "day": day,
        "days": [(words, one, one == day) for words, one in (*DAYS, (_("Hôm nay"), browse.today()))],
        "may_import": bool(reachable_unit_paths(actor, Need.ADMINISTER)),
    }
