"""Coming in by a link: it opens once, gives what it was made for in whosever hands, and ends with its maker's right."""

import threading
import unicodedata
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client

from nhipcau.core import clock
from nhipcau.core.access import Actor, Need, may, system
from nhipcau.core.config import config
from nhipcau.core.errors import Refusal
from nhipcau.journal.models import JournalDetail, JournalEntry
from nhipcau.organs.accounts.accepting import do_accept, do_choose_new_password, do_take_role
from nhipcau.organs.accounts.invitations import (
    NewInvitation,
    do_invite,
    do_invite_from_here,
    do_offer_new_password,
    do_withdraw_invitation,
    invitation_behind,
    token_of,
)
from nhipcau.organs.models import Account, Invitation, Unit
from nhipcau.outbox.models import Message
from nhipcau.web.settings import PASSWORD_HASHERS
from tests.support.conferences import load_lang_son
from tests.support.people import actor_for, new_account

SENTENCE = "ruộng bậc thang mùa nước đổ"


def fresh_key() -> str:
    return uuid4().hex


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


@pytest.fixture
def boss(lang_son: Unit) -> Actor:
    return actor_for(new_account("administrator", lang_son))


def invited(by: Actor, code: str = "185", role: str = "unit_clerk", **more: Any) -> Invitation:
    return do_invite(by, NewInvitation(unit(code).pk, role, **more), fresh_key())


def form(**changes: str) -> dict[str, str]:
    values = {"username": "nong.van.thu", "name": "Nông Văn Thử", "password": SENTENCE, "again": SENTENCE}
    return values | changes


def code_of(act: Any) -> tuple[str, int]:
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value.code, caught.value.status


def test_a_link_makes_one_account_with_one_role_at_one_unit(boss: Actor) -> None:
    link = f"/invite/{token_of(invited(boss, name='Nông Văn Thử'))}"
    browser = Client()
    shown = browser.get(link).content.decode()
    assert "Huyện Bắc Sơn" in shown
    assert "Đầu mối của đơn vị" in shown
    answer = browser.post(link, form(unit=str(unit("178").pk), role="administrator"))
    assert answer.status_code == 302
    account = Account.objects.get(username="nong.van.thu")
    assert account.get_full_name() == "Nông Văn Thử"
    assert [(one.unit.code, one.role) for one in account.grants.all()] == [("185", "unit_clerk")]
    assert browser.get("/me").status_code == 200


def test_passwords_are_kept_as_argon2() -> None:
    assert PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


def test_forwarded_to_another_unit_it_gives_only_what_it_was_made_for(boss: Actor) -> None:
    token = token_of(invited(boss))
    other = new_account("unit_clerk", unit("178"))
    browser = Client()
    browser.force_login(other)
    assert browser.post(f"/invite/{token}", {"verb": "take", "unit": str(unit("178").pk)}).status_code == 302
    assert {(one.unit.code, one.role) for one in other.grants.all()} == {("178", "unit_clerk"), ("185", "unit_clerk")}
    assert not may(actor_for(other), unit("20").path, Need.VIEW)


def test_a_used_a_withdrawn_an_expired_and_a_made_up_link_each_say_what_they_are(boss: Actor) -> None:
    used, withdrawn, late = invited(boss), invited(boss), invited(boss, days=1)
    do_accept(token_of(used), "da.dung", "Người Đã Dùng", SENTENCE)
    do_withdraw_invitation(boss, withdrawn.pk)
    said = {}
    with clock.frozen(clock.now() + timedelta(days=1)):
        said["expired"] = Client().get(f"/invite/{token_of(late)}")
    for state, one in (("used", used), ("withdrawn", withdrawn)):
        said[state] = Client().get(f"/invite/{token_of(one)}")
    words = {"used": "đã được dùng", "withdrawn": "đã được thu hồi", "expired": "đã hết hạn"}
    for state, answer in said.items():
        assert answer.status_code == 410, state
        assert words[state] in answer.content.decode()
    fresh = token_of(invited(boss))
    for wrong in (fresh[:-1], f"{used.pk}-{fresh.partition('-')[2]}", "x", "9" * 30 + "-abc", f"{used.pk}-"):
        assert Client().get(f"/invite/{wrong}").status_code == 404, wrong
    assert Account.objects.filter(username="da.dung").count() == 1


def test_a_second_use_changes_nothing(boss: Actor) -> None:
    token = token_of(invited(boss))
    do_accept(token, "truoc", "Người Trước", SENTENCE)
    assert code_of(lambda: do_accept(token, "sau", "Người Sau", SENTENCE)) == ("invitation_used", 410)
    assert not Account.objects.filter(username="sau").exists()


def test_an_invitation_ends_with_its_makers_right(boss: Actor, lang_son: Unit) -> None:
    district_boss = new_account("administrator", unit("185"))
    token = token_of(invited(actor_for(district_boss)))
    assert invitation_behind(token)
    district_boss.grants.all().delete()
    assert code_of(lambda: invitation_behind(token)) == ("invitation_withdrawn", 410)


@pytest.mark.parametrize("role", ["administrator", "viewer"])
def test_nobody_invites_to_a_unit_he_does_not_administer(lang_son: Unit, role: str) -> None:
    below = actor_for(new_account("administrator", unit("185")))
    for code in ("20", "178"):
        assert code_of(lambda code=code: invited(below, code, role)) == ("not_allowed", 403)
    organiser = actor_for(new_account("organiser", lang_son))
    assert code_of(lambda: invited(organiser, "185", role)) == ("not_allowed", 403)
    assert not Invitation.objects.exists()


def test_the_same_form_sent_twice_is_one_invitation(boss: Actor, lang_son: Unit) -> None:
    new, key = NewInvitation(unit("185").pk, "viewer"), fresh_key()
    assert do_invite(boss, new, key) == do_invite(boss, new, key)
    other = actor_for(new_account("administrator", lang_son))
    assert code_of(lambda: do_invite(other, new, key)) == ("no_key", 422)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"username": "có dấu cách"}, "Tên đăng nhập có từ 3"),
        ({"username": "TRUNG.TEN"}, "đã có người dùng"),
        ({"name": "  "}, "Chưa ghi họ và tên"),
        ({"again": "khác"}, "không giống nhau"),
        ({"password": "ngắn", "again": "ngắn"}, "ít nhất 10 ký tự"),
        ({"password": "1234567890", "again": "1234567890"}, "chỉ gồm chữ số"),
        ({"password": "nong.van.thu", "again": "nong.van.thu"}, "quá giống"),
        ({"password": "nhip-cau-thu-nghiem", "again": "nhip-cau-thu-nghiem"}, "đã công bố"),
        ({"password": "password123", "again": "password123"}, "dễ bị đoán"),
    ],
)
def test_what_will_not_do_is_said_in_vietnamese_and_what_was_typed_is_kept(
    boss: Actor, changes: dict[str, str], said: str
) -> None:
    new_account(username="trung.ten")
    token = token_of(invited(boss))
    answer = Client().post(f"/invite/{token}", form(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "This password" not in page
    if "name" not in changes:
        assert 'value="Nông Văn Thử"' in page
    assert invitation_behind(token)


def test_names_typed_apart_are_kept_composed(boss: Actor) -> None:
    account = do_accept(token_of(invited(boss)), "thu", unicodedata.normalize("NFD", "Nông Văn  Thử"), SENTENCE)
    assert account.get_full_name() == "Nông Văn Thử"


def test_a_new_password_link_is_the_owners_alone_and_ends_his_logins(boss: Actor) -> None:
    clerk = new_account("unit_clerk", unit("185"))
    clerk.unit = unit("185")
    clerk.save()
    at_work = Client()
    at_work.force_login(clerk)
    first = do_offer_new_password(boss, clerk.pk, fresh_key())
    second = do_offer_new_password(boss, clerk.pk, fresh_key())
    assert Client().get(f"/invite/{token_of(first)}").status_code == 410
    link = f"/invite/{token_of(second)}"
    assert Client().post(link, {"verb": "take", "password": "x", "again": "x"}).status_code in {302, 401, 410}
    assert Client().post(link, {"password": SENTENCE, "again": SENTENCE}).status_code == 302
    clerk.refresh_from_db()
    assert clerk.check_password(SENTENCE)
    assert at_work.get("/me").status_code == 302
    assert Client().get(link).status_code == 410


def test_a_link_to_a_role_sets_nobodys_password(boss: Actor) -> None:
    token = token_of(invited(boss))
    assert code_of(lambda: do_choose_new_password(token, SENTENCE))[1] == 410


def test_who_is_not_logged_in_takes_no_role(boss: Actor) -> None:
    token = token_of(invited(boss))
    assert Client().post(f"/invite/{token}", {"verb": "take"}).status_code == 302
    assert code_of(lambda: do_take_role(Actor("site", "1"), token)) == ("login_required", 401)
    assert invitation_behind(token)


def test_the_journal_names_nobody_in_what_cannot_be_purged(boss: Actor) -> None:
    invitation = invited(boss, name="Vi Thị Thử", email="vi.thi.thu@example.vn")
    do_accept(token_of(invitation), "vi.thi.thu", "Vi Thị Thử", SENTENCE)
    entries = JournalEntry.objects.filter(kind__startswith="invitation.")
    assert {one.kind for one in entries} == {"invitation.made", "invitation.accepted"}
    assert "Thử" not in str([one.data for one in entries])
    assert "Thử" in str(list(JournalDetail.objects.values_list("data", flat=True)))
    assert token_of(invitation).partition("-")[2] not in str([one.data for one in entries])


def test_of_two_who_open_a_link_at_once_one_comes_in(own_database: str) -> None:
    load_lang_son()
    boss = actor_for(new_account("administrator", unit("20")))
    token = token_of(invited(boss))
    start, outcomes = threading.Barrier(6), list[str]()

    def accept(number: int) -> None:
        start.wait()
        try:
            do_accept(token, f"nguoi.{number}", "Người Nào", SENTENCE)
            outcomes.append("in")
        except Refusal as refusal:
            outcomes.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=accept, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["in", *["invitation_used"] * 5]


def test_the_first_administrator_comes_in_by_a_link_from_the_server_itself(lang_son: Unit) -> None:
    link = do_invite_from_here(system("command-line"), "20", "administrator")
    browser = Client()
    assert browser.post(link, form()).url == "/login/second-step"
    assert may(actor_for(Account.objects.get(username="nong.van.thu")), lang_son.path, Need.ADMINISTER)
    assert code_of(lambda: do_invite_from_here(system("command-line"), "99", "viewer")) == ("no_such_unit", 404)


def test_an_invitation_with_an_address_is_mailed_once_when_somebody_says_so(
    boss: Actor, lang_son: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config(), "smtp_host", "127.0.0.1")
    monkeypatch.setattr(config(), "smtp_sender", "nhipcau@tinh.example")
    invitation = invited(boss, email="thu.nong@tinh.example", name="Nông Văn Thử")
    assert not Message.objects.exists()
    browser = Client()
    browser.force_login(Account.objects.get(pk=boss.id))
    page = f"/accounts/invitations/{invitation.pk}"
    assert "Gửi thư mời" in browser.get(page).content.decode()
    for _ in range(2):
        assert browser.post(page, {"verb": "mail"}).status_code == 302
    letter = Message.objects.get()
    assert letter.to == "thu.nong@tinh.example"
    assert f"/invite/{token_of(invitation)}" in letter.body
    assert letter.useless_after == invitation.expires_at
    assert JournalEntry.objects.filter(kind="invitation.mailed").count() == 1
    assert letter.get_state_display() in browser.get(page).content.decode()
    unnamed = invited(boss)
    answer = browser.post(f"/accounts/invitations/{unnamed.pk}", {"verb": "mail"})
    assert answer.status_code == 422
    assert Message.objects.count() == 1
