"""Links and PINs: wrong ones are slowed per site, whoever asks from wherever; the right one gets in."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from nhipcau.conferences import pins
from nhipcau.conferences.join import do_check_pin, site_behind
from nhipcau.conferences.models import Conference, PinAttempts, Site
from nhipcau.core import clock
from nhipcau.core.errors import Refusal
from nhipcau.core.slowing import FREE, LONGEST, wait_after
from tests.support.conferences import make_conference

EIGHT = datetime(2021, 12, 24, 1, 0, tzinfo=UTC)


def refusal_for(link: str, pin: str, moment: datetime = EIGHT) -> Refusal:
    with clock.frozen(moment), pytest.raises(Refusal) as refused:
        do_check_pin(link, pin)
    return refused.value


def wrong_pin(site: Site) -> str:
    return "000000" if pins.pin(site.pk, site.version) != "000000" else "000001"


def right_pin(site: Site) -> str:
    return pins.pin(site.pk, site.version)


@pytest.fixture
def sites(conference: Conference) -> list[Site]:
    return list(conference.sites.all()[:2])


def slowed(site: Site, wrong: int) -> Refusal:
    """After so many wrong PINs, each given as soon as one is looked at again."""
    moment = EIGHT
    refusal = refusal_for(site.link_key, wrong_pin(site), moment)
    for _ in range(wrong - 1):
        moment += timedelta(seconds=(refusal.extra or {})["retry_after"])
        refusal = refusal_for(site.link_key, wrong_pin(site), moment)
    return refusal


def test_the_right_pin_is_taken_also_with_spaces(sites: list[Site]) -> None:
    site = sites[0]
    pin = right_pin(site)
    assert do_check_pin(site.link_key, f" {pin[:3]} {pin[3:]} ").pk == site.pk
    assert not PinAttempts.objects.exists()


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "abcdef", "１２３４５６", "0" * 40, "\x00" * 6])
def test_every_wrong_pin_gets_an_answer_of_the_same_shape(sites: list[Site], pin: str) -> None:
    refusal = refusal_for(sites[0].link_key, pin)
    assert (refusal.code, refusal.status) == ("wrong_pin", 403)
    assert refusal.as_json().keys() == {"code", "message", "hint", "retry_after"}


def test_mistyping_is_free_and_guessing_costs_more_and_more(sites: list[Site]) -> None:
    assert [wait_after(n).seconds for n in range(1, 12)] == [0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60]
    assert wait_after(10**9) == LONGEST
    assert (slowed(sites[0], FREE).extra or {})["retry_after"] == 0
    assert (slowed(sites[1], FREE + 3).extra or {})["retry_after"] == 8


def test_while_a_site_is_slowed_no_pin_is_looked_at_and_then_the_right_one_gets_in(sites: list[Site]) -> None:
    site = sites[0]
    slowed(site, FREE + 1)
    attempts = PinAttempts.objects.get(pk=site.pk)
    early = refusal_for(site.link_key, right_pin(site), attempts.open_at - timedelta(seconds=1.5))
    assert (early.code, early.status, early.extra) == ("throttled", 429, {"retry_after": 2})
    with clock.frozen(attempts.open_at):
        assert do_check_pin(site.link_key, right_pin(site)).pk == site.pk
    assert not PinAttempts.objects.exists()


def test_knocking_while_slowed_does_not_make_the_wait_longer(sites: list[Site]) -> None:
    site = sites[0]
    slowed(site, FREE + 1)
    before = PinAttempts.objects.values().get(pk=site.pk)
    for _ in range(20):
        refusal_for(site.link_key, wrong_pin(site), EIGHT)
    assert PinAttempts.objects.values().get(pk=site.pk) == before


def test_another_site_is_not_slowed_by_it(sites: list[Site]) -> None:
    slowed(sites[0], FREE + 4)
    with clock.frozen(EIGHT):
        assert do_check_pin(sites[1].link_key, right_pin(sites[1])).pk == sites[1].pk


def test_wrong_pins_are_forgotten_after_a_quiet_time(sites: list[Site]) -> None:
    site = sites[0]
    slowed(site, FREE + 4)
    later = refusal_for(site.link_key, wrong_pin(site), EIGHT + timedelta(hours=1))
    assert later.extra == {"retry_after": 0}


def test_a_new_version_of_the_site_has_another_pin(sites: list[Site]) -> None:
    site = sites[0]
    before = right_pin(site)
    Site.objects.filter(pk=site.pk).update(version=2)
    assert refusal_for(site.link_key, before).code == "wrong_pin"
    assert do_check_pin(site.link_key, pins.pin(site.pk, 2)).pk == site.pk


def test_a_link_that_leads_nowhere_says_why(sites: list[Site], conference: Conference) -> None:
    site = sites[0]
    assert (refusal_for("khongco", "123456").code, refusal_for("khongco", "123456").status) == ("unknown_link", 404)
    Site.objects.filter(pk=site.pk).update(withdrawn_at=EIGHT)
    assert (refusal_for(site.link_key, right_pin(site)).code) == "withdrawn_link"
    for state in (Conference.State.CLOSED, Conference.State.CANCELLED):
        Conference.objects.filter(pk=conference.pk).update(state=state)
        refusal = refusal_for(sites[1].link_key, right_pin(sites[1]))
        assert (refusal.code, refusal.status) == ("ended", 410)
    Conference.objects.filter(pk=conference.pk).update(state=Conference.State.RUNNING)
    assert site_behind(sites[1].link_key).pk == sites[1].pk


def test_guesses_sent_at_once_are_looked_at_one_after_the_other(own_database: str) -> None:
    site = make_conference().sites.all()[0]
    start, codes = threading.Barrier(12), list[str]()

    def guess() -> None:
        start.wait()
        try:
            do_check_pin(site.link_key, wrong_pin(site))
        except Refusal as refusal:
            codes.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == ["throttled"] * (12 - FREE - 1) + ["wrong_pin"] * (FREE + 1)
