"""A confirmed plan becomes a conference, once, with every site it speaks of."""

import threading
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.db import connections

from nhipcau.conferences.commands import do_create_conference
from nhipcau.conferences.models import Conference, Site
from nhipcau.conferences.plan import PlannedTier, PlannedTrial
from nhipcau.conferences.sitelist import cell_name
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.journal.models import JournalEntry
from nhipcau.organs.models import Tier
from tests.support.conferences import load_lang_son, make_plan
from tests.support.people import actor_for


@pytest.fixture
def organiser(lang_son, make_account):
    return actor_for(make_account("organiser", lang_son))


def test_sites_are_the_units_of_that_province_on_that_day(conference):
    sites = list(conference.sites.select_related("parent", "unit"))
    assert Counter(site.tier for site in sites) == {"tinh": 1, "huyen": 11, "xa": 200}
    assert [site.order for site in sites] == list(range(212))
    main, city, ward = sites[:3]
    assert (main.name, main.is_main, main.venue) == ("Tỉnh Lạng Sơn", True, conference.venue)
    assert (city.name, city.parent) == ("Thành phố Lạng Sơn", main)
    assert (ward.name, ward.short_name, ward.parent) == ("Phường Hoàng Văn Thụ", "P. Hoàng Văn Thụ", city)
    assert all(site.parent.unit == site.unit.parent for site in sites[1:])
    assert len({site.link_key for site in sites}) == 212


def test_the_same_key_twice_makes_one_conference(organiser):
    first = do_create_conference(organiser, make_plan(), "once")
    assert do_create_conference(organiser, make_plan(title="khác"), "once") == first
    assert Conference.objects.count() == 1


def test_two_clicks_at_the_same_moment_make_one_conference(own_database, make_account):
    organiser = actor_for(make_account("organiser", load_lang_son()))
    made, start = [], threading.Barrier(2)

    def click():
        try:
            start.wait()
            made.append(do_create_conference(organiser, make_plan(), "once").pk)
        finally:
            connections.close_all()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert len(made) == 2
    assert len(set(made)) == 1
    assert Site.objects.count() == 212


def test_counts_without_units_give_numbered_placeholders(organiser):
    made = do_create_conference(
        organiser, make_plan(named=("Ủy ban nhân dân tỉnh Không Có",), units_on=date(2021, 12, 6)), "none"
    )
    assert Counter(made.sites.values_list("tier", flat=True)) == {"tinh": 1, "huyen": 11, "xa": 200}
    assert made.sites.filter(is_placeholder=True).count() == 211
    assert made.sites.filter(tier="huyen").first().name == "Điểm cầu cấp huyện số 1"
    assert made.sites.get(is_main=True).name == "Điểm cầu chính"


def test_more_printed_than_held_leaves_the_rest_to_be_named(organiser):
    made = do_create_conference(organiser, make_plan(tiers=(PlannedTier(Tier.PROVINCE, 2),)), "two")
    assert [site.name for site in made.sites.all()] == ["Tỉnh Lạng Sơn", "Điểm cầu cấp tỉnh số 2"]


def test_a_province_without_districts_in_the_call_is_the_parent_of_its_communes(organiser):
    made = do_create_conference(
        organiser, make_plan(tiers=(PlannedTier(Tier.PROVINCE), PlannedTier(Tier.COMMUNE))), "two tiers"
    )
    assert made.sites.count() == 201
    assert {site.parent for site in made.sites.filter(tier="xa")} == {made.sites.get(is_main=True)}


def test_a_date_in_the_past_is_no_obstacle(organiser):
    assert do_create_conference(organiser, make_plan(start_date=date(2001, 1, 1)), "old").start_date.year == 2001


def test_names_and_telephone_numbers_stand_only_in_the_journals_detail(conference):
    created = JournalEntry.objects.get(stream=conference.stream, kind="conference.created")
    assert "0900 000 001" not in str(created.data)
    assert created.detail.data["contacts"] == [["Vi Thị Thử", "nội dung", "0900 000 001", ""]]
    assert journal.verify(conference.stream) == []


def test_rehearsals_contacts_and_tasks_arrive(organiser):
    moment = datetime(2021, 12, 23, 8, 0, tzinfo=UTC)
    made = do_create_conference(organiser, make_plan(rehearsals=(PlannedTrial(moment), PlannedTrial(moment))), "all")
    assert [rehearsal.at for rehearsal in made.planned_rehearsals.all()] == [moment]
    assert [contact.phone for contact in made.contacts.all()] == ["0900 000 001"]
    assert [task.due_date for task in made.tasks.all()] == [date(2021, 12, 23)]


@pytest.mark.parametrize("role", [None, "viewer", "operator"])
def test_only_who_may_prepare_makes_a_conference(lang_son, make_account, role):
    with pytest.raises(Refusal) as refused:
        do_create_conference(actor_for(make_account(role, lang_son)), make_plan(), "no")
    assert refused.value.status == 403
    assert not Conference.objects.exists()


@pytest.mark.parametrize("count", [-1, 10**9])
def test_an_absurd_count_is_refused_whole(organiser, count):
    with pytest.raises(Refusal):
        do_create_conference(organiser, make_plan(tiers=(PlannedTier(Tier.COMMUNE, count),)), "absurd")
    assert not Conference.objects.exists()


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("Tỉnh Lạng Sơn", "Tỉnh Lạng Sơn"),
        ("Thành phố Lạng Sơn", "TP. Lạng Sơn"),
        ("Huyện Bắc Sơn", "Bắc Sơn"),
        ("Thị trấn Bắc Sơn", "TT. Bắc Sơn"),
        ("Phường 1", "P. 1"),
        ("Xã Xuân Dương", "Xuân Dương"),
    ],
)
def test_in_a_cell_no_two_kinds_of_unit_look_alike(name: str, cell: str) -> None:
    assert cell_name(name) == cell
