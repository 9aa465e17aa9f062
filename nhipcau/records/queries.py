"""Reading the record of a conference for its pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from itertools import count
from typing import Final

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference
from nhipcau.conferences.queries import listed_groups, row_of
from nhipcau.core import clock
from nhipcau.core.text import search_key
from nhipcau.journal import record
from nhipcau.organs.models import Tier
from nhipcau.records.attendance import Entry, Presence, attendance, whole_minutes

_WHOLE: Final = 400
"""Lines on one page; of more only some are shown at first."""
_LINES: Final = 200
_OWN: Final = ("tier", "name", "order", "is_main", "is_placeholder", "withdrawn_at")
_READ: Final = ("conference", "parent", *_OWN, *(f"parent__{name}" for name in _OWN))


@dataclass(frozen=True, slots=True)
class Line:
    """One site on the sheet. number: from 1, through all groups; tier: in words, key: of `Tier`; shape: its state as a
    shape of the pages."""

    number: int
    name: str
    where: str
    key: str
    presence: Presence

    @property
    def tier(self) -> str:
        return str(Tier(self.key).label)

    @property
    def on_air(self) -> int:
        return whole_minutes(self.presence.on_air)

    @property
    def speaking(self) -> int:
        return whole_minutes(self.presence.speaking)

    @property
    def shape(self) -> str:
        if not self.presence.was_here:
            return "none"
        return "warn" if self.presence.breaks else "ok"

    @property
    def words(self) -> str:
        if not self.presence.was_here:
            return _("vắng")
        return (
            _("có, %(breaks)s lần mất kết nối") % {"breaks": self.presence.breaks} if self.presence.breaks else _("có")
        )


@dataclass(frozen=True, slots=True)
class Group:
    """shown: those of its lines that a page shows."""

    title: str
    lines: Sequence[Line]
    shown: list[Line] = field(default_factory=list)

    @property
    def here(self) -> int:
        return sum(line.presence.was_here for line in self.lines)


@dataclass(frozen=True)
class Sheet:
    """The attendance sheet. as_of: the moment until which it counts, once the hall was opened."""

    opened: datetime | None
    closed: datetime | None
    as_of: datetime
    groups: Sequence[Group]

    @cached_property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in group.lines]

    @property
    def here(self) -> int:
        return sum(group.here for group in self.groups)

    @property
    def absent(self) -> list[Line]:
        return [line for line in self.lines if not line.presence.was_here]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows of a sheet. found: lines that were asked for; page: None where all of them are shown."""

    groups: list[Group]
    found: int
    page: Page | None


def shown_of(sheet: Sheet, find: str, *, absent: bool, whole: bool, page: str | None) -> Shown:
    """find: in the names of sites and of their districts; absent: only who was not there; whole: to be printed.

    A heading counts its whole group, whatever is shown of it.
    """
    asked = search_key(find)

    def wanted(line: Line) -> bool:
        return (not absent or not line.presence.was_here) and (
            not asked or asked in search_key(f"{line.name} {line.where}")
        )

    lines = [(group, line) for group in sheet.groups for line in group.lines if wanted(line)]
    shown = None if whole or len(lines) <= _WHOLE else Paginator(lines, _LINES).get_page(page)
    groups: dict[int, Group] = {}
    for group, line in lines if shown is None else shown:
        own = groups.setdefault(id(group), replace(group, shown=[]))
        own.shown.append(line)
    return Shown(list(groups.values()), len(lines), shown)


def attendance_sheet(conference: Conference) -> Sheet:
    """All sites in the order of every list: those of the conference, and those that were invited and are gone since."""
    now = clock.now()
    entries = [Entry(each.at, each.kind, each.version, each.data) for each in record.read(conference.stream)]
    told = attendance(entries, now)
    sites = conference.sites.select_related("parent").only(*_READ)
    taking_part = [one for one in sites.order_by("order") if one.withdrawn_at is None or str(one.pk) in told.invited]
    rows = [row_of(one) for one in taking_part]
    numbers = count(1)

    def line(site: str, name: str, where: str, tier: str) -> Line:
        return Line(next(numbers), name, where, tier, told.sites.get(site, Presence()))

    groups = [
        Group(
            group.title,
            [line(str(row.site.pk), row.site.name, row.site.where, row.site.tier) for row in group.rows],
        )
        for group in listed_groups(rows)
    ]
    gone = told.invited.keys() - {str(row.site.pk) for row in rows}
    if gone:
        invited = [(site, each) for site, each in told.invited.items() if site in gone]
        lines = [line(site, each["name"], each["where"], each["tier"]) for site, each in invited]
        groups.append(Group(_("Điểm cầu nay không còn trong hội nghị"), lines))
    return Sheet(told.opened, told.closed, told.closed or now, groups)
