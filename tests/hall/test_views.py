"""Each audience is shown what it needs, in the shapes that the live pages read."""

import json
from dataclasses import replace
from typing import Any

from nhipcau.hall import views
from nhipcau.hall.merge_patch import diff
from nhipcau.hall.projection import desired
from nhipcau.hall.requests import By
from nhipcau.hall.state import refreshed
from tests.hall.halls import (
    DONG_NORTH,
    FACTS,
    MAIN,
    NORTH,
    OPERATOR,
    OTHER,
    SITES,
    SOUTH,
    TAY_NORTH,
    hall_with,
    identity,
    machine,
)


def test_the_stage_view_says_what_is_shown_who_is_next_and_who_is_heard() -> None:
    hall = hall_with(MAIN, DONG_NORTH)
    hall.do("take", slots=[MAIN])
    hall.do("floor.give", site=DONG_NORTH, minutes=3)
    slot = {
        "site": DONG_NORTH,
        "name": "Xã Đông",
        "where": "Huyện Bắc",
        "id": identity(DONG_NORTH),
        "kind": "video",
        "source": "camera",
    }
    main = {"site": MAIN, "name": "Điểm cầu chính", "id": identity(MAIN), "kind": "video", "source": "camera"}
    voice = {"kind": "audio", "source": "microphone"}
    assert views.stage(hall.state) == {
        "hall": {"id": "9", "title": "Hội nghị thử", "phase": "open", "started": "2021-12-24T05:00:04.000Z"},
        "stage": {"rev": 3, "safe": False, "layout": "single", "slots": {"1": slot}},
        "next": {"rev": 4, "layout": "single", "slots": {"1": main}},
        "turn": 8,
        "sound": {
            identity(DONG_NORTH): {**voice, "site": DONG_NORTH, "name": "Xã Đông", "why": "floor"},
            identity(MAIN): {**voice, "site": MAIN, "name": "Điểm cầu chính", "why": "chair"},
        },
        "floor": {
            "site": DONG_NORTH,
            "name": "Xã Đông",
            "where": "Huyện Bắc",
            "since": "2021-12-24T05:00:06.000Z",
            "minutes": 3,
        },
    }
    contact = {"contact": {"name": "Trực kỹ thuật", "phone": "0900 000 009"}}
    assert views.room_shared(hall.state) == {**views.stage(hall.state), **contact}


def test_a_microphone_that_rooms_do_not_take_shows_so_in_its_room_and_in_the_control_room() -> None:
    open_ones = (NORTH, SOUTH, DONG_NORTH, TAY_NORTH)
    hall = hall_with(MAIN, *open_ones)
    for site in open_ones:
        hall.do("microphone.open", site=site)
    shown: Any = views.control(hall.state)
    assert set(shown["crowded"]) == {identity(NORTH)}
    assert set(shown["sound"]) == {identity(site) for site in (MAIN, SOUTH, DONG_NORTH, TAY_NORTH)}
    me: dict[str, Any] = {site: views.room_own(hall.state, site, machine(site))["me"] for site in (MAIN, NORTH, SOUTH)}
    assert {site: each.get("crowded") for site, each in me.items()} == {MAIN: None, NORTH: True, SOUTH: None}
    told = json.loads(desired(hall.state).metadata)
    assert told["sound"] == shown["sound"]
    assert desired(hall.state).publish[identity(NORTH)] == {"microphone"}, "it stays open: one key brings it back"


def test_a_room_knows_its_own_state() -> None:
    hall = hall_with(MAIN, NORTH, SOUTH)
    hall.do("take", slots=[MAIN])
    hall.do("preview", slots=[NORTH])
    hall.do("hand.raise", By("site", SOUTH), site=SOUTH)
    at = views.moment(hall.now)
    own = {site: views.room_own(hall.state, site, machine(site))["me"] for site in (MAIN, NORTH, SOUTH)}
    assert own == {
        MAIN: {"device": "admitted", "tally": "air", "camera": True, "mic": True},
        NORTH: {"device": "admitted", "tally": "next", "camera": True, "mic": False},
        SOUTH: {
            "device": "admitted",
            "tally": "off",
            "camera": False,
            "mic": False,
            "hand": {"at": at, "place": 1},
        },
    }
    assert views.room_own(hall.state, DONG_NORTH, machine(DONG_NORTH))["site"] == {
        "id": DONG_NORTH,
        "name": "Xã Đông",
        "short": "Đông",
        "tier": "xa",
        "main": False,
        "where": "Huyện Bắc",
    }


def test_a_machine_that_waits_or_was_put_out_has_neither_tally_nor_camera() -> None:
    hall = hall_with(MAIN, NORTH)
    hall.do("take", slots=[NORTH])
    hall.arrive(NORTH, device="lachoac1")
    outside = {"tally": "off", "camera": False, "mic": False}
    assert views.room_own(hall.state, NORTH, "lachoac1")["me"] == {"device": "waiting", **outside}
    hall.do("remove", site=NORTH)
    assert views.room_own(hall.state, NORTH, machine(NORTH))["me"] == {"device": "removed", **outside}
    assert "id" not in views.stage(hall.state)["stage"]["slots"]["1"]


def test_a_machine_whose_place_another_one_has_is_told_so() -> None:
    hall = hall_with(MAIN)
    hall.arrive(NORTH)
    hall.arrive(NORTH, device="mayhai0001")
    hall.do("admit", devices=[f"{NORTH}:mayhai0001"])
    outside = {"device": "removed", "tally": "off", "camera": False, "mic": False}
    assert views.room_own(hall.state, NORTH, machine(NORTH))["me"] == {**outside, "replaced": True}
    hall.do("remove", site=NORTH)
    assert views.room_own(hall.state, NORTH, "mayhai0001")["me"] == outside


def test_the_turn_rises_with_what_is_shown_or_heard_and_with_nothing_else() -> None:
    hall = hall_with(MAIN, NORTH, SOUTH)

    def rises(verb: str, by: By = OPERATOR, **args: Any) -> bool:
        before = views.stage(hall.state)
        hall.do(verb, by, **args)
        after = views.stage(hall.state)
        assert after["turn"] == json.loads(desired(hall.state).metadata)["turn"]
        return after["turn"] > before["turn"]

    assert rises("take", slots=[MAIN])
    assert rises("preview", slots=[NORTH])
    assert rises("preview.clear")
    assert rises("microphone.open", site=SOUTH)
    assert rises("microphone.close", site=SOUTH)
    assert rises("floor.give", site=NORTH)
    assert rises("floor.extend", minutes=1)
    assert rises("safe")
    assert rises("safe.leave")
    assert not rises("hand.raise", By("site", SOUTH), site=SOUTH)
    assert not rises("hand.lower", site=SOUTH)
    assert not rises("desk.take", OTHER)
    assert not rises("device.arrive", By("site", DONG_NORTH), site=DONG_NORTH, device="maymoi0001", label="")
    assert not rises("admit", OTHER, devices=["maymoi0001"])
    # The chair's machine is another one: its voice has another identity.
    assert rises("remove", OTHER, site=MAIN)


def test_the_control_view_has_a_row_for_every_site() -> None:
    hall = hall_with(MAIN, NORTH)
    hall.arrive(DONG_NORTH, label="Firefox")
    hall.do("take", slots=[MAIN])
    view = views.control(hall.state)
    assert view["hall"]["lobby"] is True
    assert view["desk"] == {"account": "11", "name": "Nông Văn Thử"}
    assert view["undo"] == {"label": "đưa Điểm cầu chính lên hình"}
    assert view["tiers"]["xa"] == {"o": 2, "name": "Cấp xã"}
    rows = view["sites"]
    assert len(rows) == 7
    assert rows[MAIN]["main"] is True
    assert "main" not in rows[NORTH]
    assert rows[DONG_NORTH] == {
        "o": 3,
        "name": "Xã Đông",
        "short": "Đông",
        "find": "xa dong huyen bac",
        "tier": "xa",
        "up": NORTH,
        "where": "Huyện Bắc",
        "dev": "waiting",
        "device": machine(DONG_NORTH),
        "label": "Firefox",
        "ver": 1,
        "wait": {machine(DONG_NORTH): {"o": 1, "label": "Firefox"}},
    }
    assert rows[TAY_NORTH]["dev"] == "none"


def test_one_changed_row_is_all_that_travels() -> None:
    hall = hall_with(MAIN)
    before = views.control(hall.state)
    hall.do("hand.raise", By("site", MAIN), site=MAIN)
    after = views.control(hall.state)
    assert diff(before, after) == {"hands": {MAIN: {"o": 1, "at": views.moment(hall.now)}}}
    assert all(after["sites"][site] is row for site, row in before["sites"].items())


def test_the_engine_lets_only_stage_and_next_show_and_only_open_microphones_speak() -> None:
    hall = hall_with(MAIN, NORTH, SOUTH)
    hall.arrive(DONG_NORTH)
    hall.do("take", slots=[NORTH])
    hall.do("preview", slots=[SOUTH])
    assert desired(hall.state).publish == {
        identity(MAIN): {"microphone"},
        identity(NORTH): {"camera"},
        identity(SOUTH): {"camera"},
    }
    hall.do("close")
    assert desired(hall.state).publish == {identity(MAIN): set(), identity(NORTH): set(), identity(SOUTH): set()}


def test_a_conference_that_is_cancelled_elsewhere_silences_its_hall() -> None:
    hall = hall_with(MAIN, NORTH)
    hall.do("floor.give", site=NORTH)
    cancelled = refreshed(hall.state, replace(FACTS, over=True), SITES)
    assert desired(cancelled).publish == {identity(MAIN): set(), identity(NORTH): set()}
    assert views.stage(cancelled)["hall"]["phase"] == "ended"
