"""People who serve an organ: they see and serve its own sites, and only those, on every address there is."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from nhipcau.conferences.models import Conference, Site
from nhipcau.conferences.sites.adding import NewSite, do_add_sites
from nhipcau.core.access import (
    ROLE_NEEDS,
    Need,
    access_own_site,
    access_unit_list,
    own_sites,
    reachable_unit_paths,
    visible_conferences,
)
from nhipcau.core.errors import Refusal
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.accounts.accepting import do_accept
from nhipcau.organs.accounts.invitations import NewInvitation, do_invite, token_of
from nhipcau.organs.accounts.organ_staff import do_grant_organ_role, do_withdraw_organ_role
from nhipcau.organs.models import Account, Organ, OrganGrant, Unit
from nhipcau.organs.organ_forms import OrganFacts, do_save_organ
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene
from tests.web.home_visits import page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cheap_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def an_organ(keeper: Unit, name: str, *, territorial: bool = False, kind: str = "vien_thong") -> Organ:
    facts = OrganFacts(keeper.pk, territorial, kind, name, "", "", "", keeper.valid_from)
    return do_save_organ(actor_for(new_account("administrator", keeper)), facts)


@scene
def call(lang_son: Unit) -> Conference:
    return make_conference(tiers=THREE_TIERS[:2])


def site_for(call: Conference, organ: Organ) -> Site:
    preparer = actor_for(new_account("organiser", call.host))
    added = do_add_sites(preparer, call.pk, [NewSite(organ=organ.pk, tier="tinh")], uuid4().hex)
    return Site.objects.get(pk=added.ids[0])


def somebody(role: str, organ: Organ) -> Account:
    account = new_account()
    boss = actor_for(new_account("administrator", organ.keeper))
    do_grant_organ_role(boss, organ.pk, _held(account, organ), role)
    return account


def _held(account: Account, organ: Organ) -> int:
    """Its office is the unit that keeps the organ's record, as after an invitation."""
    Account.objects.filter(pk=account.pk).update(unit=organ.keeper)
    return account.pk


def answer(account: Account, site: Site, need: Need) -> int:
    try:
        access_own_site(actor_for(account), site.pk, need)
    except Refusal as refusal:
        return refusal.status
    return 200


@pytest.mark.parametrize("role", OrganGrant.ROLES)
def test_each_role_serves_the_organs_site_as_far_as_it_goes_and_no_other(
    call: Conference, lang_son: Unit, role: str
) -> None:
    telecom, other = an_organ(lang_son, "Viễn thông Xứ Lạng"), an_organ(lang_son, "Đội kỹ thuật khác", kind="ky_thuat")
    own, foreign = site_for(call, telecom), site_for(call, other)
    person = somebody(role, telecom)
    for need in (Need.VIEW, Need.REGISTER, Need.TEST):
        assert answer(person, own, need) == (200 if need in ROLE_NEEDS[role] else 403), need
        for site in (foreign, call.sites.get(unit__code="185"), call.sites.get(is_main=True)):
            assert answer(person, site, need) == 404, need
    assert answer(person, own, Need.PREPARE) == 403
    assert list(own_sites(actor_for(person), Need.VIEW)) == [own]
    assert not visible_conferences(actor_for(person))
    assert reachable_unit_paths(actor_for(person), Need.WATCH) == []
    with pytest.raises(Refusal):
        access_unit_list(actor_for(person), Need.VIEW)


@pytest.mark.parametrize("role", ["administrator", "organiser", "operator", "press"])
def test_a_role_that_does_more_than_serve_sites_is_not_given_at_an_organ(lang_son: Unit, role: str) -> None:
    with pytest.raises(Refusal) as caught:
        somebody(role, an_organ(lang_son, "Viễn thông Xứ Lạng"))
    assert caught.value.status == 422
    assert not OrganGrant.objects.exists()


@pytest.mark.parametrize("role", ROLE_NEEDS)
def test_an_organ_of_a_territory_is_also_its_units_to_answer_for(call: Conference, role: str) -> None:
    district = Unit.objects.get(code="185")
    site = site_for(call, an_organ(district, "Bệnh viện Bắc Sơn", territorial=True, kind="y_te"))
    outside = site_for(call, an_organ(district, "Đội kỹ thuật lưu động", kind="ky_thuat"))
    here, elsewhere = new_account(role, district), new_account(role, Unit.objects.get(code="178"))
    seen = Need.VIEW in ROLE_NEEDS[role]
    for need in (Need.VIEW, Need.REGISTER, Need.TEST):
        assert answer(here, site, need) == (200 if need in ROLE_NEEDS[role] else 403 if seen else 404)
        assert answer(elsewhere, site, need) == 404
        assert answer(here, outside, need) == 404  # of no territory: its own people and the host alone
    assert (site in own_sites(actor_for(here), Need.VIEW)) == seen
    assert outside not in own_sites(actor_for(here), Need.VIEW)


def test_a_suspended_account_and_a_withdrawn_role_reach_nothing(call: Conference, lang_son: Unit) -> None:
    telecom = an_organ(lang_son, "Viễn thông Xứ Lạng")
    site, person = site_for(call, telecom), somebody("unit_clerk", telecom)
    Account.objects.filter(pk=person.pk).update(is_active=False)
    assert answer(person, site, Need.REGISTER) == 404
    Account.objects.filter(pk=person.pk).update(is_active=True)
    do_withdraw_organ_role(actor_for(new_account("administrator", lang_son)), telecom.pk, person.pk, "unit_clerk")
    assert answer(person, site, Need.REGISTER) == 404
    assert not own_sites(actor_for(person), Need.VIEW)
    kinds = list(JournalEntry.objects.filter(kind__startswith="organ_role").values_list("kind", flat=True))
    assert kinds == ["organ_role.granted", "organ_role.withdrawn"]


def test_an_invitation_to_an_organ_gives_that_and_nothing_else(call: Conference, lang_son: Unit) -> None:
    telecom = an_organ(lang_son, "Viễn thông Xứ Lạng")
    site = site_for(call, telecom)
    boss = new_account("administrator", lang_son)
    client = Client()
    client.force_login(boss)
    asked = client.get(reverse("account-invite"), {"organ": telecom.pk}).content.decode()
    assert "Viễn thông Xứ Lạng" in asked
    assert 'value="administrator"' not in asked
    with pytest.raises(Refusal):
        do_invite(actor_for(boss), NewInvitation(0, "administrator", organ=telecom.pk), uuid4().hex)
    made = do_invite(actor_for(boss), NewInvitation(0, "unit_clerk", "Nông Thị Mẫu", organ=telecom.pk), uuid4().hex)
    offer = Client().get(reverse("invite", args=[token_of(made)])).content.decode()
    assert "Viễn thông Xứ Lạng" in offer
    assert lang_son.name not in offer
    account = do_accept(token_of(made), "nong.thi.mau", "Nông Thị Mẫu", "mot cau ngan de nho 7")
    assert not account.grants.exists()
    assert answer(account, site, Need.REGISTER) == 200
    assert "Viễn thông Xứ Lạng" in client.get(reverse("account", args=[account.pk])).content.decode()


def test_who_keeps_the_record_gives_and_takes_back_on_one_page(call: Conference, lang_son: Unit) -> None:
    district = Unit.objects.get(code="185")
    organ = an_organ(district, "Viễn thông Bắc Sơn")
    person = new_account()
    _held(person, organ)
    client, url = Client(), reverse("organ-people", args=[organ.pk])
    client.force_login(new_account("administrator", district))
    assert "Chưa có ai phục vụ" in client.get(url).content.decode()
    assert f'value="{person.pk}"' in client.get(url, {"q": "nong van"}).content.decode()
    client.post(url, {"verb": "grant", "account": person.pk, "role": "technician"})
    assert OrganGrant.objects.get().account == person
    answered = client.post(url, {"verb": "withdraw", "account": person.pk, "role": "technician"}, follow=True)
    assert "Hoàn tác" in answered.content.decode()
    assert not OrganGrant.objects.exists()
    for stranger in (new_account("administrator", Unit.objects.get(code="178")), new_account("unit_clerk", district)):
        other = Client()
        other.force_login(stranger)
        assert other.post(url, {"verb": "grant", "account": person.pk, "role": "technician"}).status_code in {403, 404}
    assert not OrganGrant.objects.exists()


def test_nobody_binds_an_account_that_is_not_his_to_an_organ(lang_son: Unit) -> None:
    district = Unit.objects.get(code="185")
    organ = an_organ(district, "Viễn thông Bắc Sơn")
    foreign = new_account("operator", Unit.objects.get(code="178"))
    with pytest.raises(Refusal) as caught:
        do_grant_organ_role(actor_for(new_account("administrator", district)), organ.pk, foreign.pk, "unit_clerk")
    assert caught.value.status == 404


def test_the_home_page_of_an_organs_people_shows_their_site_and_no_other(call: Conference, lang_son: Unit) -> None:
    telecom = an_organ(lang_son, "Viễn thông Xứ Lạng")
    site_for(call, telecom)
    for role in OrganGrant.ROLES:
        client = Client()
        client.force_login(somebody(role, telecom))
        home = page(client)
        assert call.title in home, role
        assert "Huyện Bắc Sơn" not in home, role


def _routes(patterns: Any = None, prefix: str = "") -> Iterator[tuple[str, str]]:
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(one, "url_patterns"):
            yield from _routes(one.url_patterns, prefix + str(one.pattern))
        else:
            yield one.name, prefix + str(one.pattern)


def test_no_page_of_a_conference_or_another_site_opens_for_an_organs_people(call: Conference, lang_son: Unit) -> None:
    telecom = an_organ(lang_son, "Viễn thông Xứ Lạng")
    own, foreign = site_for(call, telecom), call.sites.get(unit__code="185")
    told = {"registration", "registration-sites", "registration-missing", "delegates"}
    """Pages of a conference that tell a clerk of its own sites alone."""
    for role in OrganGrant.ROLES:
        client = Client()
        client.force_login(somebody(role, telecom))
        for name, pattern in _routes():
            if pattern.startswith("own/<int:pk>"):
                url, expected = pattern.replace("<int:pk>", str(foreign.pk)), {403, 404, 405}
            elif pattern.startswith("conferences/<int:pk>") and "xlsx" not in pattern and "txt" not in pattern:
                url, expected = pattern.replace("<int:pk>", str(call.pk)), {403, 404, 405}
                expected = {200} if role == "unit_clerk" and name in told else expected
            elif pattern.startswith(("units", "organs", "accounts", "outbox", "standing")):
                url, expected = pattern.replace("<int:pk>", "1"), {403, 404, 405}
            else:
                continue
            url = re.sub(r"<int:\w+>", "1", re.sub(r"<int:site_pk>", str(foreign.pk), url))
            if "<" in url:
                continue
            answered = client.get(f"/{url}")
            assert answered.status_code in expected, (role, name, url, answered.status_code)
            if answered.status_code == 200:
                assert "Bắc Sơn" not in answered.content.decode(), (role, name)
        assert client.get(f"/own/{own.pk}").status_code == (200 if role == "unit_clerk" else 403)
