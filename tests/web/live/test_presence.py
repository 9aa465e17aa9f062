"""Who is there, with a clock moved by hand."""

import pytest

from nhipcau.core.errors import Refusal
from nhipcau.web.live.presence import GRACE, SILENT, Beat, Presence, read_beat

SITE, DEVICE = "17", "maycuatoi"
HEARD = Beat(rev=3, engine="connected")


def test_a_site_that_beats_is_there_and_one_that_falls_silent_is_lost_within_six_seconds() -> None:
    presence = Presence(started=0)
    presence.beat(SITE, DEVICE, HEARD, now=100)
    assert presence.line(SITE, DEVICE, 100 + SILENT, admitted=True) == "ok"
    assert presence.line(SITE, DEVICE, 105.4, admitted=True) == "lost"  # the pulse leaves every half second
    presence.beat(SITE, DEVICE, HEARD, now=130)
    assert presence.line(SITE, DEVICE, 130, admitted=True) == "ok"


def test_after_a_restart_nobody_is_called_lost_for_six_seconds() -> None:
    presence = Presence(started=1000)
    assert presence.line(SITE, DEVICE, 1000 + GRACE - 0.1, admitted=True) == "unknown"
    assert presence.line("18", "", 1000 + GRACE - 0.1, admitted=False) == "unknown"
    assert presence.line(SITE, DEVICE, 1000 + GRACE, admitted=True) == "lost"
    assert presence.line("18", "", 1000 + GRACE, admitted=False) == "never"


@pytest.mark.parametrize(
    ("beat", "admitted", "line"),
    [
        (Beat(engine="connecting"), True, "weak"),
        (Beat(engine="off"), True, "weak"),
        (Beat(engine="off"), False, "ok"),  # in the lobby nobody is connected to the engine
        (Beat(engine="connected", loss=4.9), True, "ok"),
        (Beat(engine="connected", loss=5), True, "weak"),
    ],
)
def test_a_line_is_weak_where_picture_or_sound_suffer(beat: Beat, admitted: bool, line: str) -> None:
    presence = Presence(started=0)
    presence.beat(SITE, DEVICE, beat, now=50)
    assert presence.line(SITE, DEVICE, 51, admitted=admitted) == line


def test_what_a_lost_machine_said_last_counts_no_more() -> None:
    presence = Presence(started=0)
    presence.beat(SITE, DEVICE, HEARD, now=50)
    assert presence.last(SITE, DEVICE, 55) == HEARD
    assert presence.last(SITE, DEVICE, 55.1) is None


def test_a_removed_machine_leaves_nothing_behind() -> None:
    presence = Presence(started=0)
    presence.beat(SITE, DEVICE, HEARD, now=50)
    presence.forget_all_but(frozenset())
    assert presence.last(SITE, DEVICE, 50) is None


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        "beat",
        {},
        {"engine": "on"},
        {"engine": "off", "rev": -1},
        {"engine": "off", "rev": "3"},
        {"engine": "off", "rev": True},
        {"engine": "off", "ready": 2**60},
        {"engine": "off", "level": 101},
        {"engine": "off", "level": "loud"},
        {"engine": "off", "loss": float("nan")},
        {"engine": "off", "loss": -0.1},
        {"engine": ["off"]},
    ],
)
def test_a_beat_that_is_none_is_refused(said: object) -> None:
    with pytest.raises(Refusal) as refused:
        read_beat(said)
    assert (refused.value.code, refused.value.status) == ("malformed", 422)


def test_a_beat_is_read() -> None:
    said = {"rev": 4, "ready": 5, "engine": "connected", "level": 41.6, "loss": 0.5, "more": "is ignored"}
    assert read_beat(said) == Beat(4, 5, "connected", 42, 0.5)
