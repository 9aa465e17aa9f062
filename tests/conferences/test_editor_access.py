"""Who prepares a conference: every role on every address of the editor."""

from typing import Any

import pytest
from django.test import Client

from nhipcau.conferences import urls
from nhipcau.conferences.models import Conference, Room, SiteStep
from nhipcau.conferences.sites.sheet_commands import do_preview_sheet
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.models import Account, Unit
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene

ROLES = ("anonymous", "none", "viewer", "organiser", "operator", "administrator", "elsewhere", "unit_clerk")
"""`elsewhere` administers a district of the province, whose conferences these are not."""

PREPARE = frozenset({"organiser", "administrator"})
MAKERS = PREPARE | {"elsewhere"}
ALLOWED: dict[tuple[str, str], frozenset[str]] = {
    ("GET", "conference-new"): MAKERS,
    ("POST", "conference-new"): MAKERS,
    ("GET", "conference-editor"): PREPARE,
    ("GET", "conference-edit"): PREPARE,
    ("POST", "conference-edit"): PREPARE,
    ("GET", "conference-sites"): PREPARE | {"viewer", "operator", "unit_clerk"},
    ("POST", "conference-sites"): PREPARE,
    ("GET", "conference-sites-add"): PREPARE,
    ("POST", "conference-sites-add"): PREPARE,
    ("POST", "conference-sites-undo"): PREPARE,
    ("GET", "conference-site"): PREPARE,
    ("POST", "conference-site"): PREPARE,
    ("GET", "conference-tiers"): PREPARE,
    ("POST", "conference-tiers"): PREPARE,
    ("GET", "conference-state"): PREPARE,
    ("POST", "conference-state"): PREPARE,
    ("GET", "conference-resume"): frozenset({"administrator", "operator"}),
    ("POST", "conference-resume"): frozenset({"administrator", "operator"}),
    ("GET", "conference-postpone"): PREPARE,
    ("POST", "conference-postpone"): PREPARE,
    ("GET", "conference-copy"): PREPARE,
    ("POST", "conference-copy"): PREPARE,
    ("GET", "conference-sites-xlsx"): PREPARE | {"viewer", "operator", "unit_clerk"},
    ("GET", "conference-sheet-upload"): PREPARE,
    ("POST", "conference-sheet-upload"): PREPARE,
    ("GET", "conference-sheet"): frozenset({"organiser"}),  # its maker's alone
    ("POST", "conference-sheet"): frozenset({"organiser"}),
    ("GET", "unit-rooms"): PREPARE | {"viewer", "operator", "unit_clerk"},
    ("POST", "unit-rooms"): PREPARE | {"unit_clerk"},
    ("GET", "room-record"): PREPARE | {"viewer", "operator", "unit_clerk"},
    ("POST", "room-record"): PREPARE | {"unit_clerk"},
    ("POST", "room-check"): frozenset({"administrator", "operator"}),
    ("POST", "room-retire"): PREPARE | {"unit_clerk"},
}
ROUTES = {one.name: str(one.pattern) for one in urls.urlpatterns}


@scene
def world(lang_son: Unit) -> dict[str, Any]:
    conference = make_conference(tiers=THREE_TIERS[:2])
    site = conference.sites.get(order=5)
    step = SiteStep.objects.create(conference=conference, by="x", key="x", kind="edited", sites=[])
    room = Room.objects.create(unit=lang_son, name="Phòng họp tầng 2", phone="0900 000 003")
    world = {"conference": conference.pk, "site_pk": site.pk, "section": "facts", "step_pk": step.pk}
    maker = new_account("organiser", lang_son, username="maker")
    sheet = do_preview_sheet(actor_for(maker), conference.pk, "x.csv", "Tên điểm cầu;Cấp\nTrường Thử;Cấp xã\n".encode())
    return world | {"room": room.pk, "unit": lang_son.pk, "sheet_pk": sheet.pk}


def client_of(role: str, province: Unit) -> Client:
    client = Client()
    if role == "elsewhere":
        client.force_login(new_account("administrator", Unit.objects.get(code="178")))
    elif role == "organiser":
        client.force_login(Account.objects.get(username="maker"))
    elif role != "anonymous":
        client.force_login(new_account(None if role == "none" else role, province))
    return client


def asked(client: Client, method: str, name: str, world: dict[str, Any]) -> Any:
    pattern = ROUTES[name]
    first = pattern.partition("/")[0].removesuffix("s")
    url = pattern.replace("<int:pk>", str(world.get(first, world["conference"])))
    for key in ("site_pk", "sheet_pk", "step_pk"):
        url = url.replace(f"<int:{key}>", str(world.get(key)))
    url = url.replace("<slug:section>", world["section"])
    assert "<" not in url, url
    return client.get(f"/{url}") if method == "GET" else client.post(f"/{url}", {})


def test_every_address_has_its_line() -> None:
    assert {name for _, name in ALLOWED} == set(ROUTES)


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_each_role_gets_where_the_table_says_and_nowhere_else(world: dict[str, Any], lang_son: Unit, name: str) -> None:
    clients = {role: client_of(role, lang_son) for role in ROLES}
    for method in ("GET", "POST"):
        allowed = ALLOWED.get((method, name))
        for role, client in clients.items():
            before = JournalEntry.objects.count()
            answer = asked(client, method, name, world)
            told = f"{method} {name} as {role}: {answer.status_code}"
            if allowed is None:
                assert role == "anonymous" or answer.status_code == 405, told
            elif role in allowed:
                assert answer.status_code in {200, 302, 409, 422}, told
                assert not getattr(answer, "url", "").startswith("/login"), told
            else:
                assert JournalEntry.objects.count() == before, told
                if role == "anonymous":
                    assert answer.status_code == 302, told
                    assert answer.url.startswith("/login?"), told
                else:
                    assert answer.status_code in {403, 404}, told


def test_a_form_without_its_token_changes_nothing(world: dict[str, Any], lang_son: Unit) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(new_account("organiser", lang_son))
    url = f"/conferences/{world['conference']}/edit/facts"
    assert client.post(url, {"0-title": "khác"}).status_code == 403
    assert Conference.objects.get().title != "khác"
