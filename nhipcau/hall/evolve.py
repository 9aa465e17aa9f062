"""Folding: the state after an event. No rule stands here; an event that was written is a fact.

Revs are given here and nowhere else, so that a replay counts as the first run did: a picture gets a new one exactly
when it, or a machine in it, changes.
"""

from collections.abc import Iterable
from dataclasses import replace

from nhipcau.hall import events as e
from nhipcau.hall.state import (
    MAX_WAITING,
    Floor,
    HallState,
    Held,
    Machine,
    Phase,
    Picture,
    SiteState,
    Undo,
    frozen,
    retold,
)


def evolve(state: HallState, event: e.Event) -> HallState:
    """The state after `event`."""
    after, events = _folded(state, event), state.events + 1
    return replace(after, events=events, turn=state.turn if _told(after) == _told(state) else events)


def evolve_all(state: HallState, happened: Iterable[e.Event]) -> HallState:
    for event in happened:
        state = evolve(state, event)
    return state


def _told(state: HallState) -> object:
    """What every page is told of the programme; a hand that goes up or a machine that arrives is no part of it."""
    voices = [(site, why, state.sites[site].identity) for site, why in state.voices.items()]
    return state.stage, state.next, state.safe is None, state.floor, voices


def _folded(state: HallState, event: e.Event) -> HallState:
    match event:
        case e.Opened():
            return replace(state, phase=Phase.OPEN, started=event.at)
        case e.Closed():
            return _closed(state)
        case e.Resumed():
            return replace(state, phase=Phase.OPEN, facts=replace(state.facts, over=False))
        case e.DeskTaken():
            return replace(state, desk=event.account)
        case e.NextPrepared():
            held = replace(state.safe, prepared=True) if state.safe else None
            return _shown(replace(state, safe=held), state.stage.sites, event.next)
        case e.StageChanged() | e.SafeEntered() | e.SafeLeft():
            return _folded_picture(state, event)
        case e.FloorGiven() | e.FloorExtended() | e.FloorEnded() | e.MicrophoneOpened() | e.MicrophonesClosed():
            return _folded_sound(state, event)
        case e.HandRaised():
            return replace(state, hands=frozen({**state.hands, event.site: event.at}))
        case e.HandLowered():
            left = {site: at for site, at in state.hands.items() if site != event.site}
            return replace(state, hands=frozen(left))
        case e.DevicesAdmitted():
            return _admitted(state, event)
        case e.DeviceArrived() | e.MachineRemoved():
            return _folded_machine(state, event)


def _folded_picture(state: HallState, event: e.StageChanged | e.SafeEntered | e.SafeLeft) -> HallState:
    before, following = state.stage.sites, state.next.sites if state.next else ()
    match event:
        case e.StageChanged(cause="undo"):
            return replace(_shown(state, event.stage, event.next), undo=None)
        case e.StageChanged():
            speaker = state.floor.site if event.cause == "floor" and state.floor else ""
            undo = Undo(event.label, before, following, speaker)
            return replace(_shown(state, event.stage, event.next), undo=undo)
        case e.SafeEntered():
            quiet = replace(state, safe=Held(before, following), floor=None, grants=(), undo=None)
            return _shown(quiet, (), event.next, anew=True)
        case e.SafeLeft():
            return _shown(replace(state, safe=None), event.stage, event.next, anew=True)


def _folded_sound(
    state: HallState,
    event: e.FloorGiven | e.FloorExtended | e.FloorEnded | e.MicrophoneOpened | e.MicrophonesClosed,
) -> HallState:
    match event:
        case e.FloorGiven():
            floor = Floor(event.site, event.since, event.minutes, event.before)
            # The floor takes a grant's place: when the speech ends, the microphone closes.
            return replace(state, floor=floor, grants=_without(state.grants, event.site))
        case e.FloorExtended():
            return replace(state, floor=replace(state.floor, minutes=event.minutes) if state.floor else None)
        case e.FloorEnded():
            return replace(state, floor=None)
        case e.MicrophoneOpened():
            return replace(state, grants=(*_without(state.grants, event.site), event.site))
        case e.MicrophonesClosed():
            return replace(state, grants=_without(state.grants, *event.sites))


def _without(grants: tuple[str, ...], *closed: str) -> tuple[str, ...]:
    return tuple(site for site in grants if site not in closed)


def _folded_machine(state: HallState, event: e.DeviceArrived | e.MachineRemoved) -> HallState:
    site = state.sites.get(event.site)
    if site is None:
        # The site was deleted after this was written; there is nobody to show it to, but revs count as they did then.
        return retold(state, [event.site]) if isinstance(event, e.MachineRemoved) else state
    match event:
        case e.DeviceArrived():
            newcomer = Machine(event.device, event.label, event.version)
            waiting = tuple(machine for machine in site.waiting if machine.id != event.device)
            admitted = tuple(machine for machine in site.machines if machine.admitted)
            return _with_site(state, replace(site, machines=(*admitted, *waiting[1 - MAX_WAITING :], newcomer)))
        case e.MachineRemoved():
            facts = replace(site.facts, version=event.version)
            return retold(_with_site(state, SiteState(facts)), [event.site])


def _admitted(state: HallState, event: e.DevicesAdmitted) -> HallState:
    after = dict(state.sites)
    for site in event.devices.keys() & state.sites.keys():
        chosen = tuple(replace(m, admitted=True) for m in after[site].machines if m.id == event.devices[site])
        after[site] = replace(after[site], machines=chosen)
    return retold(replace(state, sites=frozen(after)), event.devices)


def _with_site(state: HallState, site: SiteState) -> HallState:
    return replace(state, sites=frozen({**state.sites, site.facts.id: site}))


def _closed(state: HallState) -> HallState:
    ended = replace(state, phase=Phase.ENDED, safe=None, floor=None, grants=(), hands=frozen({}), undo=None)
    return _shown(ended, (), (), anew=True)


def _shown(state: HallState, stage: tuple[str, ...], following: tuple[str, ...], *, anew: bool = False) -> HallState:
    """`state` with these pictures; a new rev for each that changed, the stage's first, and for the stage if `anew`."""
    rev, on_stage, on_next = state.rev, state.stage, state.next
    if anew or stage != on_stage.sites:
        rev += 1
        on_stage = Picture(rev, stage)
    if following != (on_next.sites if on_next else ()):
        rev += 1
        on_next = Picture(rev, following) if following else None
    return replace(state, rev=rev, stage=on_stage, next=on_next)
