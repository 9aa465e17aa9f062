"""What each audience is shown of a hall, as JSON.

Views hold no null (what is not there is absent) and no list (rows are maps by id with a sort key `o`), so that merge
patches between them are exact. Rows that did not change are the same objects in the next view; whoever adds to a
view makes a new mapping and never writes into one.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import TypeAlias

from nhipcau.hall.merge_patch import View
from nhipcau.hall.state import HallState, Phase, Picture, SiteFacts, SiteState, Why

Value: TypeAlias = "View | str | int | float | bool"


def room_shared(state: HallState) -> View:
    """The part of the room view that all rooms share."""
    contact = state.facts.contact
    shared = dict(stage(state))
    if contact is not None:
        shared["contact"] = _present(name=contact.name, phone=contact.phone)
    return shared


def room_own(state: HallState, site: str, device: str) -> View:
    """The part of the room view for one machine of one site; `{}` where the hall has no such site.

    me.crowded: its microphone is open, but rooms take others. me.replaced: the machine is out because another one of
    the site has its place; the PIN is still the same.
    """
    found = state.sites.get(site)
    if found is None:
        return {}
    machine = next((machine for machine in found.machines if machine.id == device), None)
    if machine is None or not machine.admitted:
        # Where the operator puts a machine out, the PIN changes and no machine is left.
        me: View = _outside("removed" if machine is None else "waiting", machine is None and bool(found.machines))
    else:
        tally = "air" if site in state.stage.sites else "next" if state.next and site in state.next.sites else "off"
        place = state.hand_places.get(site)
        me = _inside(tally, site in state.cameras, site in state.open_microphones)
        if me["mic"] and site not in state.voices:
            me = {**me, "crowded": True}
        if place is not None:
            me = {**me, "hand": {"at": moment(state.hands[site]), "place": place}}
    return {"site": _own_site(found.facts, site == state.facts.main), "me": me}


def stage(state: HallState) -> View:
    """The view of the stage page: what is shown, what is next, who is heard.

    turn: of this and what the engine's room carries the greater one is newer.
    """
    view: dict[str, Value] = {
        "hall": _hall(state),
        "stage": {**_picture(state, state.stage), "safe": state.safe is not None},
        "sound": _microphones(state, state.voices),
        "turn": state.turn,
    }
    if state.next is not None:
        view["next"] = _picture(state, state.next)
    if state.floor is not None:
        facts = state.sites[state.floor.site].facts if state.floor.site in state.sites else None
        view["floor"] = {
            **_present(site=state.floor.site, name=facts.name if facts else "", where=facts.where if facts else ""),
            "since": moment(state.floor.since),
            "minutes": state.floor.minutes,
        }
    return view


def control(state: HallState) -> View:
    """The control room's view, but for what the hall host adds: pulse, ready, engine.

    crowded: microphones that are open beyond `sound`, and that no room takes.
    """
    view: dict[str, Value] = dict(stage(state))
    left: Mapping[str, Why] = {site: why for site, why in state.open_microphones.items() if site not in state.voices}
    view["crowded"] = _microphones(state, left)
    view["hall"] = {**_hall(state), "lobby": state.facts.lobby}
    if state.desk:
        view["desk"] = _present(account=state.desk, name=state.facts.people.get(state.desk, ""))
    if state.undo is not None:
        view["undo"] = {"label": state.undo.label}
    view["hands"] = {site: {"o": place, "at": moment(state.hands[site])} for site, place in state.hand_places.items()}
    view["tiers"] = {tier.id: {"o": tier.order, "name": tier.name} for tier in state.facts.tiers.values()}
    main = state.facts.main
    view["sites"] = {site: _row(found, site == main) for site, found in state.sites.items()}
    return view


def _microphones(state: HallState, sites: Mapping[str, Why]) -> View:
    """Rows by engine identity; sites without a machine are not among them."""
    return {
        found.identity: {
            "kind": "audio",
            "source": "microphone",
            "site": site,
            "name": found.facts.name,
            "why": why,
        }
        for site, why in sites.items()
        if (found := state.sites.get(site)) and found.admitted
    }


def moment(at: datetime) -> str:
    """ISO 8601 in UTC with milliseconds."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _hall(state: HallState) -> dict[str, Value]:
    hall: dict[str, Value] = {"id": state.facts.id, "title": state.facts.title, "phase": state.phase.value}
    if state.started is not None and state.phase is not Phase.WAITING:
        hall["started"] = moment(state.started)
    return hall


def _picture(state: HallState, picture: Picture) -> dict[str, Value]:
    slots = {
        str(number): _slot(state.sites[site])
        for number, site in enumerate(picture.sites, start=1)
        if site in state.sites
    }
    return {"rev": picture.rev, "layout": picture.layout, "slots": slots}


@lru_cache(maxsize=1024)
def _slot(site: SiteState) -> View:
    known = _present(site=site.facts.id, name=site.facts.name, where=site.facts.where, id=site.identity)
    return {**known, "kind": "video", "source": "camera"}


@lru_cache(maxsize=8192)
def _row(site: SiteState, main: bool) -> View:
    """A site in the control room.

    dev, device, label: its admitted machine, else the one that waits longest. wait: all that wait, by device.
    """
    facts, first = site.facts, site.admitted or next(iter(site.waiting), None)
    device, label = (first.id, first.label) if first else ("", "")
    row: dict[str, Value] = {
        "o": facts.order,
        "name": facts.name,
        "short": facts.short,
        "find": facts.find,
        "tier": facts.tier,
        "dev": "none" if first is None else "admitted" if first.admitted else "waiting",
        "ver": facts.version,
        **_present(up=facts.up, where=facts.where, device=device, label=label),
    }
    if main:
        row["main"] = True
    if facts.withdrawn:
        row["withdrawn"] = True
    if site.waiting:
        row["wait"] = {each.id: {"o": n, **_present(label=each.label)} for n, each in enumerate(site.waiting, start=1)}
    return row


@lru_cache(maxsize=8192)
def _own_site(facts: SiteFacts, main: bool) -> View:
    known = _present(id=facts.id, name=facts.name, short=facts.short, tier=facts.tier, where=facts.where)
    return {**known, "main": main}


@lru_cache(maxsize=32)
def _inside(tally: str, camera: bool, mic: bool) -> View:
    return {"device": "admitted", "tally": tally, "camera": camera, "mic": mic}


@lru_cache(maxsize=4)
def _outside(device: str, replaced: bool) -> View:
    outside: View = {"device": device, "tally": "off", "camera": False, "mic": False}
    return {**outside, "replaced": True} if replaced else outside


def _present(**values: str) -> Mapping[str, Value]:
    """Those values that are not empty: what is absent is left out."""
    return {name: value for name, value in values.items() if value}
