"""What is done to a room at the engine that is not what the hall says."""

from collections import Counter
from dataclasses import replace

from nhipcau.hall.projection import Desired
from nhipcau.media.engine import Kind, Participant, Source, Track
from nhipcau.web.live.repairs import MANY, Permit, PutOut, RemoveTrack, differences, repairs, silencing

CAMERA, MICROPHONE = frozenset({"camera"}), frozenset({"microphone"})
NOTHING = frozenset[str]()
CHAIR, SPEAKER, IDLE = "site:1:maymot01", "site:2:mayhai02", "site:3:mayba003"
SAID = Desired("{}", {CHAIR: MICROPHONE, SPEAKER: CAMERA | MICROPHONE, IDLE: NOTHING})


def present(identity: str, publish: frozenset[str], *tracks: tuple[Kind, Source]) -> Participant:
    carried = tuple(Track(f"TR_{n}", kind, source, muted=False) for n, (kind, source) in enumerate(tracks))
    return Participant(identity, "PA_1", publish, carried)


def test_a_room_that_is_as_the_hall_says_needs_nothing() -> None:
    listed = [
        present(CHAIR, MICROPHONE, ("audio", "microphone")),
        present(SPEAKER, CAMERA | MICROPHONE, ("video", "camera"), ("audio", "microphone")),
        present(IDLE, NOTHING),
        present("control:4:0a1b2c", NOTHING),
        present("stage:0a1b2c", NOTHING),
    ]
    assert repairs(SAID, listed, Counter()) == []


def test_permissions_are_set_back_and_taken_before_they_are_given() -> None:
    publish = {CHAIR: NOTHING, IDLE: CAMERA | MICROPHONE, SPEAKER: CAMERA | MICROPHONE}
    assert differences(SAID, publish) == [Permit(IDLE, NOTHING), Permit(CHAIR, MICROPHONE)]


def test_microphones_close_before_anything_else_is_taken_or_given() -> None:
    publish = {CHAIR: NOTHING, IDLE: CAMERA, SPEAKER: CAMERA | MICROPHONE}
    said = Desired("{}", {CHAIR: MICROPHONE, SPEAKER: CAMERA, IDLE: NOTHING})
    assert differences(said, publish) == [Permit(SPEAKER, CAMERA), Permit(IDLE, NOTHING), Permit(CHAIR, MICROPHONE)]
    assert silencing(said, publish) == [Permit(SPEAKER, CAMERA)]


def test_of_many_that_close_at_once_the_room_hears_later() -> None:
    voices = [f"site:{number}:maycuatoi" for number in range(10, 10 + MANY)]
    said = Desired("{}", {**dict.fromkeys(voices, NOTHING), voices[0]: CAMERA})
    publish = dict.fromkeys(voices, MICROPHONE)
    assert (
        silencing(said, publish)
        == [
            Permit(voices[0], CAMERA),  # it is on stage: whoever comes must find it
            *(Permit(identity, NOTHING, hidden=True) for identity in voices[1:]),
        ]
    )
    fewer = dict.fromkeys(voices[1:], MICROPHONE)
    assert not any(isinstance(repair, Permit) and repair.hidden for repair in silencing(said, fewer))


def test_who_was_hidden_is_shown_again_when_others_have_gone_quiet() -> None:
    hidden = replace(present(IDLE, NOTHING), hidden=True)
    unseen = replace(present("control:4:0a1b2c", NOTHING), hidden=True)
    assert repairs(SAID, [hidden, unseen], Counter(), {IDLE}) == []
    assert repairs(SAID, [hidden, unseen], Counter()) == [Permit(IDLE, NOTHING)]


def test_who_is_not_listed_is_put_out() -> None:
    listed = [present("site:9:maylaaaa", NOTHING), present("site:2:mayhai99", CAMERA), present("guest", NOTHING)]
    out = repairs(SAID, listed, Counter())
    assert out == [PutOut("site:9:maylaaaa"), PutOut("site:2:mayhai99"), PutOut("guest")]


def test_a_listener_that_may_publish_may_so_no_longer() -> None:
    assert repairs(SAID, [present("stage:0a1b2c", CAMERA)], Counter()) == [Permit("stage:0a1b2c", NOTHING)]


def test_sound_declared_as_camera_loses_the_track_and_at_the_second_time_the_room() -> None:
    strikes: Counter[str] = Counter()
    shouting = present(SPEAKER, CAMERA | MICROPHONE, ("video", "camera"), ("audio", "camera"))
    assert repairs(SAID, [shouting], strikes) == [RemoveTrack(SPEAKER, "TR_1")]
    assert repairs(SAID, [present(SPEAKER, CAMERA | MICROPHONE)], strikes) == []
    assert repairs(SAID, [shouting], strikes) == [PutOut(SPEAKER)]


def test_what_we_take_from_nobody_is_removed() -> None:
    listed = [present(SPEAKER, CAMERA | MICROPHONE, ("video", "screen_share"))]
    assert repairs(SAID, listed, Counter()) == [RemoveTrack(SPEAKER, "TR_0")]
    listed = [present(CHAIR, MICROPHONE, ("video", "unknown"))]
    assert repairs(SAID, listed, Counter()) == [RemoveTrack(CHAIR, "TR_0")]


def test_who_holds_a_permission_from_before_loses_it_together_with_the_wrong_track() -> None:
    listed = [present(IDLE, CAMERA, ("audio", "camera"))]
    assert repairs(SAID, listed, Counter()) == [Permit(IDLE, NOTHING), RemoveTrack(IDLE, "TR_0")]
