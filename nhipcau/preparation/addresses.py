"""Where a letter to a site goes: to its clerk, to the office whose site it is, else to who looks after the unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from nhipcau.conferences.models import Site
from nhipcau.core import clock
from nhipcau.organs.history import lineages
from nhipcau.organs.models import Grant, Organ
from nhipcau.outbox.letters import is_address

_CLERKS: Final = (Grant.Role.UNIT_CLERK,)
_OTHERS: Final = (Grant.Role.ORGANISER, Grant.Role.ADMINISTRATOR)
_OFFICES: Final = (Organ.Kind.COMMITTEE, Organ.Kind.OFFICE, Organ.Kind.COUNCIL, Organ.Kind.PARTY)
"""Whose address is the unit's own, the first that has one. A school's or a hospital's is not."""


@dataclass(frozen=True, slots=True)
class Address:
    """whose: the person or office, as pages show it."""

    email: str
    whose: str


def addresses_of(sites: Iterable[Site]) -> dict[int, Address]:
    """By site, for those that have one. A handful of queries whatever the number of sites."""
    sites = list(sites)
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
        if site.organ is not None and is_address(site.organ.email):
            found_[site.pk] = Address(site.organ.email, site.organ.name)
        elif site.organ is None and site.unit_id in best:
            found_[site.pk] = best[site.unit_id]
    return found_


def _grants(row_of: dict[int, int]) -> list[Grant]:
    held = Grant.objects.filter(unit__in=row_of, role__in=[*_CLERKS, *_OTHERS], account__is_active=True)
    return [
        one
        for one in held.exclude(account__email="").select_related("account", "unit")
        if is_address(one.account.email)
    ]


def _organs(row_of: dict[int, int]) -> list[Organ]:
    today = clock.local(clock.now()).date()
    holds = Q(valid_to__isnull=True) | Q(valid_to__gt=today)
    return list(
        Organ.objects.filter(holds, unit__in=row_of, kind__in=_OFFICES).exclude(email="").select_related("unit")
    )
