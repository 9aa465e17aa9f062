"""Stale view + news = fresh view, whoever comes back when, for every audience and any course of events."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from nhipcau.core.errors import Refusal
from nhipcau.hall.merge_patch import apply
from nhipcau.hall.requests import By
from nhipcau.hall.store import Standing
from nhipcau.media.engine import EngineStatus
from nhipcau.web.live.hall import LiveHall
from nhipcau.web.live.ledger import Ledger
from nhipcau.web.live.parts import BOOT, REMEMBERED, LiveView, News, Part, number_of
from nhipcau.web.live.presence import Beat
from tests.hall.halls import IDS, MAIN, NOON, Hall, hall_with, machine

UP = EngineStatus(up=True, name="livekit", version="1.13.5")


def told(news: News) -> dict[str, Any]:
    """What a page reads."""
    return json.loads(news.answer())


def after(document: Any, news: News) -> Any:
    said = told(news)
    return said["view"] if "view" in said else apply(document, said["patch"])


def test_the_document_is_put_together_from_its_parts() -> None:
    view = LiveView(Part(1, {"shared": {"a": 1}}), Part(2, {"own": {"b": 2}}))
    said = told(view.snapshot())
    assert said["view"] == {"shared": {"a": 1}, "own": {"b": 2}}
    assert said["id"] == f"{BOOT}:2"
    assert said["now"] > 1_600_000_000_000


def test_only_what_changed_is_sent() -> None:
    shared, own = Part(1, {"shared": {"a": 1, "b": 1}}), Part(1, {"own": {"c": 1}})
    view = LiveView(shared, own)
    assert shared.put(2, {"shared": {"a": 2, "b": 1}})
    assert told(view.since(1))["patch"] == {"shared": {"a": 2}}
    assert told(view.since(2))["patch"] == {}


def test_what_is_equal_is_no_change() -> None:
    part = Part(1, {"a": {"b": 1}})
    assert not part.put(2, {"a": {"b": 1}})
    assert part.number == 1


def test_who_was_away_too_long_or_knows_the_future_gets_a_snapshot() -> None:
    part = Part(1, {"n": 1})
    for number in range(2, REMEMBERED + 3):
        part.put(number, {"n": number})
    view = LiveView(part)
    assert "view" in told(view.since(2))
    assert "patch" in told(view.since(3))
    assert "view" in told(view.since(view.number + 1))
    assert "view" in told(view.since(0))


def test_ids_of_another_process_or_no_ids_mean_nothing() -> None:
    assert number_of(f"{BOOT}:17") == 17
    for foreign in (
        "",
        "17",
        "00000000:17",
        f"{BOOT}:",
        f"{BOOT}:-1",
        f"{BOOT}:1e9",
        f"{BOOT}:²",
        f"{BOOT}:{'9' * 99}",
    ):
        assert number_of(foreign) == 0, foreign


WORDS = st.sampled_from(
    ["preview", "preview.clear", "cut", "take", "floor.give", "floor.end", "microphone.open", "microphones.close",
     "safe", "safe.leave", "undo", "hand", "arrive", "admit", "remove", "beat", "silence"]
)  # fmt: skip
STEPS = st.lists(st.tuples(WORDS, st.sampled_from(IDS), st.sampled_from(IDS)), min_size=1, max_size=25)


def live(hall: Hall) -> LiveHall:
    return LiveHall(Standing(0, hall.state), Ledger([], NOON), UP, now=0.0)


def step(live_hall: LiveHall, hall: Hall, now: float, word: str, one: str, two: str) -> None:
    """Something happens in the hall; what is refused changes nothing, which is fine as well."""
    site = By("site", one)
    try:
        match word:
            case "preview" | "take":
                hall.do(word, slots=sorted({one, two}))
            case "floor.give" | "microphone.open" | "remove":
                hall.do(word, site=one)
            case "hand":
                hall.do("hand.raise", site, site=one)
            case "arrive":
                hall.arrive(one, device=machine(two))
            case "admit":
                hall.do("admit", devices=[machine(one)])
            case "beat":
                found = hall.state.sites[one].admitted
                if found is not None:
                    live_hall.heard(one, found, Beat(hall.state.stage.rev, int(two), "connected", 30), now, NOON)
            case "silence":
                pass
            case _:
                hall.do(word)
    except Refusal:
        pass
    live_hall.advance(Standing(live_hall.seq + 1, hall.state))
    live_hall.tell()
    live_hall.beat(UP, now)


@settings(max_examples=60, deadline=None)
@given(STEPS, st.integers(0, 24))
def test_whoever_comes_back_has_what_a_newcomer_has(steps: list[tuple[str, str, str]], left_at: int) -> None:
    hall = hall_with(*IDS[:4])
    live_hall = live(hall)
    views = {
        "control": live_hall.control_view(),
        "stage": live_hall.stage_view(),
        **{f"room {site}": live_hall.room_view(site, machine(site)) for site in IDS},
    }
    following = {name: told(view.snapshot())["view"] for name, view in views.items()}
    number = {name: view.number for name, view in views.items()}
    stale = {name: (view.number, following[name]) for name, view in views.items()}
    for turn, (word, one, two) in enumerate(steps):
        step(live_hall, hall, float(turn), word, one, two)
        for name, view in views.items():
            following[name] = after(following[name], view.since(number[name]))
            number[name] = view.number
            if turn == left_at:
                stale[name] = (view.number, following[name])
    for name, view in views.items():
        fresh = told(view.snapshot())["view"]
        assert following[name] == fresh, name
        assert after(stale[name][1], view.since(stale[name][0])) == fresh, name


def test_a_change_in_one_room_is_no_news_in_the_others() -> None:
    hall = hall_with(MAIN, IDS[1])
    live_hall = live(hall)
    one, other = live_hall.room_view(MAIN, machine(MAIN)), live_hall.room_view(IDS[1], machine(IDS[1]))
    before = other.number
    hall.do("hand.raise", By("site", MAIN), site=MAIN)
    live_hall.advance(Standing(1, hall.state))
    live_hall.tell()
    assert told(one.since(before))["patch"] == {"me": {"hand": {"at": "2021-12-24T05:00:05.000Z", "place": 1}}}
    assert other.number == before
