"""What a hall is at one moment: who is there, what is on the stage, who may be heard.

Everything here is frozen. `decide` says which events a request leads to, `evolve` folds an event into the next
state; nothing else makes states. Sites, tiers and accounts are named by their ids as decimal strings or codes.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Literal, TypeVar

Value = TypeVar("Value")
Layout = Literal["hold", "single", "pair"]
Why = Literal["chair", "floor", "grant"]

VOICES_AT_ONCE = 4
"""Microphones that rooms take at the same time. More voices than that nobody follows, and every room would pay for them
with its line: fifty sites that greet at once are fifty streams into each of 212 halls."""

MAX_WAITING = 5
"""Machines that may wait for one site; whoever knows a PIN must not be able to fill the lobby."""


_SIMULATED = re.compile(r"sim[0-9]{8,13}")


def simulated_device(site_pk: int) -> str:
    """The id of a site's simulated machine, always the same: once let in it needs no second admission. Browsers give
    themselves twelve random letters and digits."""
    return f"sim{site_pk:08d}"


def frozen(mapping: Mapping[str, Value]) -> Mapping[str, Value]:
    """A read-only view of a copy."""
    return MappingProxyType(dict(mapping))


class Phase(StrEnum):
    WAITING = "waiting"
    OPEN = "open"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class TierFacts:
    id: str
    name: str
    order: int


@dataclass(frozen=True, slots=True)
class ContactFacts:
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What the conference says about a site.

    where: the district's name for a commune, else empty. up: id of the site above. find: text to search in, without
    accents. call: whom to call when the site is not there. version: rises with every new PIN.
    """

    id: str
    name: str
    short: str
    tier: str
    order: int
    where: str = ""
    up: str = ""
    find: str = ""
    call: str = ""
    version: int = 1
    withdrawn: bool = False

    @property
    def title(self) -> str:
        """The name with the district: three communes of one province may share a name."""
        return f"{self.name} ({self.where})" if self.where else self.name


@dataclass(frozen=True, slots=True)
class HallFacts:
    """What the conference says about the hall. main: id of the chairing site, or empty.

    people: names of the accounts that held the desk, by id; events carry ids only. over: closed or cancelled elsewhere.
    halted: "postponed" or "cancelled": it may not be opened.
    """

    id: str
    title: str
    main: str
    lobby: bool = True
    tiers: Mapping[str, TierFacts] = field(default_factory=lambda: frozen(dict[str, TierFacts]()))
    contact: ContactFacts | None = None
    people: Mapping[str, str] = field(default_factory=lambda: frozen(dict[str, str]()))
    over: bool = False
    halted: str = ""


@dataclass(frozen=True, slots=True)
class Machine:
    """A browser that gave the right PIN for a site. version: the site's version it came with."""

    id: str
    label: str
    version: int
    admitted: bool = False

    @property
    def simulated(self) -> bool:
        """Whether it takes part in a rehearsal, with nobody in front of it."""
        return is_simulated(self.id)


@dataclass(frozen=True, slots=True)
class SiteState:
    """A site with its machines: at most one is admitted, the others wait, in the order they came."""

    facts: SiteFacts
    machines: tuple[Machine, ...] = ()

    @property
    def admitted(self) -> Machine | None:
        return next((machine for machine in self.machines if machine.admitted), None)

    @property
    def waiting(self) -> tuple[Machine, ...]:
        return tuple(machine for machine in self.machines if not machine.admitted)

    @property
    def identity(self) -> str:
        """The engine identity of its admitted machine, or empty."""
        machine = self.admitted
        return identity(self.facts.id, machine.id) if machine else ""


def is_simulated(device: str) -> bool:
    return _SIMULATED.fullmatch(device) is not None


def identity(site: str, device: str) -> str:
    return f"site:{site}:{device}"


@dataclass(frozen=True, slots=True)
class Picture:
    """What is shown, or prepared: no site is the holding picture, two are side by side.

    rev: taken from the hall's counter whenever the picture or a machine in it changes; a greater one is newer.
    """

    rev: int
    sites: tuple[str, ...] = ()

    @property
    def layout(self) -> Layout:
        layouts: tuple[Layout, ...] = ("hold", "single", "pair")
        return layouts[len(self.sites)]


@dataclass(frozen=True, slots=True)
class Floor:
    """Who was called to speak. before: what the stage goes back to when the speech ends."""

    site: str
    since: datetime
    minutes: int
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What SAFE took off the air. prepared: whether the operator has changed NEXT since."""

    stage: tuple[str, ...]
    next: tuple[str, ...]
    prepared: bool = False


@dataclass(frozen=True, slots=True)
class Undo:
    """How to take the last change of the stage back. speaker: who got the floor by it, or empty."""

    label: str
    stage: tuple[str, ...]
    next: tuple[str, ...]
    speaker: str = ""


@dataclass(frozen=True)
class HallState:
    """The hall. rev: the counter behind the pictures; events: how many made this state; turn: how many had when what
    is shown or heard last changed, so that of two tellings of it the one with the greater turn is newer.

    grants: sites whose microphone an operator opened by itself, the latest last. hands: by site, in the order they
    went up. Without slots, since derived values are kept once computed.
    """

    facts: HallFacts
    sites: Mapping[str, SiteState]
    phase: Phase = Phase.WAITING
    started: datetime | None = None
    desk: str = ""
    rev: int = 1
    events: int = 0
    turn: int = 0
    stage: Picture = field(default_factory=lambda: Picture(1))
    next: Picture | None = None
    safe: Held | None = None
    floor: Floor | None = None
    grants: tuple[str, ...] = ()
    hands: Mapping[str, datetime] = field(default_factory=lambda: frozen(dict[str, datetime]()))
    undo: Undo | None = None

    @cached_property
    def open_microphones(self) -> Mapping[str, Why]:
        """Sites that may be heard, and why. SAFE, and a hall that is not open, are silent."""
        if self.phase is not Phase.OPEN or self.safe is not None:
            return frozen(dict[str, Why]())
        reasons: dict[str, Why] = dict.fromkeys(sorted(self.grants), "grant")
        if self.floor is not None:
            reasons[self.floor.site] = "floor"
        if self.facts.main in self.sites:
            reasons[self.facts.main] = "chair"
        return frozen(reasons)

    @cached_property
    def voices(self) -> Mapping[str, Why]:
        """Of the open microphones those that rooms take: the chair's, the floor's, then what was opened last, at most
        `VOICES_AT_ONCE`. Which these are is the operator's doing alone, so that nobody cuts in by being loud."""
        always = [site for site, why in self.open_microphones.items() if why != "grant"]
        latest = [site for site in reversed(self.grants) if self.open_microphones.get(site) == "grant"]
        taken = [site for site in (*always, *latest) if self.is_here(site)][:VOICES_AT_ONCE]
        return frozen({site: why for site, why in self.open_microphones.items() if site in taken})

    @cached_property
    def cameras(self) -> frozenset[str]:
        """Sites that may send their picture: those on stage, and those that warm up as next."""
        if self.phase is not Phase.OPEN:
            return frozenset()
        return frozenset(self.stage.sites) | frozenset(self.next.sites if self.next else ())

    @cached_property
    def hand_places(self) -> Mapping[str, int]:
        """Place in the queue of those who ask for the floor, from 1."""
        return frozen({site: place for place, site in enumerate(self.hands, start=1)})

    def is_here(self, site: str) -> bool:
        """Whether the site has an admitted machine."""
        found = self.sites.get(site)
        return found is not None and found.admitted is not None


def initial(facts: HallFacts, sites: Iterable[SiteFacts]) -> HallState:
    """The hall before anything happened in it."""
    phase = Phase.ENDED if facts.over else Phase.WAITING
    return HallState(facts=facts, sites=frozen({site.id: SiteState(site) for site in sites}), phase=phase)


def refreshed(state: HallState, facts: HallFacts, sites: Collection[SiteFacts]) -> HallState:
    """The same hall after its conference was edited outside of it.

    A machine whose PIN has been changed since is gone; a site that no longer exists stays as withdrawn, because it
    may be on the stage. Sites that did not change stay the same objects, so that their rows do too. Revs are not given
    here: rows do not tell how often they were edited, the journal does (`store`).
    """
    after = dict(state.sites)
    for site in sites:
        before = state.sites.get(site.id)
        if before is None:
            after[site.id] = SiteState(site)
        elif before.facts != site:
            kept = () if site.withdrawn else tuple(m for m in before.machines if m.version == site.version)
            after[site.id] = SiteState(site, kept)
        elif any(machine.version != site.version for machine in before.machines):
            after[site.id] = SiteState(site, tuple(m for m in before.machines if m.version == site.version))
    known = {site.id for site in sites}
    for gone in after.keys() - known:
        after[gone] = SiteState(replace(after[gone].facts, withdrawn=True))
    changed = {site for site in after if state.sites.get(site) is not after[site]}
    if not changed and facts == state.facts:
        return state
    # What was called off before it began and is taken up again waits anew; a hall that was closed is taken up by
    # `Resumed` alone.
    since = Phase.WAITING if state.facts.over and state.phase is Phase.ENDED else state.phase
    phase = Phase.ENDED if facts.over else since
    return replace(state, facts=facts, sites=frozen(after), phase=phase)


def retold(state: HallState, changed: Iterable[str]) -> HallState:
    """`state` with new revs for the pictures in which one of the `changed` sites stands: their machines are others."""
    sites, rev, stage, following = frozenset(changed), state.rev, state.stage, state.next
    if sites.intersection(stage.sites):
        rev += 1
        stage = Picture(rev, stage.sites)
    if following is not None and sites.intersection(following.sites):
        rev += 1
        following = Picture(rev, following.sites)
    return state if rev == state.rev else replace(state, rev=rev, stage=stage, next=following)
