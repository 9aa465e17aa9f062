"""Sites are added in one action, stand in tree order, and are never made twice."""

import threading

import pytest
from django.db import connections

from nhipcau.conferences.commands import do_create_conference
from nhipcau.conferences.lifecycle.commands import do_cancel
from nhipcau.conferences.models import Conference, Site
from nhipcau.conferences.plan import PlannedTier
from nhipcau.conferences.sites.adding import AddedSites, NewSite, do_add_sites
from nhipcau.core.access import Actor
from nhipcau.core.errors import Refusal
from nhipcau.journal import record as journal
from nhipcau.organs.models import Tier, Unit
from tests.support.conferences import load_lang_son, make_plan
from tests.support.people import MakeAccount, actor_for


@pytest.fixture
def organiser(lang_son: Unit, make_account: MakeAccount) -> Actor:
    return actor_for(make_account("organiser", lang_son))


@pytest.fixture
def small(organiser: Actor) -> Conference:
    """The province alone."""
    return do_create_conference(organiser, make_plan(tiers=(PlannedTier(Tier.PROVINCE, 1),)), "small")


def units(**wanted: object) -> list[NewSite]:
    return [NewSite(unit=pk) for pk in Unit.objects.filter(**wanted).order_by("order").values_list("pk", flat=True)]


def names(conference: Conference) -> list[str]:
    return list(conference.sites.order_by("order").values_list("name", flat=True))


def in_tree_order(conference: Conference) -> bool:
    sites = list(conference.sites.select_related("unit").order_by("order"))
    orders = [site.unit.order for site in sites if site.unit is not None]
    return [site.order for site in sites] == list(range(len(sites))) and orders == sorted(orders)


def test_all_communes_of_two_districts_come_under_their_districts_in_the_official_order(
    organiser: Actor, small: Conference
) -> None:
    do_add_sites(organiser, small.pk, units(tier="huyen"), "districts")
    added = do_add_sites(organiser, small.pk, units(parent__code__in=["185", "178"]), "communes")
    assert (
        len(added.made)
        == small.sites.filter(tier="xa").count()
        == Unit.objects.filter(parent__code__in=["185", "178"]).count()
    )
    assert in_tree_order(small)
    for site in small.sites.filter(tier="xa").select_related("parent", "unit"):
        assert site.parent is not None
        assert site.unit is not None
        assert site.parent.unit_id == site.unit.parent_id
    assert set(small.tiers.values_list("tier", flat=True)) == {"tinh", "huyen", "xa"}
    assert journal.verify(small.stream) == []


def test_a_district_that_comes_later_takes_its_communes_under_itself(organiser: Actor, small: Conference) -> None:
    do_add_sites(organiser, small.pk, units(parent__code="185"), "communes first")
    assert set(small.sites.filter(tier="xa").values_list("parent__is_main", flat=True)) == {True}
    do_add_sites(organiser, small.pk, units(code="185"), "then the district")
    assert set(small.sites.filter(tier="xa").values_list("parent__unit__code", flat=True)) == {"185"}
    assert in_tree_order(small)


def test_the_same_key_gives_the_same_answer_and_another_key_makes_nothing_twice(
    organiser: Actor, small: Conference
) -> None:
    rows = [*units(tier="huyen"), NewSite(name="Trường THPT Thử", tier="huyen")]
    first = do_add_sites(organiser, small.pk, rows, "once")
    assert do_add_sites(organiser, small.pk, rows, "once") == AddedSites(first.ids, first.made)
    again = do_add_sites(organiser, small.pk, rows, "twice")
    assert (again.ids, again.made) == (first.ids, [])
    assert small.sites.count() == 13


def test_links_and_pins_of_those_that_stand_stay_what_they_are(organiser: Actor, conference: Conference) -> None:
    before = {site.pk: (site.link_key, site.version) for site in conference.sites.all()}
    city = conference.sites.get(unit__code="178")
    school = do_add_sites(organiser, conference.pk, [NewSite(name="Trường THPT Thử", under=city.pk)], "school")
    after = {site.pk: (site.link_key, site.version) for site in conference.sites.all()}
    assert {pk: after[pk] for pk in before} == before
    added = Site.objects.get(pk=school.made[0])
    assert (added.tier, added.parent) == ("huyen", city)
    assert list(conference.sites.order_by("order").values_list("order", flat=True)) == list(range(213))
    last_below_the_city = conference.sites.filter(parent=city).order_by("-order").first()
    assert last_below_the_city == added


def test_two_schools_of_one_name_in_two_districts_are_two_sites(organiser: Actor, conference: Conference) -> None:
    one, other = conference.sites.filter(tier="huyen")[:2]
    rows = [NewSite(name="Trường THCS Thử", under=one.pk), NewSite(name="Trường THCS Thử", under=other.pk)]
    assert len(set(do_add_sites(organiser, conference.pk, rows, "schools").made)) == 2


def test_a_site_that_was_withdrawn_and_is_wanted_again_has_a_new_link(organiser: Actor, conference: Conference) -> None:
    site = conference.sites.get(unit__code="178")
    old = site.link_key
    Site.objects.filter(pk=site.pk).update(withdrawn_at=conference.created_at)
    added = do_add_sites(organiser, conference.pk, [NewSite(unit=site.unit_id)], "again")
    site.refresh_from_db()
    assert added.restored == added.ids == [site.pk]
    assert site.withdrawn_at is None
    assert site.link_key != old


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (NewSite(unit=10**9), "no_such_unit"),
        (NewSite(organ=10**9), "no_such_organ"),
        (NewSite(name="Trường", under=10**9), "no_such_site"),
        (NewSite(name="Trường", tier="thon"), "no_tier"),
        (NewSite(name="  ", tier="xa"), "no_name"),
    ],
)
def test_one_row_that_cannot_be_leaves_all_undone(organiser: Actor, small: Conference, row: NewSite, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        do_add_sites(organiser, small.pk, [*units(tier="huyen"), row], "no")
    assert refused.value.code == code
    assert names(small) == ["Tỉnh Lạng Sơn"]


def test_nothing_is_added_to_a_conference_that_was_called_off(organiser: Actor, small: Conference) -> None:
    do_cancel(organiser, small.pk)
    with pytest.raises(Refusal) as refused:
        do_add_sites(organiser, small.pk, units(tier="huyen"), "late")
    assert refused.value.code == "conference_over"


@pytest.mark.parametrize("role", ["viewer", "operator", None])
def test_only_who_prepares_adds(small: Conference, lang_son: Unit, make_account: MakeAccount, role: str | None) -> None:
    with pytest.raises(Refusal):
        do_add_sites(actor_for(make_account(role, lang_son)), small.pk, units(tier="huyen"), "no")
    assert small.sites.count() == 1


def test_two_organisers_who_add_the_same_units_at_once_make_each_site_once(
    own_database: str, make_account: MakeAccount
) -> None:
    province = load_lang_son()
    both = [actor_for(make_account("organiser", province)) for _ in range(2)]
    small = do_create_conference(both[0], make_plan(tiers=(PlannedTier(Tier.PROVINCE, 1),)), "small")
    rows, start, answers = units(tier="huyen"), threading.Barrier(2), []

    def add(actor: Actor) -> None:
        try:
            start.wait()
            answers.append(do_add_sites(actor, small.pk, rows, f"by {actor.id}"))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=add, args=(actor,)) for actor in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers[0].ids == answers[1].ids
    assert sorted(len(one.made) for one in answers) == [0, 11]
    assert small.sites.count() == 12
