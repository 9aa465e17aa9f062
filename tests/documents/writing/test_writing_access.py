"""Who sees and writes papers: every role on every address of theirs."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from nhipcau.core import clock
from nhipcau.core.access import ROLE_NEEDS
from nhipcau.documents.dispatch.commands import Chosen, do_dispatch
from nhipcau.documents.dispatch.recipients import proposed
from nhipcau.documents.models import Paper
from nhipcau.documents.writing import urls
from nhipcau.documents.writing.issuing import do_issue
from nhipcau.organs.models import Unit
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import new_account
from tests.support.scenes import scene
from tests.support.writing import clerk_of, keep_own_register, make_draft, make_organ, make_signed

NOW = datetime(2021, 12, 10, 2, tzinfo=UTC)
ROLES = ("anonymous", "none", *ROLE_NEEDS, "district", "foreign")
"""`district` is the clerk of a district that takes part; `foreign` administers another province."""

VIEW = frozenset(ROLE_NEEDS) - {"press"}
COMPOSE = frozenset({"administrator", "organiser", "records_clerk", "unit_clerk"})
ISSUE = COMPOSE - {"organiser"}
REGISTER = frozenset({"administrator", "organiser", "unit_clerk"})
ALLOWED: dict[tuple[str, str], frozenset[str]] = {
    ("GET", "conference-papers"): VIEW | {"district"},
    ("POST", "conference-papers"): COMPOSE | {"district"},
    ("POST", "conference-papers-change"): COMPOSE,
    ("GET", "written"): VIEW,
    ("POST", "written-block-add"): COMPOSE,
    ("POST", "written-block"): COMPOSE,
    ("POST", "written-here"): COMPOSE,
    ("POST", "written-undo"): COMPOSE,
    ("POST", "written-bring-back"): COMPOSE,
    ("GET", "written-history"): COMPOSE,
    ("POST", "written-history"): COMPOSE,
    ("POST", "written-step"): COMPOSE,
    ("GET", "written-file"): VIEW,
    ("GET", "written-dispatch"): VIEW,
    ("POST", "written-dispatch"): ISSUE,
    ("GET", "written-missing"): ISSUE,
    ("GET", "inbox"): frozenset(ROLES) - {"anonymous"},
    ("GET", "received"): VIEW | {"district"},
    ("POST", "received"): REGISTER | {"district"},
    ("GET", "received-below"): VIEW | {"district"},
    ("POST", "received-below"): COMPOSE | {"district"},
    ("POST", "received-acknowledge"): REGISTER | {"district"},
    ("GET", "received-file"): VIEW | {"district"},
    ("GET", "organ-register"): VIEW,
    ("POST", "organ-register"): ISSUE,
}
ROUTES = {one.name: str(one.pattern) for one in urls.urlpatterns if one.name is not None}


@scene
@clock.frozen(NOW)
def world(lang_son: Unit) -> dict[str, Any]:
    conference = make_conference(tiers=THREE_TIERS[:2])
    organ = make_organ(conference.host)
    actor = clerk_of(conference.host)
    paper = make_draft(actor, conference, organ)
    keep_own_register(actor, organ)
    issued = do_issue(actor, make_signed(actor, conference, organ).pk)
    to = next(one for one in proposed(issued) if one.unit and one.unit.code == "185")
    (delivery,) = do_dispatch(actor, issued.pk, [Chosen(to.key, "inbox")])
    return {
        "conference": conference,
        "organ": organ,
        "paper": paper,
        "issued": issued,
        "delivery": delivery,
        "block": paper.blocks.all()[2],
    }


def client_of(role: str, province: Unit) -> Client:
    client = Client()
    if role == "district":
        client.force_login(new_account("unit_clerk", Unit.objects.get(code="185")))
    elif role == "foreign":
        foreign = Unit.objects.create(
            code="42", name="Tỉnh Khác", short_name="Khác", tier="tinh", path="42-2020/", valid_from=province.valid_from
        )
        client.force_login(new_account("administrator", foreign))
    elif role != "anonymous":
        client.force_login(new_account(None if role == "none" else role, province))
    return client


ABOUT = (
    ({"conference-papers", "conference-papers-change"}, "conference"),
    ({"organ-register"}, "organ"),
    ({"written-dispatch", "written-missing"}, "issued"),
    ({"received", "received-acknowledge", "received-below", "received-file"}, "delivery"),
)


def address(name: str, world: dict[str, Any]) -> str:
    about = next((about for names, about in ABOUT if name in names), "paper")
    url = f"/{ROUTES[name]}".replace("<int:pk>", str(world[about].pk))
    if name == "inbox":
        return url
    return url.replace("<int:block_pk>", str(world["block"].pk)).replace("<slug:form>", "text")


BODIES: dict[str, dict[str, str]] = {
    "conference-papers": {"kind": "plan"},
    "written-block-add": {"kind": "text"},
    "written-block": {"text": "Khác", "seen": "1"},
    "written-step": {"act": "head", "place": "Lạng Sơn"},
    "organ-register": {"mode": "typed"},
}


def body(name: str, world: dict[str, Any]) -> dict[str, str]:
    if name == "conference-papers-change":
        return {"unit": str(world["conference"].host.pk), "paper": str(world["issued"].pk)}
    return BODIES.get(name, {})


def test_every_address_has_its_line() -> None:
    assert {name for _, name in ALLOWED} == set(ROUTES)


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_each_role_gets_where_the_table_says_and_nowhere_else(world: dict[str, Any], lang_son: Unit, name: str) -> None:
    clients = {role: client_of(role, lang_son) for role in ROLES}
    for method in ("GET", "POST"):
        allowed = ALLOWED.get((method, name))
        for role, client in clients.items():
            url = address(name, world)
            with clock.frozen(NOW):
                answer = client.get(url) if method == "GET" else client.post(url, body(name, world))
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


@pytest.mark.parametrize(
    "act", ["initial", "sign", "give_back", "number", "issue", "discard", "recall", "amend", "replace"]
)
@pytest.mark.parametrize("role", sorted(set(ROLES) - COMPOSE))
def test_nobody_else_takes_a_step(world: dict[str, Any], lang_son: Unit, act: str, role: str) -> None:
    before = Paper.objects.filter(pk=world["paper"].pk).values().get()
    answer = client_of(role, lang_son).post(
        f"/written/{world['paper'].pk}/step", {"act": act, "reason": "x", "number": "1", "name": "X", "position": "Y"}
    )
    assert answer.status_code in {302, 403, 404}
    assert Paper.objects.filter(pk=world["paper"].pk).values().get() == before


def test_an_organiser_neither_numbers_nor_issues(world: dict[str, Any], lang_son: Unit) -> None:
    Paper.objects.filter(pk=world["paper"].pk).update(state="signed")
    for act in ("number", "issue"):
        answer = client_of("organiser", lang_son).post(
            f"/written/{world['paper'].pk}/step", {"act": act, "number": "1"}
        )
        assert answer.status_code == 403


def test_a_form_without_its_token_changes_nothing(world: dict[str, Any], lang_son: Unit) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(new_account("administrator", lang_son))
    assert client.post(f"/written/{world['paper'].pk}/step", {"act": "initial"}).status_code == 403
