"""Several units become one, one becomes several."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nhipcau.core.access import Actor, Need, access_unit
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.organs.models import Organ, Succession, Unit
from nhipcau.organs.sets import STREAM
from nhipcau.organs.tree.going_on import begins_that_day, end, go_on
from nhipcau.organs.tree.one import check_new, create
from nhipcau.organs.tree.rules import NewUnit, from_lists_only, kept_basis, refuse_outside, structural, told

MOST_PARTS: Final = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A unit that comes out of another. name: with its kind; below: pks of the units that go to it."""

    code: str
    name: str
    below: frozenset[int] = frozenset()


def do_merge_units(
    actor: Actor, pks: Sequence[int | str], into: NewUnit | int | str, on: date, basis: str = ""
) -> Unit:
    """Units become one from that day on: a new one below the first's parent, or one that is there already.

    What lies below them goes over to it. Their staff is appointed anew; their records stay theirs.
    """
    with transaction.atomic():
        journal.lock(STREAM)
        units = [structural(actor, pk) for pk in dict.fromkeys(map(str, pks))]
        if len(units) < (2 if isinstance(into, NewUnit) else 1):
            raise Refusal("too_few_units", _("Chọn ít nhất hai đơn vị để sáp nhập."), status=422)
        if len({unit.tier for unit in units}) > 1:
            raise Refusal(
                "tiers_differ", _("Chỉ sáp nhập các đơn vị cùng một cấp."), _("Chọn lại danh sách."), status=422
            )
        for unit in units:
            refuse_outside(unit, on)
        if isinstance(into, NewUnit):
            if units[0].parent is None:
                raise from_lists_only()
            parent = access_unit(actor, units[0].parent.pk, Need.ADMINISTER)
            target = create(parent, into, merged=units)
        else:
            target = structural(actor, into)
            refuse_outside(target, on)
            if target.tier != units[0].tier or target in units:
                raise Refusal("tiers_differ", _("Đơn vị nhận phải cùng cấp và khác các đơn vị sáp nhập."), status=422)
        for unit in units:
            for child in list(unit.children.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))):
                go_on(child, on, Succession.Kind.MOVED, basis, parent=target)
            end(unit, on)
        Succession.objects.bulk_create(
            Succession(before=unit, after=target, on=on, kind=Succession.Kind.MERGED, basis=kept_basis(basis))
            for unit in units
        )
        Organ.objects.filter(keeper__in=units).update(keeper=target)
        data = told(target) | {"before": [unit.pk for unit in units], "on": on.isoformat()}
        journal.append(STREAM, "units.merged", data, actor)
    return target


def do_split_unit(actor: Actor, pk: int | str, parts: Sequence[Part], on: date, basis: str = "") -> list[Unit]:
    """The unit becomes several from that day on, of its tier and below its parent; one of them may keep its code.

    What lies below it goes to the part that names it. The first part keeps the records of its organs. Its people are
    appointed anew, since nobody can say who went where; its conferences and rooms stay its own.
    """
    with transaction.atomic():
        journal.lock(STREAM)
        unit, parent, below = plan_split(actor, pk, parts, on)
        ends = unit.valid_to
        made: list[Unit] = []
        for part in parts:
            new = create(parent, NewUnit(part.code, part.name, unit.tier, on, ends), merged=[unit])
            Unit.objects.filter(pk=new.pk).update(order=unit.order)
            made.append(new)
            for child in below:
                if child.pk in part.below:
                    go_on(child, on, Succession.Kind.MOVED, basis, parent=new)
        end(unit, on)
        Succession.objects.bulk_create(
            Succession(before=unit, after=new, on=on, kind=Succession.Kind.SPLIT, basis=kept_basis(basis))
            for new in made
        )
        Organ.objects.filter(keeper=unit).update(keeper=made[0])
        data = told(unit) | {"after": [new.pk for new in made], "on": on.isoformat()}
        journal.append(STREAM, "unit.split", data, actor)
    return made


def plan_split(actor: Actor, pk: int | str, parts: Sequence[Part], on: date) -> tuple[Unit, Unit, list[Unit]]:
    """The unit, the one above it, those below it; Refusal where it cannot be split like that. Writes nothing."""
    unit = structural(actor, pk)
    refuse_outside(unit, on)
    if unit.valid_from == on:
        raise begins_that_day(unit, on)
    if unit.parent is None:
        raise from_lists_only()
    parent = access_unit(actor, unit.parent.pk, Need.ADMINISTER)
    below = below_to_part(unit, on)
    _check_parts(parts, below)
    for part in parts:
        check_new(parent, NewUnit(part.code, part.name, unit.tier, on, unit.valid_to), merged=[unit])
    return unit, parent, below


def below_to_part(unit: Unit, on: date) -> list[Unit]:
    """The units right below that each go to one of the parts."""
    return list(unit.children.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).order_by("order", "pk"))


def _check_parts(parts: Sequence[Part], below: Sequence[Unit]) -> None:
    if not 2 <= len(parts) <= MOST_PARTS:
        raise Refusal(
            "too_few_units",
            _("Chia tách thành ít nhất hai và nhiều nhất %(most)s đơn vị.") % {"most": MOST_PARTS},
            _("Ghi mã và tên của từng đơn vị mới."),
            status=422,
        )
    if len({part.code for part in parts}) < len(parts):
        raise Refusal(
            "code_twice", _("Hai đơn vị mới không mang cùng một mã."), _("Ghi mỗi đơn vị một mã riêng."), status=422
        )
    given = [pk for part in parts for pk in part.below]
    lost = [unit.name for unit in below if given.count(unit.pk) != 1]
    if lost or set(given) - {unit.pk for unit in below}:
        raise Refusal(
            "not_parted",
            _("Mỗi đơn vị trực thuộc phải về đúng một đơn vị mới; còn chưa chọn: %(names)s.")
            % {"names": ", ".join(lost[:5]) or "–"},
            _("Chọn đơn vị mới cho từng đơn vị trực thuộc."),
            status=422,
        )
