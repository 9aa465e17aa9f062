"""Reads for the pages of units: a level of the tree, a search, one unit. A page costs the same at 12 as at 10,000."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core import paginator
from django.db.models import Case, Count, Max, Q, QuerySet, Value, When

from nhipcau.core import clock
from nhipcau.core.text import search_key
from nhipcau.organs import history
from nhipcau.organs.models import Organ, Succession, Unit
from nhipcau.organs.queries import units_at
from nhipcau.organs.unit_files import NEW_ORDER

MOST_FOUND = 100
PER_PAGE = 200
"""Units of a list before it is turned."""
EVE = NEW_ORDER - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Row:
    """A unit in a list, with how many lie right below it on that day."""

    unit: Unit
    below: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found; `more`: how many units beyond those shown."""

    units: list[Unit]
    more: int
    organs: list[Organ]


@dataclass(frozen=True, slots=True)
class Page:
    """All that a unit's page shows as of `day`. then: what the unit was or became on a day that is not its own; rows:
    of the page of those below."""

    above: list[Unit]
    below: paginator.Page
    rows: list[Row]
    origins: list[Succession]
    successions: list[Succession]
    organs: list[Organ]
    then: list[Unit]


def today() -> date:
    return clock.local(clock.now()).date()


def default_day(unit: Unit | None = None) -> date:
    """Today, or the last day on which there was a tree of units at all (or this one)."""
    now = today()
    if unit is not None:
        return max(unit.valid_from, now if unit.valid_to is None else min(now, unit.valid_to - timedelta(days=1)))
    if units_at(now).filter(parent=None).exists():
        return now
    last = Unit.objects.filter(parent=None, valid_to__lte=now).aggregate(last=Max("valid_to"))["last"]
    return now if last is None else last - timedelta(days=1)


def rows(units: Iterable[Unit], day: date) -> list[Row]:
    listed = list(units)
    below = units_at(day).filter(parent__in=listed).order_by().values_list("parent").annotate(n=Count("pk"))
    counts = dict(below)
    return [Row(unit, counts.get(unit.pk, 0)) for unit in listed]


def roots(day: date) -> list[Row]:
    return rows(units_at(day).filter(parent=None).order_by("order", "code"), day)


def below(unit: Unit, day: date) -> QuerySet[Unit]:
    return units_at(day).filter(parent=unit).order_by("order", "pk")


@dataclass(frozen=True, slots=True)
class Level:
    """The units right below one in a tree that is opened step by step: the first of them, and how many more its own
    page has."""

    unit: Unit
    rows: list[Row]
    more: int


def level(unit: Unit, day: date) -> Level:
    found = below(unit, day)
    shown = rows(found[:PER_PAGE], day)
    return Level(unit, shown, found.count() - PER_PAGE if len(shown) == PER_PAGE else 0)


def organs_at(day: date) -> QuerySet[Organ]:
    return Organ.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


def search(words: str, day: date) -> Found:
    """Units and organs of that day whose names hold the words, whatever their diacritics; exact names first."""
    key = search_key(words)
    named = units_at(day).filter(Q(search__contains=key) | Q(code=key))
    closeness = Case(When(code=key, then=Value(0)), When(search__endswith=f" {key}", then=Value(1)), default=Value(2))
    units = list(named.select_related("parent__parent__parent").order_by(closeness, "path")[: MOST_FOUND + 1])
    more = named.count() - MOST_FOUND if len(units) > MOST_FOUND else 0
    organs = organs_at(day).filter(search__contains=key).select_related("unit").order_by("name")[:MOST_FOUND]
    return Found(units[:MOST_FOUND], more, list(organs))


def page_of(unit: Unit, day: date, number: str | None = None) -> Page:
    """number: of the page of units below, as it came."""
    shown = paginator.Paginator(below(unit, day), PER_PAGE).get_page(number)
    then = [] if _holds(unit, day) else history.became(unit, day)
    ties = Succession.objects.select_related("before", "after")
    return Page(
        above=above(unit),
        below=shown,
        rows=rows(shown, day),
        origins=list(ties.filter(after=unit).order_by("before__path")),
        successions=list(ties.filter(before=unit).order_by("after__path")),
        organs=list(organs_at(day).filter(unit__in=history.lineage(unit)).order_by("kind", "name")),
        then=then,
    )


def _holds(unit: Unit, day: date) -> bool:
    return unit.valid_from <= day and (unit.valid_to is None or unit.valid_to > day)


def above(unit: Unit) -> list[Unit]:
    """From the root down to the parent."""
    steps = unit.path.rstrip("/").split("/")[:-1]
    paths = ["/".join(steps[: n + 1]) + "/" for n in range(len(steps))]
    return list(Unit.objects.filter(path__in=paths).order_by("path")) if paths else []


def place_of(unit: Unit) -> str:
    """`Huyện Bắc Sơn, Tỉnh Lạng Sơn`: what a unit lies in, from near to far. Parents are to be fetched with it."""
    names: list[str] = []
    above = unit.parent
    while above is not None:
        names.append(above.name)
        above = above.parent
    return ", ".join(names)


def siblings(unit: Unit, day: date) -> Sequence[Unit]:
    return list(units_at(day).filter(parent=unit.parent, tier=unit.tier).exclude(pk=unit.pk).order_by("order"))
