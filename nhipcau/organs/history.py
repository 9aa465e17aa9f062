"""What became of units, and where they came from."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from nhipcau.organs.models import GOES_ON, Succession, Unit
from nhipcau.organs.queries import tree

_MOST_STEPS = 50  # a chain longer than this is a circle


def became(unit: Unit, day: date) -> list[Unit]:
    """What `unit` is on `day`: itself, its successors, or nothing; before its own time, what it came from."""
    if day < unit.valid_from:
        return _followed(unit, day, back=True)
    return _followed(unit, day, back=False)


def units_of(unit: Unit, day: date, tiers: Iterable[str]) -> list[Unit]:
    """The units of `unit` on those tiers as of `day`: of what it was or became by then, itself among them."""
    return [below for root in became(unit, day) for below in tree(root, day, tiers)]


def _followed(unit: Unit, day: date, *, back: bool) -> list[Unit]:
    here, seen, found = list(Unit.objects.filter(pk=unit.pk)), {unit.pk}, []
    for _ in range(_MOST_STEPS):
        found += [one for one in here if one.valid_from <= day and (one.valid_to is None or one.valid_to > day)]
        if back:
            ties = Succession.objects.filter(after__in=here, on__gt=day).select_related("before")
            further = [tie.before for tie in ties]
        else:
            ties = Succession.objects.filter(before__in=here, on__lte=day, after__isnull=False).select_related("after")
            further = [tie.after for tie in ties if tie.after is not None]
        here = list({one.pk: one for one in further if one.pk not in seen}.values())
        seen |= {one.pk for one in here}
        if not here:
            break
    return sorted(found, key=lambda one: (one.order, one.pk))


def lineages(pks: Iterable[int]) -> dict[int, int]:
    """For each of these units, and every row that is the same unit before or after: which of them it is."""
    found = {pk: pk for pk in pks}
    here = set(found)
    for _ in range(_MOST_STEPS):
        ties = Succession.objects.filter(Q(before__in=here) | Q(after__in=here), kind__in=GOES_ON)
        here = set()
        for before, after in ties.values_list("before_id", "after_id"):
            for known, new in ((before, after), (after, before)):
                if known in found and new not in found:
                    found[new] = found[known]
                    here.add(new)
        if not here:
            break
    return found


def lineage(unit: Unit) -> set[int]:
    """The rows that are this same unit before and after renaming or moving: what belongs to one belongs to all."""
    rows = here = {unit.pk}
    for _ in range(_MOST_STEPS):
        ties = Succession.objects.filter(Q(before__in=here) | Q(after__in=here), kind__in=GOES_ON)
        here = {pk for pair in ties.values_list("before_id", "after_id") for pk in pair} - rows
        rows = rows | here
        if not here:
            break
    return rows
