"""Several units become one, one becomes several."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from nhipcau.core.access import Actor, Need, access_unit
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.organs.models import Organ, Succession, Unit
from nhipcau.organs.sets import STREAM
from nhipcau.organs.tree.going_on import end, go_on
from nhipcau.organs.tree.one import create
from nhipcau.organs.tree.rules import NewUnit, from_lists_only, kept_basis, refuse_outside, structural, told


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
