"""Changes of one unit: created, renamed, moved, closed, located."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from nhipcau.core.access import Actor, Need, access_unit
from nhipcau.core.errors import Refusal
from nhipcau.core.text import search_key
from nhipcau.journal import record as journal
from nhipcau.organs.history import lineages
from nhipcau.organs.models import Succession, Unit
from nhipcau.organs.sets import STREAM
from nhipcau.organs.tree.going_on import end, go_on
from nhipcau.organs.tree.rules import (
    NewUnit,
    clean_name,
    kept_basis,
    problem_with,
    refuse_above,
    refuse_outside,
    short_name,
    structural,
    told,
)
from nhipcau.organs.unit_files import path_step


def do_create_unit(actor: Actor, parent_pk: int | str, new: NewUnit) -> Unit:
    """A new unit below another."""
    with transaction.atomic():
        journal.lock(STREAM)
        unit = create(access_unit(actor, parent_pk, Need.ADMINISTER), new)
        journal.append(STREAM, "unit.created", told(unit) | {"parent": unit.parent_id}, actor)
    return unit


def do_rename_unit(actor: Actor, pk: int | str, name: str, on: date, basis: str = "") -> Unit:
    """The unit bears another name from that day on; the unit as it is then."""
    with transaction.atomic():
        journal.lock(STREAM)
        unit = access_unit(actor, pk, Need.ADMINISTER)
        name = clean_name(name)
        if name == unit.name:
            return unit
        after = go_on(unit, on, Succession.Kind.RENAMED, basis, name=name)
        journal.append(STREAM, "unit.renamed", told(after) | {"before": unit.pk, "on": on.isoformat()}, actor)
    return after


def do_move_unit(actor: Actor, pk: int | str, parent_pk: int | str, on: date, basis: str = "") -> Unit:
    """The unit, with all below it, belongs to another from that day on; the unit as it is then."""
    with transaction.atomic():
        journal.lock(STREAM)
        unit = structural(actor, pk)
        parent = access_unit(actor, parent_pk, Need.ADMINISTER)
        if parent.pk == unit.parent_id:
            return unit
        refuse_outside(parent, on)
        refuse_above(unit.tier, parent)
        if parent.path.startswith(unit.path):
            raise Refusal("inside_itself", _("Không chuyển một đơn vị vào bên trong chính nó."), _("Chọn đơn vị khác."))
        after = go_on(unit, on, Succession.Kind.MOVED, basis, parent=parent)
        data = told(after) | {"before": unit.pk, "on": on.isoformat(), "parent": parent.pk}
        journal.append(STREAM, "unit.moved", data, actor)
    return after


def do_close_unit(actor: Actor, pk: int | str, on: date, basis: str = "") -> Unit:
    """From that day on there is no such unit, and none that took its place."""
    with transaction.atomic():
        journal.lock(STREAM)
        unit = structural(actor, pk)
        left = unit.children.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).count()
        if left:
            raise Refusal(
                "has_units_below",
                _("%(name)s còn %(left)s đơn vị cấp dưới sau ngày %(on)s nên chưa kết thúc được.")
                % {"name": unit.name, "left": left, "on": f"{on:%d/%m/%Y}"},
                _("Chuyển, sáp nhập hoặc kết thúc các đơn vị cấp dưới trước."),
            )
        end(unit, on)
        Succession.objects.create(before=unit, on=on, kind=Succession.Kind.ABOLISHED, basis=kept_basis(basis))
        journal.append(STREAM, "unit.closed", told(unit) | {"on": on.isoformat()}, actor)
    return unit


def do_locate_unit(actor: Actor, pk: int | str, position: tuple[float, float] | None) -> Unit:
    """Say where the unit's middle lies, (latitude, longitude) in degrees, or that it is not known.

    Its rows before and after a renaming lie there as well.
    """
    with transaction.atomic():
        journal.lock(STREAM)
        unit = access_unit(actor, pk, Need.ADMINISTER)
        if unit.position == position:
            return unit
        unit.latitude, unit.longitude = position or (None, None)
        rows = Unit.objects.filter(pk__in=lineages([unit.pk]))
        rows.update(latitude=unit.latitude, longitude=unit.longitude)
        data = told(unit) | {"latitude": unit.latitude, "longitude": unit.longitude}
        journal.append(STREAM, "unit.located", data, actor)
    return unit


def locate_units(actor: Actor, places: Mapping[int, tuple[float, float] | None], file: str) -> None:
    """As `do_locate_unit` for many by pk, in the transaction of a command that has looked at rights; one entry."""
    rows = lineages(places)
    found = list(Unit.objects.filter(pk__in=rows))
    for unit in found:
        unit.latitude, unit.longitude = places[rows[unit.pk]] or (None, None)
    Unit.objects.bulk_update(found, ["latitude", "longitude"], batch_size=500)
    journal.append(STREAM, "units.located", {"file": file, "located": len(places)}, actor)


def check_new(parent: Unit, new: NewUnit, merged: Sequence[Unit] = ()) -> None:
    """Refusal where such a unit cannot come below `parent`. merged: units that it takes over from, codes and all."""
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


def create(parent: Unit, new: NewUnit, merged: Sequence[Unit] = ()) -> Unit:
    """The unit below `parent`; with no end of its own it ends with that one."""
    check_new(parent, new, merged)
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
        valid_to=new.valid_to or parent.valid_to,
        latitude=new.position[0] if new.position else None,
        longitude=new.position[1] if new.position else None,
    )
