"""A client that obeys nothing, with real media: it is not heard where the product listens."""

from collections.abc import Sequence
from typing import Any

import pytest

from nhipcau.media.binary import sites_binary
from nhipcau.rehearsal.clips import Clip, ClipSpec, make_clips
from nhipcau.rehearsal.runner import Event, SitesProgram
from tests.support.live import LiveConference, LiveServer
from tests.support.stack import EngineAlone
from tests.web.live.conftest import entered, two_sites

SECONDS = 20.0


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Clip:
    return make_clips([ClipSpec(1, "Điểm cầu thử")], tmp_path_factory.mktemp("clips"))[1]


def listed(view: dict[str, Any]) -> list[dict[str, str]]:
    """All that our server lists for whoever watches and listens: (identity, kind, source)."""
    pictures = [slot for at in ("stage", "next") for slot in view.get(at, {}).get("slots", {}).values() if "id" in slot]
    sounds = [{"id": identity, **sound} for identity, sound in view["sound"].items()]
    return [{"identity": e["id"], "kind": e["kind"], "source": e["source"]} for e in pictures + sounds]


def packets(program: SitesProgram) -> dict[tuple[str, str], int]:
    """What the stage page has had so far, by identity and kind."""
    before = len(program.events)
    program.tell("packets", site="stage")

    def report(events: Sequence[Event]) -> Any:
        return next((e for e in events[before:] if e.name == "packets" and e.site == "stage"), None)

    tracks = program.wait_for(report, SECONDS, "a report of packets").tracks
    return {(track.identity, track.kind): track.packets for track in tracks}


def attacks(events: Sequence[Event], name: str) -> int:
    return sum(event.name == name and event.site == "attacker" for event in events)


def test_who_keeps_sending_republishes_replays_and_lies_about_its_sound_is_not_heard(
    running: EngineAlone, engine_server: LiveServer, meeting: LiveConference, clip: Clip
) -> None:
    chair, chair_pass, speaker, speaker_pass = two_sites(engine_server, meeting)
    chair_there, attacker = f"site:{chair.pk}:maycuatoi", f"site:{speaker.pk}:maycuaban"
    meeting.do("floor.give", site=str(speaker.pk))
    engine_server.wait_for(lambda: _polled(engine_server, "room", speaker_pass)["me"]["mic"], "the floor")
    kept = entered(engine_server, speaker_pass)  # from the time when it had the floor
    meeting.do("floor.end")
    meeting.do("take", slots=[str(chair.pk)])
    meeting.do("preview", slots=[str(speaker.pk)])  # its camera may send: that is the way in for a lie
    stage = meeting.token("stage")
    lie = {"identity": attacker, "kind": "video", "source": "camera"}
    engine_server.wait_for(lambda: lie in listed(_polled(engine_server, "stage", stage)), "the preview")
    view = _polled(engine_server, "stage", stage)
    config = {
        "mode": "raw",
        "engine_url": running.access.client_url,
        "max_seconds": 60,
        "clients": [
            _client("stage", entered(engine_server, stage, "stage"), "room", wants=listed(view)),
            _client("chair", entered(engine_server, chair_pass), "room", publish=["microphone"], sound=str(clip.sound)),
            _client("attacker", kept, "hostile", sound=str(clip.sound)),
        ],
    }
    with SitesProgram(sites_binary(), config) as program:
        engine_server.wait_for(lambda: packets(program).get((chair_there, "audio")), "the stage hears the chair")
        # It lost its tracks, published them again, was put out, and came back with the same token, several times.
        program.wait_for(lambda events: attacks(events, "engine_lost") >= 3, SECONDS, "put out again and again")
        assert packets(program)[chair_there, "audio"] > 0
        assert (attacker, "audio") not in packets(program)
        assert attacks(program.events, "published") >= 1, "it never got to send anything"


def _polled(server: LiveServer, audience: str, token: str) -> dict[str, Any]:
    return server.get(f"/live/{audience}/stream?poll=1", token).json()["view"]


def _client(name: str, ticket: dict[str, str], role: str, **more: Any) -> dict[str, Any]:
    return {"site": name, "token": ticket["token"], "role": role, **more}
