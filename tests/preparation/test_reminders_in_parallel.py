"""Two who remind at the same moment, and the clock with them: nobody gets two letters of the same deadline."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from nhipcau.core import clock
from nhipcau.core.access import system
from nhipcau.journal import record
from nhipcau.organs.models import Organ, Unit
from nhipcau.outbox.models import Message
from nhipcau.preparation.models import Round
from nhipcau.preparation.reminders import Wanted, do_plan_reminders, do_remind, do_remind_due
from tests.preparation.rounds import fixed_conference
from tests.support.people import actor_for, new_account


@pytest.mark.usefixtures("own_database")
def test_each_site_is_reminded_once_however_many_press_the_button() -> None:
    conference = fixed_conference()
    due = clock.now() + timedelta(days=1)
    Round.objects.filter(pk=conference.pk).update(delegates_due=due, sites_due=due)
    for unit in Unit.objects.filter(tier="huyen"):
        Organ.objects.create(
            unit=unit, keeper=unit, kind="ubnd", name="UBND", email=f"h{unit.pk}@x.example", valid_from=unit.valid_from
        )
    organisers = [actor_for(new_account("organiser", conference.host)) for _ in range(4)]
    do_plan_reminders(organisers[0], conference.pk, 5)

    def press(place: int) -> int:
        try:
            if place == 4:
                return do_remind_due(system("reminders"))
            return do_remind(organisers[place], conference.pk, Wanted("delegates"), f"k{place}").letters
        finally:
            connections.close_all()

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(press, range(5)))
    of_delegates = Message.objects.filter(key__contains=":delegates:")
    assert of_delegates.count() == 11
    assert of_delegates.values("to").distinct().count() == 11
    assert record.verify(conference.stream) == []
