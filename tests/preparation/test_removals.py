"""Somebody taken off a site's list comes back as they were, until the purge."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nhipcau.conferences.models import Conference, Site
from nhipcau.core import clock
from nhipcau.core.access import Actor
from nhipcau.core.errors import Refusal
from nhipcau.journal import record
from nhipcau.journal.models import JournalDetail, JournalEntry
from nhipcau.organs.models import Unit
from nhipcau.preparation.delegates import PersonRow, do_add_delegates, do_set_absent, do_set_chair
from nhipcau.preparation.models import Delegate
from nhipcau.preparation.removals import do_remove_delegate, do_restore_delegate, last_removals
from nhipcau.preparation.rounds import CategoryRow, do_set_categories, round_of
from tests.preparation.rounds import AFTER, BEFORE, commune, district, fixed_conference
from tests.support.people import actor_for, new_account
from tests.support.scenes import scene

ONE = PersonRow("Hoàng Văn Thử", "Chủ tịch UBND xã", "UBND xã", "0200 000 0101")
TWO = PersonRow("Vi Thị Mẫu", "Văn thư", "UBND xã")


@scene
def conference(lang_son: Unit) -> Conference:
    return fixed_conference()


@pytest.fixture
def site(conference: Conference) -> Site:
    return conference.sites.get(unit=commune())


@pytest.fixture
def clerk(site: Site) -> Actor:
    return actor_for(new_account("unit_clerk", commune()))


def listed(site: Site) -> list[tuple[object, ...]]:
    fields = ("order", "name", "position", "office", "phone", "category", "chairs", "absent", "reason", "key")
    return list(site.delegates.order_by("order").values_list(*fields, "substitute_for__name"))


@pytest.mark.parametrize("who", ["chair", "absent", "substitute"])
def test_who_was_taken_off_comes_back_with_place_category_and_role(site: Site, clerk: Actor, who: str) -> None:
    with clock.frozen(BEFORE):
        category = round_of(site.conference).categories.get(tier="xa")
        made = do_add_delegates(clerk, site.pk, [PersonRow(ONE.name, ONE.position, category=category.pk), TWO])
        chosen = made[0]
        if who == "chair":
            do_set_chair(clerk, site.pk, chosen.pk)
        else:
            instead = PersonRow("Lý Văn Thay", "Phó Chủ tịch")
            do_set_absent(clerk, site.pk, chosen.pk, absent=True, reason="đi công tác", instead=instead)
        if who == "substitute":
            chosen = Delegate.objects.get(name="Lý Văn Thay")
        was = listed(site)
        do_remove_delegate(clerk, site.pk, chosen.pk)
        assert listed(site) != was
        (gone,) = last_removals(site)
        do_restore_delegate(clerk, site.pk, gone.seq)
        assert listed(site) == was
        assert last_removals(site) == []
        with pytest.raises(Refusal) as refused:
            do_restore_delegate(clerk, site.pk, gone.seq)
    assert refused.value.code == "nothing_to_restore"
    assert record.verify(site.conference.stream) == []
    assert "Thử" not in str(list(JournalEntry.objects.values_list("data", flat=True)))


def test_what_has_been_taken_meanwhile_is_not_taken_twice(site: Site, clerk: Actor, lang_son: Unit) -> None:
    with clock.frozen(BEFORE):
        host = actor_for(new_account("organiser", lang_son))
        do_set_categories(host, site.conference.pk, [CategoryRow("Lãnh đạo", "xa", most=1)])
        category = round_of(site.conference).categories.get().pk
        (one,) = do_add_delegates(clerk, site.pk, [PersonRow(ONE.name, ONE.position, category=category)])
        do_remove_delegate(clerk, site.pk, one.pk)
        (gone,) = last_removals(site)
        (other,) = do_add_delegates(clerk, site.pk, [PersonRow(TWO.name, category=category)])
        with pytest.raises(Refusal) as full:
            do_restore_delegate(clerk, site.pk, gone.seq)
        do_remove_delegate(clerk, site.pk, other.pk)
        do_add_delegates(clerk, site.pk, [PersonRow(ONE.name, ONE.position)])
        with pytest.raises(Refusal) as twice:
            do_restore_delegate(clerk, site.pk, gone.seq)
    assert (full.value.code, twice.value.code) == ("over_quota", "already_listed")
    assert [one.name for one in last_removals(site)] == [TWO.name], "who stands on the list again is not offered"


def test_others_lists_deadlines_and_the_purge_are_kept(site: Site, clerk: Actor, conference: Conference) -> None:
    with clock.frozen(BEFORE):
        (one,) = do_add_delegates(clerk, site.pk, [ONE])
        do_remove_delegate(clerk, site.pk, one.pk)
        (gone,) = last_removals(site)
        other = conference.sites.get(unit=district())
        with pytest.raises(Refusal) as elsewhere:
            do_restore_delegate(actor_for(new_account("unit_clerk", district())), other.pk, gone.seq)
        assert last_removals(other) == []
    with clock.frozen(AFTER), pytest.raises(Refusal) as late:
        do_restore_delegate(clerk, site.pk, gone.seq)
    JournalDetail.objects.update(data=None)
    assert last_removals(site) == []
    with clock.frozen(BEFORE + timedelta(hours=1)), pytest.raises(Refusal) as purged:
        do_restore_delegate(clerk, site.pk, gone.seq)
    assert (elsewhere.value.code, purged.value.code) == ("nothing_to_restore", "nothing_to_restore")
    assert late.value.code == "deadline_passed"


def test_on_the_page_one_button_puts_somebody_back(site: Site, clerk: Actor) -> None:
    client = Client()
    client.force_login(new_account("unit_clerk", commune()))
    address = f"/own/{site.pk}/delegates"
    with clock.frozen(BEFORE):
        (one,) = do_add_delegates(clerk, site.pk, [ONE])
        page = client.post(address, {"action": "remove", "delegate": one.pk}, follow=True).content.decode()
        assert "Vừa bỏ khỏi danh sách" in page
        seq = last_removals(site)[0].seq
        page = client.post(address, {"action": "restore", "removal": seq}, follow=True).content.decode()
        assert "Hoàng Văn Thử đã trở lại danh sách." in page
        assert "Vừa bỏ khỏi danh sách" not in page
        for odd in ("", "x", "9" * 30, str(seq)):
            assert client.post(address, {"action": "restore", "removal": odd}).status_code in {302, 409, 422}
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
    assert len(asked) <= 40
