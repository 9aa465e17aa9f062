"""A province at the door, with a clock moved by hand."""

import pytest

from nhipcau.web.live.admission import FORFEIT, Admission


def test_a_province_enters_at_the_rate_in_the_order_of_asking() -> None:
    door, now = Admission(per_second=20), 0.0
    waiting = {f"site:{n}": 0.0 for n in range(212)}
    entered: list[tuple[float, str]] = []
    while waiting:
        for who in [who for who, again in waiting.items() if again <= now]:
            wait = door.ask(who, now)
            if wait is None:
                entered.append((now, who))
                del waiting[who]
            else:
                waiting[who] = now + wait.seconds
        now += 0.01
    assert [who for _, who in entered] == [f"site:{n}" for n in range(212)]
    assert entered[-1][0] == pytest.approx(212 / 20 - 0.5, abs=0.1)
    for second in range(10):
        assert sum(second < at <= second + 1 for at, _ in entered) <= 21


def test_who_waits_is_told_how_many_are_ahead_and_keeps_its_place() -> None:
    door = Admission(per_second=2)
    assert [door.ask(who, 0.0) for who in "ab"] == [None, None]
    third, fourth = door.ask("c", 0.0), door.ask("d", 0.0)
    assert third is not None
    assert fourth is not None
    assert (third.ahead, third.seconds) == (0, 0.5)
    assert (fourth.ahead, fourth.seconds) == (1, 1.0)
    again = door.ask("d", 0.4)  # too early: the same place
    assert again is not None
    assert (again.ahead, again.seconds) == (1, pytest.approx(0.6))
    assert door.ask("c", 0.5) is None
    assert door.ask("d", 1.0) is None


def test_a_place_that_nobody_comes_back_for_is_given_up() -> None:
    door = Admission(per_second=2)
    for who in "abcd":
        door.ask(who, 0.0)
    late = door.ask("e", 0.0)
    assert late is not None
    assert late.ahead == 2
    assert door.ask("f", 1.5 + FORFEIT + 1) is None
    assert not door.waiting


def test_zero_switches_it_off() -> None:
    door = Admission(per_second=0)
    assert all(door.ask(f"site:{n}", 0.0) is None for n in range(1000))
