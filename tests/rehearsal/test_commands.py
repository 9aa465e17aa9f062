"""Who may start and stop simulated sites, when, and whose place they never take."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from nhipcau.conferences.models import Conference, Site
from nhipcau.core import clock
from nhipcau.core.access import Actor, system
from nhipcau.core.errors import Refusal
from nhipcau.hall.commands import do_arrive, do_hall_command
from nhipcau.hall.state import simulated_device
from nhipcau.journal import record as journal
from nhipcau.rehearsal.commands import (
    SILENT_AFTER,
    do_report_ended,
    do_report_progress,
    do_report_running,
    do_start_rehearsal,
    do_stop_rehearsal,
)
from nhipcau.rehearsal.lineup import eligible, lineup
from nhipcau.rehearsal.models import Rehearsal
from nhipcau.rehearsal.queries import rehearsal_status
from tests.support.people import MakeAccount, actor_for

KEEPER = system("rehearsal")


@pytest.fixture
def operator(conference: Conference, make_account: MakeAccount) -> Actor:
    return actor_for(make_account("operator", conference.host))


def site(conference: Conference, number: int) -> Site:
    return conference.sites.order_by("order")[number]


def arrive(which: Site, device: str) -> None:
    do_arrive(Actor("site", str(which.pk), which.name), device, "Máy thật")


def refused(code: str, ask: Callable[..., Any], *arguments: Any, **options: Any) -> None:
    with pytest.raises(Refusal) as raised:
        ask(*arguments, **options)
    assert raised.value.code == code


def test_all_sites_but_the_main_one_may_be_simulated(conference: Conference, operator: Actor) -> None:
    rehearsal = do_start_rehearsal(operator, conference.pk, 500)
    assert (rehearsal.sites, rehearsal.state) == (211, "asked")
    players = lineup(conference, 500)
    assert len(players) == 211
    assert str(conference.sites.get(is_main=True).pk) not in {player.site for player in players}
    assert all(player.device.startswith("sim") and 8 <= len(player.device) <= 16 for player in players)
    assert len(lineup(conference, 500, with_main=True)) == 212


def test_a_site_with_a_real_machine_is_left_alone(conference: Conference, operator: Actor) -> None:
    inside, waiting, simulated = (site(conference, number) for number in (1, 2, 3))
    arrive(inside, "thatmay00001")
    do_hall_command(operator, conference.pk, "desk.take", {}, uuid4().hex)
    do_hall_command(operator, conference.pk, "admit", {"devices": ["thatmay00001"]}, uuid4().hex)
    arrive(waiting, "thatmay00002")
    arrive(simulated, simulated_device(simulated.pk))
    free = {each.pk for each in eligible(conference)}
    assert inside.pk not in free
    assert waiting.pk not in free
    assert simulated.pk in free


def test_one_rehearsal_at_a_time(conference: Conference, operator: Actor) -> None:
    do_start_rehearsal(operator, conference.pk, 3)
    refused("rehearsal_running", do_start_rehearsal, operator, conference.pk, 3)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rehearsal.objects.create(conference=conference, sites=1)


def test_stopping_asks_and_the_keeper_ends(conference: Conference, operator: Actor) -> None:
    refused("no_rehearsal", do_stop_rehearsal, operator, conference.pk)
    rehearsal = do_start_rehearsal(operator, conference.pk, 3)
    do_report_running(rehearsal.pk, KEEPER)
    do_report_progress(rehearsal.pk, counts={"in": 2, "waiting": 1})
    status = rehearsal_status(conference)
    assert (status.active, status.inside, status.waiting, status.unattended) == (True, 2, 1, False)
    assert do_stop_rehearsal(operator, conference.pk).state == "stopping"
    do_report_ended(rehearsal.pk, KEEPER)
    do_report_ended(rehearsal.pk, KEEPER)  # twice is once
    status = rehearsal_status(conference)
    assert (status.active, status.inside, status.rehearsal) == (False, 0, rehearsal)
    kinds = [entry.kind for entry in journal.read(conference.stream) if entry.kind.startswith("rehearsal.")]
    assert kinds == ["rehearsal.asked", "rehearsal.started", "rehearsal.stop_asked", "rehearsal.ended"]
    do_start_rehearsal(operator, conference.pk, 3)


@pytest.mark.parametrize("role", ["viewer", "organiser"])
def test_only_who_operates_may(conference: Conference, make_account: MakeAccount, role: str) -> None:
    actor = actor_for(make_account(role, conference.host))
    refused("not_allowed", do_start_rehearsal, actor, conference.pk, 3)
    refused("not_allowed", do_stop_rehearsal, actor, conference.pk)


def test_nothing_is_simulated_where_there_is_nothing_to_simulate(conference: Conference, operator: Actor) -> None:
    refused("no_sites", do_start_rehearsal, operator, conference.pk, 0)
    Conference.objects.filter(pk=conference.pk).update(state=Conference.State.CLOSED)
    refused("conference_over", do_start_rehearsal, operator, conference.pk, 3)
    assert not Rehearsal.objects.exists()


def test_a_terminal_that_is_gone_does_not_stand_in_the_way(conference: Conference, operator: Actor) -> None:
    noon = clock.now()
    with clock.frozen(noon):
        gone = do_start_rehearsal(operator, conference.pk, 3, keeper=Rehearsal.Keeper.TERMINAL)
        refused("rehearsal_running", do_start_rehearsal, operator, conference.pk, 3)
    with clock.frozen(noon + SILENT_AFTER + timedelta(seconds=1)):
        do_start_rehearsal(operator, conference.pk, 3)
    gone.refresh_from_db()
    assert (gone.state, bool(gone.message)) == ("failed", True)


def test_an_unattended_rehearsal_shows(conference: Conference, operator: Actor) -> None:
    do_start_rehearsal(operator, conference.pk, 3)
    with clock.frozen(clock.now() + timedelta(seconds=30)):
        assert rehearsal_status(conference).unattended


def test_a_terminal_last_seen_in_the_future_does_not_stand_in_the_way(conference: Conference, operator: Actor) -> None:
    noon = clock.now()
    with clock.frozen(noon + timedelta(days=3000)):
        do_start_rehearsal(operator, conference.pk, 3, keeper=Rehearsal.Keeper.TERMINAL)
    with clock.frozen(noon):
        assert rehearsal_status(conference).unattended
        do_start_rehearsal(operator, conference.pk, 3)
