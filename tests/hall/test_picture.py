"""Nobody is put on the air by mistake, and whoever was there before is one key away."""

import pytest

from nhipcau.core.errors import Refusal
from tests.hall.halls import DONG_NORTH, DONG_SOUTH, MAIN, NORTH, SOUTH, TAY_NORTH, Hall, hall_with, machine


@pytest.fixture
def hall() -> Hall:
    return hall_with(MAIN, NORTH, SOUTH, DONG_NORTH)


def refused(hall: Hall, verb: str, /, **args: object) -> Refusal:
    before = hall.state
    with pytest.raises(Refusal) as caught:
        hall.do(verb, **args)
    assert hall.state is before
    assert caught.value.message
    return caught.value


def test_a_hall_opens_with_the_holding_picture(hall: Hall) -> None:
    assert (hall.shown, hall.next) == ((), ())


def test_cut_shows_next_and_keeps_what_was_shown_warm(hall: Hall) -> None:
    hall.do("take", slots=[MAIN])
    hall.do("preview", slots=[NORTH, SOUTH])
    hall.do("cut")
    assert (hall.shown, hall.next) == ((NORTH, SOUTH), (MAIN,))
    hall.do("cut")
    assert (hall.shown, hall.next) == ((MAIN,), (NORTH, SOUTH))


def test_a_second_press_of_cut_never_blanks_the_hall(hall: Hall) -> None:
    hall.do("preview", slots=[MAIN])
    hall.do("cut")
    assert refused(hall, "cut").code == "nothing_next"


def test_cut_is_refused_when_next_is_not_what_the_operator_saw(hall: Hall) -> None:
    hall.do("preview", slots=[MAIN])
    seen = hall.state.next.rev
    hall.do("preview", slots=[NORTH])
    refusal = refused(hall, "cut", rev=seen)
    assert refusal.code == "stale_next"
    assert "Huyện Bắc" in refusal.hint


def test_a_key_pressed_twice_cuts_once(hall: Hall) -> None:
    hall.do("take", slots=[MAIN])
    hall.do("preview", slots=[NORTH])
    seen = hall.state.next.rev
    hall.do("cut", rev=seen)
    assert refused(hall, "cut", rev=seen).code == "stale_next"
    assert hall.shown == (NORTH,)


def test_a_site_without_a_machine_comes_neither_to_preview_nor_on_the_air(hall: Hall) -> None:
    for verb in ("preview", "take"):
        refusal = refused(hall, verb, slots=[TAY_NORTH])
        assert refusal.code == "not_here"
        assert "Xã Tây (Huyện Bắc)" in refusal.message
        assert "0900 000 009" in refusal.hint


def test_the_refusal_says_when_the_machine_only_waits_to_be_let_in(hall: Hall) -> None:
    hall.arrive(TAY_NORTH)
    assert "phòng chờ" in refused(hall, "take", slots=[TAY_NORTH]).hint


def test_cut_to_a_site_that_has_gone_meanwhile_is_refused(hall: Hall) -> None:
    hall.do("preview", slots=[NORTH])
    hall.do("remove", site=NORTH)
    assert refused(hall, "cut").code == "not_here"


def test_every_change_of_a_picture_gives_it_a_greater_rev(hall: Hall) -> None:
    revs = [hall.state.stage.rev]
    for verb, args in [
        ("take", {"slots": [MAIN]}),
        ("preview", {"slots": [NORTH]}),
        ("cut", {}),
        ("safe", {}),
        ("safe.leave", {}),
        ("floor.give", {"site": SOUTH}),
        ("floor.end", {}),
    ]:
        before = hall.state.next.rev if hall.state.next else 0
        hall.do(verb, **args)
        if verb != "preview":
            revs.append(hall.state.stage.rev)
            assert hall.state.stage.rev > before
    assert revs == sorted(set(revs))


def test_another_machine_in_the_picture_gives_it_another_rev(hall: Hall) -> None:
    hall.do("take", slots=[NORTH])
    before = hall.state.stage.rev
    hall.arrive(NORTH, device="maymoi01")
    hall.do("admit", devices=["maymoi01"])
    assert hall.shown == (NORTH,)
    assert hall.state.stage.rev > before


def test_a_machine_put_out_of_the_picture_gives_it_another_rev(hall: Hall) -> None:
    hall.do("take", slots=[MAIN])
    hall.do("preview", slots=[NORTH])
    before = hall.state.next.rev
    hall.do("remove", site=NORTH)
    assert hall.state.next.rev > before


def test_rooms_are_told_of_safe_even_while_the_holding_picture_is_shown(hall: Hall) -> None:
    before = hall.state.stage.rev
    hall.do("safe")
    entered = hall.state.stage.rev
    hall.do("safe.leave")
    assert before < entered < hall.state.stage.rev


def test_safe_takes_everything_off_and_back_comes_the_picture_and_the_chair_alone(hall: Hall) -> None:
    hall.do("take", slots=[MAIN])
    hall.do("floor.give", site=NORTH)
    hall.do("microphone.open", site=SOUTH)
    hall.do("safe")
    assert (hall.shown, hall.heard, hall.state.floor) == ((), set(), None)
    assert hall.next == (NORTH,), "what was shown stays warm"
    hall.do("safe.leave")
    assert (hall.shown, hall.next, hall.heard) == ((NORTH,), (MAIN,), {MAIN})


def test_a_preview_made_during_safe_stays_a_preview(hall: Hall) -> None:
    hall.do("take", slots=[MAIN])
    hall.do("safe")
    hall.do("preview", slots=[SOUTH])
    hall.do("safe.leave")
    assert (hall.shown, hall.next) == ((MAIN,), (SOUTH,))


def test_nothing_but_leaving_brings_a_picture_or_a_voice_back_from_safe(hall: Hall) -> None:
    hall.do("take", slots=[MAIN])
    hall.do("preview", slots=[NORTH])
    hall.do("safe")
    hall.do("safe")
    for verb, args in [
        ("cut", {}),
        ("take", {"slots": [NORTH]}),
        ("undo", {}),
        ("floor.give", {"site": NORTH}),
        ("microphone.open", {"site": NORTH}),
    ]:
        assert refused(hall, verb, **args).code == "safe_on"


def test_leaving_safe_works_even_when_the_room_has_gone(hall: Hall) -> None:
    hall.do("take", slots=[NORTH, SOUTH])
    hall.do("safe")
    hall.do("remove", site=NORTH)
    hall.do("safe.leave")
    assert hall.shown == (SOUTH,)


def test_leaving_safe_that_is_not_on_is_refused(hall: Hall) -> None:
    assert refused(hall, "safe.leave").code == "not_safe"


def test_undo_brings_stage_and_next_back_once(hall: Hall) -> None:
    hall.do("take", slots=[MAIN])
    hall.do("preview", slots=[NORTH])
    hall.do("cut")
    assert hall.state.undo.label == "chuyển sang Huyện Bắc"
    hall.do("undo")
    assert (hall.shown, hall.next) == ((MAIN,), (NORTH,))
    assert refused(hall, "undo").code == "nothing_to_undo"


def test_undo_of_giving_the_floor_takes_it_away_again(hall: Hall) -> None:
    hall.do("take", slots=[MAIN])
    hall.do("floor.give", site=NORTH)
    hall.do("undo")
    assert (hall.shown, hall.heard, hall.state.floor) == ((MAIN,), {MAIN}, None)


def test_undo_never_opens_a_microphone(hall: Hall) -> None:
    hall.do("take", slots=[MAIN])
    hall.do("floor.give", site=NORTH)
    hall.do("floor.end")
    hall.do("undo")
    assert (hall.shown, hall.heard) == ((NORTH,), {MAIN})


def test_undo_to_a_room_that_has_gone_is_refused(hall: Hall) -> None:
    hall.do("take", slots=[NORTH])
    hall.do("take", slots=[MAIN])
    hall.do("remove", site=NORTH)
    assert refused(hall, "undo").code == "not_here"


def test_previewing_what_is_on_the_air_is_refused(hall: Hall) -> None:
    hall.do("take", slots=[MAIN])
    assert refused(hall, "preview", slots=[MAIN]).code == "already_on_air"
    assert refused(hall, "take", slots=[MAIN]).code == "already_on_air"


def test_communes_of_the_same_name_are_told_apart(hall: Hall) -> None:
    hall.arrive(DONG_SOUTH)
    hall.do("admit", devices=[machine(DONG_SOUTH)])
    hall.do("take", slots=[DONG_NORTH, DONG_SOUTH])
    assert hall.state.undo.label == "đưa Xã Đông (Huyện Bắc) và Xã Đông (Huyện Nam) lên hình"
