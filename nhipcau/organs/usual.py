"""The organs that every territory has: council, committee and Party committee, entered for a whole subtree at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction

from nhipcau.core.access import Actor, Need, access_unit
from nhipcau.journal import record as journal
from nhipcau.organs.models import Organ, Unit
from nhipcau.organs.queries import units_at
from nhipcau.organs.sets import STREAM

_PARTY_COMMITTEES: Final = {
    "Tỉnh": ("Tỉnh ủy", "TU"),
    "Thành phố": ("Thành ủy", "TU"),
    "Quận": ("Quận ủy", "QU"),
    "Huyện": ("Huyện ủy", "HU"),
    "Thị xã": ("Thị ủy", "TU"),
}
"""Kind of a unit → its Party committee and the sign in numbers (Hướng dẫn 36-HD/VPTW). All others have a Đảng ủy."""
_KINDS: Final = (Organ.Kind.COUNCIL, Organ.Kind.COMMITTEE, Organ.Kind.PARTY)


@dataclass(frozen=True, slots=True)
class UsualOrgan:
    kind: str
    name: str
    abbreviation: str
    letterhead: str = ""


def usual_organs(unit: Unit) -> tuple[UsualOrgan, ...]:
    """What the organs of a territory are called; above a Party committee stands the Party body it is of."""
    place = _inside(unit.name)
    committee, sign = _PARTY_COMMITTEES.get(unit.kind, ("", "ĐU"))
    party = f"{committee} {unit.short_name}" if committee else f"Đảng ủy {place}"
    above = f"Đảng bộ {_inside(unit.parent.name)}".upper() + "\n" + party.upper() if unit.parent else party.upper()
    return (
        UsualOrgan(Organ.Kind.COUNCIL, f"Hội đồng nhân dân {place}", "HĐND"),
        UsualOrgan(Organ.Kind.COMMITTEE, f"Ủy ban nhân dân {place}", "UBND"),
        UsualOrgan(Organ.Kind.PARTY, party, sign, above),
    )


def missing_in(unit: Unit, day: date) -> int:
    """How many of these organs a unit and those below it do not have yet."""
    units = units_at(day).filter(path__startswith=unit.path)
    held = Organ.objects.filter(unit__in=units, kind__in=_KINDS).values("unit", "kind").distinct()
    return units.count() * len(_KINDS) - held.count()


def do_enter_usual_organs(actor: Actor, pk: int | str, day: date) -> int:
    """Enter those that are missing in a unit and below it, as of a day. Again, it enters nothing. Returns how many."""
    with transaction.atomic():
        unit = access_unit(actor, pk, Need.ADMINISTER)
        entered = Organ.objects.bulk_create(_missing(unit, day), batch_size=500)
        if entered:
            journal.append(STREAM, "organs.usual_entered", {"unit": unit.pk, "count": len(entered)}, actor)
    return len(entered)


def _missing(unit: Unit, day: date) -> Iterator[Organ]:
    units = list(units_at(day).filter(path__startswith=unit.path).select_related("parent"))
    held = set(Organ.objects.filter(unit__in=units, kind__in=_KINDS).values_list("unit", "kind"))
    for one in units:
        for usual in usual_organs(one):
            if (one.pk, usual.kind) in held:
                continue
            organ = Organ(
                unit=one,
                keeper=one,
                kind=usual.kind,
                name=usual.name[:200],
                abbreviation=usual.abbreviation,
                letterhead=usual.letterhead,
                valid_from=one.valid_from,
                valid_to=one.valid_to,
            )
            organ.search = organ.search_text
            yield organ


def _inside(name: str) -> str:
    """`Huyện Tràng Định` inside a name: `huyện Tràng Định`."""
    return name[:1].lower() + name[1:]
