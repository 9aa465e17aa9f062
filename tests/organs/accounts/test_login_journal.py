"""Failed logins are written down and shown to those whom they concern, and nobody floods the journal with them."""

from datetime import UTC, datetime, timedelta
from math import log2

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.core import clock
from nhipcau.core.slowing import FREE, LONGEST
from nhipcau.journal import record
from nhipcau.journal.models import JournalDetail, JournalEntry
from nhipcau.organs.accounts import second_step
from nhipcau.organs.accounts.failed_logins import KIND, do_note_failure
from nhipcau.organs.models import Account, Unit
from nhipcau.organs.sets import STREAM
from tests.support.people import new_account

pytestmark = pytest.mark.django_db
NOON = datetime(2021, 12, 24, 5, 0, tzinfo=UTC)
RIGHT = "ruong bac thang mua nuoc do"
CHROME = "Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537"


@pytest.fixture
def hanh(lang_son: Unit) -> Account:
    account = new_account("unit_clerk", Unit.objects.get(code="185"), username="hanh")
    account.set_password(RIGHT)
    account.unit = Unit.objects.get(code="185")
    account.save()
    return account


def attempt(name: str, given: str = "sai", at: datetime = NOON) -> int:
    with clock.frozen(at):
        answered = Client(headers={"user-agent": CHROME}).post("/login", {"username": name, "password": given})
    return answered.status_code


def failures() -> list[JournalEntry]:
    return list(JournalEntry.objects.filter(kind=KIND).order_by("seq"))


def logged_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_a_wrong_password_is_a_line_about_the_account(hanh: Account) -> None:
    attempt("hanh")
    (line,) = failures()
    assert line.stream == STREAM
    assert line.actor == "system:login"
    assert {name: line.data[name] for name in ("account", "how", "wrong", "wait", "suspended")} == {
        "account": hanh.pk,
        "how": "password",
        "wrong": 1,
        "wait": 0,
        "suspended": False,
    }
    assert JournalDetail.objects.get(entry=line).data == {"agent": CHROME}
    assert record.verify(STREAM) == []


def test_being_kept_waiting_is_said_and_guesses_meanwhile_are_not_written(hanh: Account) -> None:
    for _ in range(FREE + 1):
        attempt("hanh")
    assert failures()[-1].data["wait"] == 2
    for _ in range(5):
        assert attempt("hanh") == 429
    assert len(failures()) == FREE + 1


def test_a_suspended_account_that_gives_the_right_password_is_a_failure(hanh: Account) -> None:
    Account.objects.filter(pk=hanh.pk).update(is_active=False)
    attempt("hanh", RIGHT)
    assert failures()[0].data["suspended"] is True


def test_a_name_that_nobody_has_is_never_written_down(hanh: Account) -> None:
    attempt("matkhau-cua-toi-2021")
    attempt("matkhau-cua-toi-2021")
    attempt("ten khac")
    lines = failures()
    assert ["account" in one.data for one in lines] == [False, False, False]
    assert lines[0].data["mark"] == lines[1].data["mark"] != lines[2].data["mark"]
    kept = str([(one.data, JournalDetail.objects.get(entry=one).data) for one in lines])
    assert "matkhau" not in kept
    assert "khac" not in kept


def test_a_thousand_guesses_at_an_account_are_a_dozen_lines(hanh: Account) -> None:
    for number in range(1, 1001):
        do_note_failure("hanh", number)
    assert len(failures()) <= FREE + 1 + log2(1000)
    assert failures()[-1].data["wrong"] == 512


def test_a_thousand_made_up_names_in_an_hour_are_a_dozen_lines_and_the_next_hour_counts_anew(hanh: Account) -> None:
    with clock.frozen(NOON):
        for number in range(1000):
            do_note_failure(f"ai-do-{number}", 1)
    assert len(failures()) <= FREE + 1 + log2(1000)
    with clock.frozen(NOON + timedelta(hours=1)):
        do_note_failure("ai-do", 1)
    assert failures()[-1].data["wrong"] == 1


def test_made_up_names_do_not_use_up_an_accounts_lines(hanh: Account) -> None:
    with clock.frozen(NOON):
        for number in range(100):
            do_note_failure(f"ai-do-{number}", 1)
    attempt("hanh")
    assert failures()[-1].data["account"] == hanh.pk


def test_a_wrong_code_of_the_second_step_is_a_line_too(hanh: Account) -> None:
    second_step.do_begin_set_up(hanh)
    hanh.second_step.confirmed_at = NOON  # type: ignore[attr-defined]
    hanh.second_step.save()  # type: ignore[attr-defined]
    client = Client(headers={"user-agent": CHROME})
    with clock.frozen(NOON):
        client.post("/login", {"username": "hanh", "password": RIGHT})
        client.post("/login/second-step", {"code": "000000"})
    assert [one.data["how"] for one in failures()] == ["second_step"]


def test_the_person_sees_it_on_the_own_page(hanh: Account) -> None:
    now = clock.now()
    attempt("hanh", at=now)
    attempt("hanh", RIGHT, at=now)
    page = logged_in(hanh).get(reverse("me")).content.decode()
    assert "sai mật khẩu, lần thứ 1 liên tiếp" in page
    assert "bằng mật khẩu" in page
    assert "Chrome trên Windows" in page


def test_administrators_see_their_own_people_and_the_top_sees_unknown_names(hanh: Account, lang_son: Unit) -> None:
    now = clock.now()
    attempt("hanh", at=now)
    attempt("khong-co-ai", at=now)
    url = reverse("login-journal")
    here = logged_in(new_account("administrator", Unit.objects.get(code="185"))).get(url).content.decode()
    assert "sai mật khẩu" in here
    assert "không có trong hệ thống" not in here
    elsewhere = logged_in(new_account("administrator", Unit.objects.get(code="178")))
    assert "sai mật khẩu" not in elsewhere.get(url).content.decode()
    assert elsewhere.get(url, {"account": hanh.pk}).status_code == 404
    top = logged_in(new_account("administrator", lang_son)).get(url, {"only": "failed"}).content.decode()
    assert "sai mật khẩu" in top
    assert "không có trong hệ thống" in top
    assert "khong-co-ai" not in top


def test_the_page_costs_the_same_with_many_lines(hanh: Account, lang_son: Unit, django_assert_max_num_queries) -> None:
    now = clock.now()
    for number in range(300):
        with clock.frozen(now - LONGEST * number):
            do_note_failure("hanh", 1)
    client = logged_in(new_account("administrator", lang_son))
    with django_assert_max_num_queries(20):
        page = client.get(reverse("login-journal")).content.decode()
    assert "Trang 1/3" in page
