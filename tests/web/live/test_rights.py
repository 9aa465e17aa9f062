"""Who may not watch any more is shown out within seconds: a token outlives neither its login nor its rights."""

import asyncio
import json
import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from nhipcau.core import tokens
from nhipcau.core.tokens import Audience
from nhipcau.organs.models import Account, Grant
from nhipcau.web.live import rights
from tests.support.live import LiveConference, LiveServer
from tests.support.people import new_account
from tests.support.stack import EngineAlone
from tests.web.live.conftest import entered, two_sites
from tests.web.live.test_reconcile import Room, _and_close, at_engine, client

pytestmark = pytest.mark.usefixtures("soon")
Change = Callable[[Account, Client], None]


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes seconds otherwise; no test waits for nothing."""
    assert 2 * rights.FRESH_SECONDS <= 5, "a few seconds, in real life"
    monkeypatch.setattr(rights, "FRESH_SECONDS", 0.2)


def role_withdrawn(account: Account, _: Client) -> None:
    Grant.objects.filter(account=account).delete()


def account_switched_off(account: Account, _: Client) -> None:
    Account.objects.filter(pk=account.pk).update(is_active=False)


def logged_out(_: Account, browser: Client) -> None:
    assert browser.post("/logout").status_code == 302


def password_changed(account: Account, _: Client) -> None:
    account.set_password("mot-mat-khau-khac")
    account.save()


def session_swept(_: Account, browser: Client) -> None:
    Session.objects.all().delete()


CHANGES = [
    (role_withdrawn, 403, "not_allowed"),
    (account_switched_off, 403, "not_allowed"),
    (logged_out, 401, "logged_out"),
    (password_changed, 401, "logged_out"),
    (session_swept, 401, "logged_out"),
]


def browser_of(meeting: LiveConference) -> Client:
    browser = Client()
    browser.force_login(meeting.operator)
    return browser


def token_from_page(browser: Client, meeting: LiveConference, audience: Audience) -> str:
    """As the page hands it to its program."""
    page = browser.get(f"/conferences/{meeting.pk}/{audience}").content.decode()
    found = re.search(r'<script type="application/json" id="boot">(.*?)</script>|id="boot"[^>]*>(.*?)</script>', page)
    assert found, page[:2000]
    return json.loads(found[1] or found[2])["token"]


@pytest.mark.parametrize(("change", "status", "code"), CHANGES, ids=[change.__name__ for change, _, _ in CHANGES])
@pytest.mark.parametrize("audience", ["control", "stage"])
def test_an_open_stream_ends_and_no_door_opens_again(
    server: LiveServer, meeting: LiveConference, audience: Audience, change: Change, status: int, code: str
) -> None:
    browser = browser_of(meeting)
    token = token_from_page(browser, meeting, audience)
    with server.stream(audience, token) as page:
        page.until(lambda view: view["hall"]["phase"] == "waiting")
        change(meeting.operator, browser)
        while page.next():
            pass  # until the server ends it; the follower gives up after some seconds
    for method, path in (
        ("GET", f"/live/{audience}/stream"),
        ("GET", f"/live/{audience}/stream?poll=1"),
        ("POST", f"/live/{audience}/enter"),
        *([("GET", f"/live/control/still/{meeting.sites[0].pk}")] if audience == "control" else []),
    ):
        refused = server.request(method, path, token)
        assert (refused.status_code, refused.json()["code"]) == (status, code), path
        assert refused.json()["message"]
        assert refused.json()["hint"]


def test_nobody_hears_another_word_after_the_look_that_found_it(server: LiveServer, meeting: LiveConference) -> None:
    token = meeting.token("stage")
    with server.stream("stage", token) as page:
        page.until(lambda view: view["hall"]["phase"] == "waiting")
        role_withdrawn(meeting.operator, Client())
        server.wait_for(lambda: server.get("/live/stage/stream?poll=1", token).status_code == 403, "a refusal")
        while page.next():
            pass
    assert server.get("/live/stage/stream?poll=1", token).status_code == 403


def test_a_viewer_keeps_the_stage_and_loses_the_control_room(server: LiveServer, meeting: LiveConference) -> None:
    control, stage = meeting.token("control"), meeting.token("stage")
    with server.stream("control", control) as desk, server.stream("stage", stage) as programme:
        desk.until(lambda view: view["hall"])
        programme.until(lambda view: view["hall"])
        Grant.objects.filter(account=meeting.operator, role="operator").delete()
        while desk.next():
            pass
        assert server.get("/live/stage/stream?poll=1", stage).status_code == 200
    assert server.get("/live/control/stream?poll=1", control).status_code == 403


def test_another_login_of_the_same_person_goes_on(server: LiveServer, meeting: LiveConference) -> None:
    at_home, at_work = browser_of(meeting), browser_of(meeting)
    mine, other = token_from_page(at_home, meeting, "stage"), token_from_page(at_work, meeting, "stage")
    with server.stream("stage", mine) as page:
        page.until(lambda view: view["hall"])
        logged_out(meeting.operator, at_home)
        while page.next():
            pass
    assert server.get("/live/stage/stream?poll=1", other).status_code == 200


def test_a_role_that_comes_back_opens_the_doors_again(server: LiveServer, meeting: LiveConference) -> None:
    token = meeting.token("control")
    grants = list(Grant.objects.filter(account=meeting.operator))
    role_withdrawn(meeting.operator, Client())
    assert server.get("/live/control/stream?poll=1", token).status_code == 403
    Grant.objects.bulk_create(grants)
    server.wait_for(lambda: server.get("/live/control/stream?poll=1", token).status_code == 200, "the door")


def test_a_room_has_no_account_and_asks_no_database(server: LiveServer, meeting: LiveConference) -> None:
    token = meeting.inside(server, meeting.sites[1])
    with server.stream("room", token) as page:
        page.until(lambda view: view["me"]["device"] == "admitted")
        account_switched_off(meeting.operator, Client())
        assert server.get("/live/room/stream?poll=1", token).status_code == 200


def test_the_engine_puts_a_listener_out_too(
    running: EngineAlone, engine_server: LiveServer, meeting: LiveConference
) -> None:
    """Seen or not: this one holds no stream open, only its line to the engine."""
    two_sites(engine_server, meeting)
    viewer = new_account("viewer", meeting.conference.host)
    other = tokens.mint(tokens.LiveClaims("stage", meeting.pk, str(viewer.pk)))

    async def story(room: Room) -> None:
        asked = [(meeting.token("stage"), "stage"), (meeting.token("control"), "control"), (other, "stage")]
        stays, directs, leaves = [await asyncio.to_thread(entered, engine_server, *each) for each in asked]
        async with client(stays), client(directs), client(leaves):
            names = {each["identity"] for each in (stays, directs, leaves)}
            await room.until(lambda now: names <= now.keys(), "all are in")
            await asyncio.to_thread(_and_close, role_withdrawn, viewer, Client())
            await room.until(lambda now: leaves["identity"] not in now, "one is put out")
            assert names - {leaves["identity"]} <= (await room.permissions()).keys()

    at_engine(running, meeting, story)
