"""What is no request is refused in Vietnamese, and nothing has happened."""

from typing import Any

import pytest

from nhipcau.core.errors import Refusal
from nhipcau.hall import requests as ask
from tests.hall.halls import OPERATOR

GOOD: dict[str, tuple[dict[str, Any], ask.Act]] = {
    "open": ({}, ask.Open()),
    "close": ({}, ask.Close()),
    "desk.take": ({}, ask.TakeDesk()),
    "preview": ({"slots": ["2", 3]}, ask.Preview(("2", "3"))),
    "preview.clear": ({}, ask.ClearPreview()),
    "cut": ({"rev": 4}, ask.Cut(4)),
    "take": ({"slots": ["2"]}, ask.Take(("2",))),
    "floor.give": ({"site": "2"}, ask.GiveFloor("2", 5)),
    "floor.end": ({}, ask.EndFloor()),
    "floor.extend": ({}, ask.ExtendFloor(1)),
    "microphone.open": ({"site": "2"}, ask.OpenMicrophone("2")),
    "microphone.close": ({"site": 2}, ask.CloseMicrophone("2")),
    "microphones.close": ({}, ask.CloseMicrophones()),
    "safe": ({}, ask.GoSafe()),
    "safe.leave": ({}, ask.LeaveSafe()),
    "undo": ({}, ask.UndoStage()),
    "hand.raise": ({"site": "2"}, ask.RaiseHand("2")),
    "hand.lower": ({"site": "2"}, ask.LowerHand("2")),
    "device.arrive": (
        {"site": "2", "device": "maytinh1", "label": " Chrome\n98 "},
        ask.Arrive("2", "maytinh1", "Chrome 98"),
    ),
    "admit": ({"devices": ["maytinh1", "2:maytinh2", "maytinh1"]}, ask.Admit(("maytinh1", "2:maytinh2"))),
    "admit.tier": ({"tier": "xa"}, ask.AdmitTier("xa")),
    "remove": ({"site": "2"}, ask.Remove("2")),
}


def test_every_verb_is_tried_here() -> None:
    assert set(GOOD) == ask.VERBS


@pytest.mark.parametrize("verb", sorted(GOOD))
def test_a_verb_with_its_arguments_becomes_a_request(verb: str) -> None:
    arguments, act = GOOD[verb]
    assert ask.parse(OPERATOR, verb, arguments) == ask.Request(OPERATOR, act)


@pytest.mark.parametrize("verb", sorted(GOOD))
def test_an_argument_that_the_verb_does_not_have_is_refused(verb: str) -> None:
    with pytest.raises(Refusal, match="bad_arguments"):
        ask.parse(OPERATOR, verb, {**GOOD[verb][0], "la": 1})


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        ("take", {}),
        ("take", {"slots": []}),
        ("take", {"slots": ["1", "2", "3"]}),
        ("take", {"slots": ["2", "2"]}),
        ("take", {"slots": "2"}),
        ("take", {"slots": [True]}),
        ("take", {"slots": [None]}),
        ("preview", {"slots": [{"site": "2"}]}),
        ("cut", {"rev": "4"}),
        ("cut", {"rev": -1}),
        ("cut", {"rev": 2**60}),
        ("floor.give", {"site": "xa dong"}),
        ("floor.give", {"site": "2", "minutes": 0}),
        ("floor.give", {"site": "2", "minutes": 121}),
        ("floor.give", {"site": "2", "minutes": 2.5}),
        ("floor.extend", {"minutes": True}),
        ("device.arrive", {"site": "2", "device": "../../x", "label": ""}),
        ("device.arrive", {"site": "2", "device": "NGANQUA1", "label": ""}),
        ("device.arrive", {"site": "2", "device": "maytinh1", "label": 5}),
        ("admit", {"devices": []}),
        ("admit", {"devices": [5]}),
        ("admit", {"devices": ["maytinh1"] * 1001}),
        ("admit", {"devices": ["x:maytinh1"]}),
        ("admit.tier", {"tier": "' or 1"}),
        ("remove", {"site": "0"}),
        ("remove", {"site": "9" * 30}),
        ("remove", {"site": "٤"}),
    ],
)
def test_bad_arguments_are_refused_with_words(verb: str, arguments: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as caught:
        ask.parse(OPERATOR, verb, arguments)
    assert (caught.value.code, caught.value.status) == ("bad_arguments", 422)
    assert caught.value.message
    assert caught.value.hint


def test_an_unknown_verb_is_refused() -> None:
    with pytest.raises(Refusal, match="unknown_verb"):
        ask.parse(OPERATOR, "explode", {})


def test_a_label_is_one_short_line() -> None:
    act = ask.parse(OPERATOR, "device.arrive", {"site": "2", "device": "maytinh1", "label": "x\x00\x1b[31m" * 100}).act
    assert isinstance(act, ask.Arrive)
    assert len(act.label) <= ask.MAX_LABEL
    assert act.label.isprintable()
