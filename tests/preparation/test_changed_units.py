"""A unit that registered became another one before the conference: the same office is not entered twice."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from nhipcau.conferences.models import Conference
from nhipcau.conferences.sites.adding import NewSite, do_add_sites
from nhipcau.core import clock
from nhipcau.core.access import Actor, system
from nhipcau.core.errors import Refusal
from nhipcau.journal import record
from nhipcau.organs.models import Account, Unit
from nhipcau.organs.tree import NewUnit, Part, do_close_unit, do_merge_units, do_rename_unit, do_split_unit
from nhipcau.preparation import changed_units
from nhipcau.preparation.changed_units import do_follow_unit
from nhipcau.preparation.delegates import PersonRow, do_add_delegates
from nhipcau.preparation.enrolling import do_decide_enrolment, do_enrol, do_withdraw_enrolment
from nhipcau.preparation.models import Enrolment, Round
from nhipcau.preparation.rounds import round_of
from tests.preparation.rounds import AFTER, BEFORE, district, opt_in_conference
from tests.support.people import actor_for, new_account

pytestmark = pytest.mark.django_db
THAT_DAY = date(2021, 12, 16)
"""Between the first registration and the conference."""
LATER = datetime(2021, 12, 17, 1, 0, tzinfo=UTC)


@pytest.fixture
def conference(lang_son: Unit) -> Conference:
    return opt_in_conference()


def old() -> tuple[Unit, Unit]:
    """Two communes of Bắc Sơn that become one."""
    first, second = Unit.objects.filter(parent=district(), tier="xa").order_by("order")[:2]
    return first, second


def clerk(unit: Unit) -> Actor:
    return actor_for(new_account("unit_clerk", unit))


def organiser(conference: Conference) -> Actor:
    return actor_for(new_account("organiser", conference.host))


def enrolled(conference: Conference, *units: Unit) -> None:
    with clock.frozen(BEFORE):
        do_enrol(clerk(units[0] if len(units) == 1 else district()), conference.pk, [unit.pk for unit in units])


def merged(*units: Unit) -> Unit:
    return do_merge_units(
        system("test"), [unit.pk for unit in units], NewUnit("99901", "Xã Hợp Nhất", "xa", THAT_DAY), THAT_DAY
    )


def page(actor: Actor, address: str) -> str:
    client = Client()
    with clock.frozen(LATER):
        client.force_login(account_of(actor))
        answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def account_of(actor: Actor) -> Account:
    return Account.objects.get(pk=actor.id)


def test_the_new_unit_is_told_that_the_old_one_has_registered_and_is_not_entered_again(conference: Conference) -> None:
    first, second = old()
    enrolled(conference, first)
    new = merged(first, second)
    with clock.frozen(LATER):
        told = do_enrol(clerk(new), conference.pk, [new.pk])
    assert [one.outcome for one in told] == ["before"]
    assert f"{first.name} (nay là Xã Hợp Nhất)" in told[0].words
    assert "đã đăng ký lúc 09:00:00 ngày 16/12/2021" in told[0].words
    assert Enrolment.objects.get().unit == first
    assert conference.sites.filter(tier="xa").count() == 1


def test_the_others_of_the_same_form_are_registered_all_the_same(conference: Conference) -> None:
    first, second = old()
    enrolled(conference, first)
    new = merged(first, second)
    third = Unit.objects.filter(parent=district(), tier="xa").exclude(pk__in=[first.pk, second.pk, new.pk])[0]
    with clock.frozen(LATER):
        told = do_enrol(clerk(district()), conference.pk, [new.pk, third.pk])
    assert sorted(one.outcome for one in told) == ["before", "new"]


def test_a_site_that_the_host_added_for_the_old_unit_counts_too(conference: Conference) -> None:
    first, second = old()
    do_add_sites(organiser(conference), conference.pk, [NewSite(unit=first.pk)], "them-diem-cau")
    new = merged(first, second)
    with clock.frozen(LATER):
        told = do_enrol(clerk(new), conference.pk, [new.pk])
    assert [one.outcome for one in told] == ["before"]
    assert f"{first.name} (nay là Xã Hợp Nhất): đã có điểm cầu" in told[0].words
    assert not Enrolment.objects.exists()


def test_the_old_one_is_told_of_the_new_where_the_conference_is_moved_to_a_day_before(conference: Conference) -> None:
    first, second = old()
    new = merged(first, second)
    enrolled(conference, new)
    Conference.objects.filter(pk=conference.pk).update(start_date=date(2021, 12, 15))
    with clock.frozen(datetime(2021, 12, 14, 2, 0, tzinfo=UTC)):
        told = do_enrol(clerk(first), conference.pk, [first.pk])
    assert [one.outcome for one in told] == ["before"]
    assert "Xã Hợp Nhất" in told[0].words


def test_both_parts_of_a_split_unit_are_told_and_are_not_each_other(conference: Conference) -> None:
    first, _ = old()
    enrolled(conference, first)
    parts = [Part("99902", "Xã Một Nửa"), Part("99903", "Xã Nửa Kia")]
    half, other = do_split_unit(system("test"), first.pk, parts, THAT_DAY)
    with clock.frozen(LATER):
        assert [one.outcome for one in do_enrol(clerk(half), conference.pk, [half.pk])] == ["before"]
        do_follow_unit(organiser(conference), conference.pk, first.pk, half.pk)
        assert [one.outcome for one in do_enrol(clerk(other), conference.pk, [other.pk])] == ["new"]


def test_a_renamed_unit_finds_its_own_registration(conference: Conference) -> None:
    first, _ = old()
    enrolled(conference, first)
    renamed = do_rename_unit(system("test"), first.pk, "Xã Tên Mới", THAT_DAY)
    with clock.frozen(LATER):
        assert [one.outcome for one in do_enrol(clerk(renamed), conference.pk, [renamed.pk])] == ["before"]


def test_a_withdrawn_registration_stands_in_nobodys_way(conference: Conference) -> None:
    first, second = old()
    enrolled(conference, first)
    with clock.frozen(BEFORE):
        do_withdraw_enrolment(clerk(first), conference.pk, first.pk)
    new = merged(first, second)
    with clock.frozen(LATER):
        assert [one.outcome for one in do_enrol(clerk(new), conference.pk, [new.pk])] == ["new"]


def test_who_registered_before_the_merger_may_still_take_it_back(conference: Conference) -> None:
    first, second = old()
    enrolled(conference, first)
    clerk_of_old = clerk(first)
    new = merged(first, second)
    with clock.frozen(LATER):
        do_withdraw_enrolment(clerk_of_old, conference.pk, first.pk)
        assert [one.outcome for one in do_enrol(clerk(new), conference.pk, [new.pk])] == ["new"]
    assert conference.sites.get(tier="xa", withdrawn_at=None).unit == new


def test_nobody_else_takes_the_old_registration_back(conference: Conference) -> None:
    first, second = old()
    enrolled(conference, first)
    merged(first, second)
    elsewhere = clerk(Unit.objects.get(code="178", tier="huyen"))
    with clock.frozen(LATER), pytest.raises(Refusal) as refused:
        do_withdraw_enrolment(elsewhere, conference.pk, first.pk)
    assert refused.value.status == 404


def test_the_host_lets_the_new_unit_follow_with_the_same_link_and_list(conference: Conference) -> None:
    first, second = old()
    enrolled(conference, first)
    site = conference.sites.get(tier="xa")
    with clock.frozen(BEFORE):
        do_add_delegates(clerk(first), site.pk, [PersonRow("Hoàng Văn Thử", "Chủ tịch UBND xã")])
    new = merged(first, second)
    clerk_of_new = clerk(new)
    with clock.frozen(LATER):
        do_follow_unit(organiser(conference), conference.pk, first.pk, new.pk)
        told = do_enrol(clerk_of_new, conference.pk, [new.pk])
    assert [one.outcome for one in told] == ["others"]
    after = conference.sites.get(tier="xa")
    assert (after.unit, after.name, after.link_key, after.version) == (new, "Xã Hợp Nhất", site.link_key, site.version)
    assert after.delegates.get().name == "Hoàng Văn Thử"
    assert f"/own/{site.pk}" in page(clerk_of_new, "/")
    assert not changed_units.earlier(round_of(conference))
    assert not record.verify(conference.stream)


def test_of_two_that_registered_one_follows_and_the_other_is_withdrawn(conference: Conference) -> None:
    first, second = old()
    enrolled(conference, first, second)
    new, host = merged(first, second), organiser(conference)
    shown = page(host, f"/conferences/{conference.pk}/registration")
    assert "Đơn vị đã thay đổi sau khi đăng ký" in shown
    assert first.name in shown
    assert second.name in shown
    with clock.frozen(LATER):
        do_follow_unit(host, conference.pk, first.pk, new.pk)
        with pytest.raises(Refusal, match="has_site") as refused:
            do_follow_unit(host, conference.pk, second.pk, new.pk)
        do_withdraw_enrolment(host, conference.pk, second.pk)
    assert "Xã Hợp Nhất" in refused.value.message
    assert conference.sites.get(tier="xa", withdrawn_at=None).unit == new


def test_one_that_was_entered_before_and_after_is_seen_by_the_host(conference: Conference) -> None:
    """Both stood before anybody looked for it: the commune that another one was merged into goes on under its name."""
    first, second = old()
    enrolled(conference, first, second)
    do_merge_units(system("test"), [first.pk], second.pk, THAT_DAY)
    (found,) = changed_units.earlier(round_of(conference))
    assert (found.unit, list(found.now)) == (first, [second])
    shown = page(organiser(conference), f"/conferences/{conference.pk}/registration")
    assert "cũng đã có điểm cầu" in shown


def test_a_unit_that_is_no_more_is_seen_by_the_host_and_can_be_withdrawn(conference: Conference) -> None:
    first, _ = old()
    enrolled(conference, first)
    do_close_unit(system("test"), first.pk, THAT_DAY)
    host = organiser(conference)
    assert "không còn đơn vị kế tiếp" in page(host, f"/conferences/{conference.pk}/registration")
    with clock.frozen(LATER):
        do_withdraw_enrolment(host, conference.pk, first.pk)
    assert not changed_units.earlier(round_of(conference))


def test_a_late_one_that_is_let_in_after_the_merger_gets_the_site_of_what_it_is_now(lang_son: Unit) -> None:
    conference = opt_in_conference(Round.Late.APPROVAL)
    first, second = old()
    with clock.frozen(AFTER):
        late = do_enrol(clerk(first), conference.pk, [first.pk])[0].enrolment
    new = do_merge_units(
        system("test"),
        [first.pk, second.pk],
        NewUnit("99901", "Xã Hợp Nhất", "xa", date(2021, 12, 20)),
        date(2021, 12, 20),
    )
    with clock.frozen(datetime(2021, 12, 21, 2, 0, tzinfo=UTC)):
        do_decide_enrolment(organiser(conference), conference.pk, late.pk, accept=True)
    assert conference.sites.get(tier="xa").unit == new


def test_the_pages_say_it_in_place_of_the_box(conference: Conference) -> None:
    first, second = old()
    enrolled(conference, first)
    new = merged(first, second)
    conference.contacts.all().delete()
    conference.contacts.create(order=0, name="Vi Thị Đầu Mối", role="Văn phòng", phone="0200 000 009")
    shown = page(clerk(new), f"/conferences/{conference.pk}/registration/units")
    assert f"{first.name} (nay là Xã Hợp Nhất)" in shown
    assert f'name="unit" value="{new.pk}"' not in shown
    assert "0200 000 009" in shown
    assert "Đã đăng ký 1/1 đơn vị" in shown


def test_the_form_that_was_open_during_the_merger_says_so_too(conference: Conference) -> None:
    first, second = old()
    enrolled(conference, first)
    new, client = merged(first, second), Client()
    with clock.frozen(LATER):
        client.force_login(account_of(clerk(new)))
        address = f"/conferences/{conference.pk}/registration/units"
        said = client.post(address, {"unit": [new.pk], "action": "enrol"}, follow=True).content.decode()
    assert "không ghi lần thứ hai" in said


def test_the_host_acts_on_the_page(conference: Conference) -> None:
    first, second = old()
    enrolled(conference, first, second)
    new, client = merged(first, second), Client()
    address = f"/conferences/{conference.pk}/registration/changed"
    with clock.frozen(LATER):
        client.force_login(account_of(organiser(conference)))
        said = client.post(address, {"unit": first.pk, "into": new.pk, "action": "follow"}, follow=True)
        assert "Xã Hợp Nhất" in said.content.decode()
        assert client.post(address, {"unit": second.pk, "action": "withdraw"}).status_code == 302
    assert conference.sites.get(tier="xa", withdrawn_at=None).unit == new
