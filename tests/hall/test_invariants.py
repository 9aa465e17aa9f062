"""What holds in every hall after any sequence of commands, sensible or not."""

import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.core.errors import Refusal
from nhipcau.hall import views
from nhipcau.hall.events import from_json, kind_of, to_json
from nhipcau.hall.evolve import evolve_all
from nhipcau.hall.merge_patch import View, apply, diff
from nhipcau.hall.projection import desired
from nhipcau.hall.requests import By
from nhipcau.hall.state import VOICES_AT_ONCE, HallState, Phase, initial
from tests.hall.halls import FACTS, IDS, OPERATOR, OTHER, SITES, Hall, machine

UNKNOWN = "99"
sites = st.sampled_from([*IDS, UNKNOWN])
slots = st.lists(sites, min_size=1, max_size=2)
devices = st.sampled_from([*(machine(site) for site in IDS), "lachoac1", "lachoac2"])
minutes = st.integers(1, 120)


def verb(name: str, **arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    return st.tuples(st.just(name), st.fixed_dictionaries(arguments))


DIRECTING = st.one_of(
    verb("preview", slots=slots),
    verb("take", slots=slots),
    verb("cut"),
    verb("cut", rev=st.integers(0, 30)),
    verb("floor.give", site=sites, minutes=minutes),
    verb("floor.end"),
    verb("floor.extend", minutes=minutes),
    verb("undo"),
    verb("safe"),
    verb("safe.leave"),
    verb("microphone.open", site=sites),
    verb("microphone.close", site=sites),
)
OTHERS = st.one_of(
    verb("preview.clear"),
    verb("microphones.close"),
    verb("hand.raise", site=sites),
    verb("hand.lower", site=sites),
    verb("device.arrive", site=sites, device=devices, label=st.just("Chrome")),
    verb("admit", devices=st.lists(devices, min_size=1, max_size=3)),
    verb("admit.tier", tier=st.sampled_from(["xa", "huyen", "thon"])),
    verb("remove", site=sites),
    verb("desk.take"),
    verb("open"),
    st.one_of(verb("close"), verb("open")),
)
who = st.sampled_from([OPERATOR, OPERATOR, OPERATOR, OTHER, By("site", "4"), By("system", "test")])
commands = st.lists(st.tuples(who, st.one_of(DIRECTING, DIRECTING, OTHERS)), max_size=40)
lobbies = st.booleans()


def run(lobby: bool, asked: list[Any], prepared: bool = True) -> list[HallState]:
    """Every state the hall went through. Most runs start with an open hall in which five sites are."""
    hall = Hall(initial(with_lobby(lobby), SITES))
    if prepared:
        hall.arrive(*IDS[:5])
        hall.do("open")
        if lobby:
            hall.do("admit", devices=[machine(site) for site in IDS[:5]])
    states = [hall.state]
    for by, (name, arguments) in asked:
        try:
            hall.do(name, by, **arguments)
        except Refusal:
            assert hall.state is states[-1]
        states.append(hall.state)
    replayed = evolve_all(initial(with_lobby(lobby), SITES), [stored(event) for event in hall.happened])
    assert replayed == hall.state
    return states


def with_lobby(lobby: bool) -> Any:

    return replace(FACTS, lobby=lobby)


def stored(event: Any) -> Any:
    """The event as it comes back from the journal."""
    again = from_json(kind_of(event), json.loads(json.dumps(to_json(event))))
    assert again == event
    return again


@settings(max_examples=150, deadline=None)
@given(lobbies, commands, st.booleans())
def test_what_holds_in_every_hall(lobby: bool, asked: list[Any], prepared: bool) -> None:
    states = run(lobby, asked, prepared)
    for state in states:
        check_sound(state)
        check_lobby(state)
        check_engine(state)
    for before, after in pairwise(states):
        assert after.rev >= before.rev
        assert (after.stage.rev > before.stage.rev) == (after.stage is not before.stage)


def check_sound(state: HallState) -> None:
    floor = {state.floor.site} if state.floor else set()
    assert set(state.open_microphones) <= {FACTS.main, *floor, *state.grants}
    if state.safe is not None:
        assert (state.stage.layout, dict(state.open_microphones)) == ("hold", {})
    elif state.phase is Phase.OPEN:
        assert FACTS.main in state.open_microphones
    else:
        assert not state.open_microphones
        assert not state.cameras
    assert not floor.intersection(state.grants), "the floor takes a grant's place"
    assert len(state.voices) <= VOICES_AT_ONCE
    assert state.voices.items() <= state.open_microphones.items()
    present = {site for site in state.open_microphones if state.is_here(site)}
    assert present & {FACTS.main, *floor} <= state.voices.keys(), "chair and speaker are never crowded out"
    assert len(state.voices) == min(len(present), VOICES_AT_ONCE), "nobody is left out while there is room"


def check_lobby(state: HallState) -> None:
    for site in state.sites.values():
        assert sum(each.admitted for each in site.machines) <= 1
        assert len({each.id for each in site.machines}) == len(site.machines)
        assert all(each.version == site.facts.version for each in site.machines)


def check_engine(state: HallState) -> None:
    shown = {*state.stage.sites, *(state.next.sites if state.next else ())}
    publish = desired(state).publish
    for identity, sources in publish.items():
        site = identity.split(":")[1]
        assert sources <= {"camera", "microphone"}
        assert "camera" not in sources or site in shown
        assert ("microphone" in sources) == (site in state.open_microphones)
    slots = {slot["id"] for picture in pictures(state) for slot in picture["slots"].values() if "id" in slot}
    assert {identity for identity, sources in publish.items() if "camera" in sources} == slots
    shown_to_operators: Any = views.control(state)
    listed = {*shown_to_operators["sound"], *shown_to_operators["crowded"]}
    assert listed == {i for i, sources in publish.items() if "microphone" in sources}


def pictures(state: HallState) -> list[Any]:
    shown: Any = views.stage(state)
    return [shown["stage"], *([shown["next"]] if "next" in shown else [])] if state.phase is Phase.OPEN else []


@settings(max_examples=100, deadline=None)
@given(commands)
def test_safe_closes_everything_and_undo_brings_the_last_stage_back(asked: list[Any]) -> None:
    state = run(True, asked)[-1]
    hall = Hall(state)
    owner = By("system", "test")
    if state.phase is not Phase.OPEN or state.safe:
        return
    here = [site for site in IDS if state.is_here(site)]
    for site in here:
        if (site,) != hall.shown:
            before = (hall.shown, hall.next)
            hall.do("take", owner, slots=[site])
            if all(hall.state.is_here(each) for each in before[0]):
                hall.do("undo", owner)
                assert (hall.shown, hall.next) == before
    hall.do("safe", owner)
    assert (hall.shown, hall.heard, hall.state.floor) == ((), set(), None)
    hall.do("safe.leave", owner)
    assert hall.heard == {FACTS.main}


def audiences(state: HallState) -> dict[str, View]:
    rooms = {
        f"room {site} {device}": {**views.room_shared(state), **views.room_own(state, site, device)}
        for site in IDS
        for device in (machine(site), "lachoac1")
    }
    return {"stage": views.stage(state), "control": views.control(state), **rooms}


@settings(max_examples=60, deadline=None)
@given(lobbies, commands, st.data())
def test_a_stale_view_and_the_patches_since_make_the_fresh_view(lobby: bool, asked: list[Any], data: Any) -> None:
    states = run(lobby, asked)
    shown = [audiences(state) for state in states]
    start = data.draw(st.integers(0, len(shown) - 1))
    for audience, stale in shown[start].items():
        view: Any = json.loads(json.dumps(stale))
        for before, after in zip(shown[start:], shown[start + 1 :], strict=False):
            view = apply(view, json.loads(json.dumps(diff(before[audience], after[audience]))))
        assert view == json.loads(json.dumps(shown[-1][audience]))


@settings(max_examples=60, deadline=None)
@given(lobbies, commands)
def test_views_hold_neither_null_nor_list(lobby: bool, asked: list[Any]) -> None:
    for view in audiences(run(lobby, asked)[-1]).values():
        walk(view)


def walk(value: Any) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            assert isinstance(key, str)
            walk(inner)
    else:
        assert isinstance(value, str | int | float | bool)
