"""Logging in: guessing is slowed per account name, never per address, and tells nothing about which names exist."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from nhipcau.core import clock
from nhipcau.core.slowing import FORGOTTEN_AFTER, FREE, LONGEST, wait_after
from nhipcau.organs.models import LoginAttempts
from tests.support.people import new_account

pytestmark = pytest.mark.django_db
NOON = datetime(2021, 12, 24, 5, 0, tzinfo=UTC)
RIGHT = "ruộng bậc thang mùa nước đổ"


@pytest.fixture(autouse=True)
def people(settings: Any) -> None:
    # What a hash costs is not the question here, and the real one costs a great deal.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for name in ("hanh", "tho"):
        account = new_account(username=name)
        account.set_password(RIGHT)
        account.save()


def answer(name: str, password: str, at: datetime) -> int:
    """The status of a log-in from a fresh browser: 302 in, 200 wrong, 429 slowed."""
    with clock.frozen(at):
        return Client().post("/login", {"username": name, "password": password}).status_code


def guess(name: str, times: int, at: datetime = NOON) -> None:
    for _ in range(times):
        assert answer(name, "sai-mat-khau", at) == 200


def test_a_clerk_without_an_account_whose_pass_has_ended_is_told_the_way_back() -> None:
    said = "mở lại đường liên kết của điểm cầu"
    assert said in Client().get("/own/1/delegates", follow=True).content.decode()
    assert said not in Client().get("/me", follow=True).content.decode()


def test_people_may_mistype_and_still_come_in() -> None:
    guess("hanh", FREE)
    assert answer("hanh", RIGHT, NOON) == 302


def test_who_guesses_on_is_slowed_and_even_the_right_password_has_to_wait() -> None:
    guess("hanh", FREE + 1)
    assert answer("hanh", RIGHT, NOON) == 429
    assert answer("hanh", RIGHT, NOON + wait_after(FREE + 1)) == 302


def test_the_page_says_how_long_to_wait() -> None:
    guess("hanh", FREE + 1)
    with clock.frozen(NOON):
        page = Client().post("/login", {"username": "hanh", "password": RIGHT}).content.decode()
    assert "Chờ 2 giây" in page


def test_one_slowed_account_keeps_nobody_else_out() -> None:
    guess("hanh", FREE + 1)
    assert answer("tho", RIGHT, NOON) == 302


def test_a_name_that_nobody_has_is_slowed_alike() -> None:
    guess("khongcoai", FREE + 1)
    assert answer("khongcoai", "sai-mat-khau", NOON) == 429


def test_writing_the_name_another_way_gains_nothing() -> None:
    guess("hanh", FREE + 1)
    assert answer("HANH", RIGHT, NOON) == 429


def test_the_right_password_and_a_quiet_time_clear_the_count() -> None:
    guess("hanh", FREE)
    assert answer("hanh", RIGHT, NOON) == 302
    guess("hanh", FREE)
    later = NOON + FORGOTTEN_AFTER + timedelta(seconds=1)
    guess("hanh", FREE, later)
    assert LoginAttempts.objects.count() == 1


def test_nobody_waits_longer_than_the_longest_wait() -> None:
    at = NOON
    for _ in range(FREE + 8):
        guess("hanh", 1, at)
        at += LONGEST
    assert answer("hanh", RIGHT, at) == 302


def test_what_was_typed_as_a_name_is_not_kept() -> None:
    guess("mat-khau-go-nham-o", 1)
    assert not LoginAttempts.objects.filter(name_hash__contains="mat-khau").exists()
