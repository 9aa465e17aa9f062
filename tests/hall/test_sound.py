"""Who has no floor is not heard, and a key for sound never cuts."""

import pytest

from nhipcau.hall.events import FloorEnded
from nhipcau.hall.requests import By
from tests.hall.halls import DONG_NORTH, MAIN, NORTH, SOUTH, TAY_NORTH, Hall, hall_with
from tests.hall.test_picture import refused


@pytest.fixture
def hall() -> Hall:
    hall = hall_with(MAIN, NORTH, SOUTH, DONG_NORTH)
    hall.do("take", slots=[MAIN])
    return hall


@pytest.fixture
def crowd() -> Hall:
    hall = hall_with(MAIN, NORTH, SOUTH, DONG_NORTH, TAY_NORTH)
    hall.do("take", slots=[MAIN])
    return hall


def test_the_chair_alone_is_heard_in_an_open_hall(hall: Hall) -> None:
    assert hall.state.open_microphones == {MAIN: "chair"}


def test_nobody_is_heard_before_the_opening_and_after_the_close(hall: Hall) -> None:
    hall.do("floor.give", site=NORTH)
    hall.do("close")
    assert (hall.heard, hall.shown, hall.state.cameras) == (set(), (), frozenset())


def test_giving_the_floor_is_picture_microphone_and_timer_in_one(hall: Hall) -> None:
    hall.do("hand.raise", By("site", NORTH), site=NORTH)
    hall.do("floor.give", site=NORTH, minutes=7)
    floor = hall.state.floor
    assert (floor.site, floor.minutes, floor.since) == (NORTH, 7, hall.now)
    assert (hall.shown, hall.next, hall.heard) == ((NORTH,), (MAIN,), {MAIN, NORTH})
    assert not hall.state.hands


def test_ending_the_speech_closes_the_microphone_and_goes_back(hall: Hall) -> None:
    hall.do("floor.give", site=NORTH)
    hall.do("floor.end")
    assert (hall.shown, hall.heard) == ((MAIN,), {MAIN})


def test_what_was_prepared_during_a_speech_is_still_next_after_it(hall: Hall) -> None:
    hall.do("floor.give", site=NORTH)
    hall.do("preview", slots=[SOUTH])
    hall.do("floor.end")
    assert (hall.shown, hall.next) == ((MAIN,), (SOUTH,))


def test_who_has_spoken_stays_warm_where_nothing_else_was_prepared(hall: Hall) -> None:
    hall.do("floor.give", site=NORTH)
    hall.do("floor.end")
    assert (hall.shown, hall.next) == ((MAIN,), (NORTH,))


def test_ending_the_speech_leaves_a_picture_that_was_cut_away_meanwhile(hall: Hall) -> None:
    hall.do("floor.give", site=NORTH)
    hall.do("take", slots=[SOUTH])
    hall.do("floor.end")
    assert (hall.shown, hall.heard) == ((SOUTH,), {MAIN})


def test_from_speaker_to_speaker_the_way_back_leads_to_the_chair(hall: Hall) -> None:
    hall.do("floor.give", site=NORTH)
    assert FloorEnded(NORTH) in hall.do("floor.give", site=SOUTH)
    assert (hall.shown, hall.next, hall.heard) == ((SOUTH,), (MAIN,), {MAIN, SOUTH})
    hall.do("floor.end")
    assert hall.shown == (MAIN,)


def test_a_microphone_opened_by_itself_does_not_outlast_the_floor(hall: Hall) -> None:
    hall.do("microphone.open", site=NORTH)
    hall.do("floor.give", site=NORTH)
    hall.do("floor.end")
    assert hall.heard == {MAIN}


def test_closing_the_speakers_microphone_ends_the_floor_but_never_cuts(hall: Hall) -> None:
    hall.do("floor.give", site=NORTH)
    hall.do("microphone.close", site=NORTH)
    assert (hall.shown, hall.heard, hall.state.floor) == ((NORTH,), {MAIN}, None)


def test_closing_all_microphones_leaves_the_chair_and_the_picture(hall: Hall) -> None:
    hall.do("microphone.open", site=SOUTH)
    hall.do("microphone.open", site=DONG_NORTH)
    hall.do("floor.give", site=NORTH)
    hall.do("microphones.close")
    assert (hall.shown, hall.heard) == ((NORTH,), {MAIN})
    assert hall.do("microphones.close") == ()


def test_the_chairs_microphone_closes_only_with_safe(hall: Hall) -> None:
    assert refused(hall, "microphone.close", site=MAIN).code == "chair_is_heard"
    hall.do("safe")
    assert hall.heard == set()


def test_opening_an_open_microphone_or_closing_a_closed_one_changes_nothing(hall: Hall) -> None:
    hall.do("microphone.open", site=NORTH)
    assert hall.do("microphone.open", site=NORTH) == ()
    hall.do("microphone.close", site=NORTH)
    assert hall.do("microphone.close", site=NORTH) == ()


def test_extending_needs_a_speech_and_has_an_end(hall: Hall) -> None:
    assert refused(hall, "floor.extend").code == "no_floor"
    assert refused(hall, "floor.end").code == "no_floor"
    hall.do("floor.give", site=NORTH, minutes=120)
    hall.do("floor.extend", minutes=120)
    assert hall.state.floor.minutes == 240
    assert refused(hall, "floor.extend").code == "too_long"


def test_who_has_the_floor_is_not_given_it_again(hall: Hall) -> None:
    hall.do("floor.give", site=NORTH)
    assert refused(hall, "floor.give", site=NORTH).code == "already_has_floor"
    with_floor = hall.state
    assert with_floor.floor.site == NORTH


def test_hands_keep_the_order_in_which_they_went_up(hall: Hall) -> None:
    for site in (SOUTH, NORTH, DONG_NORTH):
        hall.do("hand.raise", By("site", site), site=site)
    assert hall.do("hand.raise", By("site", NORTH), site=NORTH) == ()
    hall.do("hand.lower", By("site", SOUTH), site=SOUTH)
    assert hall.state.hand_places == {NORTH: 1, DONG_NORTH: 2}


def test_a_machine_that_is_put_out_loses_floor_hand_and_picture(hall: Hall) -> None:
    hall.do("floor.give", site=NORTH)
    hall.do("remove", site=NORTH)
    assert (hall.shown, hall.next, hall.heard, hall.state.floor) == ((MAIN,), (), {MAIN}, None)


def test_rooms_take_chair_and_speaker_and_the_microphones_opened_last(crowd: Hall) -> None:
    crowd.do("floor.give", site=NORTH)
    for site in (SOUTH, DONG_NORTH, TAY_NORTH):
        crowd.do("microphone.open", site=site)
    assert set(crowd.state.voices) == {MAIN, NORTH, DONG_NORTH, TAY_NORTH}
    assert crowd.heard == {MAIN, NORTH, SOUTH, DONG_NORTH, TAY_NORTH}, "the first one stays open"


def test_opening_a_crowded_out_microphone_again_brings_it_to_the_front(crowd: Hall) -> None:
    for site in (NORTH, SOUTH, DONG_NORTH, TAY_NORTH):
        crowd.do("microphone.open", site=site)
    assert NORTH not in crowd.state.voices
    crowd.do("microphone.open", site=NORTH)
    assert set(crowd.state.voices) == {MAIN, NORTH, DONG_NORTH, TAY_NORTH}
    assert crowd.do("microphone.open", site=NORTH) == (), "heard already"


def test_who_was_crowded_out_is_heard_again_when_another_closes(crowd: Hall) -> None:
    for site in (NORTH, SOUTH, DONG_NORTH, TAY_NORTH):
        crowd.do("microphone.open", site=site)
    turn = crowd.state.turn
    crowd.do("microphone.close", site=TAY_NORTH)
    assert set(crowd.state.voices) == {MAIN, NORTH, SOUTH, DONG_NORTH}
    assert crowd.state.turn > turn, "pages are told"


def test_a_machine_that_has_gone_takes_no_place_among_the_voices(crowd: Hall) -> None:
    for site in (NORTH, SOUTH, DONG_NORTH, TAY_NORTH):
        crowd.do("microphone.open", site=site)
    crowd.do("remove", site=TAY_NORTH)
    assert set(crowd.state.voices) == {MAIN, NORTH, SOUTH, DONG_NORTH}
