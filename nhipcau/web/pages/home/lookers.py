"""What somebody sees of meetings that are neither theirs to run nor to answer for: technicians of sites, chairs,
secretaries, press, those who follow."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import F, Prefetch, QuerySet, prefetch_related_objects

from nhipcau.conferences.models import Conference, Contact, Room, Site
from nhipcau.core.text import search_key
from nhipcau.web.pages.home.countdown import Countdown, countdown
from nhipcau.web.pages.home.own import OVER, ahead

_SHOWN: Final = 30
_WATCHED: Final = 12


@dataclass(frozen=True, slots=True)
class Call:
    """A site's next meeting. room: from where it joins, with its last check; contact: whom to call."""

    site: Site
    left: Countdown
    rehearsal: datetime | None
    room: Room | None
    contact: Contact | None


@dataclass(frozen=True, slots=True)
class Calls:
    rows: list[Call]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


def calls(sites: "QuerySet[Site]", now: datetime, *, most: int = _SHOWN) -> Calls:
    """The next meetings of these sites, the nearest first. Five queries."""
    open_ = ahead(sites, now)
    total = open_.count()
    rows = list(open_.select_related("conference", "unit", "parent", "room")[:most])
    conferences = {one.conference_id: one.conference for one in rows}
    prefetch_related_objects(
        list(conferences.values()),
        Prefetch("contacts", Contact.objects.exclude(phone="").order_by("order")),
        "planned_rehearsals",
    )
    rooms = _rooms(rows)
    return Calls([_call(one, conferences[one.conference_id], rooms, now) for one in rows], total)


def _rooms(sites: list[Site]) -> dict[int, Room]:
    """The room of each unit whose site has not said from which it joins; the one checked last."""
    units = [one.unit_id for one in sites if one.unit_id is not None]
    rooms = Room.objects.filter(unit__in=units, retired_at=None).order_by(F("checked_at").asc(nulls_first=True))
    return {one.unit_id: one for one in rooms}


def _call(site: Site, conference: Conference, rooms: dict[int, Room], now: datetime) -> Call:
    contacts = list(conference.contacts.all())
    contact = next((one for one in contacts if "ky thuat" in search_key(one.role)), next(iter(contacts), None))
    rehearsals = sorted(one.at for one in conference.planned_rehearsals.all() if one.at >= now)
    return Call(
        site,
        countdown(conference.start_date, conference.start_time, now),
        next(iter(rehearsals), None),
        site.room or rooms.get(site.unit_id or 0),
        contact,
    )


@dataclass(frozen=True, slots=True)
class Watched:
    """A meeting of which only the programme is open."""

    conference: Conference
    left: Countdown

    @property
    def running(self) -> bool:
        return self.conference.state == Conference.State.RUNNING


def watched(conferences: "QuerySet[Conference]", now: datetime) -> list[Watched]:
    """Running ones first, then the nearest. One query."""
    open_ = conferences.exclude(state__in=OVER).exclude(state=Conference.State.POSTPONED)
    rows = open_.order_by(F("start_date").desc(nulls_last=True), "-pk")[:_WATCHED]
    found = [Watched(one, countdown(one.start_date, one.start_time, now)) for one in rows]
    return sorted(found, key=lambda one: not one.running)
