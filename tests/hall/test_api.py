"""The two doors of the hall: an operator's session with CSRF, and a machine's pass."""

from typing import Any

import pytest
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory

from nhipcau.conferences.models import Conference, Site
from nhipcau.core import tokens
from nhipcau.core.access import Actor
from nhipcau.hall import store
from nhipcau.hall.commands import do_arrive, do_hall_command
from nhipcau.organs.models import Account, Unit
from tests.support.people import MakeAccount, actor_for

pytestmark = pytest.mark.django_db
DEVICE = "maytinh01"


@pytest.fixture
def account(lang_son: Unit, make_account: MakeAccount) -> Account:
    return make_account("operator", lang_son)


class Browser:
    """A browser that is signed in, with or without its CSRF token."""

    def __init__(self, account: Account | None, conference: Conference, csrf: bool = True) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.address = f"/api/v1/halls/{conference.pk}/commands"
        self.headers: dict[str, str] = {}
        if account is not None:
            self.client.force_login(account)
        if csrf:
            request = RequestFactory().get("/")
            self.headers = {"X-CSRFToken": get_token(request)}
            self.client.cookies["nhipcau_csrf"] = request.META["CSRF_COOKIE"]

    def post(self, body: Any) -> tuple[int, Any]:
        answer = self.client.post(self.address, body, content_type="application/json", headers=self.headers)
        return answer.status_code, answer.json()


def test_an_operator_commands_the_hall(account: Account, conference: Conference) -> None:
    browser = Browser(account, conference)
    status, answer = browser.post({"verb": "open", "args": {}, "key": "opening-1"})
    assert status == 200
    assert answer == {"seq": store.current(conference.pk).seq, "rev": 1}
    assert browser.post({"verb": "open", "args": {}, "key": "opening-1"}) == (200, answer)


def test_a_refusal_comes_with_its_code_message_and_hint(account: Account, conference: Conference) -> None:
    status, answer = Browser(account, conference).post({"verb": "cut", "key": "cutting-1"})
    assert (status, answer["code"]) == (409, "not_open")
    assert set(answer) == {"code", "message", "hint"}


@pytest.mark.parametrize(
    "body",
    ["no json", {}, {"verb": "safe"}, {"verb": 5, "key": "xxxxxxxx"}, {"verb": "safe", "key": "xxxxxxxx", "args": []}],
)
def test_what_is_no_command_is_refused(account: Account, conference: Conference, body: Any) -> None:
    status, answer = Browser(account, conference).post(body)
    assert status in {400, 422}
    assert answer["code"]


def test_without_session_or_csrf_nothing_happens(account: Account, conference: Conference) -> None:
    body = {"verb": "open", "args": {}, "key": "opening-1"}
    assert Browser(None, conference).post(body)[0] == 401
    foreign = Browser(account, conference, csrf=False)
    answer = foreign.client.post(foreign.address, body, content_type="application/json")
    assert answer.status_code in {401, 403}
    assert store.current(conference.pk).state.started is None


def test_a_site_raises_its_hand_with_its_pass(account: Account, conference: Conference, client: Client) -> None:
    site = Site.objects.filter(conference=conference, tier="xa")[0]
    do_arrive(Actor("site", str(site.pk)), DEVICE, "Chrome")
    operator = actor_for(account)
    do_hall_command(operator, conference.pk, "open", {}, "opening-1")
    do_hall_command(operator, conference.pk, "admit", {"devices": [DEVICE]}, "admitting")

    def raise_with(claims: tokens.LiveClaims | None) -> int:
        headers = {} if claims is None else {"Authorization": f"Bearer {tokens.mint(claims)}"}
        body = {"up": True, "key": "hand-up-1"}
        return client.post("/api/v1/join/hand", body, content_type="application/json", headers=headers).status_code

    own = tokens.LiveClaims("room", str(conference.pk), str(site.pk), DEVICE, site.version)
    assert raise_with(None) == 401
    assert raise_with(tokens.LiveClaims("control", str(conference.pk), operator.id)) == 401
    assert raise_with(tokens.LiveClaims("room", own.hall, own.subject, "maykhac01", own.version)) == 403
    assert raise_with(own) == 200
    assert list(store.current(conference.pk).state.hands) == [str(site.pk)]
