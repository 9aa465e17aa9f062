"""Who is to have a paper: the lines of its distribution list, found again as units and offices, and the tree below."""

import re
from dataclasses import dataclass
from typing import Final

from nhipcau.conferences.models import Conference, Site
from nhipcau.core.text import search_key
from nhipcau.documents.models import Delivery, Paper, PaperFile
from nhipcau.documents.writing.setting import set_paper
from nhipcau.organs.models import Organ, Tier, Unit
from nhipcau.outbox.letters import is_address
from nhipcau.preparation.addresses import addresses_of
from nhipcau.typeset import from_json
from nhipcau.typeset.model import Recipient

_ALL_OF: Final = (
    (Tier.DISTRICT, re.compile(r"cac huyen|huyen, thanh pho|cap huyen|huyen uy|huyen, thi xa")),
    (Tier.COMMUNE, re.compile(r"cac xa|xa, phuong|cap xa|phuong, thi tran")),
)
_WORDS: Final = re.compile(r"nhu (?:tren|thanh phan)\b")
"""`Như trên`, `Như thành phần dự họp`: those who are named elsewhere in the paper."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """Somebody who may get it. key: names the choice on the form; chosen: proposed to be sent to; sent: has it;
    way: the channel that somebody chose."""

    key: str
    name: str
    role: str = ""
    unit: Unit | None = None
    organ: Organ | None = None
    email: str = ""
    chosen: bool = True
    sent: bool = False
    way: str = ""

    @property
    def channel(self) -> str:
        if self.way:
            return self.way
        if self.unit is not None:
            return Delivery.Channel.EMAIL if self.email else Delivery.Channel.INBOX
        return Delivery.Channel.EMAIL if self.email else Delivery.Channel.PRINTED


def listed(paper: Paper) -> tuple[Recipient, ...]:
    """The distribution list as printed."""
    kept = paper.files.filter(form=PaperFile.Form.MODEL.value).first()
    model = from_json(bytes(kept.data).decode()) if kept else set_paper(paper).paper
    return model.distribution.recipients


def proposed(paper: Paper) -> list[Proposed]:
    """The units next below the writer that take part, then the offices and the other lines of the list."""
    conference, unit = paper.conference, paper.unit
    if conference is None or unit is None:
        return []
    there = set(paper.deliveries.filter(unit__isnull=False).values_list("unit_id", flat=True))
    names = set(paper.deliveries.filter(unit=None).values_list("name", flat=True))
    rows = listed(paper)
    found = [_of_unit(one, emails, there) for one, emails in below(conference, unit)]
    organs = {search_key(one.name): one for one in Organ.objects.filter(keeper__path__startswith=unit.path)}
    for n, row in enumerate(rows):
        if _WORDS.match(search_key(row.name)) or _stands_for_all(row.name):
            continue
        organ = organs.get(search_key(row.name))
        email = organ.email if organ and is_address(organ.email) else ""
        found.append(Proposed(f"l{n}", row.name, row.role, organ=organ, email=email, sent=row.name[:300] in names))
    return found


def _of_unit(unit: Unit, email: str, there: set[int]) -> Proposed:
    return Proposed(f"u{unit.pk}", unit.name, unit=unit, email=email, sent=unit.pk in there)


def _stands_for_all(name: str) -> bool:
    key = search_key(name)
    return any(pattern.search(key) for _tier, pattern in _ALL_OF)


def below(conference: Conference, unit: Unit) -> list[tuple[Unit, str]]:
    """The units right below that take part, with the address of each where one is known. In tree order."""
    sites = list(
        conference.sites.filter(withdrawn_at=None, unit__path__startswith=unit.path)
        .exclude(unit=unit)
        .select_related("unit", "organ", "parent")
        .order_by("order")
    )
    units = {site.unit.pk: site.unit for site in sites if site.unit is not None}
    nearest = [one for one in units.values() if not any(_between(other, one) for other in units.values())]
    addresses = addresses_of(sites)
    by_unit = {site.unit.pk: addresses[site.pk].email for site in sites if site.unit and site.pk in addresses}
    return [(one, by_unit.get(one.pk, "")) for one in nearest]


def _between(upper: Unit, lower: Unit) -> bool:
    return upper.pk != lower.pk and lower.path.startswith(upper.path)


def phones_of(conference: Conference) -> dict[int, tuple[str, str]]:
    """By unit: whom to call and the number, as the site answered, else as its room's record says."""
    found: dict[int, tuple[str, str]] = {}
    sites = Site.objects.filter(conference=conference, unit__isnull=False).select_related("answer", "room")
    for site in sites:
        answer, room = getattr(site, "answer", None), site.room
        who = (answer.contact_name, answer.contact_phone) if answer is not None else ("", "")
        if not who[1] and room is not None:
            who = (room.technician, room.phone)
        if site.unit_id is not None:  # pyright: ignore[reportAttributeAccessIssue] - Django's own column
            found[site.unit_id] = who  # pyright: ignore[reportAttributeAccessIssue]
    return found
