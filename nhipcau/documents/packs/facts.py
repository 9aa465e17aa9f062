"""What a pack is composed from: the conference once, each site by itself. Plain values, local times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from nhipcau.typeset.banner import Banner


@dataclass(frozen=True, slots=True)
class Work:
    """A task of the paper."""

    assignee: str
    action: str
    cooperating: str = ""
    day: date | None = None
    hour: time | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """A speech or report. pages, minutes: at most."""

    assignee: str
    topic: str = ""
    pages: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    content: str
    who: str = ""
    hour: time | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Sat:
    """A sitting with its items. day None: the items of no sitting."""

    name: str
    day: date | None
    start: time | None
    end: time | None
    venue: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody to call."""

    name: str
    role: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    what: str
    day: date
    hour: time | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """The paper that convenes. words: with number and date; pages: of the PDF issued here, 0 where it came from
    elsewhere; amended: what changed it since."""

    words: str
    title: str = ""
    pages: int = 0
    amended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A conference. base: the address of this product as others know it, without a trailing slash; the words change
    with the kind of conference."""

    base: str
    title: str
    host: str
    postponed: bool
    reason: str
    day: date | None
    hour: time | None
    duration: str
    main: str
    main_venue: str
    total: int
    meeting: str
    chairs: str
    opening: str
    sats: tuple[Sat, ...] = ()
    trials: tuple[datetime, ...] = ()
    works: tuple[Work, ...] = ()
    talks: tuple[Talk, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    sites_due: datetime | None = None
    delegates_due: datetime | None = None
    participants: tuple[tuple[str, str], ...] = ()
    materials: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    contacts: tuple[Called, ...] = ()
    paper: Cited | None = None
    lobby: bool = True
    banner_released: bool = True
    opt_in: bool = False
    external: tuple[str, str, str] = ("", "", "")

    @property
    def all_items(self) -> tuple[Item, ...]:
        return tuple(item for sat in self.sats for item in sat.items)


@dataclass(frozen=True, slots=True)
class Place:
    """A site. number: its place on every list, from 1; works, talks, items: which of the conference's name it.

    by_name: those of the talks that name it itself, not its whole tier.
    """

    pk: int
    name: str
    where: str
    number: int
    tier: str
    is_main: bool
    link_key: str
    venue: str = ""
    room: str = ""
    contact: Called = Called("")
    technician: Called = Called("")
    chair: Called = Called("")
    above: Called | None = None
    works: tuple[int, ...] = ()
    talks: tuple[int, ...] = ()
    items: tuple[int, ...] = ()
    banner: Banner | None = None
