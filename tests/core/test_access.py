"""Who reaches what: by role, by unit, through what units were and became. Deny by default."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from nhipcau.conferences.models import Conference, Site
from nhipcau.core.access import (
    ROLE_NEEDS,
    Actor,
    Need,
    access_conference,
    access_own_site,
    access_site,
    may,
    own_sites,
    reachable_unit_paths,
    rights_looked_up_once,
    visible_conferences,
)
from nhipcau.core.access import system as system_actor
from nhipcau.core.errors import Refusal
from nhipcau.organs.models import Grant, Succession, Unit
from nhipcau.organs.tree import NewUnit, do_merge_units, do_rename_unit
from tests.support.conferences import THREE_TIERS, make_conference
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene

pytestmark = pytest.mark.django_db
ON = date(2024, 1, 1)
SYSTEM = system_actor("test")


@scene
def call(lang_son: Unit) -> Conference:
    return make_conference(tiers=THREE_TIERS[:2])


def unit(code: str) -> Unit:
    return Unit.objects.filter(code=code).latest("valid_from")


def somebody(role: str, at: Unit) -> Actor:
    return actor_for(new_account(role, at))


def site_of(call: Conference, code: str) -> Site:
    return call.sites.get(unit__code=code)


def answer(actor: Actor, site: Site, need: Need) -> int:
    try:
        access_own_site(actor, site.pk, need)
    except Refusal as refusal:
        return refusal.status
    return 200


def test_every_role_that_can_be_given_says_what_it_may() -> None:
    assert set(Grant.Role.values) == set(ROLE_NEEDS)


@pytest.mark.parametrize("role", ROLE_NEEDS)
def test_a_districts_people_answer_for_its_site_as_far_as_their_role_goes(call: Conference, role: str) -> None:
    own, other = site_of(call, "185"), site_of(call, "178")
    actor = somebody(role, unit("185"))
    needs = ROLE_NEEDS[role]
    for need in (Need.VIEW, Need.REGISTER, Need.TEST):
        expected = 200 if need in needs else 403 if Need.VIEW in needs else 404
        assert answer(actor, own, need) == expected, need
        assert answer(actor, other, need) == 404, need
    assert set(own_sites(actor, Need.VIEW)) == ({own} if Need.VIEW in needs else set())


def test_a_districts_people_see_nothing_else_of_the_provinces_conference(call: Conference) -> None:
    clerk = somebody("unit_clerk", unit("185"))
    assert not visible_conferences(clerk)
    for refused in (
        lambda: access_conference(clerk, call.pk, Need.VIEW),
        lambda: access_site(clerk, site_of(call, "185").pk, Need.VIEW),
    ):
        with pytest.raises(Refusal) as caught:
            refused()
        assert caught.value.status == 404


def test_the_host_and_the_sites_own_machine_reach_it_as_well(call: Conference) -> None:
    site = site_of(call, "185")
    assert answer(somebody("organiser", unit("20")), site, Need.REGISTER) == 200
    assert answer(Actor("site", str(site.pk)), site, Need.REGISTER) == 200
    assert answer(Actor("site", str(site.pk)), site_of(call, "178"), Need.VIEW) == 404
    assert answer(Actor("site", str(site.pk)), site, Need.OPERATE) == 404


def test_the_press_watches_the_programme_and_sees_no_more(call: Conference) -> None:
    reporter = somebody("press", unit("20"))
    assert access_conference(reporter, call.pk, Need.WATCH) == call
    assert visible_conferences(reporter, Need.WATCH).get() == call
    assert not visible_conferences(reporter)
    with pytest.raises(Refusal) as caught:
        access_conference(reporter, call.pk, Need.VIEW)
    assert caught.value.status == 404


def test_a_renamed_units_people_reach_what_was_and_what_is_whenever_they_came(call: Conference) -> None:
    old = unit("185")
    new = do_rename_unit(SYSTEM, old.pk, "Thị xã Bắc Sơn", ON)
    late = somebody("unit_clerk", new)
    assert answer(late, site_of(call, "185"), Need.REGISTER) == 200
    assert may(late, old.path, Need.REGISTER)
    early = new_account("operator", old)
    assert may(actor_for(early), new.path, Need.OPERATE)
    early.grants.all().delete()
    assert not may(actor_for(early), new.path, Need.VIEW)


def test_yesterdays_merger_keeps_no_clerk_from_what_is_under_way(call: Conference) -> None:
    before = somebody("unit_clerk", unit("178"))
    old_organiser = somebody("organiser", unit("183"))
    old_sites = [site_of(call, code) for code in ("178", "183")]
    merged = do_merge_units(
        SYSTEM, [unit("178").pk, unit("183").pk], NewUnit("178", "Thành phố Lạng Sơn", "huyen", ON), ON
    )
    new_site = old_sites[0]
    assert answer(before, old_sites[0], Need.REGISTER) == 200
    assert answer(before, old_sites[1], Need.VIEW) == 404
    Site.objects.filter(pk=new_site.pk).update(unit=merged)
    assert answer(before, new_site, Need.REGISTER) == 200
    assert may(old_organiser, merged.path, Need.REGISTER)
    assert not may(old_organiser, merged.path, Need.PREPARE)
    assert not may(old_organiser, unit("178").path + "x", Need.ADMINISTER)


def test_the_new_unit_looks_into_what_it_inherited_and_changes_nothing_there(lang_son: Unit) -> None:
    old = [unit("178"), unit("183")]
    merged = do_merge_units(SYSTEM, [one.pk for one in old], NewUnit("178", "Thành phố Lạng Sơn", "huyen", ON), ON)
    boss = somebody("administrator", merged)
    assert may(boss, merged.path, Need.ADMINISTER)
    for one in old:
        assert may(boss, one.path, Need.VIEW)
        assert not may(boss, one.path, Need.REGISTER)


def test_after_a_split_nobody_is_taken_to_have_gone_anywhere(lang_son: Unit) -> None:
    old, parts = unit("178"), [unit("180"), unit("181")]
    for part in parts:
        Succession.objects.create(before=old, after=part, on=ON, kind="split")
    clerk = somebody("unit_clerk", old)
    assert may(clerk, old.path, Need.REGISTER)
    assert not any(may(clerk, part.path, Need.VIEW) for part in parts)


def test_a_circle_of_successions_ends(lang_son: Unit) -> None:
    one, other = unit("178"), unit("180")
    Succession.objects.create(before=one, after=other, on=ON, kind="merged")
    Succession.objects.create(before=other, after=one, on=ON, kind="merged")
    assert set(reachable_unit_paths(somebody("viewer", one), Need.VIEW)) == {one.path, other.path}


def test_a_suspended_account_and_a_made_up_one_reach_nothing(call: Conference) -> None:
    account = new_account("administrator", unit("20"))
    account.is_active = False
    account.save()
    for actor in (actor_for(account), Actor("account", "x"), Actor("account", "999999")):
        assert reachable_unit_paths(actor, Need.VIEW) == []


def test_reach_takes_one_query_however_long_the_history(lang_son: Unit, django_assert_num_queries) -> None:
    latest = unit("185")
    for month in range(1, 11):
        latest = do_rename_unit(SYSTEM, latest.pk, f"Huyện Bắc Sơn {month}", date(2023, month, 2))
    actor = somebody("unit_clerk", latest)
    with django_assert_num_queries(1):
        assert len(reachable_unit_paths(actor, Need.REGISTER)) == 11


def test_rights_that_are_looked_up_once_are_each_accounts_own_and_forgotten_afterwards(
    call: Conference, django_assert_num_queries: Callable[..., AbstractContextManager[None]]
) -> None:
    district = unit("185")
    clerk, other = somebody("unit_clerk", district), somebody("viewer", call.host)
    with rights_looked_up_once():
        with django_assert_num_queries(2):
            assert [may(clerk, district.path, Need.COMPOSE), may(clerk, call.host.path, Need.VIEW)] == [True, False]
            assert [may(other, district.path, Need.COMPOSE), may(other, call.host.path, Need.VIEW)] == [False, True]
        Grant.objects.all().delete()
    assert not may(clerk, district.path, Need.COMPOSE)
    with rights_looked_up_once():
        assert not may(other, call.host.path, Need.VIEW)
