"""Units and organs of which somebody wants sites, looked up a few hundred at a time."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from nhipcau.core.errors import Refusal
from nhipcau.organs.models import Organ, Unit


def wanted_units(pks: Iterable[int | None]) -> dict[int, Unit]:
    """By id; Refusal `no_such_unit` (404) where one is gone."""
    wanted = {pk for pk in pks if pk is not None}
    found = {one.pk: one for part in _parts(wanted) for one in Unit.objects.filter(pk__in=part)}
    if len(found) < len(wanted):
        raise Refusal(
            "no_such_unit",
            _("Có đơn vị không còn trong danh mục; chưa thêm điểm cầu nào."),
            _("Tải lại trang rồi chọn lại."),
            status=404,
        )
    return found


def wanted_organs(pks: Iterable[int | None]) -> dict[int, Organ]:
    """By id, each with its unit; Refusal `no_such_organ` (404) where one is gone."""
    wanted = {pk for pk in pks if pk is not None}
    found = {one.pk: one for part in _parts(wanted) for one in Organ.objects.filter(pk__in=part).select_related("unit")}
    if len(found) < len(wanted):
        raise Refusal(
            "no_such_organ",
            _("Có cơ quan không còn trong danh mục; chưa thêm điểm cầu nào."),
            _("Tải lại trang rồi chọn lại."),
            status=404,
        )
    return found


def _parts(numbers: Iterable[int]) -> list[list[int]]:
    every = sorted(numbers)
    return [every[first : first + 500] for first in range(0, len(every), 500)]
