"""What holds on every page of accounts: the policy against foreign script, labels, one heading, each id once."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from nhipcau.core.access import system
from nhipcau.organs.accounts import second_step
from nhipcau.organs.accounts.invitations import NewInvitation, do_invite, do_offer_new_password, token_of
from nhipcau.organs.models import Account, Unit
from tests.support.people import actor_for, new_account
from tests.web.test_pages import Structure

LONG = "Công tằng tôn nữ thị " + "rất dài " * 12 + "Thử"


@pytest.fixture
def boss(lang_son: Unit) -> Account:
    return new_account("administrator", lang_son)


def person(unit: Unit) -> Account:
    made = new_account("operator", unit)
    made.last_name, made.first_name, made.unit = LONG[:140], "Thử", unit
    made.save()
    return made


def pages(boss: Account, unit: Unit) -> dict[str, str]:
    """Every page, by what it shows."""
    clerk = person(unit)
    new = NewInvitation(unit.pk, "unit_clerk", name=LONG[:140], email="thu.nong@tinh.example")
    invitation = do_invite(actor_for(boss), new, uuid4().hex)
    again = do_offer_new_password(actor_for(boss), clerk.pk, uuid4().hex)
    browser, anybody, owing = Client(), Client(), Client()
    browser.force_login(boss)
    clerk.set_password("ruộng bậc thang mùa nước đổ")
    clerk.save()
    owing.post("/login", {"username": clerk.username, "password": "ruộng bậc thang mùa nước đổ"})
    asked = {
        "list": browser.get("/accounts"),
        "nobody found": browser.get("/accounts?q=khongcoai"),
        "of a unit": browser.get(f"/accounts?unit={unit.pk}"),
        "account": browser.get(f"/accounts/{clerk.pk}"),
        "own account": browser.get(f"/accounts/{boss.pk}"),
        "invite": browser.get("/accounts/invite"),
        "invite to a unit": browser.get(f"/accounts/invite?unit={unit.pk}"),
        "invitation": browser.get(f"/accounts/invitations/{invitation.pk}"),
        "reset": browser.get(f"/accounts/invitations/{again.pk}"),
        "exports": browser.get("/accounts/exports"),
        "me": browser.get("/me"),
        "second step": browser.get("/me/second-step"),
        "take": browser.get(f"/invite/{token_of(invitation)}"),
        "accept": anybody.get(f"/invite/{token_of(invitation)}"),
        "new password": anybody.get(f"/invite/{token_of(again)}"),
        "set up": owing.get("/login/second-step"),
    }
    assert {name for name, answer in asked.items() if answer.status_code != 200} == set()
    return {name: answer.content.decode() for name, answer in asked.items()}


def test_each_page_has_labels_one_heading_and_no_foreign_script(boss: Account) -> None:
    for name, page in pages(boss, Unit.objects.get(code="185")).items():
        structure = Structure(page)
        labels = {label.get("for") for label in structure.all("label")}
        for tag in ("input", "select", "textarea"):
            for control in structure.all(tag):
                if control.get("type") not in {"hidden", "checkbox", "radio"}:
                    assert control.get("id") in labels, (name, control)
        ids = [attributes["id"] for _, attributes in structure.tags if "id" in attributes]
        assert len(ids) == len(set(ids)), (name, sorted(one for one in ids if ids.count(one) > 1))
        assert len(structure.all("h1")) == 1, name
        assert all(image["alt"] for image in structure.all("img")), name
        for tag, attributes in structure.tags:
            assert "style" not in attributes, (name, tag)
            assert not [one for one in attributes if one.startswith("on")], (name, tag)
            for one in ("src", "href", "action"):
                assert not re.match(r"(?:https?:)?//", attributes.get(one, "")), (name, attributes)


def test_no_page_says_more_of_an_account_than_it_must(boss: Account, lang_son: Unit) -> None:
    clerk = person(Unit.objects.get(code="185"))
    secret = second_step.do_begin_set_up(clerk)
    browser = Client()
    browser.force_login(boss)
    for path in ("accounts", f"accounts/{clerk.pk}"):
        page = browser.get(f"/{path}").content.decode()
        assert secret not in page
        assert clerk.password not in page


def test_the_links_of_an_invitation_are_not_kept_by_browsers_or_proxies(boss: Account, lang_son: Unit) -> None:
    invitation = do_invite(system("test"), NewInvitation(lang_son.pk, "viewer"), uuid4().hex)
    browser = Client()
    browser.force_login(boss)
    for path in (f"accounts/invitations/{invitation.pk}", f"invite/{token_of(invitation)}", "me", "me/second-step"):
        answer = browser.get(f"/{path}")
        assert "no-store" in answer.headers["Cache-Control"], path
        assert answer.headers["Referrer-Policy"] == "same-origin"
