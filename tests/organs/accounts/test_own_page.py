"""One's own page: another password, where one is logged in, signing out of one place or of all others."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from nhipcau.core import clock
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.accounts.logins import device
from nhipcau.organs.models import Account, Login, Unit
from tests.support.people import new_account

pytestmark = pytest.mark.django_db
OLD, NEW = "ruộng bậc thang mùa nước đổ", "con suối nhỏ chảy qua bản"
NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36"
)


@pytest.fixture
def account(lang_son: Unit) -> Account:
    made = new_account("viewer", lang_son)
    made.set_password(OLD)
    made.save()
    return made


def logged_in(account: Account, agent: str = WINDOWS) -> Client:
    browser = Client(HTTP_USER_AGENT=agent)
    assert browser.post("/login", {"username": account.username, "password": OLD}).status_code == 302
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/me").status_code == 200


def test_a_new_password_keeps_this_browser_and_puts_the_others_out(account: Account) -> None:
    here, there = logged_in(account), logged_in(account)
    form = {"verb": "password", "current": OLD, "password": NEW, "again": NEW}
    assert here.post("/me", form).status_code == 302
    assert is_in(here)
    assert not is_in(there)
    assert Login.objects.count() == 1
    account.refresh_from_db()
    assert account.check_password(NEW)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"current": "sai"}, "Mật khẩu hiện tại không đúng"),
        ({"again": "khác"}, "không giống nhau"),
        ({"password": "ngắn", "again": "ngắn"}, "ít nhất 10 ký tự"),
    ],
)
def test_what_will_not_do_changes_nothing(account: Account, changes: dict[str, str], said: str) -> None:
    browser = logged_in(account)
    form = {"verb": "password", "current": OLD, "password": NEW, "again": NEW} | changes
    answer = browser.post("/me", form)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    account.refresh_from_db()
    assert account.check_password(OLD)


def test_one_corrects_ones_own_name_and_is_found_by_it(account: Account) -> None:
    browser = logged_in(account)
    assert browser.post("/me", {"verb": "name", "name": " "}).status_code == 422
    assert browser.post("/me", {"verb": "name", "name": "  Lương  Thị Đượm "}).status_code == 302
    account.refresh_from_db()
    assert (account.last_name, account.first_name) == ("Lương Thị", "Đượm")
    assert "luong thi duom" in account.search
    entry = JournalEntry.objects.get(kind="account.renamed")
    assert "Đượm" not in str(entry.data)


def test_guessing_the_old_password_at_an_open_browser_is_slowed(account: Account) -> None:
    browser = logged_in(account)
    form = {"verb": "password", "current": "sai", "password": NEW, "again": NEW}
    with clock.frozen(NOON):
        assert [browser.post("/me", form).status_code for _ in range(5)] == [422, 422, 422, 422, 429]


def test_one_sees_where_one_is_logged_in_and_ends_what_is_strange(account: Account) -> None:
    here, there = logged_in(account), logged_in(account, "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Safari/604.1")
    page = here.get("/me").content.decode()
    assert "Chrome trên Windows" in page
    assert "Safari trên iPhone" in page
    strange = Login.objects.get(agent__contains="iPhone")
    assert here.post("/me", {"verb": "sign-out", "login": str(strange.pk)}).status_code == 302
    assert is_in(here)
    assert not is_in(there)


def test_all_others_are_signed_out_at_once(account: Account) -> None:
    here, others = logged_in(account), [logged_in(account) for _ in range(3)]
    answer = here.post("/me", {"verb": "sign-out-others"}, follow=True)
    assert "Đã đăng xuất khỏi 3 thiết bị khác" in answer.content.decode()
    assert is_in(here)
    assert not any(is_in(one) for one in others)


def test_nobody_ends_anothers_login(account: Account, lang_son: Unit) -> None:
    there = logged_in(account)
    other = Client()
    other.force_login(new_account("administrator", lang_son))
    for pk in (Login.objects.get(account=account).pk, "x", ""):
        assert other.post("/me", {"verb": "sign-out", "login": str(pk)}).status_code in {302, 404}
    assert is_in(there)


def test_logging_out_takes_the_login_off_the_list(account: Account) -> None:
    browser = logged_in(account)
    browser.post("/logout")
    assert not Login.objects.exists()


def test_last_seen_is_written_down_every_few_minutes_and_not_at_every_page(
    account: Account, django_assert_num_queries: Any
) -> None:
    with clock.frozen(NOON):
        browser = logged_in(account)
    for minutes, seen in ((4, 0), (6, 6), (8, 6), (12, 12)):
        with clock.frozen(NOON + timedelta(minutes=minutes)):
            assert browser.get("/organs").status_code == 200
        assert Login.objects.get().seen_at == NOON + timedelta(minutes=seen)


def test_a_login_older_than_the_list_is_on_it_when_it_is_used(account: Account) -> None:
    browser = logged_in(account)
    Login.objects.all().delete()
    assert Session.objects.count() == 1
    with clock.frozen(clock.now() + timedelta(minutes=6)):
        assert is_in(browser)
    assert Login.objects.get().account == account


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (WINDOWS, "Chrome trên Windows"),
        (WINDOWS + " Edg/120.0", "Edge trên Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) coc_coc_browser/1 Chrome/1", "Cốc Cốc trên Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko Firefox/115.0", "Firefox trên Linux"),
        ("", "Trình duyệt khác"),
    ],
)
def test_a_browser_is_called_what_people_call_it(agent: str, words: str) -> None:
    assert device(agent) == words
