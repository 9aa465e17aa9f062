"""What else happens at the same time: another conference in the same room, with the same unit, of the same host.

A conference lasts as its sittings say; one without them from its hour to the end of that half day, one without an hour
the whole day. The cost does not grow with the number of conferences: only those of the same days are looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from django.db.models import Q

from nhipcau.conferences.models import Conference, Site, Sitting
from nhipcau.core.access import Actor, visible_conferences
from nhipcau.organs.models import Unit

_NOON, _EVENING, _LAST = time(12), time(18), time(23, 59)
_NAMED: Final = 3
_OVER: Final = (Conference.State.CLOSED, Conference.State.CANCELLED)


@dataclass(frozen=True, slots=True)
class Span:
    """Some hours of a day."""

    day: date
    start: time
    end: time

    def meets(self, other: "Span") -> bool:
        return self.day == other.day and self.start < other.end and other.start < self.end

    @property
    def words(self) -> str:
        if (self.start, self.end) == (time.min, _LAST):
            return f"{self.day:%d/%m/%Y}"
        return f"{self.start:%H:%M}–{self.end:%H:%M} {self.day:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class Clash:
    """kind: room, unit or host. conference: None where the actor may not see it. names: the first of what is asked for
    twice; count: of all of it."""

    kind: str
    conference: Conference | None
    host: str
    when: str
    names: tuple[str, ...]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.names)


def spans_of(start: date | None, hour: time | None, sittings: Sequence[Sitting] = ()) -> list[Span]:
    """When a conference sits; nothing while its day is open."""
    if sittings:
        return [Span(one.date, one.start, one.end or _half_day_after(one.start)) for one in sittings]
    if start is None:
        return []
    return [Span(start, time.min, _LAST) if hour is None else Span(start, hour, _half_day_after(hour))]


def _half_day_after(start: time) -> time:
    return next((end for end in (_NOON, _EVENING) if start < end), _LAST)


def clashes_of(actor: Actor, conference: Conference) -> list[Clash]:
    """Of a conference that there is: rooms first, then units, then its host."""
    spans = spans_of(conference.start_date, conference.start_time, list(conference.sittings.order_by("order")))
    own = conference.sites.filter(withdrawn_at=None)
    same_unit = Q(unit__in=own.exclude(unit=None).values("unit"))
    same_room = Q(room__in=own.exclude(room=None).values("room"))
    return _clashes(actor, spans, conference.host, same_unit, same_room, conference.pk)


def clashes_of_plan(
    actor: Actor, host: Unit | None, tiers: Sequence[str], start: date | None, hour: time | None
) -> list[Clash]:
    """Of a conference that is still a paper: with the units of `host` on those tiers."""
    if host is None:
        return []
    same_unit = Q(unit__path__startswith=host.path, unit__tier__in=[*tiers, host.tier])
    return _clashes(actor, spans_of(start, hour), host, same_unit, None, None)


def _clashes(
    actor: Actor, spans: Sequence[Span], host: Unit, same_unit: Q, same_room: Q | None, own: int | None
) -> list[Clash]:
    at_once = _at_once(spans, own)
    if not at_once:
        return []
    seen = set(visible_conferences(actor).filter(pk__in=at_once).values_list("pk", flat=True))
    there = {one.pk: one for one in Conference.objects.filter(pk__in=at_once).select_related("host")}
    sites = Site.objects.filter(conference__in=at_once, withdrawn_at=None).order_by("order")
    found: list[Clash] = []
    asked = [] if same_room is None else [("room", same_room, "room_id", "room__name")]
    for kind, same, column, name in (*asked, ("unit", same_unit & ~Q(is_main=True, unit=host), "unit_id", "name")):
        names: dict[int, dict[int, str]] = {}
        for pk, what, words in sites.filter(same).values_list("conference_id", column, name):
            names.setdefault(pk, {})[what] = words
        found += [_clash(kind, there[pk], at_once[pk], seen, list(words.values())) for pk, words in names.items()]
    hosted = [one for one in there.values() if one.host.path == host.path]
    return found + [_clash("host", one, at_once[one.pk], seen, [host.name]) for one in hosted]


def _clash(kind: str, conference: Conference, span: Span, seen: set[int], names: list[str]) -> Clash:
    shown = conference if conference.pk in seen else None
    return Clash(kind, shown, conference.host.name, span.words, tuple(names[:_NAMED]), len(names))


def _at_once(spans: Sequence[Span], own: int | None) -> dict[int, Span]:
    """Other conferences that sit at the same time, with when."""
    days = {span.day for span in spans}
    if not days:
        return {}
    others = Conference.objects.filter(Q(start_date__in=days) | Q(sittings__date__in=days)).exclude(state__in=_OVER)
    found: dict[int, Span] = {}
    for other in others.exclude(pk=own).distinct().order_by("start_date", "pk").prefetch_related("sittings"):
        theirs = spans_of(other.start_date, other.start_time, list(other.sittings.all()))
        meeting = next((one for one in theirs if any(one.meets(span) for span in spans)), None)
        if meeting is not None:
            found[other.pk] = meeting
    return found
