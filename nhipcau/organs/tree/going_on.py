"""A unit that ends as a row and goes on as another, with all below it and all that refers to it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from nhipcau.core.errors import Refusal
from nhipcau.core.text import search_key
from nhipcau.organs.models import Grant, Organ, Succession, Unit
from nhipcau.organs.sets import follow_with_grants
from nhipcau.organs.tree.rules import kept_basis, refuse_outside, short_name
from nhipcau.organs.unit_files import path_step


def go_on(
    unit: Unit, on: date, kind: Succession.Kind, basis: str, *, name: str | None = None, parent: Unit | None = None
) -> Unit:
    """The unit with its new name or parent from `on`, and all below it behind it; the unit's row of then."""
    refuse_outside(unit, on)
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
                    | {"latitude": row.latitude, "longitude": row.longitude}
                    | change
                )
                copies.append(copy)
                now[row.pk] = copy
                why = kind if row.pk == unit.pk else Succession.Kind.CONTINUED
                ties.append(Succession(before=row, after=copy, on=on, kind=why, basis=kept_basis(basis)))
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


def end(unit: Unit, on: date) -> None:
    refuse_outside(unit, on)
    if unit.valid_from == on:
        raise begins_that_day(unit, on)
    # What was to become of it later cannot be any more: it is gone by then.
    Succession.objects.filter(before=unit, on__gt=on).delete()
    unit.valid_to = on
    unit.save(update_fields=["valid_to"])


def begins_that_day(unit: Unit, on: date) -> Refusal:
    return Refusal(
        "ends_before_it_begins",
        _("%(name)s bắt đầu từ chính ngày %(on)s nên không kết thúc vào ngày đó được.")
        % {"name": unit.name, "on": f"{on:%d/%m/%Y}"},
        _("Chọn ngày sau ngày bắt đầu."),
        status=422,
    )
