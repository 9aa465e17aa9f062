"""Event streams over real HTTP: what a page holds is what the server would tell a newcomer."""

import threading
import time
from contextlib import ExitStack
from typing import Any

import pytest

from nhipcau.web import serving
from nhipcau.web.live.hall import MOST_STREAMS
from nhipcau.web.live.parts import BOOT
from nhipcau.web.live.streams import RETRY_MS
from tests.support.live import SECONDS, LiveConference, LiveServer


def fresh(server: LiveServer, audience: str, token: str) -> Any:
    """The view as a newcomer gets it."""
    return server.get(f"/live/{audience}/stream?poll=1", token).json()["view"]


def test_every_page_follows_a_meeting_by_patches_alone(server: LiveServer, meeting: LiveConference) -> None:
    chair, speaker = meeting.sites[0], meeting.sites[1]
    chair_pass, speaker_pass = meeting.inside(server, chair), meeting.inside(server, speaker, "maycuaban")
    tokens = {"room": speaker_pass, "control": meeting.token("control"), "stage": meeting.token("stage")}
    with (
        server.stream("room", speaker_pass) as room,
        server.stream("control", tokens["control"]) as control,
        server.stream("stage", tokens["stage"]) as stage,
    ):
        meeting.do("open")
        meeting.do("take", slots=[str(chair.pk)])
        meeting.do("floor.give", site=str(speaker.pk))
        meeting.do("floor.end")
        meeting.do("safe")
        rev = meeting.do("safe.leave").rev
        for name, page in (("room", room), ("control", control), ("stage", stage)):
            page.until(lambda view: view["stage"]["rev"] == rev)
            assert page.view == fresh(server, name, tokens[name]), name
            assert set(page.kinds[1:]) == {"patch"}, name
    assert room.view["me"] == {"device": "admitted", "tally": "next", "camera": True, "mic": False}
    assert list(room.view["sound"]) == [f"site:{chair.pk}:maycuatoi"]
    assert fresh(server, "room", chair_pass)["me"]["mic"] is True


def test_a_page_that_comes_back_is_told_what_it_missed(server: LiveServer, meeting: LiveConference) -> None:
    token = meeting.inside(server, meeting.sites[0])
    with server.stream("room", token) as page:
        page.until(lambda view: view["me"]["device"] == "admitted")
    meeting.do("open")
    with server.stream("room", token, page.id) as again:
        again.view = page.view
        again.until(lambda view: view["hall"]["phase"] == "open")
    assert again.kinds == ["patch"]
    assert again.view == fresh(server, "room", token)
    assert RETRY_MS[0] <= again.retry <= RETRY_MS[1]


def test_the_id_of_another_start_of_the_server_gets_a_snapshot(server: LiveServer, meeting: LiveConference) -> None:
    token = meeting.inside(server, meeting.sites[0])
    for foreign in (f"{'0' * len(BOOT)}:1", "nonsense", f"{BOOT}:999999999"):
        with server.stream("room", token, foreign) as page:
            assert page.next() == "snapshot", foreign


def test_polling_tells_the_same(server: LiveServer, meeting: LiveConference) -> None:
    token = meeting.inside(server, meeting.sites[0])
    first = server.get("/live/room/stream?poll=1", token).json()
    assert first["view"]["me"]["device"] == "admitted"
    assert server.get(f"/live/room/stream?poll=1&since={first['id']}", token).json()["patch"] == {}
    meeting.do("open")

    def opened() -> Any:
        said = server.get(f"/live/room/stream?poll=1&since={first['id']}", token).json()
        return said["patch"].get("hall")

    assert server.wait_for(opened, "the patch")["phase"] == "open"


def test_the_heartbeats_answer_says_where_the_stream_should_be(server: LiveServer, meeting: LiveConference) -> None:
    token = meeting.inside(server, meeting.sites[0])
    with server.stream("room", token) as page:
        page.until(lambda view: view["me"]["device"] == "admitted")
        said = server.post("/live/room/heartbeat", token, json={"engine": "off"}).json()
        assert said["id"] == page.id
        assert said["rev"] == page.view["stage"]["rev"]
        assert abs(said["now"] - time.time() * 1000) < 5000


def test_who_waits_has_a_view_and_hears_at_once_that_it_was_let_in(server: LiveServer, meeting: LiveConference) -> None:
    site = meeting.sites[3]
    token = meeting.arrive(server, site)
    with server.stream("room", token) as page:
        page.next()
        assert page.view["me"]["device"] == "waiting"
        assert page.view["hall"]["phase"] == "waiting"
        meeting.do("admit", devices=["maycuatoi"])
        page.until(lambda view: view["me"]["device"] == "admitted")


def test_a_removed_machine_is_told_so_and_its_stream_ends(server: LiveServer, meeting: LiveConference) -> None:
    site = meeting.sites[1]
    token = meeting.inside(server, site)
    with server.stream("room", token) as page:
        page.next()
        meeting.do("remove", site=str(site.pk))
        page.until(lambda view: view["me"]["device"] == "removed")
        assert page.next() == ""
    refused = server.get("/live/room/stream", token)
    assert (refused.status_code, refused.json()["code"]) == (403, "removed")


def test_letting_one_machine_in_ends_its_siblings(server: LiveServer, meeting: LiveConference) -> None:
    site = meeting.sites[1]
    first, second = meeting.arrive(server, site, "maythunhat"), meeting.arrive(server, site, "maythuhai")
    with server.stream("room", first) as page:
        page.next()
        meeting.do("admit", devices=[f"{site.pk}:maythuhai"])
        page.until(lambda view: view["me"]["device"] == "removed")
        assert page.view["me"]["replaced"] is True
    refused = server.get("/live/room/stream?poll=1", first)
    assert (refused.status_code, refused.json()["code"]) == (403, "replaced")
    assert server.get("/live/room/stream?poll=1", second).json()["view"]["me"]["device"] == "admitted"


def test_one_pass_does_not_hold_any_number_of_streams(server: LiveServer, meeting: LiveConference) -> None:
    token = meeting.inside(server, meeting.sites[0])
    with ExitStack() as opened:
        pages = [opened.enter_context(server.stream("room", token)) for _ in range(MOST_STREAMS + 1)]
        assert [page.next() for page in pages] == ["snapshot"] * len(pages)
        assert pages[0].next() == ""  # the oldest has ended, the others go on
        meeting.do("open")
        for page in pages[1:]:
            page.until(lambda view: view["hall"]["phase"] == "open")


def test_stopping_the_server_does_not_wait_for_streams(
    own_database: str, meeting: LiveConference, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "GRACE_SECONDS", 25)  # the longest that it would wait
    with LiveServer() as server:
        token = meeting.inside(server, meeting.sites[0])
        with server.stream("room", token) as page:
            page.next()
            ended: list[str] = []
            reading = threading.Thread(target=lambda: ended.append(page.next()))
            reading.start()
            began = time.monotonic()
            server.stop()
            reading.join(SECONDS)
            assert ended == [""]
    assert time.monotonic() - began < 20
