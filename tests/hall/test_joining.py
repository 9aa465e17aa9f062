"""Coming in over the API: what a machine gets for the right PIN, before the hall is open and after."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from nhipcau.conferences import pins
from nhipcau.conferences.models import Conference, Site
from nhipcau.core import tokens
from nhipcau.hall import store
from tests.support.secrets_on_pages import gives_away


@pytest.fixture
def site(conference: Conference) -> Site:
    return conference.sites.all()[0]


def give(client: Client, link: str, **body: Any) -> Any:
    return client.post(
        f"/api/v1/join/{link}/pin", json.dumps(body), content_type="application/json", headers={"host": "127.0.0.1"}
    )


def right(site: Site, **more: Any) -> dict[str, Any]:
    return {"pin": pins.pin(site.pk, site.version), "device": "maycuatoi", "label": "Chrome, Windows", **more}


def test_the_right_pin_gives_a_pass_for_this_machine_alone(client: Client, site: Site) -> None:
    answer = give(client, site.link_key, **right(site))
    assert answer.status_code == 200
    said = answer.json()
    assert said["site"] == {"id": str(site.pk), "name": site.name}
    assert said["admitted"] is False
    claims = tokens.read(said["pass"], "room")
    hall = str(site.conference.pk)
    assert claims == tokens.LiveClaims("room", hall, str(site.pk), "maycuatoi", site.version)


def test_the_hall_knows_of_the_machine_before_it_is_opened(client: Client, site: Site) -> None:
    give(client, site.link_key, **right(site))
    waiting = store.current(site.conference.pk).state.sites[str(site.pk)].waiting
    assert [(machine.id, machine.label) for machine in waiting] == [("maycuatoi", "Chrome, Windows")]


def test_without_lobby_it_walks_in(client: Client, site: Site) -> None:
    Conference.objects.filter(pk=site.conference.pk).update(lobby=False)
    assert give(client, site.link_key, **right(site)).json()["admitted"] is True


def test_a_wrong_pin_says_what_to_do_and_gives_nothing(client: Client, site: Site) -> None:
    answer = give(client, site.link_key, **right(site, pin="not it"))
    assert answer.status_code == 403
    assert answer.json().keys() == {"code", "message", "hint", "retry_after"}
    assert not store.current(site.conference.pk).state.sites[str(site.pk)].machines


@pytest.mark.parametrize("device", ["", "short", "HOA1234567", "x" * 17, "../../etc", "maycuato\n", None, 12345678])
def test_a_device_that_is_none_is_refused_and_nothing_is_recorded(client: Client, site: Site, device: Any) -> None:
    answer = give(client, site.link_key, **right(site, device=device))
    assert answer.status_code == 422
    assert answer.json()["message"]
    assert not store.current(site.conference.pk).state.sites[str(site.pk)].machines


@pytest.mark.parametrize(
    "body", [{}, {"pin": 123456}, {"pin": ["1"]}, {"pin": "1" * 10_000, "device": "maycuatoi"}, {"device": "maycuatoi"}]
)
def test_a_request_that_is_none_is_refused(client: Client, site: Site, body: dict[str, Any]) -> None:
    assert give(client, site.link_key, **body).status_code == 422


@pytest.mark.parametrize(
    ("change", "status"), [({"link_key": "changed12345"}, 404), ({"withdrawn_at": "2021-12-24T01:00Z"}, 410)]
)
def test_the_page_behind_a_dead_link_says_so(client: Client, site: Site, change: dict[str, str], status: int) -> None:
    page = client.get(f"/j/{site.link_key}", headers={"host": "127.0.0.1"})
    assert page.status_code == 200
    assert page.context["boot"]["site"] == {"id": str(site.pk), "name": site.name, "tier": site.tier}
    Site.objects.filter(pk=site.pk).update(**change)
    dead = client.get(f"/j/{site.link_key}", headers={"host": "127.0.0.1"})
    assert dead.status_code == status
    assert "liên kết" in dead.content.decode()
    assert give(client, site.link_key, **right(site)).status_code == status


def test_the_room_page_says_nothing_that_the_pin_protects(client: Client, site: Site) -> None:
    page = client.get(f"/j/{site.link_key}", headers={"host": "127.0.0.1"}).content.decode()
    assert not gives_away(page, pins.pin(site.pk, site.version))
    assert not re.search(r"eyJ[\w-]+\.[\w-]+\.", page), "a token for the engine"
