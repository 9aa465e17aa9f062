"""No stranger comes in by a bulk command, and no newcomer pushes out who is on the air."""

from dataclasses import replace

import pytest

from nhipcau.core.errors import Refusal
from nhipcau.hall.requests import By
from nhipcau.hall.state import MAX_WAITING, refreshed, simulated_device
from tests.hall.halls import (
    DONG_NORTH,
    DONG_SOUTH,
    FACTS,
    MAIN,
    NORTH,
    OPERATOR,
    OTHER,
    SITES,
    SOUTH,
    TAY_NORTH,
    Hall,
    hall_with,
    machine,
)
from tests.hall.test_picture import refused


def admitted(hall: Hall) -> dict[str, str]:
    return {site: found.admitted.id for site, found in hall.state.sites.items() if found.admitted}


def test_a_machine_waits_until_it_is_let_in() -> None:
    hall = hall_with()
    hall.arrive(NORTH)
    assert admitted(hall) == {}
    hall.do("admit", devices=[machine(NORTH)])
    assert admitted(hall) == {NORTH: machine(NORTH)}


def test_who_was_let_in_comes_back_without_asking() -> None:
    hall = hall_with(NORTH)
    hall.arrive(NORTH)
    assert admitted(hall) == {NORTH: machine(NORTH)}


def test_letting_one_in_puts_the_others_of_its_site_out() -> None:
    hall = hall_with(NORTH)
    hall.arrive(NORTH, device="maymoi01")
    hall.arrive(NORTH, device="maymoi02")
    hall.do("admit", devices=["maymoi02"])
    assert [each.id for each in hall.state.sites[NORTH].machines] == ["maymoi02"]


def test_a_tier_lets_in_only_where_it_is_plain_which_machine_is_meant() -> None:
    hall = hall_with(DONG_SOUTH)
    hall.arrive(DONG_NORTH, TAY_NORTH, NORTH, DONG_SOUTH)
    hall.arrive(TAY_NORTH, device="lachoac1")
    hall.arrive(DONG_SOUTH, device="lachoac2")
    hall.do("admit.tier", tier="xa")
    assert admitted(hall) == {DONG_SOUTH: machine(DONG_SOUTH), DONG_NORTH: machine(DONG_NORTH)}
    assert refused(hall, "admit.tier", tier="xa").code == "nobody_waits"
    assert refused(hall, "admit.tier", tier="thon").code == "unknown_tier"


def test_letting_in_passes_over_who_has_left_and_who_is_in() -> None:
    hall = hall_with(NORTH)
    hall.arrive(SOUTH)
    hall.do("admit", devices=[machine(NORTH), machine(SOUTH), "khongcon1"])
    assert set(admitted(hall)) == {NORTH, SOUTH}
    assert hall.do("admit", devices=[machine(NORTH)]) == ()
    assert refused(hall, "admit", devices=["khongcon1"]).code == "nobody_waits"


def test_two_machines_for_one_site_are_refused() -> None:
    hall = hall_with()
    hall.arrive(NORTH)
    hall.arrive(NORTH, device="lachoac1")
    assert refused(hall, "admit", devices=[machine(NORTH), "lachoac1"]).code == "two_for_one_site"


def test_a_machine_that_waits_for_two_sites_is_let_in_by_site() -> None:
    hall = hall_with()
    hall.arrive(NORTH, device="chungmay")
    hall.arrive(SOUTH, device="chungmay")
    assert refused(hall, "admit", devices=["chungmay"]).code == "ambiguous_device"
    hall.do("admit", devices=[f"{SOUTH}:chungmay"])
    assert admitted(hall) == {SOUTH: "chungmay"}


def test_a_known_pin_cannot_fill_the_lobby() -> None:
    hall = hall_with()
    for n in range(20):
        hall.arrive(NORTH, device=f"lachoac{n:02}")
    assert [each.id for each in hall.state.sites[NORTH].machines] == [
        f"lachoac{n}" for n in range(20 - MAX_WAITING, 20)
    ]


def test_without_a_lobby_a_machine_is_in_at_once() -> None:
    hall = hall_with(NORTH, SOUTH, lobby=False)
    hall.arrive(NORTH, device="thaythe1")
    assert admitted(hall) == {NORTH: "thaythe1", SOUTH: machine(SOUTH)}


def test_without_a_lobby_nobody_pushes_out_who_is_on_the_air() -> None:
    hall = hall_with(NORTH, lobby=False)
    hall.do("take", slots=[NORTH])
    hall.arrive(NORTH, device="thaythe1")
    assert admitted(hall) == {NORTH: machine(NORTH)}
    hall.do("admit", devices=["thaythe1"])
    assert admitted(hall) == {NORTH: "thaythe1"}


def test_removing_puts_all_machines_out_and_changes_the_pin() -> None:
    hall = hall_with(NORTH)
    hall.arrive(NORTH, device="lachoac1")
    hall.do("remove", site=NORTH)
    assert hall.state.sites[NORTH].machines == ()
    assert hall.state.sites[NORTH].facts.version == 2


REAL, SIMULATED = "maythat0001", simulated_device(2)


def arrives(hall: Hall, device: str) -> None:
    hall.do("device.arrive", By("site", NORTH), site=NORTH, device=device, label="Chrome")


@pytest.mark.parametrize("lobby", [True, False])
def test_a_simulated_machine_does_not_take_the_place_of_a_real_one(lobby: bool) -> None:
    hall = hall_with(lobby=lobby)
    arrives(hall, REAL)  # with the lobby it waits, and is no less real
    before = hall.state
    with pytest.raises(Refusal, match="real_machine_here") as caught:
        arrives(hall, SIMULATED)
    assert "Huyện Bắc" in caught.value.message
    assert hall.state is before


@pytest.mark.parametrize("on_air", [True, False])
def test_a_real_machine_takes_the_place_of_a_simulated_one_without_a_lobby_also_on_the_air(on_air: bool) -> None:
    hall = hall_with(lobby=False)
    arrives(hall, SIMULATED)
    assert admitted(hall) == {NORTH: SIMULATED}
    if on_air:
        hall.do("take", slots=[NORTH])
    arrives(hall, REAL)
    assert admitted(hall) == {NORTH: REAL}
    with pytest.raises(Refusal, match="real_machine_here"):
        arrives(hall, SIMULATED)  # comes back, as it does for ever


def test_with_a_lobby_a_real_machine_waits_beside_the_simulated_one_until_it_is_let_in() -> None:
    hall = hall_with()
    arrives(hall, SIMULATED)
    hall.do("admit", devices=[SIMULATED])
    arrives(hall, REAL)
    arrives(hall, SIMULATED)  # in already: asks for nothing
    assert admitted(hall) == {NORTH: SIMULATED}
    hall.do("admit", devices=[REAL])
    assert admitted(hall) == {NORTH: REAL}


def test_a_browser_whose_id_happens_to_begin_alike_is_real() -> None:
    hall = hall_with(lobby=False)
    arrives(hall, "simulant0001")
    with pytest.raises(Refusal, match="real_machine_here"):
        arrives(hall, SIMULATED)


def test_a_site_acts_for_itself_alone() -> None:
    hall = hall_with(NORTH, SOUTH)
    for verb, args in [("hand.raise", {"site": NORTH}), ("floor.give", {"site": SOUTH}), ("cut", {}), ("open", {})]:
        with pytest.raises(Refusal) as caught:
            hall.do(verb, By("site", SOUTH), **args)
        assert caught.value.code == "not_yours"


def test_the_desk_has_one_holder_and_can_be_taken() -> None:
    hall = hall_with(NORTH)
    assert hall.state.desk == OPERATOR.id, "a desk that nobody holds goes to the first who acts"
    with pytest.raises(Refusal, match="not_desk_holder") as caught:
        hall.do("take", OTHER, slots=[NORTH])
    assert "Nông Văn Thử" in caught.value.message
    hall.do("desk.take", OTHER)
    hall.do("take", OTHER, slots=[NORTH])
    assert refused(hall, "safe").code == "not_desk_holder"
    assert hall.do("desk.take", OTHER) == ()


def test_nothing_is_directed_before_the_opening_or_after_the_close() -> None:
    hall = Hall()
    hall.arrive(MAIN)
    hall.do("admit", devices=[machine(MAIN)])
    for verb, args in [("take", {"slots": [MAIN]}), ("safe", {}), ("close", {}), ("hand.raise", {"site": MAIN})]:
        assert refused(hall, verb, **args).code == "not_open"
    hall.do("open")
    assert refused(hall, "open").code == "already_open"
    hall.do("close")
    for verb, args in [("take", {"slots": [MAIN]}), ("open", {}), ("desk.take", {}), ("remove", {"site": MAIN})]:
        assert refused(hall, verb, **args).code == "ended"


def test_unknown_and_withdrawn_sites_are_refused() -> None:
    hall = hall_with(NORTH)
    assert refused(hall, "take", slots=["99"]).code == "unknown_site"
    hall.state = refreshed(hall.state, FACTS, [site for site in SITES if site.id != SOUTH])
    assert refused(hall, "take", slots=[SOUTH]).code == "site_withdrawn"


def test_a_pin_changed_elsewhere_puts_the_machine_out_and_touches_nobody_else() -> None:
    hall = hall_with(NORTH, SOUTH)
    hall.do("take", slots=[NORTH])
    before = hall.state
    changed = [replace(site, version=2) if site.id == NORTH else site for site in SITES]
    hall.state = refreshed(before, before.facts, changed)
    assert admitted(hall) == {SOUTH: machine(SOUTH)}
    assert hall.state.sites[SOUTH] is before.sites[SOUTH]
    assert refreshed(hall.state, before.facts, changed) is hall.state
