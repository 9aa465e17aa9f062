"""Somebody with the ids of others' things finds out nothing: not what they are, and not that they are.

The world is that of the pages in English, one of everything. Who asks belongs to another province, or to a sister unit
of the one whose things they are; every address is asked for with the ids of what exists and with ids of nothing.
"""

import re
from typing import Any

import pytest
from django.test import Client

from nhipcau.organs.models import Account, Unit
from tests.preparation.rounds import district
from tests.support.people import new_account
from tests.support.scenes import scene
from tests.web.test_access import routes
from tests.web.test_english_pages import address, make_world

NOTHING = 987_654_321
SECRETS = {
    "a delegate": "Hoàng Văn Thử",
    "somebody who is only looked at": "Vi Thị Mẫu",
    "a letter": "a@example.vn",
    "a telephone of a room": "0900 000 003",
    "a standing list": "125/QĐ-UBND",
}


@scene
def world(lang_son: Unit) -> dict[str, Any]:
    found = make_world(lang_son)
    Unit.objects.create(
        code="98",
        name="Tỉnh Bên Cạnh",
        short_name="Bên Cạnh",
        tier="tinh",
        path="98-20000101/",
        order=98_000_000,
        valid_from=lang_son.valid_from,
    )
    return found


def outsider(role: str) -> Client:
    client = Client()
    client.force_login(new_account(role, Unit.objects.get(code="98")))
    return client


def sister() -> Client:
    """The clerk of a commune beside that of the site, in the same district."""
    client = Client()
    at = Unit.objects.filter(parent=district(), tier="xa").order_by("order")[1]
    client.force_login(new_account("unit_clerk", at))
    return client


def nowhere(pattern: str, world: dict[str, Any]) -> str:
    """The same address with ids of nothing."""
    return re.sub(r"(?<=/)\d+(?=/|\.|\Z)", str(NOTHING), address(pattern, world))


def asked(client: Client, method: str, url: str) -> tuple[int, str]:
    """Status and what is said, without what differs from one asking to the next."""
    answer = client.get(url) if method == "GET" else client.post(url)
    said = answer.content.decode("utf-8", "replace") if not answer.streaming else ""
    said = f"{getattr(answer, 'url', '')} {answer.get('Content-Disposition', '')} {said}"
    said = re.sub(r'(?:csrfmiddlewaretoken|name="key")[^>]*value="[^"]*"', "", said)
    return answer.status_code, re.sub(r"\d+", "0", said)


SEARCHES = {
    "outbox": [("find", "a@example")],
    "delegates": [("find", "Hoàng")],
    "accounts": [("q", "clerk")],
    "organs": [("q", "UBND")],
    "units": [("q", "Bắc Sơn")],
    "banners": [("q", "Bắc Sơn")],
}
DIRECTORY = re.compile(r"units?-|units\b|unit\b|organ")
"""Units and organs are a directory that every account reads: that they exist is no secret."""
WITH_IDS = [(name, pattern) for name, pattern in routes() if "<int:" in pattern or "<slug:" in pattern]


@pytest.mark.parametrize("role", ["administrator", "unit_clerk"])
def test_in_another_province_what_exists_is_answered_like_what_does_not(world: dict[str, Any], role: str) -> None:
    client, found = outsider(role), []
    for name, pattern in WITH_IDS:
        if "<slug:link_key>" in pattern or "<slug:token>" in pattern or DIRECTORY.match(name):
            continue
        for method in ("GET", "POST"):
            here, there = (asked(client, method, one) for one in (address(pattern, world), nowhere(pattern, world)))
            if here != there:
                found.append(f"{method} {name}: {here[0]} {there[0]}")
    assert found == []


def test_a_commune_beside_it_is_told_nothing_of_anothers_people(world: dict[str, Any]) -> None:
    assert traces(sister(), world, SECRETS) == []


def traces(client: Client, world: dict[str, Any], secrets: dict[str, str]) -> list[str]:
    found = []
    for name, pattern in routes():
        if "<slug:link_key>" in pattern or "<slug:token>" in pattern:
            continue
        url = address(pattern, world)
        for asking in (
            url,
            *(f"{url}?{field}={word}" for field in ("q", "find") for word in ("a@example", "Thử", "Mẫu")),
        ):
            answer = client.get(asking)
            said = "" if answer.streaming else answer.content.decode("utf-8", "replace")
            said = said.replace(f'value="{asking.rpartition("=")[2]}"', "")
            found += [f"{name}: {what}" for what, words in secrets.items() if words in said]
    return sorted(set(found))


def test_who_may_ask_finds_the_secrets(world: dict[str, Any]) -> None:
    """Else the tests above would look for what stands nowhere."""
    said = ""
    pages = {"boss": ("delegates", "outbox", "room-record", "standing-lists"), "clerk": ("own-preview",)}
    for username, names in pages.items():
        client = Client()
        client.force_login(Account.objects.get(username=username))
        said += "".join(client.get(address(dict(routes())[name], world)).content.decode() for name in names)
    assert [what for what, words in SECRETS.items() if words not in said] == []
