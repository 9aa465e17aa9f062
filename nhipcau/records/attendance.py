"""Who took part, read from the journal alone.

Presence comes from `presence.changed`, which the live host writes from heartbeats; time on the air and time with the
word come from folding the hall's own events, so that no second set of rules can disagree with the first. A site
counts as speaking while it has the floor or an operator opened its microphone; the chair's standing microphone is no
speech.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from nhipcau.hall import events
from nhipcau.hall.evolve import evolve
from nhipcau.hall.state import HallFacts, HallState, initial
from nhipcau.hall.telling import told

PRESENCE = "presence.changed"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is read of a journal entry."""

    at: datetime
    kind: str
    version: int
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Presence:
    """One site's part in the open hall. came: when it arrived, perhaps before the opening; left: None while it is in.

    breaks: how often it left and came back. Who was there only before the opening, to try the line, was not there.
    """

    came: datetime | None = None
    left: datetime | None = None
    breaks: int = 0
    on_air: timedelta = timedelta()
    speaking: timedelta = timedelta()

    @property
    def was_here(self) -> bool:
        return self.came is not None


@dataclass(frozen=True, slots=True)
class Attendance:
    """opened, closed: None where that has not happened. invited: as of the opening, by site id.

    sites: everybody of whom the journal tells something, by site id.
    """

    opened: datetime | None
    closed: datetime | None
    invited: Mapping[str, Mapping[str, str]]
    sites: Mapping[str, Presence]


@dataclass(slots=True)
class _Stay:
    """From when to when a site was there without a break."""

    start: datetime
    end: datetime | None = None


@dataclass(slots=True)
class _Account:
    """What adds up while the entries go by. until: the moment up to which times are counted."""

    until: datetime | None = None
    stays: defaultdict[str, list[_Stay]] = field(default_factory=lambda: defaultdict(list))
    on_air: defaultdict[str, timedelta] = field(default_factory=lambda: defaultdict(timedelta))
    speaking: defaultdict[str, timedelta] = field(default_factory=lambda: defaultdict(timedelta))

    def pass_to(self, at: datetime, state: HallState) -> None:
        """Count what was so since the last entry."""
        if self.until is not None:
            span = max(at - self.until, timedelta())
            for site in state.stage.sites:
                self.on_air[site] += span
            for site in {*state.grants, *([state.floor.site] if state.floor else [])}:
                self.speaking[site] += span
        self.until = at

    def came(self, site: str, at: datetime) -> None:
        stays = self.stays[site]
        if not stays or stays[-1].end is not None:
            stays.append(_Stay(at))

    def left(self, site: str, at: datetime) -> None:
        stays = self.stays[site]
        if stays and stays[-1].end is None:
            stays[-1].end = at

    def presence(self, site: str, opened: datetime | None, closed: datetime | None) -> Presence:
        stays = [stay for stay in self.stays.get(site, []) if _within(stay, opened, closed)]
        left = stays[-1].end if stays else None
        if stays and closed is not None:
            left = min(left or closed, closed)
        return Presence(
            came=stays[0].start if stays else None,
            left=left,
            breaks=max(len(stays) - 1, 0),
            on_air=self.on_air[site],
            speaking=self.speaking[site],
        )


def attendance(entries: Iterable[Entry], now: datetime) -> Attendance:
    """The sheet as of `now`. entries: a conference's, in order; kinds that say nothing here are passed over.

    A site that was there when the hall closed left with the close. A hall that was closed too early and went on is one
    sitting: who stayed has stayed, and the pause counts for nobody as on the air.
    """
    state = initial(HallFacts("", "", ""), [])
    account, opened, closed, invited = _Account(), None, None, dict[str, Mapping[str, str]]()
    for entry in entries:
        if entry.kind == PRESENCE:
            for site, at in entry.data["in"].items():
                account.came(site, datetime.fromisoformat(at))
            for site, at in entry.data["out"].items():
                account.left(site, datetime.fromisoformat(at))
        for event in told(state, entry.kind, entry.data, entry.version):
            account.pass_to(entry.at, state)
            state = evolve(state, event)
            if isinstance(event, events.Opened):
                opened, invited = event.at, dict(event.sites)
            elif isinstance(event, events.Closed):
                closed = event.at
            elif isinstance(event, events.Resumed):
                closed = None
    if closed is None:
        account.pass_to(now, state)
    known = {*account.stays, *account.on_air, *account.speaking}
    return Attendance(opened, closed, invited, {site: account.presence(site, opened, closed) for site in known})


def _within(stay: _Stay, opened: datetime | None, closed: datetime | None) -> bool:
    if opened is None:
        return False
    return (stay.end is None or stay.end > opened) and (closed is None or stay.start < closed)


def whole_minutes(span: timedelta) -> int:
    """To the nearest minute; anything at all is at least one."""
    return max(1, round(span / timedelta(minutes=1))) if span else 0
