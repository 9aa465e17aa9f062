"""Who gets in: every address without a token, with a foreign one, with one of before."""

import pytest
from starlette.routing import Route

from nhipcau.conferences.lifecycle.resuming import do_resume
from nhipcau.core import tokens
from nhipcau.core.tokens import LiveClaims
from nhipcau.web.live.routes import Live
from tests.support.live import LiveConference, LiveServer, beat
from tests.web.live.conftest import entered
from tests.web.live.test_stills import jpeg


def addresses() -> list[tuple[str, str]]:
    """Every method and path under /live, from the route table itself."""
    live = Live.__new__(Live)
    return [
        (method, route.path)
        for route in live.app().routes
        if isinstance(route, Route)
        for method in sorted(route.methods or {"GET"})
        if method != "HEAD"
    ]


def test_every_address_is_shut_without_a_token(server: LiveServer, meeting: LiveConference) -> None:
    forged = tokens.mint(LiveClaims("room", meeting.pk, "1", "maycuatoi", 1))[:-4] + "AAAA"
    assert len(addresses()) == 10
    for method, path in addresses():
        path = f"/live{path}".replace("{site}", "1")
        for token in ("", "nonsense", forged):
            answer = server.request(method, path, token)
            assert answer.status_code == 401, (method, path, token)
            said = answer.json()
            assert said["code"] == "bad_token"
            assert said["message"]
            assert said["hint"]
            assert answer.headers["cache-control"] == "no-store"


def test_a_token_opens_only_the_doors_of_its_audience(server: LiveServer, meeting: LiveConference) -> None:
    room = meeting.inside(server, meeting.sites[0])
    held = {"room": room, "control": meeting.token("control"), "stage": meeting.token("stage")}
    for method, path in addresses():
        audience = path.split("/")[1]
        for other, token in held.items():
            if other != audience:
                answer = server.request(method, f"/live{path}".replace("{site}", "1"), token)
                assert answer.status_code == 401, (path, other)


def test_a_token_in_the_address_is_no_token(server: LiveServer, meeting: LiveConference) -> None:
    token = meeting.token("control")
    assert server.get(f"/live/control/stream?poll=1&token={token}&access_token={token}").status_code == 401


def test_a_pass_from_before_the_machine_was_removed_opens_nothing(server: LiveServer, meeting: LiveConference) -> None:
    site = meeting.sites[1]
    before = meeting.inside(server, site)
    meeting.do("remove", site=str(site.pk))
    after = meeting.arrive(server, site)  # the same browser, with the new PIN
    for path, content in (
        ("/live/room/heartbeat", {"json": beat()}),
        ("/live/room/still", {"content": jpeg()}),
        ("/live/room/enter", {}),
    ):
        refused = server.post(path, before, **content)
        assert (refused.status_code, refused.json()["code"]) == (403, "removed"), path
    assert server.post("/live/room/heartbeat", after, json=beat()).status_code == 200


def test_a_pass_for_another_conference_is_for_that_one_alone(server: LiveServer, meeting: LiveConference) -> None:
    site = meeting.sites[0]
    meeting.inside(server, site)
    foreign = tokens.mint(LiveClaims("room", "999999", str(site.pk), "maycuatoi", 1))
    refused = server.post("/live/room/heartbeat", foreign, json=beat())
    assert (refused.status_code, refused.json()["code"]) == (404, "foreign_hall")


def test_a_machine_that_never_gave_the_pin_is_not_known(server: LiveServer, meeting: LiveConference) -> None:
    invented = tokens.mint(LiveClaims("room", meeting.pk, str(meeting.sites[0].pk), "maymoinghi", 1))
    assert server.post("/live/room/heartbeat", invented, json=beat()).json()["code"] == "removed"


def test_who_waits_may_not_enter_and_who_is_in_hears_that_the_engine_is_away(
    server: LiveServer, meeting: LiveConference
) -> None:
    site = meeting.sites[0]
    token = meeting.arrive(server, site)
    waiting = server.post("/live/room/enter", token)
    assert (waiting.status_code, waiting.json()["code"]) == (403, "not_admitted")
    meeting.do("admit", devices=["maycuatoi"])

    def away() -> bool:
        answer = server.post("/live/room/enter", token)
        return answer.status_code == 503 and answer.json()["code"] == "engine_down"

    server.wait_for(away, "engine_down")
    assert server.post("/live/control/enter", meeting.token("control")).json()["code"] == "engine_down"
    assert server.get("/healthz").json()["engine"] == {"name": "livekit", "version": None, "up": False}


def test_after_the_end_nobody_enters(server: LiveServer, meeting: LiveConference) -> None:
    token = meeting.inside(server, meeting.sites[0])
    meeting.do("open")
    server.post("/live/room/still", token, content=jpeg())
    meeting.do("close")
    with server.stream("room", token) as page:
        page.until(lambda view: view["hall"]["phase"] == "ended")
    for path in ("/live/room/enter", "/live/room/still"):
        refused = server.post(path, token, content=jpeg())
        assert (refused.status_code, refused.json()["code"]) == (410, "ended"), path
    assert server.get(f"/live/control/still/{meeting.sites[0].pk}", meeting.token("control")).status_code == 404


def test_a_hall_that_goes_on_after_its_end_is_looked_after_again(
    engine_server: LiveServer, meeting: LiveConference
) -> None:
    site = meeting.sites[0]
    token = meeting.inside(engine_server, site)
    meeting.do("open")
    entered(engine_server, token)
    meeting.do("close")
    with engine_server.stream("room", token) as page:
        page.until(lambda view: view["hall"]["phase"] == "ended")
    do_resume(meeting.actor, meeting.conference.pk, "Bấm nhầm")
    with engine_server.stream("room", token) as page:
        page.until(lambda view: view["hall"]["phase"] == "open")
    assert entered(engine_server, token)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_what_is_no_address_is_answered_in_the_same_form(server: LiveServer, method: str) -> None:
    for path in ("/live/nothing", "/live/room/heartbeat", "/live/"):
        answer = server.request(method, path)
        assert answer.status_code in (404, 405)
        assert answer.json()["code"] == "no_such_address"
