"""Characters that no database row can hold, over the real addresses; CI runs this on PostgreSQL too."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.conferences import pins
from nhipcau.conferences.models import Conference, Site
from nhipcau.documents.models import ReceivedPaper
from nhipcau.hall import store
from nhipcau.organs.models import Grant, Unit
from nhipcau.web.plain import plain
from tests.documents.test_pages import PAPER, posted_sheet
from tests.support.people import MakeAccount

pytestmark = pytest.mark.django_db
ODD = "\x00\x07\x1b\x7f\x9b"


@pytest.fixture
def client(lang_son: Unit, make_account: MakeAccount) -> Client:
    account = make_account("organiser", lang_son)
    Grant.objects.create(account=account, unit=lang_son, role="operator")
    client = Client(raise_request_exception=False)
    client.force_login(account)
    return client


def commune_of(conference: Conference) -> Site:
    return Site.objects.filter(conference=conference, tier="xa").order_by("order")[0]


def test_what_stays_and_what_goes() -> None:
    assert plain("Xã\tĐông\r\nHuyện Bắc – “Nam” 🙂\u00a0.") == "Xã\tĐông\r\nHuyện Bắc – “Nam” 🙂\u00a0."
    assert plain(f"Xã{ODD} Đông\ud800") == "Xã Đông"
    assert plain("một\x0bhai\x0cba\u2028bốn\x85năm") == "một\nhai\nba\nbốn\nnăm"


def test_names_of_sites(client: Client, conference: Conference) -> None:
    site = commune_of(conference)
    address = reverse("conference-names", args=[conference.pk])
    assert client.post(address, {f"name-{site.pk}": f"Xã{ODD} Đông Mới"}).status_code == 302
    site.refresh_from_db()
    assert site.name == "Xã Đông Mới"


def test_a_pasted_paper_and_its_facts(client: Client) -> None:
    assert client.post(reverse("from-paper"), {"text": PAPER.replace("báo", f"b{ODD}áo")}).status_code == 302
    paper = ReceivedPaper.objects.get()
    sheet = posted_sheet(client, paper, meeting_title=f"Họp{ODD} trực tuyến", venue=f"Hội{ODD} trường")
    kept = client.post(reverse("paper", args=[paper.pk]), {**sheet, "action": "keep", "any\x00name": "x"})
    assert kept.status_code == 302, kept.content.decode()
    confirmed = client.post(reverse("paper", args=[paper.pk]), {**sheet, "key": f"{sheet['key']}\x00"})
    assert confirmed.status_code == 302, confirmed.content.decode()
    assert Conference.objects.get().title == "Họp trực tuyến"


def test_an_uploaded_paper(client: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile(f"giấy{ODD}mời.txt", PAPER.replace("Số", f"S{ODD}ố").encode(), "text/plain")
    assert client.post(reverse("from-paper"), {"file": file}).status_code in (200, 302, 422)


def test_a_machine_that_joins(client: Client, conference: Conference) -> None:
    site = commune_of(conference)
    body = {"pin": pins.pin(site.pk, site.version), "device": "maycuatoi", "label": f"Chr{ODD}ome \ud83d"}
    address = f"/api/v1/join/{site.link_key}/pin"
    answer = client.post(address, body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    assert store.current(conference.pk).state.sites[str(site.pk)].machines[0].label == "Chrome"
    for wrong in ({"pin": f"12{ODD}"}, {"device": f"{ODD}maycuatoi"}, {"pin": "\udc00" * 6}):
        answer = client.post(address, {**body, **wrong}, content_type="application/json")
        assert answer.status_code in (200, 403, 422, 429), (wrong, answer.content)


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain"])
def test_the_api_takes_json_alone(client: Client, conference: Conference, kind: str) -> None:
    answer = client.post(f"/api/v1/join/{commune_of(conference).link_key}/pin", b"--x\r\npin=1", content_type=kind)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_a_command(client: Client, conference: Conference) -> None:
    address = f"/api/v1/halls/{conference.pk}/commands"
    for verb, key, args in (
        ("open\x00", "opening-1", {}),
        ("open", "open\x00ing", {}),
        ("admit", "letting-in", {"devices": ["\x00"], "\x00": 1}),
    ):
        body = {"verb": verb, "key": key, "args": args}
        answer = client.post(address, body, content_type="application/json")
        assert answer.status_code in (200, 409, 422), answer.content


def test_who_logs_in(lang_son: Unit, make_account: MakeAccount) -> None:
    account = make_account("organiser", lang_son)
    account.set_password("mat-khau-dai-day")
    account.save()
    client = Client(raise_request_exception=False)
    for name in (f"{ODD}ai đó", account.username + ODD, "\x00"):
        answer = client.post(reverse("login"), {"username": name, "password": "sai\x00"})
        assert answer.status_code in (200, 429)
    right = {"username": account.username, "password": "mat-khau-dai-day"}
    answer = client.post(f"{reverse('login')}?next=/%00", right)
    assert answer.status_code == 302


def addresses(conference: Conference) -> Iterator[str]:
    yield "/api/v1/join/abc%00def/pin"
    yield "/j/abc%00def"
    yield "/%00"
    yield f"/conferences/{conference.pk}/links%1b"


def test_an_odd_address_leads_nowhere(client: Client, conference: Conference) -> None:
    ask: Callable[..., Any]
    for address in addresses(conference):
        for ask in (client.get, client.post):
            assert ask(address).status_code == 404, address
    answer = client.post("/api/v1/join/a%00b/pin", {"pin": "1", "device": "maycuatoi"}, content_type="application/json")
    assert answer.json()["code"] == "no_such_address"
    for address in ("links", "pins", "attendance"):
        assert client.get(f"/conferences/{conference.pk}/{address}?tier=%00&q=a%00b&site=%00").status_code == 200


def test_an_odd_cookie_is_none(conference: Conference) -> None:
    client = Client(raise_request_exception=False)
    answer = client.get("/", headers={"cookie": r'nhipcau_session="abcdefgh\000ijklmnop"'})
    assert answer.status_code == 302, "asked to log in"
