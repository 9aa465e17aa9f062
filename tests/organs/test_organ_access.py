"""Who sees and changes units and organs: every role on every address of theirs."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nhipcau.core.access import ROLE_NEEDS
from nhipcau.journal.models import JournalEntry
from nhipcau.organs import urls
from nhipcau.organs.accounts import urls as account_urls
from nhipcau.organs.lists import do_preview_list
from nhipcau.organs.models import Organ, Unit
from nhipcau.organs.organ_forms import OrganFacts, do_save_organ
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene

ROLES = ("anonymous", "none", *ROLE_NEEDS, "elsewhere", "foreign")
"""`elsewhere` administers another district of the province; `foreign` another province's."""

STAFF = frozenset(ROLES) - {"anonymous", "none", "press"}
HERE = frozenset({"administrator"})
ADMINISTRATORS = frozenset({"administrator", "elsewhere", "foreign"})
ALLOWED: dict[tuple[str, str], frozenset[str]] = {
    ("GET", "units"): STAFF,
    ("GET", "unit"): STAFF,
    ("GET", "units-below"): STAFF,
    ("GET", "unit-edit"): HERE,
    ("POST", "unit-edit"): HERE,
    ("POST", "unit-organs"): HERE,
    ("GET", "unit-split"): HERE,
    ("POST", "unit-split"): HERE,
    ("GET", "units-import"): ADMINISTRATORS,
    ("POST", "units-import"): ADMINISTRATORS,
    ("GET", "units-import-preview"): HERE,
    ("POST", "units-import-preview"): HERE,
    ("GET", "units-xlsx"): STAFF,
    ("GET", "units-csv"): STAFF,
    ("GET", "organs"): STAFF,
    ("GET", "organ-new"): ADMINISTRATORS,
    ("POST", "organ-new"): ADMINISTRATORS,
    ("GET", "organ"): STAFF,
    ("GET", "organ-edit"): HERE,
    ("POST", "organ-edit"): HERE,
    ("GET", "organ-people"): HERE,
    ("POST", "organ-people"): HERE,
}
ELSEWHERE = {one.name for one in account_urls.urlpatterns}  # tests/organs/accounts holds their table
ROUTES = {one.name: str(one.pattern) for one in urls.urlpatterns if one.name not in ELSEWHERE}
FILE = "Mã;Tên đơn vị;Cấp;Mã đơn vị cấp trên\n99999;Xã Thử;Cấp xã;185\n".encode()


@scene
def world(lang_son: Unit) -> dict[str, int]:
    district = Unit.objects.get(code="185")
    administrator = new_account("administrator", lang_son, username="administrator")
    facts = OrganFacts(district.pk, True, "ubnd", "Ủy ban nhân dân huyện Bắc Sơn", "UBND", "", "", district.valid_from)
    organ = do_save_organ(actor_for(administrator), facts)
    preview = do_preview_list(actor_for(administrator), "x.csv", FILE, district.valid_from)
    return {"unit": district.pk, "organ": organ.pk, "preview": preview.pk}


def client_of(role: str, province: Unit) -> Client:
    client = Client()
    if role == "administrator":
        client.force_login(province.grants.get(role=role).account)
    elif role == "elsewhere":
        client.force_login(new_account("administrator", Unit.objects.get(code="178")))
    elif role == "foreign":
        foreign = Unit.objects.create(
            code="42", name="Tỉnh Khác", short_name="Khác", tier="tinh", path="42-2020/", valid_from=province.valid_from
        )
        client.force_login(new_account("administrator", foreign))
    elif role != "anonymous":
        client.force_login(new_account(None if role == "none" else role, province))
    return client


def asked(client: Client, method: str, name: str, world: dict[str, int]) -> Any:
    kind = "preview" if "preview" in name else "organ" if name.startswith("organ") else "unit"
    url = f"/{ROUTES[name]}".replace("<int:pk>", str(world[kind]))
    if method == "GET":
        return client.get(url)
    return client.post(url, {"file": SimpleUploadedFile("x.csv", FILE)} if name == "units-import" else {})


def test_every_address_has_its_line() -> None:
    assert {name for _, name in ALLOWED} == set(ROUTES)


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_each_role_gets_where_the_table_says_and_nowhere_else(world: dict[str, int], lang_son: Unit, name: str) -> None:
    clients = {role: client_of(role, lang_son) for role in ROLES}
    for method in ("GET", "POST"):
        allowed = ALLOWED.get((method, name))
        for role, client in clients.items():
            answer = asked(client, method, name, world)
            told = f"{method} as {role}: {answer.status_code}"
            if allowed is None:
                assert role == "anonymous" or answer.status_code == 405, told
            elif role in allowed:
                assert answer.status_code in {200, 302, 409, 422}, told
                assert not getattr(answer, "url", "").startswith("/login"), told
            elif role == "anonymous":
                assert answer.status_code == 302, told
                assert answer.url.startswith("/login?"), told
            else:
                assert answer.status_code in {403, 404}, told


@pytest.mark.parametrize("verb", ["rename", "move", "close", "merge", "create"])
@pytest.mark.parametrize("role", [*sorted(set(ROLE_NEEDS) - {"administrator"}), "elsewhere", "foreign"])
def test_nobody_else_changes_a_unit(world: dict[str, int], lang_son: Unit, role: str, verb: str) -> None:
    before = JournalEntry.objects.count()
    fields = {"verb": verb, "on": "1/1/2024", "name": "Huyện Khác", "code": "999", "parent": "178", "tier": "xa"}
    answer = client_of(role, lang_son).post(f"/units/{world['unit']}/edit", fields)
    assert answer.status_code in {403, 404}
    assert JournalEntry.objects.count() == before


def test_an_organ_is_not_given_to_a_unit_one_does_not_administer(world: dict[str, int], lang_son: Unit) -> None:
    client = client_of("elsewhere", lang_son)
    fields = {"name": "Điện lực Bắc Sơn", "kind": "dien_luc", "valid_from": "1/1/2024"}
    assert client.post(f"/organs/new?unit={world['unit']}", fields).status_code == 403
    assert not Organ.objects.filter(kind="dien_luc").exists()


def test_a_preview_is_seen_and_applied_by_its_maker_alone(world: dict[str, int], lang_son: Unit) -> None:
    other = Client()
    other.force_login(new_account("administrator", lang_son))
    assert other.get(f"/units/import/{world['preview']}").status_code == 404
    assert other.post(f"/units/import/{world['preview']}", {"digest": "x"}).status_code == 404


def test_a_form_without_its_token_changes_nothing(world: dict[str, int], lang_son: Unit) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(lang_son.grants.get(role="administrator").account)
    fields = {"verb": "rename", "on": "1/1/2024", "name": "Huyện Khác"}
    assert client.post(f"/units/{world['unit']}/edit", fields).status_code == 403
