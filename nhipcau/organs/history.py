"""What became of units, and where they came from."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import Q

from nhipcau.organs.models import GOES_ON, Succession, Unit
from nhipcau.organs.queries import tree

_MOST_STEPS = 50  # a chain longer than this is a circle
_MANY = 500


def became(unit: Unit, day: date) -> list[Unit]:
    """What `unit` is on `day`: itself, its successors, or nothing; before its own time, what it came from."""
    return became_each([unit], day)[unit.pk]


def became_each(units: Iterable[Unit], day: date) -> dict[int, list[Unit]]:
    """The same of many, by pk. The number of queries grows with the number of changes in a row, not with the units."""
    every = list(units)
    found = _followed([one.pk for one in every if one.valid_from <= day], day, back=False)
    return found | _followed([one.pk for one in every if one.valid_from > day], day, back=True)


def units_of(unit: Unit, day: date, tiers: Iterable[str]) -> list[Unit]:
    """The units of `unit` on those tiers as of `day`: of what it was or became by then, itself among them."""
    return [below for root in became(unit, day) for below in tree(root, day, tiers)]


def _followed(pks: Sequence[int], day: date, *, back: bool) -> dict[int, list[Unit]]:
    here = list(Unit.objects.filter(pk__in=pks))
    origins = {pk: {pk} for pk in pks}
    found: dict[int, dict[int, Unit]] = {pk: {} for pk in pks}
    for _ in range(_MOST_STEPS):
        for one in here:
            if one.valid_from <= day and (one.valid_to is None or one.valid_to > day):
                for pk in origins[one.pk]:
                    found[pk][one.pk] = one
        further: dict[int, Unit] = {}
        for begins, ends in _steps(here, day, back=back):
            new = origins[begins] - origins.get(ends.pk, set())
            if new:
                origins.setdefault(ends.pk, set()).update(new)
                further[ends.pk] = ends
        here = list(further.values())
        if not here:
            break
    return {pk: sorted(units.values(), key=lambda one: (one.order, one.pk)) for pk, units in found.items()}


def _steps(here: Sequence[Unit], day: date, *, back: bool) -> Iterator[tuple[int, Unit]]:
    """What each of these units became up to that day, or, going back, what it came from after it."""
    if not here:
        return
    if back:
        ties = Succession.objects.filter(after__in=here, on__gt=day).select_related("before")
        yield from ((tie.after_id, tie.before) for tie in ties if tie.after_id is not None)
    else:
        ties = Succession.objects.filter(before__in=here, on__lte=day, after__isnull=False).select_related("after")
        yield from ((tie.before_id, tie.after) for tie in ties if tie.after is not None)


def lineages(pks: Iterable[int]) -> dict[int, int]:
    """For each of these units, and every row that is the same unit before or after: which of them it is."""
    found = {pk: pk for pk in pks}
    here = set(found)
    for _ in range(_MOST_STEPS):
        goes_on = Succession.objects.filter(kind__in=GOES_ON)
        # Thousands of numbers in a question take longer than all that units ever became.
        ties = goes_on if len(here) > _MANY else goes_on.filter(Q(before__in=here) | Q(after__in=here))
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
