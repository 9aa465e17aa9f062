"""The server's clock was wrong for a while: once it is right again nobody is shut out and no letter lies about."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pyotp.totp import TOTP

from nhipcau.conferences.join import do_check_pin
from nhipcau.conferences.pins import pin
from nhipcau.core import clock
from nhipcau.core.errors import Refusal
from nhipcau.core.slowing import FREE
from nhipcau.organs.accounts import second_step
from nhipcau.organs.models import Account, Unit
from nhipcau.outbox.models import Message
from nhipcau.outbox.sender import Sender, claim
from nhipcau.preparation.answering import SiteData, do_answer
from tests.outbox.letters import queued, state
from tests.preparation.rounds import DUE, fixed_conference
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account
from tests.support.smtp import mail_server, settings_for

pytestmark = pytest.mark.django_db
RIGHT_TIME = datetime(2021, 12, 16, 2, 0, tzinfo=UTC)
AHEAD = RIGHT_TIME + timedelta(days=3000)
PASSWORD = "ruong bac thang mua nuoc do"


@pytest.fixture
def hanh(settings: Any, lang_son: Unit) -> Account:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    account = new_account("viewer", lang_son, username="hanh")
    account.set_password(PASSWORD)
    account.save()
    return account


def log_in(given: str, at: datetime) -> int:
    with clock.frozen(at):
        return Client().post("/login", {"username": "hanh", "password": given}).status_code


def test_wrong_passwords_of_the_future_shut_nobody_out(hanh: Account) -> None:
    for _ in range(FREE + 2):
        log_in("sai", AHEAD)
    assert log_in(PASSWORD, AHEAD) == 429
    assert log_in(PASSWORD, RIGHT_TIME) == 302


def test_wrong_pins_of_the_future_shut_no_site_out(lang_son: Unit) -> None:
    site = make_conference(tiers=THREE_TIERS[:2]).sites.get(is_main=True)
    with clock.frozen(AHEAD):
        for _ in range(FREE + 2):
            with pytest.raises(Refusal):
                do_check_pin(site.link_key, "000000")
    with clock.frozen(RIGHT_TIME):
        assert do_check_pin(site.link_key, pin(site.pk, site.version)) == site


def test_a_code_taken_in_the_future_does_not_spend_those_of_today(hanh: Account) -> None:
    with clock.frozen(AHEAD):
        secret = second_step.do_begin_set_up(hanh)
        second_step.do_confirm_set_up(hanh, TOTP(secret).at(AHEAD))
    with clock.frozen(RIGHT_TIME):
        code = TOTP(secret).at(RIGHT_TIME)
        assert second_step.do_check_code(hanh, code) == "phone"
        with pytest.raises(Refusal) as caught:
            second_step.do_check_code(hanh, code)
    assert caught.value.code == "code_used"


def ahead(act: Callable[[], Any]) -> Any:
    with clock.frozen(AHEAD):
        return act()


def test_letters_queued_tried_or_claimed_in_the_future_leave_now() -> None:
    ahead(lambda: queued("cho-gui", "bi-bo-roi"))
    ahead(claim)
    with mail_server() as server, clock.frozen(RIGHT_TIME):
        Sender(settings_for(server.port)).look()
        Sender(settings_for(server.port)).look()
    assert [state(key) for key in ("cho-gui", "bi-bo-roi")] == ["sent", "sent"]


def test_a_letter_for_later_waits_as_ever() -> None:
    with clock.frozen(RIGHT_TIME):
        queued("mai", not_before=RIGHT_TIME + timedelta(days=1))
        assert claim() is None
    assert Message.objects.get().state == "queued"


def test_deadlines_go_by_the_servers_clock_alone(lang_son: Unit) -> None:
    """What the browser says of the time is not asked."""
    conference = fixed_conference()
    site = conference.sites.get(unit__code="185")
    clerk = actor_for(new_account("unit_clerk", Unit.objects.get(code="185")))
    data = SiteData("Trụ sở UBND", "Tầng 2", "Vi Thị Thử", "0200 000 001")
    with clock.frozen(DUE + timedelta(seconds=1)), pytest.raises(Refusal) as caught:
        do_answer(clerk, site.pk, data, confirm=True)
    assert caught.value.code == "deadline_passed"
    with clock.frozen(DUE):  # set back to what it is: the same request stands
        do_answer(clerk, site.pk, data, confirm=True)
