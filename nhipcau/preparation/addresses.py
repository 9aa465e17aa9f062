"""Where a letter to a site goes: to its clerk, to the office whose site it is, else to who looks after the unit."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeVar

from django.db.models import Q, QuerySet

from nhipcau.conferences.models import Site
from nhipcau.core import clock
from nhipcau.organs.history import lineages
from nhipcau.organs.models import Grant, Organ
from nhipcau.outbox.letters import is_address

_Row = TypeVar("_Row", Grant, Organ)
_CLERKS: Final = (Grant.Role.UNIT_CLERK,)
_OTHERS: Final = (Grant.Role.ORGANISER, Grant.Role.ADMINISTRATOR)
_OFFICES: Final = (Organ.Kind.COMMITTEE, Organ.Kind.OFFICE, Organ.Kind.COUNCIL, Organ.Kind.PARTY)
"""Whose address is the unit's own, the first that has one. A school's or a hospital's is not."""
_ALL: Final = 500
"""Units of which so many are asked for that all rows are read instead."""


@dataclass(frozen=True, slots=True)
class Address:
    """whose: the person or office, as pages show it."""

    email: str
    whose: str


class Place(NamedTuple):
    """A site as a list of thousands has it. organ, email: name and address of the office whose site it is, else None.

    Read as columns: rows of sites and organs take most of a second.
    """

    pk: int
    name: str
    unit_id: int | None
    organ: str | None
    email: str | None


PLACE: Final = ("pk", "name", "unit_id", "organ__name", "organ__email")


def addresses_of(sites: Iterable[Site]) -> dict[int, Address]:
    """By site, for those that have one. A handful of queries whatever the number of sites."""
    return addresses_at(
        Place(
            one.pk,
            one.name,
            one.unit_id,
            one.organ.name if one.organ is not None else None,
            one.organ.email if one.organ is not None else None,
        )
        for one in sites
    )


def addresses_at(places: Iterable[Place]) -> dict[int, Address]:
    """The same of sites that were read as columns."""
    sites = list(places)
    row_of = lineages({site.unit_id for site in sites if site.unit_id is not None})
    ranked: dict[int, list[tuple[int, int, Address]]] = {}
    for grant in _grants(row_of):
        rank = 0 if grant.role in _CLERKS else 2 + _OTHERS.index(Grant.Role(grant.role))
        found = Address(grant.account.email, grant.account.get_full_name() or grant.account.username)
        ranked.setdefault(row_of[grant.unit.pk], []).append((rank, grant.pk, found))
    for organ in _organs(row_of):
        if organ.unit is not None:
            rank = 100 + _OFFICES.index(Organ.Kind(organ.kind))
            place = (1, rank, Address(organ.email, organ.name))
            ranked.setdefault(row_of[organ.unit.pk], []).append(place)
    best = {unit: min(some, key=lambda one: one[:2])[2] for unit, some in ranked.items()}
    found_: dict[int, Address] = {}
    for site in sites:
        if site.email is not None and is_address(site.email):
            found_[site.pk] = Address(site.email, site.organ or "")
        elif site.organ is None and site.unit_id in best:
            found_[site.pk] = best[site.unit_id]
    return found_


def _grants(row_of: dict[int, int]) -> list[Grant]:
    held = Grant.objects.filter(role__in=[*_CLERKS, *_OTHERS], account__is_active=True).exclude(account__email="")
    found = _among(held, row_of).select_related("account", "unit")
    return [one for one in found if one.unit.pk in row_of and is_address(one.account.email)]


def _organs(row_of: dict[int, int]) -> list[Organ]:
    today = clock.local(clock.now()).date()
    holds = Q(valid_to__isnull=True) | Q(valid_to__gt=today)
    held = Organ.objects.filter(holds, unit__isnull=False, kind__in=_OFFICES).exclude(email="")
    return [one for one in _among(held, row_of).select_related("unit") if one.unit and one.unit.pk in row_of]


def _among(rows: "QuerySet[_Row]", units: Collection[int]) -> "QuerySet[_Row]":
    """Of these units; of very many all are read, for thousands of numbers in a question take longer than the answer."""
    return rows if len(units) > _ALL else rows.filter(unit__in=units)
