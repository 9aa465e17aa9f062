"""What somebody sees of meetings that are neither theirs to run nor to answer for: technicians of sites, chairs,
secretaries, press, those who follow."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import F, Prefetch, Q, QuerySet, prefetch_related_objects

from nhipcau.conferences.models import Conference, Contact, Room, Site
from nhipcau.core import clock
from nhipcau.core.text import search_key
from nhipcau.web.pages.home.countdown import Countdown, countdown
from nhipcau.web.pages.home.own import ahead

_PER_PAGE: Final = 40
_WATCHED: Final = 12


@dataclass(frozen=True, slots=True)
class Call:
    """A meeting with those of the sites that take part. rehearsal: the next one; contact: whom to call."""

    conference: Conference
    left: Countdown
    rehearsal: datetime | None
    contact: Contact | None
    sites: list[tuple[Site, Room | None]]

    @property
    def running(self) -> bool:
        return self.conference.state == Conference.State.RUNNING


@dataclass(frozen=True, slots=True)
class Calls:
    """A page of meetings; total: of sites in all of them."""

    rows: list[Call]
    total: int
    page: int
    pages: int


def calls(sites: "QuerySet[Site]", now: datetime, page: str) -> Calls:
    """The next meetings of these sites, the nearest first; a room is the one from which a site joins, else its unit's.
    Five queries."""
    open_ = ahead(sites, now)
    total = open_.count()
    pages = max(1, -(-total // _PER_PAGE))
    number = min(max(1, int(page) if page.isdecimal() else 1), pages)
    start = (number - 1) * _PER_PAGE
    rows = list(open_.select_related("conference", "unit", "parent", "room")[start : start + _PER_PAGE])
    conferences = {one.conference_id: one.conference for one in rows}
    prefetch_related_objects(
        list(conferences.values()),
        Prefetch("contacts", Contact.objects.exclude(phone="").order_by("order")),
        "planned_rehearsals",
    )
    rooms = _rooms(rows)
    grouped = [
        _call(
            one, [(site, site.room or rooms.get(site.unit_id or 0)) for site in rows if site.conference_id == pk], now
        )
        for pk, one in conferences.items()
    ]
    return Calls(grouped, total, number, pages)


def _rooms(sites: list[Site]) -> dict[int, Room]:
    """The room of each unit whose site has not said from which it joins; the one checked last."""
    units = [one.unit_id for one in sites if one.unit_id is not None]
    rooms = Room.objects.filter(unit__in=units, retired_at=None).order_by(F("checked_at").asc(nulls_first=True))
    return {one.unit_id: one for one in rooms}


def _call(conference: Conference, sites: list[tuple[Site, Room | None]], now: datetime) -> Call:
    contacts = list(conference.contacts.all())
    contact = next((one for one in contacts if "ky thuat" in search_key(one.role)), next(iter(contacts), None))
    rehearsals = sorted(one.at for one in conference.planned_rehearsals.all() if one.at >= now)
    left = countdown(conference.start_date, conference.start_time, now)
    return Call(conference, left, next(iter(rehearsals), None), contact, sites)


@dataclass(frozen=True, slots=True)
class Taking:
    """A meeting in which one's unit takes part, with its site."""

    site: Site
    left: Countdown


def taking_part(sites: "QuerySet[Site]", now: datetime) -> list[Taking]:
    """The nearest first. One query."""
    rows = ahead(sites, now).select_related("conference")[:_WATCHED]
    return [Taking(one, countdown(one.conference.start_date, one.conference.start_time, now)) for one in rows]


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
    today = clock.local(now).date()
    running = Q(state=Conference.State.RUNNING)
    rows = (
        conferences.filter(running | Q(state=Conference.State.PREPARING))
        .annotate(waits=~running, past=Q(start_date__lt=today))
        .order_by("waits", "past", F("start_date").asc(nulls_last=True), "pk")
    )
    return [Watched(one, countdown(one.start_date, one.start_time, now)) for one in rows[:_WATCHED]]
