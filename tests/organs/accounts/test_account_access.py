"""Who reaches accounts, invitations and the pages of signing in: every role on every address of theirs."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from nhipcau.core.access import ROLE_NEEDS, system
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.accounts import urls
from nhipcau.organs.accounts.invitations import NewInvitation, do_invite, token_of
from nhipcau.organs.models import Account, Grant, Invitation, Unit
from tests.support.people import new_account
from tests.support.scenes import scene

ROLES = ("anonymous", "none", *ROLE_NEEDS, "elsewhere", "foreign")
"""`elsewhere` administers another district of the province; `foreign` another province's. The account and the
invitation looked at are of a district of the province whose roles are tried."""

EVERYBODY = frozenset(ROLES)
LOGGED_IN = EVERYBODY - {"anonymous"}
HERE = frozenset({"administrator"})
ADMINISTRATORS = frozenset({"administrator", "elsewhere", "foreign"})
ALLOWED: dict[tuple[str, str], frozenset[str]] = {
    ("GET", "accounts"): ADMINISTRATORS,
    ("GET", "account-invite"): ADMINISTRATORS,
    ("POST", "account-invite"): ADMINISTRATORS,
    ("GET", "invitation"): HERE,
    ("POST", "invitation"): HERE,
    ("GET", "exports"): ADMINISTRATORS,
    ("GET", "login-journal"): ADMINISTRATORS,
    ("GET", "account"): HERE,
    ("POST", "account"): HERE,
    ("GET", "invite"): EVERYBODY,
    ("POST", "invite"): EVERYBODY,
    ("GET", "me"): LOGGED_IN,
    ("POST", "me"): LOGGED_IN,
    ("GET", "own-second-step"): LOGGED_IN,
    ("POST", "own-second-step"): LOGGED_IN,
    ("GET", "second-step"): EVERYBODY,
    ("POST", "second-step"): EVERYBODY,
    ("GET", "oidc"): EVERYBODY,
    ("GET", "oidc-back"): EVERYBODY,
}
ROUTES = {one.name: str(one.pattern) for one in urls.urlpatterns}
VERBS = (
    "grant",
    "name",
    "withdraw",
    "suspend",
    "reactivate",
    "sign-out",
    "reset-second-step",
    "new-password",
    "withdraw-organ",
)


@scene
def world(lang_son: Unit) -> dict[str, Any]:
    district = Unit.objects.get(code="185")
    clerk = new_account("unit_clerk", district)
    Account.objects.filter(pk=clerk.pk).update(unit=district)
    invitation = do_invite(system("test"), NewInvitation(district.pk, "viewer"), uuid4().hex)
    return {"account": clerk.pk, "invitation": invitation.pk, "invite": token_of(invitation), "unit": district.pk}


def client_of(role: str, province: Unit) -> Client:
    client = Client()
    if role == "elsewhere":
        client.force_login(new_account("administrator", Unit.objects.get(code="178")))
    elif role == "foreign":
        foreign, _ = Unit.objects.get_or_create(
            code="42",
            tier="tinh",
            valid_from=province.valid_from,
            defaults={"name": "Tỉnh Khác", "short_name": "Khác", "path": "42-2020/"},
        )
        client.force_login(new_account("administrator", foreign))
    elif role != "anonymous":
        client.force_login(new_account(None if role == "none" else role, province))
    return client


def asked(client: Client, method: str, name: str, world: dict[str, Any]) -> Any:
    url = f"/{ROUTES[name]}".replace("<int:pk>", str(world.get(name, ""))).replace("<slug:token>", world["invite"])
    assert "<" not in url
    return client.get(url) if method == "GET" else client.post(url, {})


def test_every_address_has_its_line() -> None:
    assert {name for _, name in ALLOWED} == set(ROUTES)


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_each_role_gets_where_the_table_says_and_nowhere_else(world: dict[str, Any], lang_son: Unit, name: str) -> None:
    for method in ("GET", "POST"):
        allowed = ALLOWED.get((method, name))
        for role in ROLES:
            answer = asked(client_of(role, lang_son), method, name, world)
            told = f"{method} as {role}: {answer.status_code}"
            if allowed is None:
                assert role == "anonymous" or answer.status_code == 405, told
            elif name in {"oidc", "oidc-back"}:
                assert answer.status_code == 404, told  # no such service in these settings
            elif name == "second-step":
                assert answer.status_code == 302, told  # nothing is owed
            elif role in allowed:
                assert answer.status_code in {200, 302, 409, 422}, told
                assert not getattr(answer, "url", "").startswith("/login"), told
            elif role == "anonymous":
                assert answer.status_code == 302, told
                assert answer.url.startswith("/login?"), told
            else:
                assert answer.status_code in {403, 404}, told


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_else_changes_an_account(world: dict[str, Any], lang_son: Unit, verb: str) -> None:
    before = JournalEntry.objects.count()
    fields = {"verb": verb, "unit": str(world["unit"]), "role": "unit_clerk", "name": "Tên Khác", "key": uuid4().hex}
    for role in set(ROLES) - HERE:
        answer = client_of(role, lang_son).post(f"/accounts/{world['account']}", fields)
        assert answer.status_code in {302, 403, 404}, role
    assert JournalEntry.objects.count() == before
    assert Grant.objects.filter(account=world["account"]).count() == 1
    assert Account.objects.get(pk=world["account"]).is_active


def test_what_lies_elsewhere_is_answered_like_nothing(world: dict[str, Any], lang_son: Unit) -> None:
    for role in ("elsewhere", "foreign"):
        client = client_of(role, lang_son)
        for path in (f"accounts/{world['account']}", f"accounts/invitations/{world['invitation']}"):
            assert client.get(f"/{path}").status_code == 404
        assert str(world["account"]) not in client.get("/accounts").content.decode().split("/accounts/")
        assert client.get(f"/accounts?unit={world['unit']}").status_code == 403
        assert client.get("/accounts/9999999999999999999999").status_code == 404


def test_a_form_without_its_token_changes_nothing(world: dict[str, Any], lang_son: Unit) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(new_account("administrator", lang_son))
    for path in (
        f"accounts/{world['account']}",
        "accounts/invite",
        f"accounts/invitations/{world['invitation']}",
        "me",
    ):
        assert client.post(f"/{path}", {"verb": "suspend"}).status_code == 403
    assert Client(enforce_csrf_checks=True).post(f"/invite/{world['invite']}", {}).status_code == 403
    assert Invitation.objects.get(pk=world["invitation"]).withdrawn_at is None
