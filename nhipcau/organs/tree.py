"""Changing the tree of units: create, rename, move, close, merge, each from a day on.

What was stays: a unit that changes ends as a row and goes on as another, and so does all that lies below it, since a
row's path holds every step from the root. What began on the very day of the change is corrected in place.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from nhipcau.core.access import Actor, Need, access_unit
from nhipcau.core.errors import Refusal
from nhipcau.core.text import nfc, search_key
from nhipcau.journal import record as journal
from nhipcau.organs.models import Grant, Organ, Succession, Tier, Unit
from nhipcau.organs.sets import STREAM, follow_with_grants
from nhipcau.organs.unit_files import path_step

_CODE = re.compile(r"[0-9A-Za-z.]{1,12}\Z")
_NAME_LENGTH = 200
_KINDS = ("thành phố", "thị xã", "thị trấn", "đặc khu", "phường", "huyện", "quận", "tỉnh", "thôn", "xã")
_ORDER = list(Tier)


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit as somebody describes it. name: with its kind."""

    code: str
    name: str
    tier: str
    valid_from: date
    valid_to: date | None = None


def do_create_unit(actor: Actor, parent_pk: int | str, new: NewUnit) -> Unit:
    """A new unit below another."""
    with transaction.atomic():
        journal.lock(STREAM)
        unit = _create(access_unit(actor, parent_pk, Need.ADMINISTER), new)
        journal.append(STREAM, "unit.created", _told(unit) | {"parent": unit.parent_id}, actor)
    return unit


def do_rename_unit(actor: Actor, pk: int | str, name: str, on: date, basis: str = "") -> Unit:
    """The unit bears another name from that day on; the unit as it is then."""
    with transaction.atomic():
        journal.lock(STREAM)
        unit = access_unit(actor, pk, Need.ADMINISTER)
        name = clean_name(name)
        if name == unit.name:
            return unit
        after = _go_on(unit, on, Succession.Kind.RENAMED, basis, name=name)
        journal.append(STREAM, "unit.renamed", _told(after) | {"before": unit.pk, "on": on.isoformat()}, actor)
    return after


def do_move_unit(actor: Actor, pk: int | str, parent_pk: int | str, on: date, basis: str = "") -> Unit:
    """The unit, with all below it, belongs to another from that day on; the unit as it is then."""
    with transaction.atomic():
        journal.lock(STREAM)
        unit = _structural(actor, pk)
        parent = access_unit(actor, parent_pk, Need.ADMINISTER)
        if parent.pk == unit.parent_id:
            return unit
        _refuse_outside(parent, on)
        _refuse_above(unit.tier, parent)
        if parent.path.startswith(unit.path):
            raise Refusal("inside_itself", _("Không chuyển một đơn vị vào bên trong chính nó."), _("Chọn đơn vị khác."))
        after = _go_on(unit, on, Succession.Kind.MOVED, basis, parent=parent)
        data = _told(after) | {"before": unit.pk, "on": on.isoformat(), "parent": parent.pk}
        journal.append(STREAM, "unit.moved", data, actor)
    return after


def do_close_unit(actor: Actor, pk: int | str, on: date, basis: str = "") -> Unit:
    """From that day on there is no such unit, and none that took its place."""
    with transaction.atomic():
        journal.lock(STREAM)
        unit = _structural(actor, pk)
        left = unit.children.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).count()
        if left:
            raise Refusal(
                "has_units_below",
                _("%(name)s còn %(left)s đơn vị cấp dưới sau ngày %(on)s nên chưa kết thúc được.")
                % {"name": unit.name, "left": left, "on": f"{on:%d/%m/%Y}"},
                _("Chuyển, sáp nhập hoặc kết thúc các đơn vị cấp dưới trước."),
            )
        _end(unit, on)
        Succession.objects.create(before=unit, on=on, kind=Succession.Kind.ABOLISHED, basis=_basis(basis))
        journal.append(STREAM, "unit.closed", _told(unit) | {"on": on.isoformat()}, actor)
    return unit


def do_merge_units(
    actor: Actor, pks: Sequence[int | str], into: NewUnit | int | str, on: date, basis: str = ""
) -> Unit:
    """Units become one from that day on: a new one below the first's parent, or one that is there already.

    What lies below them goes over to it. Their staff is appointed anew; their records stay theirs.
    """
    with transaction.atomic():
        journal.lock(STREAM)
        units = [_structural(actor, pk) for pk in dict.fromkeys(map(str, pks))]
        if len(units) < (2 if isinstance(into, NewUnit) else 1):
            raise Refusal("too_few_units", _("Chọn ít nhất hai đơn vị để sáp nhập."), status=422)
        if len({unit.tier for unit in units}) > 1:
            raise Refusal(
                "tiers_differ", _("Chỉ sáp nhập các đơn vị cùng một cấp."), _("Chọn lại danh sách."), status=422
            )
        for unit in units:
            _refuse_outside(unit, on)
        if isinstance(into, NewUnit):
            if units[0].parent is None:
                raise _from_lists_only()
            parent = access_unit(actor, units[0].parent.pk, Need.ADMINISTER)
            target = _create(parent, into, merged=units)
        else:
            target = _structural(actor, into)
            _refuse_outside(target, on)
            if target.tier != units[0].tier or target in units:
                raise Refusal("tiers_differ", _("Đơn vị nhận phải cùng cấp và khác các đơn vị sáp nhập."), status=422)
        for unit in units:
            for child in list(unit.children.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))):
                _go_on(child, on, Succession.Kind.MOVED, basis, parent=target)
            _end(unit, on)
        Succession.objects.bulk_create(
            Succession(before=unit, after=target, on=on, kind=Succession.Kind.MERGED, basis=_basis(basis))
            for unit in units
        )
        Organ.objects.filter(keeper__in=units).update(keeper=target)
        data = _told(target) | {"before": [unit.pk for unit in units], "on": on.isoformat()}
        journal.append(STREAM, "units.merged", data, actor)
    return target


def clean_name(text: str) -> str:
    """A unit's name as it is kept; Refusal where there is none."""
    name = nfc(" ".join(text.split()))
    if not name or len(name) > _NAME_LENGTH:
        raise Refusal("bad_name", _("Tên đơn vị phải có từ 1 đến 200 ký tự."), _("Ghi lại tên đơn vị."), status=422)
    return name


def short_name(name: str) -> str:
    """`Huyện Bắc Sơn` → `Bắc Sơn`."""
    kind = next((kind for kind in _KINDS if name.lower().startswith(f"{kind} ")), "")
    return name[len(kind) :].strip()


def problem_with(new: NewUnit, parent: Unit) -> Refusal | None:
    """Why such a unit cannot be below `parent`, apart from others of the same code."""
    try:
        clean_name(new.name)
        _refuse_above(new.tier, parent)
        _refuse_outside(parent, new.valid_from)
    except Refusal as refusal:
        return refusal
    if not _CODE.match(new.code):
        return Refusal(
            "bad_code", _("Mã đơn vị chỉ gồm chữ cái không dấu, chữ số, dấu chấm; tối đa 12 ký tự."), status=422
        )
    if new.valid_to is not None and new.valid_to <= new.valid_from:
        return Refusal("ends_before_it_begins", _("Ngày kết thúc phải sau ngày bắt đầu."), status=422)
    return None


def _create(parent: Unit, new: NewUnit, merged: Sequence[Unit] = ()) -> Unit:
    problem = problem_with(new, parent)
    if problem is not None:
        raise problem
    overlapping = Unit.objects.filter(code=new.code, tier=new.tier).exclude(pk__in=[unit.pk for unit in merged])
    overlapping = overlapping.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=new.valid_from))
    if new.valid_to is not None:
        overlapping = overlapping.filter(valid_from__lt=new.valid_to)
    if overlapping.exists():
        raise Refusal(
            "code_taken",
            _("Mã %(code)s đang là của một đơn vị khác trong khoảng thời gian này.") % {"code": new.code},
            _("Kiểm tra lại mã, hoặc ngày bắt đầu và kết thúc."),
        )
    name = clean_name(new.name)
    last = parent.children.aggregate(last=Max("order"))["last"]
    return Unit.objects.create(
        code=new.code,
        name=name,
        short_name=short_name(name),
        search=search_key(name),
        tier=new.tier,
        parent=parent,
        path=parent.path + path_step(new.code, new.valid_from),
        order=parent.order if last is None else last + 1,
        valid_from=new.valid_from,
        valid_to=new.valid_to,
    )


def _structural(actor: Actor, pk: int | str) -> Unit:
    """The unit where `actor` may change its place: that is for those who administer the unit above it."""
    unit = access_unit(actor, pk, Need.ADMINISTER)
    if unit.parent is None:
        if actor.kind != "system":
            raise _from_lists_only()
    else:
        access_unit(actor, unit.parent.pk, Need.ADMINISTER)
    return unit


def _from_lists_only() -> Refusal:
    return Refusal(
        "top_of_the_tree",
        _("Đơn vị cấp cao nhất chỉ thay đổi theo danh mục nạp từ dòng lệnh của máy chủ."),
        _("Đề nghị quản trị máy chủ thực hiện."),
        status=403,
    )


def _go_on(
    unit: Unit, on: date, kind: Succession.Kind, basis: str, *, name: str | None = None, parent: Unit | None = None
) -> Unit:
    """The unit with its new name or parent from `on`, and all below it behind it; the unit's row of then."""
    _refuse_outside(unit, on)
    rows = Unit.objects.filter(path__startswith=unit.path).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    levels: dict[int, list[Unit]] = {}
    for row in rows:
        levels.setdefault(row.path.count("/"), []).append(row)
    now: dict[int, Unit] = {}
    ties: list[Succession] = []
    for _depth, level in sorted(levels.items()):
        copies: list[Unit] = []
        kept: list[Unit] = []
        for row in level:
            above = (parent or unit.parent) if row.pk == unit.pk else now[row.parent_id or 0]
            begins = max(on, row.valid_from)
            change: dict[str, Any] = {
                "parent": above,
                "path": (above.path if above else "") + path_step(row.code, begins),
            }
            if row.pk == unit.pk and name is not None:
                change |= {"name": name, "short_name": short_name(name), "search": search_key(name)}
            if row.valid_from >= on:
                for field, value in change.items():
                    setattr(row, field, value)
                kept.append(row)
                now[row.pk] = row
            else:
                copy = Unit(
                    **{"code": row.code, "name": row.name, "short_name": row.short_name, "search": row.search}
                    | {"tier": row.tier, "order": row.order, "valid_from": on, "valid_to": row.valid_to}
                    | change
                )
                copies.append(copy)
                now[row.pk] = copy
                why = kind if row.pk == unit.pk else Succession.Kind.CONTINUED
                ties.append(Succession(before=row, after=copy, on=on, kind=why, basis=_basis(basis)))
        Unit.objects.bulk_update(kept, ["parent", "path", "name", "short_name", "search"], batch_size=500)
        Unit.objects.bulk_create(copies)
    _carry_over(ties, on)
    return now[unit.pk]


def _carry_over(ties: Sequence[Succession], on: date) -> None:
    """Close what went on, and let what later rows, records and roles refer to it refer to what it is now."""
    ended = [tie.before_id for tie in ties]
    # The end of the new row is known to the ties of the old one: they are now what became of the new.
    after = {tie.before_id: tie.after for tie in ties}
    later = list(Succession.objects.filter(before__in=ended))
    for tie in later:
        tie.before = after[tie.before_id] or tie.before
    Succession.objects.bulk_update(later, ["before"])
    Unit.objects.filter(pk__in=ended).update(valid_to=on)
    Succession.objects.bulk_create(ties)
    kept = list(Organ.objects.filter(keeper__in=ended))
    for organ in kept:
        organ.keeper = after[organ.keeper_id] or organ.keeper
    Organ.objects.bulk_update(kept, ["keeper"])
    if Grant.objects.filter(unit__in=ended).exists():
        follow_with_grants(ties)


def _end(unit: Unit, on: date) -> None:
    _refuse_outside(unit, on)
    if unit.valid_from == on:
        raise Refusal(
            "ends_before_it_begins",
            _("%(name)s bắt đầu từ chính ngày %(on)s nên không kết thúc vào ngày đó được.")
            % {"name": unit.name, "on": f"{on:%d/%m/%Y}"},
            _("Chọn ngày sau ngày bắt đầu."),
            status=422,
        )
    # What was to become of it later cannot be any more: it is gone by then.
    Succession.objects.filter(before=unit, on__gt=on).delete()
    unit.valid_to = on
    unit.save(update_fields=["valid_to"])


def _refuse_outside(unit: Unit, on: date) -> None:
    if on < unit.valid_from or (unit.valid_to is not None and on >= unit.valid_to):
        held = (
            _("%(name)s có hiệu lực từ %(begins)s đến trước %(ends)s, không gồm ngày %(on)s.")
            if unit.valid_to
            else _("%(name)s có hiệu lực từ %(begins)s, không gồm ngày %(on)s.")
        )
        raise Refusal(
            "not_valid_then",
            held
            % {
                "name": unit.name,
                "begins": f"{unit.valid_from:%d/%m/%Y}",
                "ends": f"{unit.valid_to:%d/%m/%Y}" if unit.valid_to else "",
                "on": f"{on:%d/%m/%Y}",
            },
            _("Chọn ngày trong khoảng đó, hoặc chọn đơn vị của ngày đó."),
            status=422,
        )


def _refuse_above(tier: str, parent: Unit) -> None:
    if tier not in _ORDER or _ORDER.index(Tier(tier)) < _ORDER.index(Tier(parent.tier)):
        raise Refusal(
            "tier_above_parent",
            _("Đơn vị thuộc %(name)s không thể ở cấp cao hơn đơn vị đó.") % {"name": parent.name},
            _("Chọn lại cấp của đơn vị."),
            status=422,
        )


def _basis(text: str) -> str:
    return nfc(" ".join(text.split()))[:200]


def _told(unit: Unit) -> dict[str, Any]:
    return {"unit": unit.pk, "code": unit.code, "name": unit.name}
