"""Who gets where in registration: every role, a site's pass and a foreign site's pass on every address."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nhipcau.conferences.models import PinAttempts, Site
from nhipcau.conferences.pins import pin
from nhipcau.core import clock
from nhipcau.core.access import ROLE_NEEDS
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.models import Account, Unit
from nhipcau.preparation import urls
from nhipcau.preparation.delegates import PersonRow, do_add_delegates
from nhipcau.preparation.enrolling import do_enrol
from nhipcau.preparation.importing import do_preview
from nhipcau.preparation.models import Enrolment, Round, StandingList
from nhipcau.preparation.standing import ListFacts, do_save_list
from tests.preparation.rounds import AFTER, BEFORE, commune, district, opt_in_conference
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene

HOST = frozenset(ROLE_NEEDS)
"""Roles at the province, which is the host."""
HERE = frozenset({"unit_clerk@district", "unit_clerk@commune", "administrator@district", "organiser@district"})
OTHERS = frozenset({"viewer@district", "press@district", "unit_clerk@elsewhere", "administrator@elsewhere"})
WITHOUT = frozenset({"anonymous", "none", "pass", "foreign-pass", "stale-pass"})
EVERYBODY = HOST | HERE | OTHERS | WITHOUT
ACCOUNTS = EVERYBODY - {"anonymous", "pass", "foreign-pass", "stale-pass"}
PREPARE = frozenset({"administrator", "organiser"})
VIEW = HOST - {"press"}
REGISTER = frozenset({"administrator", "organiser", "unit_clerk"})
OWN = REGISTER | HERE | {"pass"}
REPORTS = VIEW | HERE | {"unit_clerk@elsewhere", "administrator@elsewhere"}
"""Those elsewhere are told of their own sites in the same conference, and of no others: see the last test."""
LISTS = PREPARE | {"administrator@district", "organiser@district", "administrator@elsewhere"}

ALLOWED: dict[tuple[str, str], frozenset[str]] = {
    ("GET", "own-door"): EVERYBODY,
    ("POST", "own-door"): EVERYBODY,
    ("GET", "own-sites"): ACCOUNTS,
    ("GET", "own-site"): OWN,
    ("POST", "own-site"): OWN,
    ("POST", "own-task"): OWN,
    ("POST", "own-leave"): OWN,
    ("GET", "own-communes"): OWN,
    ("POST", "own-communes"): OWN,
    ("GET", "own-delegates"): OWN,
    ("POST", "own-delegates"): OWN,
    ("GET", "own-delegates-xlsx"): OWN,
    ("GET", "own-template"): OWN,
    ("POST", "own-import"): OWN,
    ("GET", "own-preview"): frozenset({"unit_clerk@commune"}),
    ("POST", "own-preview"): frozenset({"unit_clerk@commune"}),
    ("GET", "registration"): REPORTS,
    ("GET", "registration-xlsx"): REPORTS,
    ("GET", "registration-sites"): REPORTS,
    ("GET", "registration-missing"): REPORTS,
    ("GET", "registration-missing-xlsx"): REPORTS,
    ("GET", "delegates"): REPORTS,
    ("GET", "delegates-xlsx"): REPORTS,
    ("GET", "delegates-text"): REPORTS,
    ("GET", "registration-settings"): PREPARE,
    ("POST", "registration-settings"): PREPARE,
    ("POST", "registration-decide"): PREPARE,
    ("POST", "registration-changed"): PREPARE,
    ("GET", "registration-remind"): PREPARE,
    ("POST", "registration-remind"): PREPARE,
    ("POST", "registration-remind-plan"): PREPARE,
    ("GET", "registration-copies"): PREPARE,
    ("POST", "registration-copies"): PREPARE,
    ("GET", "registration-units"): REGISTER | HERE | {"unit_clerk@elsewhere", "administrator@elsewhere"},
    ("POST", "registration-units"): REGISTER | HERE | {"unit_clerk@elsewhere", "administrator@elsewhere"},
    ("GET", "standing-lists"): LISTS,
    ("GET", "standing-new"): LISTS,
    ("POST", "standing-new"): LISTS,
    ("GET", "standing-list"): PREPARE,
    ("POST", "standing-list"): PREPARE,
}
ROUTES = {one.name: str(one.pattern) for one in urls.urlpatterns}


@scene
def world(lang_son: Unit) -> dict[str, Any]:
    conference = opt_in_conference(Round.Late.APPROVAL)
    clerk = new_account("unit_clerk", commune(), username="unit_clerk@commune")
    with clock.frozen(BEFORE):
        site = do_enrol(actor_for(clerk), conference.pk, [commune().pk])[0].enrolment.site
        assert site is not None
        do_add_delegates(actor_for(clerk), site.pk, [PersonRow("Hoàng Văn Thử", "Chủ tịch UBND xã")])
        preview = do_preview(actor_for(clerk), site.pk, text="Vi Thị Mẫu - Phó Chủ tịch")
    neighbour = Unit.objects.filter(parent=district()).order_by("order")[1]
    with clock.frozen(AFTER):
        late = do_enrol(actor_for(clerk_of(district())), conference.pk, [neighbour.pk])[0].enrolment
    organiser = actor_for(new_account("organiser", lang_son))
    standing = do_save_list(
        organiser, ListFacts("Ban Chỉ đạo", "125/QĐ-UBND", None, conference.host.valid_from), unit=lang_son.pk
    )
    return {
        "conference": conference,
        "site": Site.objects.get(pk=site.pk),
        "preview": preview,
        "late": late,
        "list": standing,
    }


def clerk_of(unit: Unit) -> Any:
    return new_account("unit_clerk", unit)


def client_of(role: str, world: dict[str, Any]) -> Client:
    client = Client()
    site: Site = world["site"]
    if role in {"pass", "foreign-pass", "stale-pass"}:
        entered = site if role != "foreign-pass" else world["conference"].sites.get(unit=district())
        answer = client.post(reverse("own-door", args=[entered.link_key]), {"pin": pin(entered.pk, entered.version)})
        assert answer.status_code == 302
        if role == "foreign-pass":  # carried over to another site's page, as only a forger's browser would
            client.cookies["nhipcau_site"]["path"] = "/"
        if role == "stale-pass":
            Site.objects.filter(pk=site.pk).update(version=site.version + 1)
    elif role == "unit_clerk@commune":
        client.force_login(Account.objects.get(username=role))
    elif role != "anonymous":
        name, _, at = role.partition("@")
        units = {"district": district(), "elsewhere": Unit.objects.get(code="178", tier="huyen")}
        host = world["conference"].host
        client.force_login(new_account(None if role == "none" else name, units.get(at, host)))
    return client


def asked(client: Client, method: str, name: str, world: dict[str, Any]) -> Any:
    site: Site = world["site"]
    values = {
        "own/<int:pk>": f"own/{site.pk}",
        "standing/<int:pk>": f"standing/{world['list'].pk}",
        "<slug:link_key>": site.link_key,
        "<int:preview_pk>": str(world["preview"]),
        "<int:enrolment_pk>": str(world["late"].pk),
        "<int:pk>": str(world["conference"].pk),
    }
    url = ROUTES[name]
    for placeholder, value in values.items():
        url = url.replace(placeholder, value)
    assert "<" not in url, url
    if method == "GET":
        return client.get(f"/{url}")
    bodies: dict[str, Any] = {
        "own-import": {"file": SimpleUploadedFile("x.csv", b"x")},
        "registration-changed": {"unit": str(world["late"].unit_id), "action": "withdraw"},
        "own-task": {"task": str(world["conference"].tasks.get().pk), "done": "1"},
    }
    return client.post(f"/{url}", bodies.get(name, {}))


def test_every_address_has_its_line() -> None:
    assert {name for _, name in ALLOWED} == set(ROUTES)


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_each_role_gets_where_the_table_says_and_nowhere_else(world: dict[str, Any], name: str) -> None:
    # The stale pass comes last: it changes the site's PIN.
    for role in sorted(EVERYBODY, key=lambda role: (role == "stale-pass", role)):
        PinAttempts.objects.all().delete()  # the door's own throttle is another test
        client = client_of(role, world)
        for method in ("GET", "POST"):
            allowed = ALLOWED.get((method, name))
            answer = asked(client, method, name, world)
            told = f"{method} as {role}: {answer.status_code} {getattr(answer, 'url', '')}"
            if allowed is None:
                assert answer.status_code in {302, 403, 404, 405}, told
            elif role in allowed:
                assert answer.status_code in {200, 302, 403 if name == "own-door" else 200, 409, 422, 429}, told
                assert not getattr(answer, "url", "").startswith("/login"), told
            elif answer.status_code == 302:
                assert role in {"anonymous", "pass", "foreign-pass", "stale-pass"}, told
                assert answer.url.startswith("/login?"), told
            else:
                assert answer.status_code in {403, 404}, told


def test_a_pass_reaches_its_own_site_alone_and_ends_with_its_pin(world: dict[str, Any]) -> None:
    client, other = client_of("pass", world), world["conference"].sites.get(unit=district())
    assert client.get(f"/own/{world['site'].pk}").status_code == 200
    client.cookies["nhipcau_site"]["path"] = "/"
    for address in ("", "/delegates", "/delegates.xlsx", "/communes"):
        assert client.get(f"/own/{other.pk}{address}").status_code == 403
    Site.objects.filter(pk=world["site"].pk).update(version=2)
    assert client.get(f"/own/{world['site'].pk}").status_code == 403


def test_the_link_leads_on_while_the_pass_holds_and_asks_for_the_pin_after(world: dict[str, Any]) -> None:
    site: Site = world["site"]
    address, client = f"/s/{site.link_key}", client_of("pass", world)
    assert client.get(address).url == f"/own/{site.pk}"
    other = world["conference"].sites.get(unit=district())
    assert client.get(f"/s/{other.link_key}").status_code == 200
    client.cookies["nhipcau_site_door"]["path"] = "/"  # carried over, as only a forger's browser would
    assert client.get(f"/s/{other.link_key}").status_code == 200
    client.post(f"/own/{site.pk}/leave")
    assert client.get(address).status_code == 200
    stale = client_of("stale-pass", world)
    assert stale.get(address).status_code == 200


def test_a_withdrawn_link_ends_the_pass_and_no_longer_opens_the_door(world: dict[str, Any]) -> None:
    client = client_of("pass", world)
    operator = Client()
    operator.force_login(new_account("operator", world["conference"].host))
    operator.post(f"/conferences/{world['conference'].pk}/sites/{world['site'].pk}/link", {"action": "withdraw"})
    assert client.get(f"/own/{world['site'].pk}").status_code == 403
    assert client.get(f"/s/{world['site'].link_key}").status_code == 410


def test_wrong_pins_are_slowed_at_the_door_as_they_are_at_the_room(world: dict[str, Any]) -> None:
    client, address = Client(), f"/s/{world['site'].link_key}"
    said = [client.post(address, {"pin": "000000"}).status_code for _ in range(5)]
    assert said == [403, 403, 403, 403, 429]
    right = pin(world["site"].pk, world["site"].version)
    assert client.post(address, {"pin": right}).status_code == 429


def test_forms_without_their_token_change_nothing(world: dict[str, Any]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = client_of("pass", world).cookies
    before = JournalEntry.objects.count()
    assert client.post(f"/own/{world['site'].pk}", {"venue": "x", "action": "save"}).status_code == 403
    assert JournalEntry.objects.count() == before


@pytest.mark.parametrize("role", ["viewer", "operator", "unit_clerk@elsewhere", "press@district"])
def test_others_learn_nothing_of_a_late_registration(world: dict[str, Any], role: str) -> None:
    answer = asked(client_of(role, world), "POST", "registration-decide", world)
    assert answer.status_code in {403, 404}
    assert Enrolment.objects.get(pk=world["late"].pk).state == Enrolment.State.WAITING


def test_a_district_sees_its_own_people_and_no_others(world: dict[str, Any], lang_son: Unit) -> None:
    foreign = world["conference"].sites.get(unit=Unit.objects.get(code="178", tier="huyen"))
    with clock.frozen(BEFORE):
        do_add_delegates(actor_for(new_account("organiser", lang_son)), foreign.pk, [PersonRow("Lý Thị Khác")])
    client = client_of("unit_clerk@district", world)
    for address in ("delegates", "delegates.txt"):
        page = client.get(f"/conferences/{world['conference'].pk}/{address}").content.decode()
        assert "Hoàng Văn Thử" in page
        assert "Lý Thị Khác" not in page
    assert StandingList.objects.count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "own/99999999999999999999",
        "own/99999999999999999999/delegates",
        "conferences/99999999999999999999/registration",
        "conferences/99999999999999999999/registration/units",
        "standing/99999999999999999999",
        "s/khong-co",
    ],
)
def test_addresses_of_nothing_are_answered(world: dict[str, Any], address: str) -> None:
    assert client_of("organiser", world).get(f"/{address}").status_code == 404


@pytest.mark.parametrize(
    "asked_for",
    [
        "under=99999999999999999999999",
        "tier=khong",
        "site=99999999999999999999",
        "category=9" + "9" * 60,
        "page=-1",
        "page=x",
    ],
)
def test_odd_questions_are_answered_with_a_page(world: dict[str, Any], asked_for: str) -> None:
    client = client_of("organiser", world)
    for page in ("delegates", "registration/sites", "registration/missing", "registration/units"):
        assert client.get(f"/conferences/{world['conference'].pk}/{page}?{asked_for}").status_code == 200


@pytest.mark.parametrize(
    "form",
    [
        {"action": "change", "delegate": "9" * 40, "name": "x"},
        {"action": "remove", "delegate": "abc"},
        {"action": "add", "name": "Vi Thị Một", "category": "9" * 17},
        {"action": "add", "name": "x" * 100_000},
        {"action": "absent", "delegate": "1", "reason": "\0"},
        {"action": "report", "head_count": "-3"},
        {"action": "standing", "list": "99999"},
        {"action": "khong-ro"},
        {},
    ],
)
def test_odd_forms_are_answered_in_words(world: dict[str, Any], form: dict[str, str]) -> None:
    with clock.frozen(BEFORE):
        answer = client_of("pass", world).post(f"/own/{world['site'].pk}/delegates", form)
    assert answer.status_code in {302, 404, 422}
