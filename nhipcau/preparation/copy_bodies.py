"""The bodies that get copies of a registration, as the paper prints them, and where a letter to each goes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from nhipcau.conferences.models import Conference
from nhipcau.core import clock
from nhipcau.core.text import nfc, search_key
from nhipcau.organs.models import Organ
from nhipcau.outbox.letters import is_address
from nhipcau.preparation.addresses import Address
from nhipcau.preparation.models import CopyBody, Round

_NO_BODY: Final = re.compile(r"(?:luu\b|nhu (?:tren|kinh gui|dieu|phan)\b|kinh gui\b)")
"""Lines of "Nơi nhận" that name nobody else: those the paper is addressed to, and the archive (NĐ 30/2020, mẫu 1.4)."""
_IN_BRACKETS: Final = re.compile(r"\s*\((?:để |đ/)?(?:b/c|báo cáo|biết|p/h|phối hợp|t/h|thực hiện|c/đ|theo dõi)[^)]*\)")
_LONGEST: Final = 200


def bodies_in(lines: Iterable[str]) -> Iterator[str]:
    """The bodies that printed lines name, each once: `- Sở Thông tin và Truyền thông (p/h);` without its signs."""
    seen: set[str] = set()
    for line in lines:
        for part in nfc(line).split(";"):
            name = " ".join(_IN_BRACKETS.sub("", part).split()).strip(" -–+•.,")[:_LONGEST].strip()
            key = search_key(name)
            if key and key not in seen and not _NO_BODY.match(key):
                seen.add(key)
                yield name


def bodies_of(opened: Round) -> list[CopyBody]:
    """The round's rows of those bodies, in the order of the lines; made where they are not there yet."""
    names = {search_key(name): name for name in bodies_in(opened.recipients)}
    held = {one.key: one for one in opened.copy_bodies.all()}
    new = [CopyBody(round=opened, key=key, name=name) for key, name in names.items() if key not in held]
    if new:
        CopyBody.objects.bulk_create(new, ignore_conflicts=True)
        held = {one.key: one for one in opened.copy_bodies.all()}
    return [held[key] for key in names]


@dataclass(frozen=True, slots=True)
class _Known:
    key: str
    address: Address


def addresses_of_bodies(conference: Conference, bodies: Iterable[CopyBody]) -> dict[int, Address]:
    """By body, for those that have one: what the host typed, else the mail of the organ of that name in the host's own
    province, else that of a contact of this conference who is of that body. Two queries."""
    bodies = list(bodies)
    organs = _organs(conference)
    contacts = [
        _Known(search_key(f"{one.name} {one.role}"), Address(one.email, one.name or one.role))
        for one in conference.contacts.exclude(email="").order_by("order")
        if is_address(one.email)
    ]
    found: dict[int, Address] = {}
    for body in bodies:
        of_it = [one.address for one in organs if one.key == body.key]
        of_it += [one.address for one in contacts if body.key in one.key]
        if is_address(body.email):
            found[body.pk] = Address(body.email, body.name)
        elif of_it:
            found[body.pk] = of_it[0]
    return found


def _organs(conference: Conference) -> list[_Known]:
    """By name and by abbreviation, the host's own first. Every province has a department of the same name: another
    province's is never meant."""
    today = clock.local(clock.now()).date()
    top = f"{conference.host.path.partition('/')[0]}/"
    here = Q(unit__path__startswith=top) | Q(unit__isnull=True, keeper__path__startswith=top)
    rows = Organ.objects.filter(here, Q(valid_to__isnull=True) | Q(valid_to__gt=today)).exclude(email="")
    rows = rows.select_related("unit", "keeper")
    held = sorted((one for one in rows if is_address(one.email)), key=lambda one: one.unit_id != conference.host.pk)
    by_name = [_Known(search_key(one.name), Address(one.email, one.name)) for one in held]
    return by_name + [
        _Known(search_key(one.abbreviation), Address(one.email, one.name)) for one in held if one.abbreviation
    ]
