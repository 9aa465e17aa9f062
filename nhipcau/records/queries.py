"""Reading the record of a conference for its pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from django.utils.translation import gettext as _

from nhipcau.conferences.models import Conference
from nhipcau.conferences.queries import listed_groups, site_rows
from nhipcau.core import clock
from nhipcau.journal import record
from nhipcau.organs.models import Tier
from nhipcau.records.attendance import Entry, Presence, attendance, whole_minutes


@dataclass(frozen=True, slots=True)
class Line:
    """One site on the sheet. number: from 1, through all groups; tier: in words, key: of `Tier`; shape: its state as a
    shape of the pages."""

    number: int
    name: str
    where: str
    tier: str
    key: str
    presence: Presence

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
    title: str
    lines: Sequence[Line]

    @property
    def here(self) -> int:
        return sum(line.presence.was_here for line in self.lines)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The attendance sheet. as_of: the moment until which it counts, once the hall was opened."""

    opened: datetime | None
    closed: datetime | None
    as_of: datetime
    groups: Sequence[Group]

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in group.lines]

    @property
    def here(self) -> int:
        return sum(group.here for group in self.groups)

    @property
    def absent(self) -> list[Line]:
        return [line for line in self.lines if not line.presence.was_here]


def attendance_sheet(conference: Conference) -> Sheet:
    """All sites in the order of every list: those of the conference, and those that were invited and are gone since."""
    now = clock.now()
    entries = [Entry(each.at, each.kind, each.version, each.data) for each in record.read(conference.stream)]
    told = attendance(entries, now)
    rows = [row for row in site_rows(conference) if row.site.withdrawn_at is None or str(row.site.pk) in told.invited]
    numbers = count(1)

    def line(site: str, name: str, where: str, tier: str) -> Line:
        return Line(next(numbers), name, where, str(Tier(tier).label), tier, told.sites.get(site, Presence()))

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
