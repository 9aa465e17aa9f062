"""The second step: asked of those who operate or administer, each code once, guesses slowed, paper for a lost phone."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pyotp.totp import TOTP

from nhipcau.core import clock
from nhipcau.core.access import Actor, system
from nhipcau.core.config import config
from nhipcau.core.errors import Refusal
from nhipcau.core.slowing import FREE
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.accounts import second_step
from nhipcau.organs.accounts.staff import do_grant_role
from nhipcau.organs.commands import do_prepare_example
from nhipcau.organs.models import Account, RecoveryCode, SecondStep, Unit
from tests.support.people import actor_for, new_account

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
RIGHT = "ruộng bậc thang mùa nước đổ"
STEP = timedelta(seconds=30)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


def person(role: str, at: Unit) -> Account:
    account = new_account(role, at)
    account.set_password(RIGHT)
    account.save()
    return account


def with_phone(account: Account) -> TOTP:
    phone = TOTP(second_step.do_begin_set_up(account))
    second_step.do_confirm_set_up(account, phone.at(NOON - STEP))
    return phone


def log_in(account: Account, onward: str = "") -> tuple[Client, Any]:
    browser = Client()
    return browser, browser.post(f"/login?next={onward}", {"username": account.username, "password": RIGHT})


def is_in(browser: Client) -> bool:
    return browser.get("/me").status_code == 200


@pytest.mark.parametrize("role", ["operator", "administrator"])
def test_who_operates_or_administers_sets_it_up_at_the_first_login(lang_son: Unit, role: str) -> None:
    account = person(role, lang_son)
    browser, answer = log_in(account, "/units")
    assert answer.url == "/login/second-step"
    assert not is_in(browser)
    page = browser.get("/login/second-step").content.decode()
    assert "data:image/svg+xml" in page
    secret = re.search(r'class="secret">(\w+)<', page)
    assert secret
    assert browser.post("/login/second-step", {"code": "000000"}).status_code == 422
    assert not is_in(browser)
    done = browser.post("/login/second-step", {"code": TOTP(secret[1]).at(NOON)})
    assert len(re.findall(r"<code>[a-z2-9]{5}-[a-z2-9]{5}</code>", done.content.decode())) == 10
    assert 'href="/units"' in done.content.decode()
    assert is_in(browser)
    assert secret[1] not in browser.get("/me/second-step").content.decode()


@pytest.mark.parametrize("role", ["viewer", "organiser", "unit_clerk", "press"])
def test_others_come_in_with_the_password_alone_unless_they_wish(lang_son: Unit, role: str) -> None:
    account = person(role, lang_son)
    assert is_in(log_in(account)[0])
    with_phone(account)
    assert log_in(account)[1].url == "/login/second-step"


def test_the_second_step_lets_in_and_goes_where_one_wanted_to(lang_son: Unit) -> None:
    account = person("operator", lang_son)
    phone = with_phone(account)
    browser, _ = log_in(account, "/units")
    answer = browser.post("/login/second-step", {"code": phone.at(NOON)[:3] + " " + phone.at(NOON)[3:]})
    assert answer.url == "/units"
    assert is_in(browser)
    entry = JournalEntry.objects.get(kind="account.logged_in")
    entered = {name: value for name, value in entry.data.items() if name != "detail_hash"}
    assert entered == {"account": account.pk, "how": "password", "second_step": True}


def test_a_code_is_taken_once_even_in_another_browser(lang_son: Unit) -> None:
    account = person("operator", lang_son)
    phone = with_phone(account)
    first, second = log_in(account)[0], log_in(account)[0]
    assert first.post("/login/second-step", {"code": phone.at(NOON)}).status_code == 302
    answer = second.post("/login/second-step", {"code": phone.at(NOON)})
    assert answer.status_code == 422
    assert "đã được dùng" in answer.content.decode()
    assert not is_in(second)
    with clock.frozen(NOON + STEP):
        assert second.post("/login/second-step", {"code": phone.at(NOON)}).status_code == 422
        assert second.post("/login/second-step", {"code": phone.at(NOON + STEP)}).status_code == 302


@pytest.mark.parametrize(("steps_off", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_phone_may_go_half_a_minute_wrong_and_no_more(lang_son: Unit, steps_off: int, taken: bool) -> None:
    account = new_account("operator", lang_son)
    phone = TOTP(second_step.do_begin_set_up(account))
    with clock.frozen(NOON - timedelta(hours=1)):
        second_step.do_confirm_set_up(account, phone.at(NOON - timedelta(hours=1)))
    code = phone.at(NOON + steps_off * STEP)
    if taken:
        assert second_step.do_check_code(account, code) == "phone"
    else:
        with pytest.raises(Refusal, match="wrong_code"):
            second_step.do_check_code(account, code)


def test_a_server_clock_set_back_takes_no_old_code(lang_son: Unit) -> None:
    account = new_account("operator", lang_son)
    phone = with_phone(account)
    second_step.do_check_code(account, phone.at(NOON))
    with clock.frozen(NOON - timedelta(minutes=5)), pytest.raises(Refusal, match="code_used"):
        second_step.do_check_code(account, phone.at(NOON - timedelta(minutes=5)))


def test_guessing_codes_is_slowed_per_account_and_the_right_one_has_to_wait(lang_son: Unit) -> None:
    account, other = person("operator", lang_son), person("operator", lang_son)
    phone, others = with_phone(account), with_phone(other)
    browser, _ = log_in(account)
    for _ in range(FREE + 1):
        assert browser.post("/login/second-step", {"code": "000000"}).status_code == 422
    slowed = browser.post("/login/second-step", {"code": phone.at(NOON)})
    assert slowed.status_code == 429
    assert "Chờ 2 giây" in slowed.content.decode()
    assert second_step.do_check_code(other, others.at(NOON)) == "phone"
    with clock.frozen(NOON + timedelta(seconds=3)):
        assert browser.post("/login/second-step", {"code": phone.at(NOON)}).status_code == 302


def test_a_code_from_paper_stands_in_for_the_phone_once(lang_son: Unit) -> None:
    account = person("operator", lang_son)
    phone = TOTP(second_step.do_begin_set_up(account))
    codes = second_step.do_confirm_set_up(account, phone.at(NOON))
    assert len(set(codes)) == 10
    kept = " ".join(RecoveryCode.objects.values_list("digest", flat=True))
    assert not any(code.replace("-", "") in kept for code in codes)
    browser, _ = log_in(account)
    assert browser.post("/login/second-step", {"code": codes[0].upper()}).status_code == 302
    again, _ = log_in(account)
    assert again.post("/login/second-step", {"code": codes[0]}).status_code == 422
    renewed = second_step.do_renew_recovery_codes(account)
    assert again.post("/login/second-step", {"code": codes[1]}).status_code == 422
    assert again.post("/login/second-step", {"code": renewed[1]}).status_code == 302


def test_nothing_is_owed_without_a_password_or_after_a_while(lang_son: Unit) -> None:
    assert Client().get("/login/second-step").url == "/login"
    account = person("operator", lang_son)
    phone = with_phone(account)
    browser, _ = log_in(account)
    with clock.frozen(NOON + timedelta(minutes=11)):
        late = browser.post("/login/second-step", {"code": phone.at(NOON + timedelta(minutes=11))})
        assert late.url == "/login"
        assert not is_in(browser)
    browser, _ = log_in(account)
    account.set_password("mật khẩu khác hẳn trước")
    account.save()
    assert browser.post("/login/second-step", {"code": phone.at(NOON)}).url == "/login"


def test_the_secret_is_not_readable_in_the_database(lang_son: Unit) -> None:
    account = new_account("operator", lang_son)
    secret = second_step.do_begin_set_up(account)
    assert second_step.do_begin_set_up(account) == secret
    assert secret not in SecondStep.objects.get(account=account).secret


def test_who_must_have_it_does_not_take_it_away_and_others_do(lang_son: Unit) -> None:
    operator, viewer = person("operator", lang_son), person("viewer", lang_son)
    for account in (operator, viewer):
        with_phone(account)
    for account, status in ((operator, 409), (viewer, 302)):
        browser = Client()
        browser.force_login(account)
        assert browser.post("/me/second-step", {"verb": "remove", "current": "sai"}).status_code == 422
        assert browser.post("/me/second-step", {"verb": "remove", "current": RIGHT}).status_code == status
    assert list(SecondStep.objects.values_list("account", flat=True)) == [operator.pk]


def test_a_lost_phone_is_reset_by_the_administrator_and_set_up_anew(lang_son: Unit) -> None:
    boss, operator = new_account("administrator", lang_son), person("operator", lang_son)
    with_phone(operator)
    at_work = Client()
    at_work.force_login(operator)
    browser = Client()
    browser.force_login(boss)
    assert browser.post(f"/accounts/{operator.pk}", {"verb": "reset-second-step"}).status_code == 302
    assert not is_in(at_work)
    assert "Cài đăng nhập hai bước" in log_in(operator)[0].get("/login/second-step").content.decode()


def test_who_is_given_a_guarded_role_signs_in_anew(lang_son: Unit) -> None:
    viewer = person("viewer", lang_son)
    browser, _ = log_in(viewer)
    do_grant_role(system("test"), viewer.pk, lang_son.pk, "technician")
    assert is_in(browser)
    do_grant_role(system("test"), viewer.pk, lang_son.pk, "operator")
    assert not is_in(browser)
    assert log_in(viewer)[1].url == "/login/second-step"


def test_the_example_account_looks_round_without_it(lang_son: Unit) -> None:
    assert not second_step.is_wanted(do_prepare_example())


@pytest.mark.parametrize(
    ("asked_of", "operator", "viewer"),
    [("operators", True, False), ("everybody", True, True), ("nobody", False, False)],
)
def test_of_whom_it_is_asked_is_a_setting(
    lang_son: Unit, monkeypatch: pytest.MonkeyPatch, asked_of: str, operator: bool, viewer: bool
) -> None:
    monkeypatch.setattr(config(), "second_step", asked_of)
    assert second_step.is_wanted(new_account("operator", lang_son)) is operator
    assert second_step.is_wanted(new_account("viewer", lang_son)) is viewer


def test_nobody_is_sent_on_to_another_machine(lang_son: Unit) -> None:
    account = person("operator", lang_son)
    phone = with_phone(account)
    browser, _ = log_in(account, "https://example.com/")
    assert browser.post("/login/second-step", {"code": phone.at(NOON)}).url == "/"


def test_a_made_up_actor_resets_nothing(lang_son: Unit) -> None:
    account = person("operator", lang_son)
    with_phone(account)
    for actor in (Actor("site", "1"), actor_for(new_account("operator", lang_son))):
        with pytest.raises(Refusal, match="no_such_account"):
            second_step.do_reset(actor, account.pk)
    assert second_step.is_set_up(account)
