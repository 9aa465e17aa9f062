"""Who gets packs: every role on every address of theirs."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from nhipcau.conferences.models import Conference, Site
from nhipcau.conferences.pins import pin
from nhipcau.core import clock
from nhipcau.core.access import ROLE_NEEDS
from nhipcau.documents.models import SitePack
from nhipcau.documents.packs import urls
from nhipcau.organs.models import Unit
from nhipcau.outbox.models import Message
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import new_account

NOW = datetime(2021, 12, 10, 2, tzinfo=UTC)
ROLES = ("anonymous", "none", *ROLE_NEEDS, "own", "other", "foreign", "pass", "other_pass")
"""`own` is the clerk of the site's unit, `other` that of another district; `pass` gave the site's PIN, `other_pass`
another site's; `foreign` administers another province."""

VIEW = frozenset(ROLE_NEEDS) - {"press"}
PREPARE = frozenset({"administrator", "organiser"})
OWN = frozenset({"administrator", "organiser", "unit_clerk", "own", "pass"})
ALLOWED: dict[tuple[str, str], frozenset[str]] = {
    ("GET", "conference-packs"): VIEW,
    ("POST", "conference-packs"): PREPARE,
    ("GET", "conference-pack"): VIEW,
    ("GET", "conference-pack-file"): VIEW,
    ("GET", "own-pack"): OWN,
    ("GET", "own-pack-file"): OWN,
}
ROUTES = {one.name: str(one.pattern) for one in urls.urlpatterns if one.name is not None}


@pytest.fixture
def conference(lang_son: Unit) -> Conference:
    return make_conference(tiers=THREE_TIERS[:2])


def site_of(conference: Conference, code: str = "185") -> Site:
    return conference.sites.get(unit__code=code)


def client_of(role: str, conference: Conference) -> Client:
    client, host = Client(), conference.host
    if role in {"own", "other"}:
        client.force_login(new_account("unit_clerk", Unit.objects.get(code="185" if role == "own" else "183")))
    elif role in {"pass", "other_pass"}:
        site = site_of(conference, "185" if role == "pass" else "183")
        client.post(f"/s/{site.link_key}", {"pin": pin(site.pk, site.version)})
    elif role == "foreign":
        foreign = Unit.objects.create(
            code="42", name="Tỉnh Khác", short_name="Khác", tier="tinh", path="42-2020/", valid_from=host.valid_from
        )
        client.force_login(new_account("administrator", foreign))
    elif role != "anonymous":
        client.force_login(new_account(None if role == "none" else role, host))
    return client


def address(name: str, conference: Conference) -> str:
    site = str(site_of(conference).pk)
    own = name.startswith("own-")
    url = ROUTES[name].replace("<int:pk>", site if own else str(conference.pk))
    return f"/{url.replace('<int:site_pk>', site)}"


def test_every_address_has_its_line() -> None:
    assert {name for _, name in ALLOWED} == set(ROUTES)


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_each_role_gets_where_the_table_says_and_nowhere_else(conference: Conference, name: str) -> None:
    with clock.frozen(NOW):
        clients = {role: client_of(role, conference) for role in ROLES}
        for method in ("GET", "POST"):
            allowed = ALLOWED.get((method, name))
            for role, client in clients.items():
                given: dict[str, Any] = {"act": "ticked", "site": str(site_of(conference).pk)}
                url = address(name, conference)
                answer = client.get(url) if method == "GET" else client.post(url, given)
                told = f"{method} as {role}: {answer.status_code}"
                to_login = answer.status_code == 302 and answer["Location"].startswith("/login")
                if allowed is None:
                    assert to_login or answer.status_code == 405, told
                elif role in allowed:
                    assert answer.status_code in {200, 302}, told
                    assert not to_login, told
                else:
                    assert to_login or answer.status_code in {403, 404}, told


def test_who_may_not_send_sends_nothing(conference: Conference) -> None:
    for role in sorted(set(ROLES) - PREPARE):
        client_of(role, conference).post(f"/conferences/{conference.pk}/packs", {"act": "all"})
    assert not Message.objects.filter(kind="pack").exists()
    assert not SitePack.objects.exists()


def test_a_form_without_its_token_sends_nothing(conference: Conference) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(new_account("administrator", conference.host))
    assert client.post(f"/conferences/{conference.pk}/packs", {"act": "all"}).status_code == 403


def test_a_site_of_another_conference_is_none_of_this_one(conference: Conference) -> None:
    other = make_conference("other", tiers=THREE_TIERS[:2])
    client = client_of("administrator", conference)
    assert client.get(f"/conferences/{conference.pk}/packs/{other.sites.all()[3].pk}/file").status_code == 404
