"""The order of every list of sites: the chairing site, then each site followed by those below it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F

from nhipcau.conferences.models import Conference, Site
from nhipcau.organs.models import Unit

_ASIDE = 1_000_000  # more than any conference has sites: rows stand there while they change places


@dataclass(slots=True)
class Place:
    """A site on its way into the list. site: the row, unsaved while new; rank: its unit's place in the official list,
    None for what is no unit; up: the place above it.
    """

    site: Site
    rank: tuple[int, int] | None
    up: "Place | None" = None

    @property
    def is_new(self) -> bool:
        return self.site.pk is None

    def is_below(self, other: "Place") -> bool:
        above: Place | None = self
        while above is not None:
            if above is other:
                return True
            above = above.up
        return False


def standing(sites: Iterable[Site]) -> list[Place]:
    """The places of all sites of a conference, each tied to the one above it. Each site has its unit loaded."""
    places = [Place(site, rank_of(site.unit)) for site in sites]
    by_id = {place.site.pk: place for place in places}
    for place in places:
        if place.site.parent_id is not None:
            place.up = by_id[place.site.parent_id]
    return places


def rank_of(unit: Unit | None) -> tuple[int, int] | None:
    return None if unit is None else (unit.order, unit.pk)


def arranged(places: Sequence[Place]) -> list[Place]:
    """All places in list order. Those that stand already keep their order among themselves; a new unit comes before
    the first unit beside it that the official list has later, what is no unit after all others.
    """
    below: dict[int, list[Place]] = defaultdict(list)
    roots: list[Place] = []
    for place in places:
        (roots if place.up is None else below[id(place.up)]).append(place)
    found: list[Place] = []
    waiting = list(reversed(_beside(roots)))
    while waiting:
        place = waiting.pop()
        found.append(place)
        waiting += reversed(_beside(below[id(place)]))
    return found


def _beside(places: Sequence[Place]) -> list[Place]:
    standing = sorted((one for one in places if not one.is_new), key=lambda one: (not one.site.is_main, one.site.order))
    units = sorted((one for one in places if one.is_new and one.rank is not None), key=lambda one: one.rank or (0, 0))
    found: list[Place] = []
    for one in standing:
        if one.rank is not None and not one.site.is_main:
            while units and (units[0].rank or (0, 0)) < one.rank:
                found.append(units.pop(0))
        if one.site.is_placeholder:
            found += units
            units = []
        found.append(one)
    return found + units + [one for one in places if one.is_new and one.rank is None]


def make_room(conference: Conference, places: Sequence[Place]) -> None:
    """Give those that stand already their new order, and note on the new ones theirs."""
    runs: list[tuple[int, int, int]] = []
    for order, place in enumerate(places):
        if place.is_new:
            place.site.order = order
            continue
        was, moved = place.site.order, order - place.site.order
        if runs and runs[-1][1] == was - 1 and runs[-1][2] == moved:
            runs[-1] = (runs[-1][0], was, moved)
        else:
            runs.append((was, was, moved))
        place.site.order = order
    moving = [run for run in runs if run[2]]
    for first, last, _ in moving:
        _shift(conference, first, last, _ASIDE)
    for first, last, moved in moving:
        _shift(conference, first + _ASIDE, last + _ASIDE, moved - _ASIDE)


def _shift(conference: Conference, first: int, last: int, by: int) -> None:
    conference.sites.filter(order__range=(first, last)).update(order=F("order") + by)
