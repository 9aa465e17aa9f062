"""Validity of units and organs, as offices write it."""

from collections.abc import Collection
from datetime import date, timedelta

from django import template
from django.utils.translation import gettext as _

from nhipcau.core import dates
from nhipcau.organs.models import Organ, Unit

register = template.Library()


@register.filter
def validity(row: Unit | Organ) -> str:
    """`từ 01/01/2020 đến hết 30/6/2025`: the last day included, as papers say it."""
    if row.valid_to is None:
        return _("từ %(begins)s") % {"begins": _written(row.valid_from)}
    until = _written(row.valid_to - timedelta(days=1))
    return _("từ %(begins)s đến hết %(until)s") % {"begins": _written(row.valid_from), "until": until}


@register.filter
def holds_on(row: Unit | Organ, day: date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or row.valid_to > day)


@register.filter
def degrees(value: float | None) -> str:
    """`21,8537`; nothing where it is not known."""
    return "" if value is None else f"{value:.4f}".replace(".", ",")


@register.filter
def position(unit: Unit) -> str:
    """`21,8537° B, 106,7615° Đ`: north and east by their Vietnamese initials."""
    said = {"north": degrees(unit.latitude), "east": degrees(unit.longitude)}
    return _("%(north)s° B, %(east)s° Đ") % said


@register.filter
def written(kept: str) -> str:
    """`2024-02-01` → `01/02/2024`."""
    return dates.written(kept)


@register.filter
def pk_in(row: Unit, given: Collection[str]) -> bool:
    """Whether a form that was sent names the row."""
    return str(row.pk) in given


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"
