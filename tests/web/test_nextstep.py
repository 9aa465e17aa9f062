"""What the next bar leads to, from the paper to the attendance sheet."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.conferences.commands import do_create_conference
from nhipcau.conferences.models import Conference
from nhipcau.conferences.plan import PlannedTier
from nhipcau.core import clock
from nhipcau.core.access import Actor
from nhipcau.hall.commands import do_arrive, do_hall_command
from nhipcau.organs.models import Tier, Unit
from nhipcau.web.pages.nextstep import came_to_the_door, next_step
from tests.support.conferences import make_plan
from tests.support.people import actor_for, new_account

WEEK_BEFORE = datetime(2021, 12, 17, 2, tzinfo=UTC)
THE_DAY = datetime(2021, 12, 24, 0, 30, tzinfo=UTC)  # 07:30 on the offices' clock
DAY_AFTER = datetime(2021, 12, 25, 2, tzinfo=UTC)


def somebody_comes(conference: Conference) -> None:
    site = conference.sites.filter(is_main=False)[0]
    do_arrive(Actor("site", str(site.pk)), "maytinh01", "Chrome")


def leads_to(conference: Conference, at: datetime, *, unnamed: int = 0, may_operate: bool = True) -> str:
    """The name of the page behind the bar's button."""
    conference.refresh_from_db()
    with clock.frozen(at):
        arrived = bool(came_to_the_door([conference]))
        step = next_step(conference, 212, unnamed, may_operate=may_operate, arrived=arrived)
    pages = ("conference-links", "conference-names", "control", "stage", "attendance", "conference")
    return next(name for name in pages if reverse(name, args=[conference.pk]) == step.url)


def test_before_the_day_links_go_out_and_names_are_given(conference: Conference) -> None:
    assert leads_to(conference, WEEK_BEFORE) == "conference-links"
    assert leads_to(conference, WEEK_BEFORE, unnamed=3) == "conference-names"


def test_a_rehearsal_a_week_before_does_not_open_the_hall(conference: Conference) -> None:
    somebody_comes(conference)
    assert leads_to(conference, WEEK_BEFORE) == "conference-links"


def test_on_the_day_the_hall_is_opened_even_where_names_are_missing(conference: Conference) -> None:
    assert leads_to(conference, THE_DAY) == "control"
    assert leads_to(conference, THE_DAY, unnamed=3) == "control"


def test_who_may_not_run_the_call_is_not_sent_to_the_control_room(conference: Conference) -> None:
    assert leads_to(conference, THE_DAY, may_operate=False) == "conference-links"


def test_after_the_day_the_hall_is_opened_only_where_somebody_came(conference: Conference) -> None:
    assert leads_to(conference, DAY_AFTER) == "conference-links"
    somebody_comes(conference)
    assert leads_to(conference, DAY_AFTER) == "control"


def test_a_running_call_leads_to_the_control_room_and_a_closed_one_to_its_attendance(conference: Conference) -> None:
    operator = actor_for(new_account("operator", conference.host))
    do_hall_command(operator, conference.pk, "open", {}, "opens-the-hall")
    assert leads_to(conference, THE_DAY) == "control"
    assert leads_to(conference, THE_DAY, may_operate=False) == "stage"
    do_hall_command(operator, conference.pk, "close", {}, "closes-the-hall")
    assert leads_to(conference, THE_DAY) == "attendance"


@pytest.mark.parametrize("path", ["/", "/conferences/{}"])
def test_home_and_the_conference_say_the_same(lang_son: Unit, path: str) -> None:
    account = new_account("operator", lang_son)
    plan = make_plan(tiers=(PlannedTier(Tier.DISTRICT, 11),))
    conference = do_create_conference(actor_for(new_account("organiser", lang_son)), plan, "same")
    client = Client()
    client.force_login(account)
    somebody_comes(conference)
    page = client.get(path.format(conference.pk)).content.decode()
    assert "Đã có máy vào bằng liên kết" in page
