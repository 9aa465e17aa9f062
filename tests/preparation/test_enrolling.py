"""Communes that register to take part: once, in time, by whoever of them is first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from nhipcau.conferences.models import Site
from nhipcau.core import clock
from nhipcau.core.access import Actor
from nhipcau.core.errors import Refusal
from nhipcau.journal import record
from nhipcau.organs.models import Succession, Unit
from nhipcau.preparation.enrolling import do_decide_enrolment, do_enrol, do_withdraw_enrolment
from nhipcau.preparation.models import Enrolment, Round
from nhipcau.preparation.rounds import dues, round_of
from tests.preparation.rounds import AFTER, BEFORE, DUE, LAST, commune, district, opt_in_conference
from tests.support.people import actor_for, new_account


def clerk(unit: Unit) -> Actor:
    return actor_for(new_account("unit_clerk", unit))


def test_a_registered_commune_gets_a_site_below_its_district(lang_son: Unit) -> None:
    conference = opt_in_conference()
    with clock.frozen(BEFORE):
        told = do_enrol(clerk(commune()), conference.pk, [commune().pk])
    site = conference.sites.get(unit=commune())
    assert [one.outcome for one in told] == ["new"]
    assert told[0].enrolment.site_id == site.pk
    assert site.parent == conference.sites.get(unit=district())
    assert Enrolment.objects.get().copies == ["Thường trực Tỉnh ủy (b/c)", "Sở Thông tin và Truyền thông"]
    assert not record.verify(conference.stream)


def test_the_second_tier_is_told_who_registered_when_and_nothing_is_doubled(lang_son: Unit) -> None:
    conference = opt_in_conference()
    with clock.frozen(BEFORE):
        do_enrol(clerk(commune()), conference.pk, [commune().pk])
        communes = list(Unit.objects.filter(parent=district()).values_list("pk", flat=True))
        told = do_enrol(clerk(district()), conference.pk, communes)
    others = [one for one in told if one.outcome == "others"]
    assert [one.enrolment.unit for one in others] == [commune()]
    assert "cấp xã (Nông Văn Thử) đã đăng ký lúc 09:00:00 ngày 16/12/2021" in others[0].words
    assert Enrolment.objects.count() == conference.sites.filter(tier="xa").count() == len(communes)


def test_the_same_hand_sending_twice_changes_nothing(lang_son: Unit) -> None:
    conference, actor = opt_in_conference(), clerk(district())
    with clock.frozen(BEFORE):
        do_enrol(actor, conference.pk, [commune().pk])
        before = record.head_seq(conference.stream)
        assert [one.outcome for one in do_enrol(actor, conference.pk, [commune().pk])] == ["again"]
    assert record.head_seq(conference.stream) == before


def test_the_due_moment_is_in_time_and_the_next_is_not(lang_son: Unit) -> None:
    conference, actor = opt_in_conference(), clerk(commune())
    with clock.frozen(AFTER), pytest.raises(Refusal, match="registration_closed") as refused:
        do_enrol(actor, conference.pk, [commune().pk])
    assert "16:00:00 ngày 17/12/2021" in refused.value.message
    assert not Enrolment.objects.exists()
    with clock.frozen(DUE):
        assert do_enrol(actor, conference.pk, [commune().pk])[0].outcome == "new"


def test_late_ones_wait_for_the_host_where_the_round_says_so(lang_son: Unit) -> None:
    conference = opt_in_conference(Round.Late.APPROVAL)
    organiser = actor_for(new_account("organiser", lang_son))
    with clock.frozen(AFTER):
        told = do_enrol(clerk(commune()), conference.pk, [commune().pk])
        assert told[0].outcome == "waiting"
        assert not conference.sites.filter(tier="xa").exists()
        with pytest.raises(Refusal, match="no_such_conference"):
            do_decide_enrolment(clerk(district()), conference.pk, told[0].enrolment.pk, accept=True)
        do_decide_enrolment(organiser, conference.pk, told[0].enrolment.pk, accept=True)
    assert conference.sites.get(tier="xa").unit == commune()


def test_taking_part_is_named_apart_from_telling_the_place_and_contact(lang_son: Unit) -> None:
    """A commune that was registered to take part has not said anything of its place yet."""
    conference, client = opt_in_conference(), Client()
    client.force_login(new_account("unit_clerk", district()))
    with clock.frozen(BEFORE):
        do_enrol(clerk(district()), conference.pk, [commune().pk])
        units = client.get(f"/conferences/{conference.pk}/registration/units").content.decode()
        own = client.get("/own").content.decode()
    assert "Đăng ký tham gia của cấp xã" in units
    assert "Địa điểm, đầu mối" in own
    assert "chưa khai" in own
    assert "chưa đăng ký" not in own


def test_the_host_lets_in_whom_it_had_refused(lang_son: Unit) -> None:
    conference, client = opt_in_conference(Round.Late.APPROVAL), Client()
    client.force_login(new_account("organiser", lang_son))
    page = f"/conferences/{conference.pk}/registration"
    with clock.frozen(AFTER):
        late = do_enrol(clerk(commune()), conference.pk, [commune().pk])[0].enrolment
        client.post(f"{page}/late/{late.pk}", {"action": "refuse"})
        shown = client.get(page).content.decode()
        assert "Đã không nhận đăng ký muộn" in shown
        assert f'action="{page}/late/{late.pk}"' in shown
        client.post(f"{page}/late/{late.pk}", {"action": "accept"})
    assert conference.sites.get(tier="xa").unit == commune()


def test_a_withdrawn_registration_can_be_made_again_with_a_new_link(lang_son: Unit) -> None:
    conference, actor = opt_in_conference(), clerk(commune())
    with clock.frozen(BEFORE):
        do_enrol(actor, conference.pk, [commune().pk])
        link = conference.sites.get(tier="xa").link_key
        do_withdraw_enrolment(actor, conference.pk, commune().pk)
        assert conference.sites.get(tier="xa").withdrawn_at is not None
        do_enrol(actor, conference.pk, [commune().pk])
    site = conference.sites.get(tier="xa")
    assert site.withdrawn_at is None
    assert site.link_key != link


@pytest.mark.parametrize("role", ["viewer", "technician", "press", "unit_clerk"])
def test_nobody_registers_what_is_not_theirs(lang_son: Unit, role: str) -> None:
    conference = opt_in_conference()
    elsewhere = actor_for(new_account(role, Unit.objects.get(code="178", tier="huyen")))
    with clock.frozen(BEFORE), pytest.raises(Refusal) as refused:
        do_enrol(elsewhere, conference.pk, [commune().pk])
    assert refused.value.status == 404


def test_a_district_without_account_registers_its_communes_from_its_own_site(lang_son: Unit) -> None:
    conference = opt_in_conference()
    site = conference.sites.get(unit=district())
    foreign = Unit.objects.filter(parent__code="178", tier="xa")[0]
    with clock.frozen(BEFORE):
        do_enrol(Actor("site", str(site.pk), site.name), conference.pk, [commune().pk])
        with pytest.raises(Refusal, match="not_your_unit"):
            do_enrol(Actor("site", str(site.pk), site.name), conference.pk, [foreign.pk])
    assert Enrolment.objects.get().by_tier == "huyen"


def test_deadlines_are_the_papers_until_the_host_sets_its_own(lang_son: Unit) -> None:
    conference = opt_in_conference()
    opened = round_of(conference)
    opened.sites_due = None
    conference.registration_deadlines.create(order=0, what="đăng ký điểm cầu cấp xã", due_date="2021-12-15")
    conference.refresh_from_db()
    said = dues(opened)
    assert clock.local(said.sites).strftime("%H:%M:%S %d/%m/%Y") == "23:59:59 15/12/2021"  # pyright: ignore[reportArgumentType]
    assert said.delegates == DUE


@pytest.mark.parametrize("moment", [LAST, AFTER])
def test_in_the_last_second_two_tiers_at_once_count_once(own_database: str, moment: datetime) -> None:
    """Both wait for the same lock; who came in time is in time, whenever the turn comes."""
    conference = opt_in_conference()
    actors = [clerk(commune()), clerk(district())]
    together = Barrier(2)

    def register(actor: Actor) -> str:
        try:
            with clock.frozen(moment):
                together.wait(20)
                return do_enrol(actor, conference.pk, [commune().pk])[0].outcome
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        said = sorted(threads.map(register, actors))
    if moment == LAST:
        assert said == ["new", "others"]
        assert Enrolment.objects.get().at == LAST
        assert Site.objects.filter(unit=commune()).count() == 1
    else:
        assert said == ["registration_closed", "registration_closed"]
        assert not Enrolment.objects.exists()
    assert not record.verify(conference.stream)


def test_a_clerk_whose_commune_was_merged_is_told_its_new_name(lang_son: Unit) -> None:
    conference, old = opt_in_conference(), commune()
    clerk_of_old = clerk(old)
    new = Unit.objects.create(
        code="99990",
        name="Xã Hợp Nhất",
        short_name="Hợp Nhất",
        tier="xa",
        parent=district(),
        path=f"{district().path}99990-20211201/",
        order=9_999_999,
        valid_from=date(2021, 12, 1),
    )
    Unit.objects.filter(pk=old.pk).update(valid_to=date(2021, 12, 1))
    Succession.objects.create(before=old, after=new, on=date(2021, 12, 1), kind=Succession.Kind.MERGED)
    with clock.frozen(BEFORE):
        with pytest.raises(Refusal, match="not_your_unit") as refused:
            do_enrol(clerk_of_old, conference.pk, [old.pk])
        assert "nay là Xã Hợp Nhất" in refused.value.hint
        assert do_enrol(clerk_of_old, conference.pk, [new.pk])[0].outcome == "new"


def test_a_district_registers_on_its_page_and_goes_on_to_the_site(lang_son: Unit) -> None:
    conference = opt_in_conference()
    client = Client()
    client.force_login(new_account("unit_clerk", district()))
    with clock.frozen(BEFORE):
        page = f"/conferences/{conference.pk}/registration/units"
        assert client.post(page, {"unit": [commune().pk], "action": "enrol"}).status_code == 302
        shown = client.get(page).content.decode()
    assert "Đã đăng ký 1/" in shown
    assert f"/own/{conference.sites.get(unit=commune()).pk}" in shown
