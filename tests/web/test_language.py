"""English by one switch: who gets which language, and where the switch leads."""

import asyncio
import json

import pytest
from django.test import Client
from django.utils import translation
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from nhipcau.organs.models import Account, Unit
from nhipcau.web.language import COOKIE, LanguageOfRequest
from tests.support.people import new_account

PASSWORD = "một mật khẩu đủ dài"
ENGLISH_WINDOWS = {"Accept-Language": "en-US,en;q=0.9"}


@pytest.fixture
def clerk(lang_son: Unit) -> Account:
    return new_account("organiser", lang_son)


@pytest.mark.django_db
def test_who_has_chosen_nothing_reads_vietnamese_whatever_the_browser_prefers() -> None:
    answer = Client().get("/login", headers=ENGLISH_WINDOWS)
    assert '<html lang="vi">' in answer.text
    assert "Đăng nhập" in answer.text
    assert answer["Content-Language"] == "vi"
    assert "Cookie" in answer["Vary"]


@pytest.mark.django_db
def test_the_switch_needs_no_login_and_no_script_and_comes_back_to_the_same_address() -> None:
    client = Client(enforce_csrf_checks=True)
    assert 'action="/language"' in client.get("/login?next=/units").text
    answer = client.post("/language", {"language": "en", "next": "/login?next=/units"})
    assert (answer.status_code, answer.url) == (302, "/login?next=/units")
    page = client.get(answer.url)
    assert '<html lang="en">' in page.text
    assert "Sign in" in page.text
    client.post("/language", {"language": "vi", "next": "/login"})
    assert "Đăng nhập" in client.get("/login").text


@pytest.mark.django_db
@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_the_switch_leads_to_no_other_server(onward: str) -> None:
    assert Client().post("/language", {"language": "en", "next": onward}).url == "/"


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ["de", "../en", "en; x=1", "", "e" * 3000])
def test_an_unknown_language_is_vietnamese(odd: str) -> None:
    client = Client()
    client.cookies[COOKIE] = odd
    assert '<html lang="vi">' in client.get("/login").text
    assert client.post("/language", {"language": odd, "next": "/login"}).cookies[COOKIE].value == "vi"


@pytest.mark.django_db
def test_only_a_post_switches() -> None:
    assert Client().get("/language?language=en").status_code == 405


def test_an_account_takes_its_language_to_the_next_browser(clerk: Account) -> None:
    clerk.set_password(PASSWORD)
    clerk.save()
    first = Client()
    first.force_login(clerk)
    first.post("/language", {"language": "en", "next": "/"})
    second = Client()
    answer = second.post("/login", {"username": clerk.username, "password": PASSWORD})
    assert answer.status_code == 302
    assert answer.cookies[COOKIE].value == "en"
    assert '<html lang="en">' in second.get("/").text


def test_a_browser_that_has_chosen_keeps_its_choice(clerk: Account) -> None:
    clerk.language = "en"
    clerk.set_password(PASSWORD)
    clerk.save()
    client = Client()
    client.post("/language", {"language": "vi", "next": "/login"})
    client.post("/login", {"username": clerk.username, "password": PASSWORD})
    assert '<html lang="vi">' in client.get("/").text


def test_one_request_leaves_nothing_behind_for_the_next(clerk: Account) -> None:
    client = Client()
    client.force_login(clerk)
    client.post("/language", {"language": "en", "next": "/"})
    client.get("/")
    assert translation.get_language() == "vi"


def test_what_stands_beside_django_hears_of_the_choice() -> None:
    async def language(scope: Scope, receive: Receive, send: Send) -> None:
        await JSONResponse(translation.get_language())(scope, receive, send)

    async def asked(cookie: str) -> str:
        said: list[bytes] = []

        async def send(message: dict[str, object]) -> None:
            said.append(bytes(message.get("body", b"")))  # type: ignore[call-overload]

        headers = [(b"host", b"x"), (b"cookie", cookie.encode())]
        scope = {"type": "http", "method": "GET", "path": "/", "headers": headers}
        await LanguageOfRequest(language)(scope, Request(scope).receive, send)
        return str(json.loads(b"".join(said)))

    assert asyncio.run(asked(f"a=b; {COOKIE}=en")) == "en"
    assert asyncio.run(asked("a=b")) == "vi"
    assert asyncio.run(asked(f'{COOKIE}="; a=b')) == "vi"
