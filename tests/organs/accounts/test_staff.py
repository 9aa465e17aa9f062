"""Giving and withdrawing roles, suspending: never above oneself, and never so that nobody is left to administer."""

import threading
from datetime import date
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client

from nhipcau.core.access import Actor, Need, may, system
from nhipcau.core.errors import Refusal
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.accounts import queries
from nhipcau.organs.accounts.invitations import NewInvitation, do_invite
from nhipcau.organs.accounts.own import do_rename
from nhipcau.organs.accounts.staff import (
    do_grant_role,
    do_reactivate,
    do_sign_out_everywhere,
    do_suspend,
    do_withdraw_role,
)
from nhipcau.organs.models import Account, Grant, Unit
from nhipcau.organs.tree import NewUnit, do_merge_units, do_rename_unit
from tests.support.conferences import load_lang_son
from tests.support.people import actor_for, new_account

ON = date(2024, 1, 1)
QUERIES = 40


def unit(code: str) -> Unit:
    return Unit.objects.filter(code=code).latest("valid_from")


def person(role: str | None, code: str) -> Account:
    account = new_account(role, unit(code))
    account.unit = unit(code)
    account.save()
    return account


def code_of(act: Any) -> tuple[str, int]:
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value.code, caught.value.status


@pytest.fixture
def boss(lang_son: Unit) -> Actor:
    return actor_for(new_account("administrator", lang_son))


def test_a_role_is_given_and_withdrawn_and_both_stand_in_the_journal(boss: Actor) -> None:
    clerk = person("unit_clerk", "185")
    do_grant_role(boss, clerk.pk, unit("185").pk, "technician")
    assert may(actor_for(clerk), unit("185").path, Need.TEST)
    do_withdraw_role(boss, clerk.pk, unit("185").pk, "technician")
    do_withdraw_role(boss, clerk.pk, unit("185").pk, "technician")
    assert not may(actor_for(clerk), unit("185").path, Need.TEST)
    kinds = JournalEntry.objects.filter(data__account=clerk.pk).values_list("kind", flat=True)
    assert list(kinds) == ["role.granted", "role.withdrawn"]
    assert [event.words for event in queries.history_of(clerk)] == [
        "Bị thu hồi vai trò Kỹ thuật điểm cầu, Huyện Bắc Sơn",
        "Được cấp vai trò Kỹ thuật điểm cầu, Huyện Bắc Sơn",
    ]


def test_a_role_withdrawn_by_mistake_is_given_back_with_one_button(lang_son: Unit) -> None:
    clerk, boss = person("unit_clerk", "185"), new_account("administrator", lang_son)
    browser = Client()
    browser.force_login(boss)
    role = {"unit": str(unit("185").pk), "role": "unit_clerk"}
    after = browser.post(f"/accounts/{clerk.pk}", {"verb": "withdraw", **role}, follow=True)
    assert clerk.grants.count() == 0
    assert "Hoàn tác" in after.content.decode()
    browser.post(f"/accounts/{clerk.pk}", {"verb": "grant", **role})
    assert clerk.grants.count() == 1
    assert "Hoàn tác" not in browser.get(after.redirect_chain[-1][0]).content.decode()
    for wrong in ("x", "999999:viewer", f"{unit('185').pk}:king", ":", "9" * 30 + ":viewer"):
        assert browser.get(f"/accounts/{clerk.pk}?withdrawn={wrong}").status_code == 200


def test_who_leaves_ones_reach_with_his_last_role_there_is_not_looked_for_any_more(lang_son: Unit) -> None:
    guest, boss = person(None, "178"), person("administrator", "185")
    Grant.objects.create(account=guest, unit=unit("185"), role="viewer")
    browser = Client()
    browser.force_login(boss)
    form = {"verb": "withdraw", "unit": str(unit("185").pk), "role": "viewer"}
    answer = browser.post(f"/accounts/{guest.pk}", form, follow=True)
    assert answer.redirect_chain == [("/accounts", 302)]
    assert "không còn thuộc phạm vi của bạn" in answer.content.decode()


def test_nobody_gives_a_role_above_or_beside_himself(lang_son: Unit) -> None:
    district = actor_for(person("administrator", "185"))
    clerk = person("unit_clerk", "185")
    for code in ("20", "178"):
        for role in Grant.Role.values:
            got = code_of(lambda code=code, role=role: do_grant_role(district, clerk.pk, unit(code).pk, role))
            assert got == ("not_allowed", 403)
    assert code_of(lambda: do_grant_role(district, clerk.pk, unit("185").pk, "king")) == ("no_role", 422)
    assert clerk.grants.count() == 1


def test_who_holds_a_role_elsewhere_is_not_touched_as_a_whole(boss: Actor, lang_son: Unit) -> None:
    district = actor_for(person("administrator", "185"))
    both = person("unit_clerk", "185")
    do_grant_role(boss, both.pk, lang_son.pk, "operator")
    renaming = partial(do_rename, name="Tên Khác")
    for act in (do_suspend, do_reactivate, do_sign_out_everywhere, renaming):
        assert code_of(lambda act=act: act(district, both.pk)) == ("held_above", 403)
    assert code_of(lambda: do_withdraw_role(district, both.pk, lang_son.pk, "operator")) == ("not_allowed", 403)
    do_withdraw_role(district, both.pk, unit("185").pk, "unit_clerk")
    assert [grant.role for grant in both.grants.all()] == ["operator"]


def test_a_unit_is_never_left_without_an_administrator(lang_son: Unit) -> None:
    only = new_account("administrator", lang_son)
    keeper = actor_for(only)
    second = new_account("administrator", lang_son)
    do_suspend(keeper, second.pk)
    assert code_of(lambda: do_withdraw_role(keeper, only.pk, lang_son.pk, "administrator"))[0] == "last_administrator"
    assert code_of(lambda: do_suspend(keeper, only.pk))[0] == "oneself"
    assert code_of(lambda: do_suspend(system("command-line"), only.pk))[0] == "last_administrator"
    below = person("administrator", "185")
    do_suspend(keeper, below.pk)
    do_reactivate(keeper, second.pk)
    do_withdraw_role(keeper, only.pk, lang_son.pk, "administrator")
    assert may(actor_for(second), lang_son.path, Need.ADMINISTER)


def test_two_administrators_who_withdraw_each_other_at_once_leave_one(own_database: str) -> None:
    province = load_lang_son()
    accounts = [new_account("administrator", province) for _ in range(2)]
    start, outcomes = threading.Barrier(2), list[str]()

    def withdraw(mine: int) -> None:
        start.wait()
        try:
            do_withdraw_role(actor_for(accounts[mine]), accounts[1 - mine].pk, province.pk, "administrator")
            outcomes.append("done")
        except Refusal as refusal:
            outcomes.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=withdraw, args=(mine,)) for mine in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("done") == 1
    assert Grant.objects.filter(role="administrator").count() == 1


def test_a_suspended_person_is_out_at_once_and_comes_back_with_all_he_had(boss: Actor) -> None:
    clerk = person("unit_clerk", "185")
    browser = Client()
    browser.force_login(clerk)
    assert browser.get("/me").status_code == 200
    do_suspend(boss, clerk.pk)
    assert browser.get("/me").status_code == 302
    assert not may(actor_for(clerk), unit("185").path, Need.VIEW)
    do_reactivate(boss, clerk.pk)
    assert may(actor_for(clerk), unit("185").path, Need.REGISTER)
    assert browser.get("/me").status_code == 302


def test_a_role_is_withdrawn_at_every_row_of_its_unit(boss: Actor) -> None:
    clerk = person("unit_clerk", "185")
    old = unit("185")
    new = do_rename_unit(system("test"), old.pk, "Thị xã Bắc Sơn", ON)
    assert clerk.grants.count() == 2
    row = queries.rows(boss, [clerk])[0]
    assert [(one.unit, one.ended) for one in row.held] == [(new, False)]
    do_withdraw_role(boss, clerk.pk, new.pk, "unit_clerk")
    assert clerk.grants.count() == 0


def test_after_a_merger_the_list_says_who_is_to_be_appointed_anew(boss: Actor) -> None:
    clerk = person("unit_clerk", "178")
    do_merge_units(
        system("test"), [unit("178").pk, unit("183").pk], NewUnit("178", "Thành phố Lạng Sơn", "huyen", ON), ON
    )
    assert [one.ended for one in queries.rows(boss, [clerk])[0].held] == [True]
    browser = Client()
    browser.force_login(clerk)
    assert "đề nghị quản trị cấp vai trò ở đơn vị mới" in browser.get("/me").content.decode()


def test_the_list_is_searched_without_diacritics_by_unit_by_state(boss: Actor, lang_son: Unit) -> None:
    one, other = person("unit_clerk", "185"), person("viewer", "178")
    Account.objects.filter(pk=one.pk).update(last_name="Hoàng Thị", first_name="Đượm")
    one.refresh_from_db()
    one.save()
    do_suspend(boss, other.pk)
    assert list(queries.accounts(boss, "duom")) == [one]
    assert list(queries.accounts(boss, "HOÀNG thi")) == [one]
    assert list(queries.accounts(boss, unit=unit("178"))) == [other]
    assert list(queries.accounts(boss, state="suspended")) == [other]
    assert list(queries.accounts(boss, role="viewer")) == [other]
    district = actor_for(person("administrator", "185"))
    assert other not in queries.accounts(district)


@pytest.mark.parametrize("many", [1, 120])
def test_pages_ask_the_database_no_more_for_many_than_for_few(
    lang_son: Unit, django_assert_max_num_queries: Any, many: int
) -> None:
    boss = new_account("administrator", lang_son)
    communes = list(Unit.objects.filter(tier="xa")[:many])
    accounts = Account.objects.bulk_create(
        Account(username=f"can.bo.{n}", last_name="Nông Văn", first_name=f"Số {n}", unit=communes[n % len(communes)])
        for n in range(many)
    )
    Grant.objects.bulk_create(
        Grant(account=account, unit=account.unit, role=role)
        for account in accounts
        for role in ("unit_clerk", "technician")
    )
    for n in range(min(many, 30)):
        do_invite(actor_for(boss), NewInvitation(communes[n % len(communes)].pk, "viewer"), uuid4().hex)
    browser = Client()
    browser.force_login(boss)
    for path in (
        "accounts",
        f"accounts?unit={lang_son.pk}&q=nong",
        f"accounts/{accounts[0].pk}",
        "accounts/invite",
        "me",
    ):
        with django_assert_max_num_queries(QUERIES):
            assert browser.get(f"/{path}").status_code == 200
